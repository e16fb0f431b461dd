"""Plain fuzzy search, as a peer to measure against; the product does not use it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils


def brute_force(question: str, texts: Sequence[str], limit: int = 5) -> list[int]:
    """Return the positions of the `limit` texts that rapidfuzz's token_set_ratio ranks first."""
    found = process.extract(
        question, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=limit
    )
    return [position for _, _, position in found]
