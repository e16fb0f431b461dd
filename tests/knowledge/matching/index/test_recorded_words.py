"""What is known of the recorded words is what a small store knows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.recorded_words import RecordedWords
from tests.knowledge.matching.index.claims import a_row, built, in_memory

CLAIMS = [
    a_row(1, "The ferries of the Su-35 and the MiG-29M."),
    a_row(2, "Two ferries, no ferry."),
    a_row(3, "A ferry of 4,000."),
]


@pytest.fixture(params=["on disk", "in memory", "both"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> ClaimIndex:
    if request.param == "both":
        both = built(tmp_path, CLAIMS[:2])
        both.update(CLAIMS[2:])
        return both
    return built(tmp_path, CLAIMS) if request.param == "on disk" else in_memory(CLAIMS)


def test_a_word_is_counted_once_a_claim(index: ClaimIndex) -> None:
    recorded = RecordedWords(index.view(""))
    assert [recorded.count(word) for word in ("ferries", "ferry", "4000", "quay")] == [2, 2, 1, 0]


def test_a_stem_counts_as_its_commonest_word(index: ClaimIndex) -> None:
    index.update([a_row(4, "A ferry.")])
    recorded = RecordedWords(index.view(""))
    assert [recorded.stem_count(stem) for stem in ("ferri", "quay")] == [3, 0]
    assert index.view("").stem_count("ferri") == 4


def test_designations_are_known_by_their_letters(index: ClaimIndex) -> None:
    assert RecordedWords(index.view("")).designation_letters() == {"su", "mig"}
    index.update([a_row(4, "The F-16.", space="ours")])
    assert RecordedWords(index.view("")).designation_letters() == {"su", "mig"}
    assert RecordedWords(index.view("ours")).designation_letters() == {"su", "mig", "f"}


def test_near_words_are_given_with_their_distance(index: ClaimIndex) -> None:
    assert RecordedWords(index.view("")).near("feries", 1) == [("ferries", 1)]
