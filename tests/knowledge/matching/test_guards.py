from __future__ import annotations

import pytest

from knowledge.matching.matcher import Matcher
from tests.knowledge.matching.harbour import ids


def refused(harbour: Matcher, question: str, claim: str) -> str | None:
    """Return why `claim` is refused for `question`, whether or not it was searched for."""
    ranker = harbour._ranker(harbour.shelf())
    (candidate,) = ranker.rank(harbour.shelf().reader.read(question), [claim])
    return candidate.veto


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did Norvay send six HX-7 patrol boats to Velland in March?", "patrol-boats"),
        ("Did Velland get HX-7 boats from Norvay?", "patrol-boats"),
        ("Were 6 boats sent?", "patrol-boats"),
        ("Are Vellish pilots training in Norvay?", "pilots"),
        ("Did hundreds of dockers walk out on Friday?", "walkout"),
        ("How much did the ferry cost?", "ferry-cost"),
        ("Did the ferry cost four million crowns?", "ferry-cost"),
    ],
)
def test_the_claim_that_was_meant_is_not_refused(
    harbour: Matcher, question: str, claim: str
) -> None:
    assert refused(harbour, question, claim) is None


def test_a_question_about_another_party_is_not_this_claim(harbour: Matcher) -> None:
    assert refused(harbour, "Did Norvay buy the ferry?", "ferry-cost") == (
        "asked about Norvay, whom the claim does not name"
    )


def test_a_question_about_another_figure_is_not_this_claim(harbour: Matcher) -> None:
    assert refused(harbour, "Did the ferry cost 6 million crowns?", "ferry-cost") == (
        "asked about 6 million; the claim's figures: 4,000,000"
    )
    assert refused(harbour, "Were there 6 oysters?", "oyster-beds") == (
        "asked about 6; the claim's figures: none"
    )


def test_a_question_about_another_designation_is_not_this_claim(harbour: Matcher) -> None:
    assert refused(harbour, "Is the ferry an HX-7?", "ferry-cost") == (
        "asked about HX-7; the claim's figures: 4,000,000"
    )


def test_a_number_word_is_as_good_as_a_figure(harbour: Matcher) -> None:
    assert refused(harbour, "Did Norvay send seven patrol boats?", "patrol-boats") == (
        "asked about seven; the claim says 6"
    )


def test_thousands_are_not_hundreds(harbour: Matcher) -> None:
    assert refused(harbour, "Did thousands of dockers walk out?", "walkout") == (
        "asked about thousands; the claim says hundred"
    )


def test_one_day_or_month_is_not_another(harbour: Matcher) -> None:
    assert refused(harbour, "Did dockers walk out in March?", "walkout") == (
        "asked about march; the claim says friday"
    )
    assert refused(harbour, "Did Norvay send boats on Friday?", "patrol-boats") == (
        "asked about friday; the claim says march"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Did Velland send HX-7 patrol boats to Norvay?",
        "Did Norvay get HX-7 patrol boats from Velland?",
        "Did Norvay buy patrol boats from Velland?",
        "Were HX-7 patrol boats sent to Norvay by Velland?",
        "Were HX-7 patrol boats sent from Velland to Norvay?",
        "Was Norvay given patrol boats by Velland?",
        "Norvay wants patrol boats from Velland",
        "Norvay asked Velland for patrol boats",
        "patrol boat deliveries by Velland to Norvay",
        "patrol boats for Norvay from Velland",
    ],
)
def test_who_gives_is_not_who_gets(harbour: Matcher, question: str) -> None:
    assert refused(harbour, question, "patrol-boats") == (
        "asked about Velland to Norvay; the claim is the other way round"
    )


@pytest.mark.parametrize(
    "question", ["Were patrol boats sent to Norvay?", "Who said boats were sent to Norvay?"]
)
def test_who_gives_is_not_who_gets_even_if_the_question_names_one_end(
    harbour: Matcher, question: str
) -> None:
    assert refused(harbour, question, "patrol-boats") == (
        "asked about somebody to Norvay; the claim is the other way round"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Were patrol boats sent to Velland?",
        "Who said that Norvay sent boats?",
        "Does Velland want patrol boats?",
        "Is Velland buying patrol boats from Norvay?",
    ],
)
def test_one_end_named_as_in_the_claim_is_not_refused(harbour: Matcher, question: str) -> None:
    assert refused(harbour, question, "patrol-boats") is None


def test_one_nations_pilots_are_not_anothers(harbour: Matcher) -> None:
    assert refused(harbour, "Are Norvayan pilots training?", "pilots") == (
        "asked about “pilot” of Norvay; the claim's is of Velland"
    )


def test_training_in_one_country_is_not_training_in_another(harbour: Matcher) -> None:
    reason = refused(harbour, "Are Vellish pilots training in Velland?", "pilots")
    assert reason == "asked about “train in” of Velland; the claim's is of Norvay"


def test_an_amount_that_the_claim_does_not_give_cannot_be_asked_of_it(harbour: Matcher) -> None:
    reason = "asked for an amount that the claim does not give"
    assert refused(harbour, "How much did the cannery cost?", "cannery") == reason
    assert refused(harbour, "How much did the berths cost?", "ferry-cost") == reason


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did the ferry cost 6 million crowns?", "ferry-cost"),
        ("Did Velland send HX-7 patrol boats to Norvay?", "patrol-boats"),
        ("Are Norvayan pilots training in Norvay?", "pilots"),
        ("Did thousands of dockers walk out?", "walkout"),
    ],
)
def test_a_refused_claim_is_not_answered_with_and_the_reason_is_said(
    harbour: Matcher, question: str, claim: str
) -> None:
    decided = harbour.match(question)
    assert claim not in ids(decided)
    assert decided.notes[0].startswith("The nearest claim was refused: asked about")
