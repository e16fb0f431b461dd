from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.errors import NotFoundError
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.matching.shelf import Shelf, index_meaning, open_shelf
from knowledge.store.port import RecordStore
from tests.builders import a_claim, a_response, a_speaker, some_records
from tests.knowledge.matching.harbour import CLAIMS, TEAM_SPACE, harbour_records


def test_evidence_comes_in_the_order_asked_for(shelf: Shelf) -> None:
    wanted = ["walkout", "ferry-cost", "cannery", "walkout"]
    found = shelf.evidence(wanted, space="")
    assert [evidence.claim.id for evidence in found] == wanted
    assert shelf.evidence([], space="") == []


def test_evidence_holds_the_responses_that_answer_the_claim(shelf: Shelf) -> None:
    for evidence in shelf.evidence([claim.id for claim in CLAIMS], space=""):
        answered = {answer.claim for r in evidence.responses for answer in r.answers}
        assert answered <= {evidence.claim.id}


def test_evidence_of_a_hidden_claim_cannot_be_had_where_it_is_not_seen(
    store: RecordStore, lexicon: Lexicon
) -> None:
    store.add(harbour_records())
    shelf = open_shelf(store, lexicon, has_meaning=False)
    with pytest.raises(NotFoundError, match="rum-private"):
        shelf.evidence(["rum-private"], space="slack:t2")
    assert shelf.evidence(["rum-private"], space=TEAM_SPACE)


def test_an_empty_store_has_a_shelf_and_records_nothing(
    store: RecordStore, encoder: Encoder
) -> None:
    matcher = Matcher(store, encoder, None)
    assert matcher.shelf().version == store.knowledge_version()
    assert matcher.match("Did the boat sink?").candidates == ()


def test_the_shelf_is_kept_while_the_knowledge_stays_the_same(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    shelf = matcher.shelf()
    store.add(some_records())
    assert matcher.shelf() is shelf


def test_the_shelf_is_renewed_when_the_knowledge_changes(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    before = matcher.shelf()
    assert matcher.match("What did Zanthor say?").notes == ("No record of “Zanthor”.",)
    zanthor = a_speaker("ada-zanthor")
    store.add(some_records(speakers=[zanthor], claims=[a_claim("new", said_by=("ada-zanthor",))]))
    assert matcher.shelf() is not before
    assert matcher.shelf().version == store.knowledge_version()
    decided = matcher.match("What did Zanthor say?")
    assert [c.claim_id for c in decided.candidates] == ["new"]
    assert decided.knowledge_version == store.knowledge_version()


def test_a_changed_claim_is_matched_as_it_is_now(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    assert matcher.match("Who said the roof cost 9 million euros?").candidates[0].evidence.responses
    denial = a_response(text="John Doe called it nonsense.")
    store.add(some_records(responses=[denial]))
    (found,) = matcher.match("Who said the roof cost 9 million euros?").candidates
    assert [response.text for response in found.evidence.responses] == [denial.text]


def test_every_claim_is_encoded_once_whoever_may_see_it(
    store: RecordStore, encoder: Encoder
) -> None:
    store.add(harbour_records())
    waiting = len(store.claims_without_vectors(ENCODER_NAME))
    done: list[tuple[int, int]] = []
    assert index_meaning(store, encoder, lambda now, of: done.append((now, of))) == waiting
    assert done == [(waiting, waiting)]
    assert store.claims_without_vectors(ENCODER_NAME) == ()
    assert index_meaning(store, encoder) == 0


def test_a_claim_has_a_row_for_its_text_and_each_quote(
    store: RecordStore, encoder: Encoder
) -> None:
    claim = a_claim()
    store.add(some_records(claims=[replace(claim, quotes=claim.quotes * 2)]))
    index_meaning(store, encoder)
    assert store.vectors(ENCODER_NAME)[0] == ("roof-cost",) * 3


def test_a_claim_is_as_near_as_its_nearest_text(
    harbour_with_meaning: Matcher, encoder: Encoder
) -> None:
    shelf = harbour_with_meaning.shelf()
    near = shelf.meanings(encoder.encode([CLAIMS[0].text])[0], space="")
    assert set(near) == {claim.id for claim in CLAIMS}
    assert near["ferry-cost"] == pytest.approx(1.0, abs=1e-4)
    assert all(-1 <= cosine <= 1.001 for cosine in near.values())


def test_hidden_claims_have_no_meaning_where_they_are_not_seen(
    store: RecordStore, encoder: Encoder, lexicon: Lexicon
) -> None:
    store.add(harbour_records())
    index_meaning(store, encoder)
    shelf = open_shelf(store, lexicon, has_meaning=True)
    question = encoder.encode(["Does the tavern water its rum?"])[0]
    public = shelf.meanings(question, space="")
    assert set(public) == {claim.id for claim in CLAIMS}
    assert set(shelf.meanings(question, space=TEAM_SPACE)) == {*public, "rum-private"}


def test_another_spaces_claims_do_not_move_a_confidence(
    store: RecordStore, encoder: Encoder, harbour_with_meaning: Matcher
) -> None:
    store.add(harbour_records())
    index_meaning(store, encoder)
    question = "Does the tavern's dredging poison oysters with rum?"
    alone = harbour_with_meaning.match(question)
    beside_others = Matcher(store, encoder, harbour_with_meaning.vectors).match(question)
    expected = {c.claim_id: c.score.standout for c in alone.considered}
    assert {c.claim_id: c.score.standout for c in beside_others.considered} == pytest.approx(
        expected, abs=1e-6
    )
