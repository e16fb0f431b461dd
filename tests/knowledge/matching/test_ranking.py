from __future__ import annotations

import pytest
from hypothesis import given, settings

from knowledge.matching.matcher import Matcher
from knowledge.matching.ranking import SEARCHED_CLAIMS, Candidate
from knowledge.store.port import RecordStore
from tests.builders import a_claim, a_quote, a_source, some_records
from tests.knowledge.matching.bad_input import typed_by_anybody
from tests.knowledge.matching.harbour import CLAIMS, TEAM_SPACE


def ranked(
    matcher: Matcher, question: str, claims: list[str] | None = None, *, space: str = ""
) -> list[Candidate]:
    shelf = matcher.shelf()
    return matcher._ranker(shelf).rank(shelf.reader.read(question), claims, space=space)


def best(matcher: Matcher, question: str) -> Candidate:
    return ranked(matcher, question)[0]


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did the ferry cost 4 million crowns?", "ferry-cost"),
        ("Did dredging poison oysters?", "oyster-beds"),
        ("Were patrol boats sent to Velland?", "patrol-boats"),
        ("Did dockers walk out?", "walkout"),
        ("Is the smokehouse closing?", "smokehouse"),
    ],
)
def test_the_claim_meant_comes_first(harbour: Matcher, question: str, claim: str) -> None:
    assert best(harbour, question).claim_id == claim


def test_a_refused_claim_comes_last_however_alike_it_is(harbour: Matcher) -> None:
    found = ranked(harbour, "Are Norvayan pilots training in Norvay?")
    assert found[-1].claim_id == "pilots"
    assert found[-1].veto
    assert found[-1].confidence > found[0].confidence


def test_only_the_claims_given_are_ranked(harbour: Matcher) -> None:
    found = ranked(harbour, "Did the ferry cost 4 million crowns?", ["walkout", "cannery"])
    assert {candidate.claim_id for candidate in found} == {"walkout", "cannery"}
    assert ranked(harbour, "Did the ferry cost 4 million crowns?", []) == []


def test_a_claim_reached_through_its_speaker_is_surer(harbour: Matcher) -> None:
    (open_,) = [c for c in ranked(harbour, "oyster beds?") if c.claim_id == "oyster-beds"]
    (limited,) = ranked(harbour, "oyster beds?", ["oyster-beds"])
    assert limited.confidence > open_.confidence


@pytest.mark.parametrize(
    ("question", "is_limited"),
    [("the Port Office ferry", True), ("the Velland ferry", False), ("the ferry", False)],
)
def test_to_name_a_voice_limits_the_claims_as_a_speaker_does(
    harbour: Matcher, question: str, is_limited: bool
) -> None:
    assert {c.score.limited for c in ranked(harbour, question)} == {float(is_limited)}


def test_the_reasons_name_people_and_words(harbour: Matcher) -> None:
    why = best(harbour, "Did Velland get spoons and patrol boats?").why
    assert why == ("names Velland", "has “patrol”, “boats”", "does not have “spoons”")


def test_without_the_encoder_no_reason_speaks_of_meaning(harbour: Matcher) -> None:
    assert not any("meaning" in reason for reason in best(harbour, "ferry cost?").why)


def test_with_the_encoder_meaning_is_a_reason(harbour_with_meaning: Matcher) -> None:
    found = best(harbour_with_meaning, "Would digging up the port kill the shellfish?")
    assert found.claim_id == "oyster-beds"
    assert any(reason.startswith("similar in meaning (0.") for reason in found.why)


@pytest.mark.parametrize("hidden", ["lighthouse-draft", "breakwater-withdrawn", "rum-private"])
def test_a_hidden_claim_is_never_a_candidate(harbour: Matcher, hidden: str) -> None:
    question = "Does the tavern water rum, the keeper sleep at noon on the cork breakwater?"
    assert hidden not in {candidate.claim_id for candidate in ranked(harbour, question)}


def test_a_private_claim_is_a_candidate_in_its_own_space(harbour: Matcher) -> None:
    found = ranked(harbour, "Does the tavern water its rum?", space=TEAM_SPACE)
    assert found[0].claim_id == "rum-private"
    assert ranked(harbour, "Does the tavern water its rum?", space="slack:t2") == []


def test_no_more_claims_are_weighed_than_searched_for(store: RecordStore) -> None:
    source = a_source("piers", "pier")
    quotes = (a_quote("pier", source),)
    many = [a_claim(f"pier-{n}", text=f"Pier {n} sank.", quotes=quotes) for n in range(60)]
    store.add(some_records(claims=many))
    found = ranked(Matcher(store, None, None), "Did the pier sink?")
    assert len(found) == SEARCHED_CLAIMS


@settings(max_examples=40, deadline=None)
@given(typed_by_anybody())
def test_confidences_are_probabilities_likeliest_first_refused_last(
    harbour: Matcher, question: str
) -> None:
    found = ranked(harbour, question, [claim.id for claim in CLAIMS])
    assert all(0 <= candidate.confidence <= 1 for candidate in found)
    keys = [(candidate.veto is not None, -candidate.confidence) for candidate in found]
    assert keys == sorted(keys)
