from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from knowledge.answer import Answer, Match, Outcome
from knowledge.evaluation.question_sets import Expected, Question, faults, read_questions
from knowledge.model import Response
from knowledge.vocabulary import Stance
from tests.builders import a_claim, a_response

EXPECT = {"outcomes": ["answer"], "claims": ["roof-cost"], "also_ok": [], "responses": []}
LINE = {"id": "q1", "kind": "who_said", "question": "Who?", "expect": EXPECT}
DENIAL = a_response("denial", ["roof-cost"])
SECOND_DENIAL = a_response("second-denial", ["roof-cost"])
SILENCE = a_response("silence", ["roof-cost"], stance=Stance.DID_NOT_RESPOND)


def a_question(
    *,
    outcomes: Sequence[Outcome] = (Outcome.ANSWER,),
    claims: Sequence[str] = ("roof-cost",),
    also_ok: Sequence[str] = (),
    any_of: bool = False,
    responses: Sequence[str] = (),
) -> Question:
    expected = Expected(
        frozenset(outcomes), frozenset(claims), frozenset(also_ok), any_of, frozenset(responses)
    )
    return Question("q1", "who_said", "Who?", (), True, expected)


def an_answer(
    *claims: str, outcome: Outcome = Outcome.ANSWER, responses: Sequence[Response] = ()
) -> Answer:
    matches = tuple(Match(a_claim(id_), 0.9, tuple(responses)) for id_ in claims)
    return Answer("Who?", outcome, "who_said", 0.9, matches, {}, (), "0123456789ab")


def read(tmp_path: Path, *lines: str | dict[str, Any]) -> tuple[Question, ...]:
    file = tmp_path / "questions.jsonl"
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(text), encoding="utf-8")
    return read_questions(file)


# --- faults ---


def test_an_answer_that_shows_what_it_should_has_no_fault() -> None:
    assert faults(a_question(), an_answer("roof-cost")) == []


def test_any_of_the_outcomes_is_right_and_another_is_the_only_fault_said() -> None:
    quiet = a_question(outcomes=(Outcome.NONE, Outcome.CHOICES))
    for outcome in (Outcome.NONE, Outcome.CHOICES):
        assert faults(quiet, an_answer(outcome=outcome)) == []
    assert faults(quiet, an_answer("stranger")) == ["answer, wanted choices or none"]


@pytest.mark.parametrize("outcome", [Outcome.CHOICES, Outcome.NONE, Outcome.SILENT])
def test_claims_are_judged_in_answers_only(outcome: Outcome) -> None:
    question = a_question(outcomes=(outcome,))
    assert faults(question, an_answer("stranger", outcome=outcome)) == []


def test_every_claim_must_be_shown() -> None:
    question = a_question(claims=("roof-cost", "roof-late", "bridge"))
    assert faults(question, an_answer("roof-late")) == ["lacks bridge, roof-cost"]


def test_one_claim_is_enough_where_any_is_right() -> None:
    question = a_question(claims=("roof-cost", "roof-late"), any_of=True)
    assert faults(question, an_answer("roof-late")) == []
    assert faults(question, an_answer("bridge")) == ["lacks roof-cost, roof-late", "shows bridge"]


def test_a_claim_too_many_is_a_fault_unless_it_is_allowed() -> None:
    answer = an_answer("roof-cost", "roof-late")
    assert faults(a_question(), answer) == ["shows roof-late"]
    assert faults(a_question(also_ok=("roof-late",)), answer) == []


def test_an_allowed_claim_does_not_stand_for_a_wanted_one() -> None:
    question = a_question(also_ok=("roof-late",))
    assert faults(question, an_answer("roof-late")) == ["lacks roof-cost"]


@pytest.mark.parametrize(
    ("wanted", "shown", "found"),
    [
        ((), (), []),
        ((), (DENIAL,), []),
        (("denial",), (DENIAL,), []),
        (("denial", "second-denial"), (DENIAL,), []),
        (("denial",), (), ["shows none of the responses"]),
        (("denial",), (SECOND_DENIAL,), ["shows none of the responses"]),
        (("silence",), (SILENCE,), []),
        (("silence", "second-silence"), (SILENCE,), ["lacks a response"]),
        (("silence", "denial"), (SILENCE, DENIAL), []),
        (("silence", "denial"), (DENIAL,), []),
        (("silence", "denial"), (SILENCE,), ["lacks a response"]),
    ],
)
def test_one_response_that_was_spoken_must_be_shown_or_else_all(
    wanted: Sequence[str], shown: Sequence[Response], found: list[str]
) -> None:
    question = a_question(responses=wanted)
    assert faults(question, an_answer("roof-cost", responses=shown)) == found


# --- reading ---


def test_a_line_is_a_question_with_what_a_right_answer_shows(tmp_path: Path) -> None:
    line = LINE | {"context": ["What cost 9 million?"], "addressed": False, "note": "any"}
    (question,) = read(tmp_path, line)
    assert (question.id, question.kind, question.question) == ("q1", "who_said", "Who?")
    assert (question.context, question.addressed) == (("What cost 9 million?",), False)
    assert question.expected == a_question().expected


def test_without_context_a_question_stands_alone_and_is_addressed(tmp_path: Path) -> None:
    first, second = read(tmp_path, LINE, "", LINE | {"context": None})
    assert first == second
    assert (first.context, first.addressed) == ((), True)


def test_a_question_may_hold_what_elsewhere_ends_a_line(tmp_path: Path) -> None:
    line = json.dumps(LINE | {"question": "Who\u2028said\x85so?"}, ensure_ascii=False)
    (question,) = read(tmp_path, line)
    assert question.question == "Who\u2028said\x85so?"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "5",
        "[]",
        "{}",
        json.dumps({k: v for k, v in LINE.items() if k != "expect"}),
        json.dumps({k: v for k, v in LINE.items() if k != "id"}),
        json.dumps(LINE | {"expect": EXPECT | {"outcomes": ["maybe"]}}),
        json.dumps(LINE | {"expect": {"outcomes": ["none"]}}),
        json.dumps(LINE | {"expect": None}),
    ],
)
def test_a_line_that_is_no_question_is_refused_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read(tmp_path, LINE, line)


def test_a_file_that_is_not_utf_8_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    with pytest.raises(ValueError, match="utf-8"):
        read_questions(tmp_path / "latin.jsonl")
    with pytest.raises(FileNotFoundError):
        read_questions(tmp_path / "lost.jsonl")
