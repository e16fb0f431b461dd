from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.matching.common import common_ranks
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.spelling import Vocabulary
from knowledge.matching.word_counts import DictCounts
from knowledge.text import stem

COUNTS = {"dredging": 1, "dredged": 3, "harbour": 10, "harbor": 2, "oyster": 1, "hx7": 1, "su-": 4}
RANKS = common_ranks()
LEXICON = load_lexicon()

typed = st.text("abcdefghilmnorstuy", min_size=1, max_size=10)
counts = st.dictionaries(typed, st.integers(1, 9), max_size=25)


def plainly_corrected(word: str, known: Mapping[str, int], framing: frozenset[str]) -> str | None:
    """Compare with each word of the three circles, in their order."""
    if len(word) < 4:
        return None
    near = []
    for number, circle in enumerate((known, sorted(framing), RANKS)):
        for other, distance, _ in process.extract(
            word,
            list(circle),
            scorer=OSA.distance,
            score_cutoff=2 if len(word) >= 8 else 1,
            limit=5,
        ):
            if len(other) >= 4:
                near.append((distance, number, -JaroWinkler.similarity(word, other), other))
    return min(near)[3] if near else None


@settings(max_examples=150, deadline=None)
@given(counts, typed | st.sampled_from(["ther", "thsi", "harbuor", "compny", "goverment"]))
def test_a_slip_is_mended_as_by_comparing_with_every_word(known: dict[str, int], word: str) -> None:
    vocabulary = Vocabulary(LEXICON, DictCounts(known), RANKS, claims=9)
    assert vocabulary.corrected(word) == plainly_corrected(word, known, vocabulary.framing)


@given(counts, typed)
def test_a_stem_stands_in_as_many_claims_as_its_commonest_word(
    known: dict[str, int], word: str
) -> None:
    same = [count for other, count in known.items() if stem(other) == stem(word)]
    assert DictCounts(known).stem_count(stem(word)) == max(same, default=0)
    assert DictCounts(known).count(word) == known.get(word, 0)


def test_only_the_letters_before_a_figure_make_a_designation() -> None:
    assert DictCounts(COUNTS).designation_letters() == {"hx"}


def test_a_word_stands_in_the_records_only_as_it_is_spelt() -> None:
    vocabulary = Vocabulary(LEXICON, DictCounts(COUNTS), {}, claims=9)
    assert vocabulary.stands("dredging")
    assert not vocabulary.stands("dredge")
    assert vocabulary.is_recorded("dredge")
