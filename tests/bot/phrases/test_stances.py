from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from bot.phrases.answers import reply_to
from bot.phrases.stances import NONE_RECORDED, shown_responses, summary, with_role
from knowledge.model import Answers, Response, Role, Speaker
from knowledge.vocabulary import SILENCES, Scope, SpeakerKind, Stance
from tests.bot.shown import an_answer, plain
from tests.builders import a_response, a_speaker, some_records


def _summary(responses: Sequence[Response]) -> str:
    records = some_records(responses=responses) if responses else some_records(claims=[])
    return summary(responses, "roof-cost", {s.id: s for s in records.speakers})


def test_no_two_stances_share_a_sentence() -> None:
    said = {stance: _summary([a_response(stance=stance)]) for stance in Stance}
    said_by_anybody = {
        sentence.replace("Builders Ltd", "X").replace("John Doe", "X") for sentence in said.values()
    }
    assert len(said_by_anybody) == len(Stance)
    assert NONE_RECORDED not in said_by_anybody


@pytest.mark.parametrize(
    ("stance", "sentence"),
    [
        (Stance.DENIES, "Denied by John Doe"),
        (Stance.DISPUTES, "Disputed by John Doe"),
        (Stance.CONFIRMS, "Confirmed by John Doe"),
        (Stance.NOT_CONFIRMED, "Not confirmed by Builders Ltd, says the source"),
        (Stance.DECLINES_TO_COMMENT, "Declined to comment, says the source: Builders Ltd"),
        (Stance.DID_NOT_RESPOND, "Did not respond, says the source: Builders Ltd"),
    ],
)
def test_each_stance_is_said_by_its_own_name(stance: Stance, sentence: str) -> None:
    assert _summary([a_response(stance=stance)]) == sentence


def test_no_response_is_said_to_be_unrecorded_not_silent() -> None:
    assert _summary([]) == "No response recorded"


@pytest.mark.parametrize("stance", sorted(SILENCES))
def test_a_silence_is_the_source_s_report_and_no_denial(stance: Stance) -> None:
    sentence = _summary([a_response(stance=stance)])
    assert "says the source" in sentence
    assert "enied" not in sentence


def test_somebody_who_speaks_for_another_is_said_to() -> None:
    response = a_response(on_behalf_of=("builders-ltd",))
    assert _summary([response]) == "Denied by John Doe for Builders Ltd"


def test_nobody_is_said_to_speak_for_themselves() -> None:
    assert _summary([a_response(on_behalf_of=("john-doe",))]) == "Denied by John Doe"


@pytest.mark.parametrize(
    ("scope", "remark"),
    [
        (Scope.EXACT, ""),
        (Scope.PART, " (answers part of this claim)"),
        (Scope.BROADER, " (answers more than this claim)"),
    ],
)
def test_a_response_to_a_part_or_to_more_says_so(scope: Scope, remark: str) -> None:
    response = a_response(answers=[Answers("roof-cost", scope)])
    assert _summary([response]) == f"Denied by John Doe{remark}"


def test_the_scope_is_that_of_the_claim_it_is_shown_under() -> None:
    response = a_response(answers=[Answers("roof-leak", Scope.PART), Answers("roof-cost")])
    assert _summary([response]) == "Denied by John Doe"


def test_parties_that_differ_are_named_one_by_one() -> None:
    responses = [
        a_response("one"),
        a_response("two", stance=Stance.CONFIRMS, by=("jane-roe",)),
        a_response("three", stance=Stance.NOT_CONFIRMED),
        a_response("four", stance=Stance.RETRACTS),
    ]
    said = "Denied by John Doe; confirmed by Jane Roe; not confirmed by Builders Ltd, says the"
    assert _summary(responses) == f"{said} source; 1 more response"


def test_responses_alike_are_shown_once_with_all_their_quotes() -> None:
    records = some_records(responses=[a_response("one"), a_response("two")])
    speakers = {s.id: s for s in records.speakers}
    (shown,) = shown_responses(records.responses, "roof-cost", speakers)
    assert len(shown.quotes) == 2


def test_the_day_of_a_response_is_said() -> None:
    assert _summary([a_response(said_on=date(2024, 5, 2))]) == "Denied by John Doe on 2 May 2024"


def test_a_role_that_says_no_more_than_the_name_is_left_out() -> None:
    speaker = a_speaker(name="senior officials", roles=(Role("officials", "Ruritania"),))
    assert with_role(speaker) == "senior officials (Ruritania)"


def test_unnamed_speakers_are_called_so() -> None:
    speaker = a_speaker(kind=SpeakerKind.UNNAMED_GROUP, name="two officials")
    assert with_role(speaker) == "two officials (unnamed)"


def test_every_stance_reads_like_this(same_as_snapshot: Callable[[str, str], None]) -> None:
    scopes = list(Scope)
    records = some_records(
        speakers=[Speaker("john-doe", SpeakerKind.PERSON, "John Doe", roles=(Role("spokesman"),))],
        responses=[
            a_response(
                f"response-{stance.value.replace('_', '-')}",
                [Answers("roof-cost", scopes[number % len(scopes)])],
                stance=stance,
            )
            for number, stance in enumerate(Stance)
        ],
    )
    same_as_snapshot("every-stance", plain(reply_to(an_answer(records, ["roof-cost"]))))
