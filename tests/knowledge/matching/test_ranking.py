from __future__ import annotations

from math import exp

import pytest
from hypothesis import given, settings

from knowledge.matching import notes, ranking, shelf
from knowledge.matching.matcher import Matcher
from knowledge.matching.ranking import LISTED_CLAIMS, Candidate
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS
from knowledge.store.port import RecordStore
from tests.builders import a_claim, a_quote, a_source, some_records
from tests.knowledge.matching.bad_input import typed_by_anybody
from tests.knowledge.matching.harbour import CLAIMS, TEAM_SPACE
from tests.knowledge.matching.survey.surveys import weighing

MEANT = [
    ("Did the ferry cost 4 million crowns?", "ferry-cost"),
    ("Did dredging poison oysters?", "oyster-beds"),
    ("Were patrol boats sent to Velland?", "patrol-boats"),
    ("Did dockers walk out?", "walkout"),
    ("Is the smokehouse closing?", "smokehouse"),
]


def ranked(
    matcher: Matcher, question: str, claims: list[str] | None = None, *, space: str = ""
) -> list[Candidate]:
    shelf = matcher.shelf()
    reading = shelf.reader_in(space).read(question)
    return matcher._ranker(shelf, space).rank(reading, claims)


def best(matcher: Matcher, question: str) -> Candidate:
    return ranked(matcher, question)[0]


@pytest.mark.parametrize(("question", "claim"), MEANT)
def test_the_claim_meant_comes_first(harbour: Matcher, question: str, claim: str) -> None:
    assert best(harbour, question).claim_id == claim


@pytest.mark.parametrize(("question", "claim"), MEANT)
@pytest.mark.parametrize("matches", ["harbour", "harbour_with_meaning"])
def test_the_claim_meant_is_first_in_the_survey_already(
    request: pytest.FixtureRequest, matches: str, question: str, claim: str
) -> None:
    matcher: Matcher = request.getfixturevalue(matches)
    assert matcher.match(question, is_measured=True).ranking[0] == claim


def test_a_refused_claim_comes_last_however_alike_it_is(harbour: Matcher) -> None:
    found = ranked(harbour, "Are Norvayan pilots training in Norvay?")
    assert found[-1].claim_id == "pilots"
    assert found[-1].veto
    assert found[-1].confidence > found[0].confidence


def test_only_the_claims_given_are_ranked(harbour: Matcher) -> None:
    found = ranked(harbour, "Did the ferry cost 4 million crowns?", ["walkout", "cannery"])
    assert {candidate.claim_id for candidate in found} == {"walkout", "cannery"}
    assert ranked(harbour, "Did the ferry cost 4 million crowns?", []) == []


@pytest.mark.parametrize(
    "question", ["Did the ferry cost 4 million crowns?", "What did Brill say?"]
)
def test_a_claim_that_is_ruled_out_is_not_ranked_though_given(
    harbour: Matcher, question: str
) -> None:
    shelf = harbour.shelf()
    ranker = harbour._ranker(shelf, without=frozenset({"ferry-cost"}))
    found = ranker.rank(shelf.reader.read(question), ["ferry-cost", "patrol-boats"])
    assert [candidate.claim_id for candidate in found] == ["patrol-boats"]


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
    elsewhere = ranked(harbour, "Does the tavern water its rum?", space="slack:t2")
    assert "rum-private" not in {candidate.claim_id for candidate in elsewhere}


@pytest.fixture
def piers(store: RecordStore) -> Matcher:
    """Matches 120 claims that are alike."""
    source = a_source("piers", "pier")
    quotes = (a_quote("pier", source),)
    many = [a_claim(f"pier-{n}", text=f"Pier {n} sank.", quotes=quotes) for n in range(120)]
    store.add(some_records(claims=many))
    return Matcher(store, None, None)


def test_no_more_claims_are_weighed_than_the_survey_leaves(piers: Matcher) -> None:
    assert len(ranked(piers, "Did the pier sink?")) == SURVEYED_CLAIMS


@pytest.mark.parametrize("question", ["Did the pier sink?", "What did Jane Roe say?"])
def test_of_very_many_claims_given_a_hundred_are_weighed(piers: Matcher, question: str) -> None:
    given = list(piers.store.list_claims())
    assert len(ranked(piers, question, given)) == LISTED_CLAIMS < len(given)


@pytest.mark.parametrize(
    ("question", "most"), [("Did the pier sink?", 4), ("What did Jane Roe say?", 25)]
)
def test_where_there_are_many_claims_fewer_are_weighed(
    piers: Matcher, question: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LARGE_CLAIMS", 100)
    given = list(piers.store.list_claims())
    assert len(ranked(piers, question, given)) == most
    assert len(ranked(piers, "Did the pier sink?")) <= 4
    decided = piers.match("What did Jane Roe say?")
    assert len(decided.candidates) == ranking.LISTED_OF_MANY
    assert notes.MORE in decided.notes


@pytest.mark.parametrize(("weight", "looked_at"), [(-20.0, 4), (-0.01, 12)])
def test_claims_that_are_far_behind_are_not_looked_at(
    store: RecordStore, weight: float, looked_at: int
) -> None:
    claims = []
    for number in range(1, 13):
        text = "pier" + " plank" * number
        quote = a_quote(text, a_source(f"log-{number}", text))
        claims.append(a_claim(f"log-{number}", text=text, quotes=(quote,)))
    store.add(some_records(claims=claims))
    matcher = Matcher(store, None, None, weights=weighing(length_statement=weight))
    found = {candidate.claim_id for candidate in ranked(matcher, "Did the pier sink?")}
    assert found == {f"log-{number}" for number in range(1, looked_at + 1)}


@pytest.mark.parametrize("question", ["Did the ferry cost 4 million crowns?", "oysters?"])
def test_each_claim_is_weighed_beside_the_others(
    harbour_with_meaning: Matcher, question: str
) -> None:
    ranker = harbour_with_meaning._ranker(harbour_with_meaning.shelf())
    reading = harbour_with_meaning.shelf().reader.read(question)
    surveyed = ranker.survey(reading)
    scores = dict(zip(surveyed.claims, surveyed.scores.tolist(), strict=True))
    cosines = dict(zip(surveyed.claims, surveyed.features["cosine"].tolist(), strict=True))
    crowd = sum(sorted(cosines.values())[-10:]) / min(10, len(cosines))
    best, second = sorted(scores.values(), reverse=True)[:2]
    found = {c.claim_id: c.score.beside for c in ranker.rank(reading, None)}
    assert len(found) > 2
    for claim, beside in found.items():
        score = scores[claim]
        assert beside.surveyed == pytest.approx(score)
        assert beside.ahead == pytest.approx(score - (second if score == best else best))
        assert beside.share == pytest.approx(exp(score) / sum(map(exp, scores.values())))
        assert beside.meaning == pytest.approx(cosines[claim])
        assert beside.standout == pytest.approx(cosines[claim] - crowd)


def test_the_only_claim_stands_beside_none(store: RecordStore) -> None:
    store.add(some_records())
    (found,) = ranked(Matcher(store, None, None), "Did the roof cost 9 million euros?")
    assert (found.score.beside.ahead, found.score.beside.share) == (0.0, 1.0)


@settings(max_examples=40, deadline=None)
@given(typed_by_anybody())
def test_confidences_are_probabilities_likeliest_first_refused_last(
    harbour: Matcher, question: str
) -> None:
    found = ranked(harbour, question, [claim.id for claim in CLAIMS])
    assert all(0 <= candidate.confidence <= 1 for candidate in found)
    keys = [(candidate.veto is not None, -candidate.confidence) for candidate in found]
    assert keys == sorted(keys)
