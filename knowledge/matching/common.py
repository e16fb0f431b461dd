"""How common is a word in English? From the order of the encoder's vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def common_ranks() -> Mapping[str, int]:
    """Return each common English word's rank, 0 for the commonest."""
    file = resources.files("knowledge.matching").joinpath("common_words.txt")
    words = file.read_text(encoding="utf-8").split()
    return {word: rank for rank, word in enumerate(words)}
