from __future__ import annotations

import pytest

from knowledge.matching.matcher import Matcher
from knowledge.matching.messages import READ_SENTENCES, Found, find_in_message
from tests.knowledge.matching.harbour import TEAM_SPACE


def found_in(message: str, matcher: Matcher, space: str = "") -> Found:
    return find_in_message(message, matcher, space=space)


def claims_in(message: str, matcher: Matcher, space: str = "") -> list[str]:
    return [claim.evidence.claim.id for claim in found_in(message, matcher, space).claims]


@pytest.mark.parametrize(
    "message",
    [
        "The new ferry had cost 4 million crowns.",
        "Did you hear? Brill said the new ferry had cost 4 million crowns. Unbelievable, really.",
        "And then: “the new ferry had cost 4 million crowns, the Tide Herald reported”",
    ],
)
def test_a_claim_is_found_whatever_stands_around_it(
    harbour_with_meaning: Matcher, message: str
) -> None:
    (claim,) = claims_in(message, harbour_with_meaning)
    assert "ferry" in claim


def test_a_quote_that_stands_there_word_for_word_is_found_among_anything(harbour: Matcher) -> None:
    message = (
        "Zork told Blart on Sunday, while the new FERRY had   cost 4 million crowns, that 77 Quxes"
        " would sail to Atlantis"
    )
    (claim,) = found_in(message, harbour).claims
    assert claim.confidence == harbour.thresholds.decision.listed
    assert claim.why == ("one of its quotes stands there word for word",)


def test_a_few_words_of_a_quote_are_not_the_quote(harbour: Matcher) -> None:
    assert claims_in("Zork and Blart had cost 4 million and Quxes", harbour) == []


@pytest.mark.parametrize(
    "message",
    [
        "The new ferry had cost 5 million crowns.",
        "Norway had sent six HX-7 patrol boats to Velland last March.",
        "Norvay had sent six HX-8 patrol boats to Velland last March.",
        "Velland had sent six HX-7 patrol boats to Norvay last March.",
        "Mayor Tomas Brill opened a new school.",
        "Brill is a nice man, really.",
        "The weather was fine today.",
    ],
)
def test_what_is_not_on_record_is_not_found(harbour_with_meaning: Matcher, message: str) -> None:
    assert claims_in(message, harbour_with_meaning) == []


def test_a_name_at_the_beginning_of_a_sentence_is_a_name(harbour_with_meaning: Matcher) -> None:
    """A capital there tells nothing, so the sentence is read in the middle of another too."""
    assert (
        claims_in("Turkey had sent six HX-7 patrol boats to Velland.", harbour_with_meaning) == []
    )


def test_of_one_sentence_it_is_said_why_nothing_is_found(harbour: Matcher) -> None:
    found = found_in("Zork said the new ferry had cost a lot.", harbour)
    assert any("Zork" in note for note in found.notes)
    several = found_in("Zork said the new ferry had cost a lot. We all sail tomorrow.", harbour)
    assert several.notes == ()


def test_only_so_many_sentences_are_read_and_that_is_said(harbour: Matcher) -> None:
    found = found_in("We all sail tomorrow. " * (READ_SENTENCES + 1), harbour)
    assert found.sentences == READ_SENTENCES
    assert found.notes == ("Only the first 8 sentences of the message were read.",)
    assert not found_in("We all sail tomorrow. " * READ_SENTENCES, harbour).notes


def test_a_message_without_a_sentence_is_none(harbour: Matcher) -> None:
    assert found_in("ok https://tide.example", harbour) == Found((), (), 0)


def test_a_reason_names_the_sentence(harbour_with_meaning: Matcher) -> None:
    message = "A fee rose. The ferry has cost 4 million crowns."
    (claim,) = found_in(message, harbour_with_meaning).claims
    assert claim.why[0] == "from “The ferry has cost 4 million crowns.”"


def test_another_spaces_claims_are_not_found(harbour: Matcher) -> None:
    (mine,) = {*harbour.store.list_claims(space=TEAM_SPACE)} - {*harbour.store.list_claims()}
    (claim,) = harbour.store.get_claims([mine], space=TEAM_SPACE)
    assert mine in claims_in(claim.quotes[0].exact, harbour, TEAM_SPACE)
    assert mine not in claims_in(claim.quotes[0].exact, harbour)


def test_what_is_found_brings_the_responses_that_answer_it(harbour: Matcher) -> None:
    (found,) = found_in("the new ferry had cost 4 million crowns", harbour).claims
    claim = found.evidence.claim.id
    assert found.evidence.responses
    assert all(claim in {a.claim for a in r.answers} for r in found.evidence.responses)
