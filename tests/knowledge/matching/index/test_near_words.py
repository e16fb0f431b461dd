"""Words that were misspelt are found, and the same ones as if all were compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.matching.index import nearness
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.slips import slips_allowed
from tests.knowledge.matching.index.claims import a_row, built, in_memory

RECORDED = (
    "harbour harbours minister ministry administer lighthouse fishermen fisherman ferry ferries "
    "bridge bridges abroad aboard quay tollbooth international internal naïveté"
).split()
letters = st.sampled_from("abeirst")


def near(index: ClaimIndex, word: str, slips: int | None = None) -> list[tuple[str, int]]:
    return [(n.word, n.slips) for n in index.view("").near_words(word, slips)]


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        ("harbuor", "harbour", 1),
        ("hrbour", "harbour", 1),
        ("harbourr", "harbour", 1),
        ("garbour", "harbour", 1),
        ("brdge", "bridge", 1),
        ("feryr", "ferry", 1),
        ("lihgthuose", "lighthouse", 2),
        ("fishemren", "fishermen", 1),
        ("fishmen", "fishermen", 2),
        ("tollboo", "tollbooth", 2),
        ("naivete", "naivete", 0),
    ],
)
def test_one_or_two_slips_are_seen_through(typed: str, meant: str, slips: int) -> None:
    found = near(in_memory([a_row(1, " ".join(RECORDED))]), typed, max(slips, 1))
    assert (meant, slips) in found


def test_the_nearest_comes_first_and_then_the_one_that_begins_alike() -> None:
    index = in_memory([a_row(1, "abroad aboard broad")])
    assert [word for word, _ in near(index, "abroda")] == ["abroad"]
    assert near(index, "aboad")[0] == ("aboard", 1)


def test_a_stem_that_is_no_word_is_not_found() -> None:
    index = in_memory([a_row(1, "The ministry")])
    assert index.view("").stem_count("ministri") == 1
    assert near(index, "ministri") == [("ministry", 1)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(letters, min_size=4, max_size=11), min_size=1, max_size=30, unique=True),
    st.text(letters, min_size=4, max_size=11),
)
def test_no_near_word_is_missed(recorded: list[str], typed: str) -> None:
    slips = slips_allowed(typed)
    index = in_memory([a_row(1, " ".join(recorded))])
    wanted = {word for word in recorded if OSA.distance(typed, word) <= slips}
    # Brought into order, as they are on disk.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearness, "_UNSORTED", 0)
        index._nearness.sort_new()
    assert {word for word, _ in near(index, typed)} >= wanted
    assert {word for word, _ in near(index, typed)} <= set(recorded)


def test_words_on_disk_are_found_with_their_counts(tmp_path: Path) -> None:
    index = built(tmp_path, [a_row(1, "A lighthouse"), a_row(2, "Two lighthouses, a lighthouse")])
    index.update([a_row(3, "The lighthouse")])
    found = index.view("").near_words("lightouse")
    assert [(n.word, n.slips, n.count) for n in found] == [
        ("lighthouse", 1, 3),
        ("lighthouses", 2, 1),
    ]
    assert 0 < found[0].similarity <= 1


@pytest.mark.parametrize("word", ["abc", "", "su35", "4000"])
def test_short_words_and_figures_are_no_slips(word: str) -> None:
    assert near(in_memory([a_row(1, "abcd su36 4001")]), word, 1) == []
