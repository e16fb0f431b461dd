"""What the index finds, wherever a claim is kept and whatever happened to it since."""

from __future__ import annotations

import dataclasses
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.fields import Field
from knowledge.matching.index.views import IndexView
from knowledge.store.index_rows import IndexRow
from knowledge.text import stem, words
from tests.knowledge.matching.index.claims import (
    WORDS,
    a_row,
    built,
    found_by_words,
    in_memory,
    rows,
    vectors_of,
    with_vectors,
)

HARBOUR = a_row(1, "The minister closed the harbour.", names=("Ada Marlow",))
BRIDGE = a_row(2, "The bridge cost 4,000 crowns.", names=("Bo Quay",), said_on=date(2020, 5, 1))


@pytest.fixture(params=["on disk", "in memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> ClaimIndex:
    made = [HARBOUR, BRIDGE]
    return built(tmp_path, made) if request.param == "on disk" else in_memory(made)


def all_that_is_seen(view: IndexView) -> dict[str, Any]:
    """Everything that the ways of searching say, without the order among equals."""
    folded = sorted({word for text in WORDS for word in words(text)})
    stems = dict.fromkeys(sorted({stem(word) for word in folded}), 1.0)
    vector = vectors_of(a_row(1, "harbour storm"))[0]
    by_words, by_names = view.by_words(stems, 100), view.by_names(stems, 100)
    near = view.by_meaning(vector, 100)
    return {
        "claims": view.claims,
        "words": {word: view.word_count(word) for word in folded},
        "stems": {one: view.stem_count(one) for one in stems},
        "statements": view.statement_counts(view.term_numbers(list(stems))).tolist(),
        "near": {(n.word, n.slips, n.count) for n in view.near_words("harbuor")},
        "by words": scored(view, by_words.rows, by_words.scores),
        "by names": scored(view, by_names.rows, by_names.scores),
        "by meaning": scored(view, near.rows, near.scores),
        "kept": {one: kept(view, one) for one in view.ids(near.rows)},
    }


def scored(view: IndexView, found: Any, scores: Any) -> dict[str, Any]:
    pairs = zip(view.ids(found), scores.tolist(), strict=True)
    return {claim: pytest.approx(score, abs=1e-4) for claim, score in pairs}


def kept(view: IndexView, claim: str) -> tuple[Any, ...]:
    row = view.rows_of([claim])
    fields = [[view.terms.word(n) for n in view.words_of(row, f).row(0)] for f in Field]
    return fields, view.lengths(row).tolist(), view.days(row).tolist(), view.numbers(row).tolist()


@settings(max_examples=40, deadline=None)
@given(rows(), st.data())
def test_it_does_not_matter_what_is_on_disk_and_what_came_since(
    made: list[IndexRow], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(made)))
    changed = [
        dataclasses.replace(old, change=100 + n, is_listed=listed, statement=(text,))
        for n, (old, text, listed) in enumerate(
            data.draw(
                st.lists(
                    st.tuples(st.sampled_from(made), st.sampled_from(WORDS), st.booleans()),
                    max_size=4,
                    unique_by=lambda change: change[0].number,
                )
            )
        )
    ]
    numbers = {row.number for row in changed}
    now = [row for row in [*made, *changed] if row.number not in numbers or row.change >= 100]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        mixed = built(Path(one), made[:cut])
        mixed.update(made[cut:], with_vectors(made[cut:]))
        for row in changed:
            mixed.update([row], with_vectors([row]))
        on_disk = all_that_is_seen(built(Path(other), now).view(""))
        assert all_that_is_seen(mixed.view("")) == on_disk
        assert all_that_is_seen(in_memory(now).view("")) == on_disk


@settings(max_examples=25, deadline=None)
@given(rows(), rows(space="theirs"))
def test_what_another_space_records_changes_nothing(
    public: list[IndexRow], theirs: list[IndexRow]
) -> None:
    theirs = [dataclasses.replace(row, id=f"theirs-{row.number}") for row in theirs]
    index = in_memory(public)
    before = all_that_is_seen(index.view("ours"))
    index.update(theirs, with_vectors(theirs))
    assert all_that_is_seen(index.view("ours")) == before
    assert all_that_is_seen(index.view("")) == before
    assert index.view("theirs").claims == len(public) + len(theirs)
    assert not set(index.view("ours").rows_of([row.id for row in theirs])) - {-1}


def test_a_space_finds_its_own_claims_and_the_public_ones(index: ClaimIndex) -> None:
    index.update([a_row(3, "The harbour of ours.", space="ours")])
    assert set(found_by_words(index.view("ours"), "harbour")) == {"claim-1", "claim-3"}
    assert found_by_words(index.view(""), "harbour") == ["claim-1"]


def test_a_claim_that_becomes_public_leaves_its_space(index: ClaimIndex) -> None:
    index.update([a_row(3, "A lighthouse.", space="ours")])
    index.update([a_row(3, "A lighthouse.", change=9)])
    assert found_by_words(index.view(""), "lighthouse") == ["claim-3"]
    assert index.view("ours").word_count("lighthouse") == 1


def test_a_claim_that_becomes_private_is_seen_by_its_space_only(index: ClaimIndex) -> None:
    index.update([dataclasses.replace(HARBOUR, space="ours", change=9)])
    assert found_by_words(index.view(""), "harbour") == []
    assert index.view("").is_word("harbour") is False
    assert found_by_words(index.view("ours"), "harbour") == ["claim-1"]


def test_a_withdrawn_claim_is_found_no_more(index: ClaimIndex) -> None:
    index.update([dataclasses.replace(HARBOUR, is_listed=False, change=9)])
    view = index.view("")
    assert found_by_words(view, "harbour bridge") == ["claim-2"]
    assert view.rows_of(["claim-1"]).tolist() == [-1]
    assert (view.claims, view.is_word("harbour"), index.change) == (1, False, 9)
    assert view.ids(view.by_meaning(vectors_of(HARBOUR)[0], 5).rows) == ["claim-2"]


def test_a_changed_claim_is_found_by_its_new_words_only(index: ClaimIndex) -> None:
    index.update([a_row(1, "The ferries stopped.", change=9)])
    assert found_by_words(index.view(""), "harbour") == []
    assert found_by_words(index.view(""), "ferry") == ["claim-1"]


def test_a_view_does_not_see_what_is_added_later(index: ClaimIndex) -> None:
    view = index.view("")
    index.update([a_row(3, "Another harbour.")], with_vectors([a_row(3, "Another harbour.")]))
    assert found_by_words(view, "harbour") == ["claim-1"]
    assert len(view.by_meaning(vectors_of(HARBOUR)[0], 5)) == 2


def test_names_are_found_apart_from_the_words_of_the_statement(index: ClaimIndex) -> None:
    index.update([a_row(3, "Marlow is a harbour.")])
    view = index.view("")
    assert view.ids(view.by_names({stem("marlow"): 1.0}, 5).rows) == ["claim-1"]
    assert set(found_by_words(view, "marlow")) == {"claim-1", "claim-3"}


def test_a_rarer_word_counts_for_more(index: ClaimIndex) -> None:
    more = [a_row(number, "The ferries stopped.") for number in range(3, 9)]
    index.update(more)
    assert found_by_words(index.view(""), "ferries bridge")[0] == "claim-2"


def test_of_equal_claims_the_first_added_comes_first(index: ClaimIndex) -> None:
    index.update([a_row(4, "A lantern.", change=8), a_row(3, "A lantern.", change=9)])
    assert found_by_words(index.view(""), "lantern") == ["claim-3", "claim-4"]


def test_vectors_that_come_later_take_the_place_of_the_old(index: ClaimIndex) -> None:
    new = vectors_of(a_row(9, "storm"))
    index.set_vectors({"claim-1": new, "claim-77": new})
    view = index.view("")
    near = view.by_meaning(new[0], 1)
    assert view.ids(near.rows) == ["claim-1"]
    assert near.scores[0] == pytest.approx(1.0, abs=0.01)
    assert view.cosines(vectors_of(HARBOUR)[0], near.rows).highest[0] < 0.5


def test_cosines_are_given_of_each_text_and_the_highest(index: ClaimIndex) -> None:
    index.update([a_row(3, "No vectors.")])
    view = index.view("")
    both = a_row(1, "x", titles=("y",))
    index.set_vectors({"claim-2": vectors_of(both)})
    cosines = view.cosines(vectors_of(both)[1], view.rows_of(["claim-3", "claim-2"]))
    assert cosines.each.lengths.tolist() == [0, 2]
    assert cosines.highest.tolist() == pytest.approx([0.0, 1.0], abs=0.01)
    exact = vectors_of(both) @ vectors_of(both)[1]
    assert cosines.each.row(1) == pytest.approx(exact, abs=0.01)


def test_words_are_kept_in_the_order_of_the_text(index: ClaimIndex) -> None:
    view = index.view("")
    found = view.words_of(view.rows_of(["claim-2", "claim-1"]), Field.STATEMENT, Field.NAMES)
    read = [[view.terms.word(n) for n in found.row(row)] for row in range(2)]
    assert read == [
        "the bridge cost 4000 crowns bo quay".split(),
        "the minister closed the harbour ada marlow".split(),
    ]
    assert found.padded().shape == (2, 7)


def test_days_and_ids_come_back(index: ClaimIndex) -> None:
    view = index.view("")
    found = view.rows_of(["claim-2", "claim-1"])
    assert view.ids(found) == ["claim-2", "claim-1"]
    assert view.days(found).tolist() == [date(2020, 5, 1).toordinal(), 0]


def test_an_index_of_nothing_finds_nothing() -> None:
    view = ClaimIndex.empty(encoder="any").view("")
    assert (view.claims, found_by_words(view, "harbour"), view.near_words("harbour")) == (0, [], [])
    assert len(view.by_meaning(vectors_of(HARBOUR)[0], 5)) == 0
    assert np.isfinite(view.idf(np.array([-1]))).all()
