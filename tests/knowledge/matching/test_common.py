from __future__ import annotations

from knowledge.matching.common import common_ranks
from knowledge.text import fold


def test_the_commonest_word_has_rank_0() -> None:
    ranks = common_ranks()
    assert ranks["the"] == 0
    assert ranks["the"] < ranks["water"] < ranks["oyster"]


def test_every_common_word_is_listed_once_and_folded() -> None:
    ranks = common_ranks()
    assert sorted(ranks.values()) == list(range(len(ranks)))
    assert all(word == fold(word) for word in ranks)
