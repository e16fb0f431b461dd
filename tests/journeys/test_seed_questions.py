"""From a question about the article that ships to the answer in JSON, through every real part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.answering import answer
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.sqlite import open_sqlite_store
from tests.journeys.asking import SEED_SETS, Asked, ask, ask_all, losses
from tests.journeys.figures import WITH_ENCODER

EUROPEAN_LETTERS = "drones-violate-resolution-2231"
SEED_RIGHT = 22

Ask = Callable[[str], Asked]
each_set = pytest.mark.parametrize("name", SEED_SETS)


@each_set
def test_no_answer_breaks_a_hard_rule(name: str, asked: Ask) -> None:
    assert asked(name).breaches == []


@each_set
def test_no_set_is_answered_worse_than_before(name: str, asked: Ask) -> None:
    assert losses(asked(name).figures, WITH_ENCODER[name]) == []


def test_at_least_22_of_the_24_seed_questions_are_answered_right(asked: Ask) -> None:
    assert asked("seed").figures.right >= SEED_RIGHT


@each_set
def test_iravani_s_denials_are_shown_under_the_european_letters_only(name: str, asked: Ask) -> None:
    under = {
        match.claim.id
        for _, given in asked(name).answered
        for match in given.matches
        if any("amir-saeid-iravani" in response.by for response in match.responses)
    }
    assert under <= {EUROPEAN_LETTERS}


@each_set
def test_what_was_not_said_to_the_bot_is_met_with_silence(name: str, asked: Ask) -> None:
    answered = asked(name).answered
    assert {g.outcome for q, g in answered if not q.addressed} <= {Outcome.SILENT}


def test_without_the_encoder_no_answer_breaks_a_hard_rule(tmp_path: Path) -> None:
    assert ask_all("dev", None, None, tmp_path).breaches == []


def test_the_same_question_gets_the_same_answer_from_a_store_opened_again(
    asked: Ask, encoder: Encoder, loaded: Path
) -> None:
    store = open_sqlite_store(loaded)
    matcher = Matcher(store, encoder, WordVectors())
    again = [ask(question, matcher).as_json() for question, _ in asked("seed").answered]
    store.close()
    assert again == [given.as_json() for _, given in asked("seed").answered]


def test_earlier_questions_do_not_change_the_answer_to_a_question_of_another_thread(
    asked: Ask, encoder: Encoder, loaded: Path
) -> None:
    store = open_sqlite_store(loaded)
    matcher = Matcher(store, encoder, WordVectors())
    backwards = [
        answer(q.question, matcher, context=q.context, addressed=q.addressed).as_json()
        for q, _ in reversed(asked("seed").answered)
    ]
    store.close()
    assert backwards[::-1] == [given.as_json() for _, given in asked("seed").answered]
