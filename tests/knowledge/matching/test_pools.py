from __future__ import annotations

import pytest

from knowledge.matching.pools import Pool, Pools
from knowledge.matching.shelf import Shelf
from tests.knowledge.matching.harbour import TEAM_SPACE

BY_MARA = {"walkout", "cannery", "smokehouse"}


def pool(shelf: Shelf, question: str, *, space: str = "") -> Pool:
    return Pools(shelf.store, shelf.names).pool(shelf.reader.read(question), space=space)


def claims(shelf: Shelf, question: str, *, space: str = "") -> set[str]:
    found = pool(shelf, question, space=space).claims
    assert found is not None
    return set(found)


@pytest.mark.parametrize(
    "question",
    ["Did the ferry cost 4 million?", "Who said it?", "Did Velland get boats?", "Velland"],
)
def test_without_a_speaker_all_claims_come_into_question(shelf: Shelf, question: str) -> None:
    assert pool(shelf, question).claims is None
    assert not pool(shelf, question).by_relation


def test_a_speakers_claims_are_those_they_said(shelf: Shelf) -> None:
    assert claims(shelf, "What did Brill say?") == {"ferry-cost", "patrol-boats"}
    assert pool(shelf, "What did Brill say?").by_relation


def test_an_outlets_claims_are_those_it_carried(shelf: Shelf) -> None:
    assert claims(shelf, "What did the Tide Herald report?") == {"ferry-cost", "pilots"}


def test_what_somebody_answered_belongs_to_what_they_spoke_about(shelf: Shelf) -> None:
    assert claims(shelf, "What did Mara Lindqvist say?") == BY_MARA | {"ferry-cost"}


def test_a_party_speaks_through_whoever_speaks_for_it(shelf: Shelf) -> None:
    assert claims(shelf, "What did the Port Office say?") == BY_MARA | {"ferry-cost"}
    assert claims(shelf, "What did Velland say?") == {"patrol-boats"}


def test_a_silence_is_nothing_that_was_said(shelf: Shelf) -> None:
    assert claims(shelf, "What did Norvay say?") == set()


def test_a_speaker_with_nothing_on_record_has_no_claims(shelf: Shelf) -> None:
    assert "patrol-boats" not in claims(shelf, "What did Norvay say about the boats?")


def test_an_answer_is_reached_through_its_relation(shelf: Shelf) -> None:
    assert claims(shelf, "What has Velland denied?") == {"patrol-boats"}
    assert claims(shelf, "Did Norvay deny it?") == {"pilots"}


def test_an_answer_about_a_topic_may_be_missing_on_record(shelf: Shelf) -> None:
    # "No response by … is recorded" can only be said of a claim that is found first.
    assert pool(shelf, "Did Velland deny dredging?").claims is None


def test_an_answer_to_somebody_is_to_what_they_said(shelf: Shelf) -> None:
    assert claims(shelf, "Did Karga respond to Brill?") == {"patrol-boats"}
    assert claims(shelf, "Did Marko Lindqvist deny Mara Lindqvist's claims?") == {"walkout"}


def test_the_question_may_turn_answering_and_saying_around(shelf: Shelf) -> None:
    assert claims(shelf, "Did Brill reject Velland's statements?") == {"patrol-boats"}


def test_of_two_speakers_one_answers_the_other(shelf: Shelf) -> None:
    assert claims(shelf, "What did Karga and Brill say?") == {"patrol-boats"}


def test_of_two_who_never_answered_each_other_all_claims_come_into_question(shelf: Shelf) -> None:
    together = {"oyster-beds", "walkout", "ferry-cost", "patrol-boats"}
    assert claims(shelf, "What did Brill and Marko Lindqvist say?") == together


def test_hidden_claims_are_in_nobodys_pool(shelf: Shelf) -> None:
    assert claims(shelf, "What did Brill say?") == {"ferry-cost", "patrol-boats"}
    with_private = claims(shelf, "What did Brill say?", space=TEAM_SPACE)
    assert with_private == {"ferry-cost", "patrol-boats", "rum-private"}


def test_a_name_alone_leads_to_claims_else_to_answers(shelf: Shelf) -> None:
    pools = Pools(shelf.store, shelf.names)
    brill = shelf.reader.read("What did Brill say?").sayers
    velland = shelf.reader.read("What did Velland say?").sayers
    assert pools.by_name(brill, space="") == ("ferry-cost", "patrol-boats")
    assert pools.by_name(velland, space="") == ("patrol-boats",)
    assert pools.by_name((), space="") == ()


def cut_pool(shelf: Shelf, question: str, most: int, *, space: str = "") -> Pool:
    pools = Pools(shelf.store, shelf.names, most=most)
    return pools.pool(shelf.reader.read(question), space=space)


@pytest.mark.parametrize(
    "question",
    [
        "What did Mara Lindqvist say?",
        "What has Velland denied?",
        "Which claims were denied?",
        "Did Karga respond to Brill?",
        "What did Karga and Brill say?",
    ],
)
def test_a_pool_that_holds_all_is_not_cut(shelf: Shelf, question: str) -> None:
    whole = pool(shelf, question)
    assert not whole.is_cut
    assert whole.claims is not None
    assert cut_pool(shelf, question, 6) == whole


def test_of_a_large_pool_the_first_claims_are_taken_and_it_says_so(shelf: Shelf) -> None:
    whole = pool(shelf, "What did Mara Lindqvist say?").claims
    assert whole is not None
    cut = cut_pool(shelf, "What did Mara Lindqvist say?", 2)
    assert cut == Pool(whole[:2], is_cut=True)


def test_claims_that_were_denied_are_cut_too(shelf: Shelf) -> None:
    assert claims(shelf, "Which claims were denied?") == {"ferry-cost", "patrol-boats", "walkout"}
    assert cut_pool(shelf, "Which claims were denied?", 2).is_cut


def test_an_answer_behind_the_end_of_a_long_list_is_found(shelf: Shelf) -> None:
    # Brill said two things, of which the second was answered.
    found = cut_pool(shelf, "Did Karga respond to Brill?", 1)
    assert found == Pool(("patrol-boats",))


def test_a_claim_behind_the_end_of_a_long_list_of_answers_is_found(shelf: Shelf) -> None:
    # The dockers' union answered one claim; Mara Lindqvist is asked about what she said.
    found = cut_pool(shelf, "Did Marko Lindqvist deny Mara Lindqvist's claims?", 1)
    assert found == Pool(("walkout",))


def test_the_first_by_name_are_returned(shelf: Shelf) -> None:
    brill = shelf.reader.read("What did Brill say?").sayers
    assert Pools(shelf.store, shelf.names, most=1).by_name(brill, space="") == ("ferry-cost",)


def test_an_answer_behind_the_end_of_a_long_list_of_answers_is_found(shelf: Shelf) -> None:
    # Velland answered two claims, of which the customs officers made the second.
    found = cut_pool(shelf, "Did Velland respond to the customs officers?", 1)
    assert found == Pool(("pilots",))
