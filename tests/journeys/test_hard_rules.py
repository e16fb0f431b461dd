"""The hard rules catch what they are there for: each breach is made here once."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.answer import Answer, Match, Outcome
from knowledge.model import Quote
from knowledge.records import Records
from tests.builders import DENIAL, a_claim, a_quote, a_response, a_source, some_records
from tests.journeys.asking import SECOND_SOURCES, SEED_SETS, losses
from tests.journeys.figures import WITH_ENCODER, Figures
from tests.journeys.hard_rules import breaches

RECORDS = some_records(
    claims=[a_claim(), a_claim("roof-late"), a_claim("bridge"), a_claim("pool")],
    responses=[a_response()],
)
COST, LATE = RECORDS.claims[:2]
DENIED = RECORDS.responses[0]


def an_answer(*matches: Match, outcome: Outcome = Outcome.ANSWER) -> Answer:
    speakers = {speaker.id: speaker for speaker in RECORDS.speakers}
    return Answer("Who?", outcome, "who_said", 0.9, matches, speakers, (), "0123456789ab")


def with_quote(quote: Quote) -> Match:
    return Match(dataclasses.replace(COST, quotes=(quote,)), 0.9, (DENIED,))


def test_an_answer_as_recorded_breaks_no_rule() -> None:
    assert breaches(an_answer(Match(COST, 0.9, (DENIED,)), Match(LATE, 0.5)), RECORDS) == []
    assert breaches(an_answer(outcome=Outcome.NONE), RECORDS) == []


@pytest.mark.parametrize(
    ("answer", "breach"),
    [
        (an_answer(Match(COST, 0.9)), "not exactly the responses that answer it"),
        (an_answer(Match(COST, 1.1, (DENIED,))), "a confidence is not between 0 and 1"),
        (an_answer(Match(a_claim("tunnel"), 0.9)), "shows tunnel, which is not on record"),
        (an_answer(Match(LATE, 0.9), Match(LATE, 0.9)), "shows a claim twice"),
        (an_answer(), "answer with 0 claims"),
        (an_answer(Match(LATE, 0.9), outcome=Outcome.NONE), "none with 1 claims"),
        (
            an_answer(*(Match(c, 0.9) for c in RECORDS.claims), outcome=Outcome.CHOICES),
            "offers 4 choices",
        ),
        (
            an_answer(Match(dataclasses.replace(LATE, said_by=("john-doe",)), 0.9)),
            "roof-late: said by somebody else",
        ),
        (
            an_answer(Match(dataclasses.replace(LATE, via=("john-doe",)), 0.9)),
            "roof-late: carried by somebody else",
        ),
        (
            an_answer(Match(dataclasses.replace(LATE, hedge="may"), 0.9)),
            "roof-late: other words than recorded",
        ),
        (
            an_answer(Match(COST, 0.9, (dataclasses.replace(DENIED, by=("jane-roe",)),))),
            "roof-denial: another party than recorded",
        ),
        (
            an_answer(with_quote(a_quote("roof", a_source(text="Another roof")))),
            "roof-cost: a quote that does not stand at [8, 12)",
        ),
        (
            an_answer(with_quote(a_quote(DENIAL, a_source(text=a_source().text + "More.")))),
            "roof-cost: a quote of another text",
        ),
    ],
)
def test_a_breach_is_found_and_named(answer: Answer, breach: str) -> None:
    assert any(breach in found for found in breaches(answer, RECORDS))


def test_a_denial_under_a_claim_that_it_does_not_answer_is_a_breach() -> None:
    elsewhere = some_records(responses=[a_response(answers=["roof-late"])])
    records = Records(RECORDS.sources, RECORDS.speakers, RECORDS.claims, elsewhere.responses)
    answer = an_answer(Match(COST, 0.9, RECORDS.responses))
    assert "roof-cost: not exactly the responses that answer it" in breaches(answer, records)


def test_every_set_of_questions_has_its_figures() -> None:
    assert set(WITH_ENCODER) == {*SEED_SETS, *SECOND_SOURCES}


@pytest.mark.parametrize(
    ("found", "lost"),
    [
        (Figures(42, 37, 3), []),
        (Figures(42, 42, 0), []),
        (Figures(42, 36, 2), ["36 right, 39 before"]),
        (Figures(42, 39, 4), ["4 wrong answers, 2 before"]),
        (Figures(43, 39, 2), ["43 questions, not 42: correct figures.py"]),
    ],
)
def test_a_set_may_lose_two_right_answers_and_gain_one_wrong(
    found: Figures, lost: list[str]
) -> None:
    assert losses(found, Figures(42, 39, 2)) == lost
