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
