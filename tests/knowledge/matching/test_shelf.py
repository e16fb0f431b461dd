from __future__ import annotations

from typing import Any

import pytest

from knowledge.errors import NotFoundError
from knowledge.matching import shelf as shelves
from knowledge.matching.indexing import index_meaning
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.shelf import Shelf, open_shelf
from knowledge.model import Claim
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker, some_records
from tests.knowledge.matching.harbour import CLAIMS, TEAM_SPACE, harbour_records
from tests.knowledge.matching.survey.surveys import weighing


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
    shelf = open_shelf(store, lexicon)
    with pytest.raises(NotFoundError, match="rum-private"):
        shelf.evidence(["rum-private"], space="slack:t2")
    assert shelf.evidence(["rum-private"], space=TEAM_SPACE)
    with pytest.raises(NotFoundError, match="rum-private"):
        shelf.evidence(["rum-private"], space="slack:t2")


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


def test_a_claim_is_as_near_as_its_nearest_text(
    harbour_with_meaning: Matcher, encoder: Encoder
) -> None:
    near = nearness(harbour_with_meaning.shelf(), encoder, CLAIMS[0].text)
    assert set(near) == {claim.id for claim in CLAIMS}
    assert near["ferry-cost"] == pytest.approx(1.0, abs=1e-2)
    assert all(-1 <= cosine <= 1.001 for cosine in near.values())


def test_hidden_claims_have_no_meaning_where_they_are_not_seen(
    store: RecordStore, encoder: Encoder, lexicon: Lexicon
) -> None:
    store.add(harbour_records())
    index_meaning(store, encoder)
    shelf = open_shelf(store, lexicon)
    question = "Does the tavern water its rum?"
    public = nearness(shelf, encoder, question)
    assert set(public) == {claim.id for claim in CLAIMS}
    assert set(nearness(shelf, encoder, question, TEAM_SPACE)) == {*public, "rum-private"}


def nearness(shelf: Shelf, encoder: Encoder, text: str, space: str = "") -> dict[str, float]:
    """Return for each claim seen from `space` how near it is to `text`."""
    view = shelf.view(space)
    found = view.by_meaning(encoder.encode([text])[0], 100)
    return dict(zip(view.ids(found.rows), found.scores.tolist(), strict=True))


# What changes


def a_pier(**fields: Any) -> Claim:
    source = a_source("pier-row", "The pier sank at dawn.")
    return a_claim(
        "pier", **{"text": "The pier sank.", "quotes": (a_quote("The pier", source),), **fields}
    )


def test_what_changes_is_followed_by_the_same_index(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None, weights=weighing(covered=1.0))
    index = matcher.shelf().index
    assert "pier" not in ranking(matcher, "the pier")
    store.add(some_records(claims=[a_pier()]))
    assert ranking(matcher, "the pier")[0] == "pier"
    quay = a_quote("The quay", a_source("quay-row", "The quay sank at dusk."))
    store.add(some_records(claims=[a_pier(text="The quay sank.", quotes=(quay,))]))
    assert ranking(matcher, "quay")[0] == "pier"
    assert "pier" not in ranking(matcher, "pier dawn")
    store.add(some_records(claims=[a_pier(state=State.WITHDRAWN)]))
    assert "pier" not in ranking(matcher, "quay") + ranking(matcher, "pier")
    assert matcher.shelf().index is index


def test_a_new_speaker_is_known_to_the_next_question(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    index = matcher.shelf().index
    assert matcher.match("Did Ada Zanthor say the pier sank?").reading.unknown
    store.add(some_records(claims=[a_pier(said_by=("ada-zanthor",))]))
    decided = matcher.match("What did Ada Zanthor say?")
    assert [c.claim_id for c in decided.candidates] == ["pier"]
    assert matcher.shelf().index is index


def test_a_speaker_who_was_renamed_is_found_by_the_new_name(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    assert matcher.match("What did Ada Zanthor say?").candidates == ()
    store.add(some_records(speakers=[a_speaker("jane-roe", name="Ada Zanthor")], claims=()))
    assert [c.claim_id for c in matcher.match("What did Ada Zanthor say?").candidates] == [
        "roof-cost"
    ]


def test_a_word_that_came_later_is_a_known_word(store: RecordStore) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    assert not matcher.shelf().reader.vocabulary.stands("pier")
    store.add(some_records(claims=[a_pier()]))
    assert matcher.shelf().reader.vocabulary.stands("pier")


def test_a_question_under_way_is_answered_though_records_come_meanwhile(
    store: RecordStore,
) -> None:
    store.add(some_records())
    matcher = Matcher(store, None, None)
    under_way = matcher.shelf()
    store.add(some_records(claims=[a_pier(said_by=("ada-zanthor",))]))
    matcher.shelf()  # another question has the index follow
    reading = under_way.reader.read("Did the pier and roof of Jane Roe sink?")
    ranked = matcher._ranker(under_way).rank(reading, None)
    assert "roof-cost" in {candidate.claim_id for candidate in ranked}


def test_the_claims_looked_at_last_stay_at_hand(
    store: RecordStore, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_KEPT_CLAIMS", 2)
    store.add(harbour_records())
    shelf = open_shelf(store, lexicon)
    for claim in ("walkout", "cannery", "smokehouse"):
        assert [e.claim.id for e in shelf.evidence([claim], space="")] == [claim]
    assert set(shelf._evidence) == {"cannery", "smokehouse"}


def test_readers_of_very_many_spaces_are_not_all_kept(
    store: RecordStore, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_KEPT_READERS", 2)
    store.add(harbour_records())
    shelf = open_shelf(store, lexicon)
    for space in ("slack:t2", "", TEAM_SPACE):
        assert shelf.reader_in(space) is shelf.reader_in(space)
    assert set(shelf._readers) == {"", TEAM_SPACE}
    assert shelf.reader is shelf.reader_in("")


def ranking(matcher: Matcher, question: str) -> tuple[str, ...]:
    return matcher.match(question, is_measured=True).ranking
