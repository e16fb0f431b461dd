"""Do these words stand in a quote? To the letter, or as one misremembers a long phrase."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge.text import words

_MISQUOTED = 90.0


def has_any(phrases: Sequence[str], quotes: str) -> bool:
    """Whether any of `phrases` stands in `quotes`, the folded words of quotes."""
    return any(_stands_in(phrase, quotes) for phrase in phrases)


def _stands_in(phrase: str, quotes: str) -> bool:
    looked_for = " ".join(words(phrase))
    if f" {looked_for} " in f" {quotes} ":
        return True
    long_enough = looked_for.count(" ") >= 3
    return long_enough and fuzz.partial_ratio(looked_for, quotes) >= _MISQUOTED
