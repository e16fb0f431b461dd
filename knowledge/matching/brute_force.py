"""Plain fuzzy search, as a peer to measure against; the product does not use it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils


def brute_force(question: str, texts: Sequence[str], limit: int = 5) -> list[int]:
    """Return the positions of the `limit` texts that rapidfuzz's token_set_ratio ranks first."""
    found = process.extract(
        question, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=limit
    )
    return [position for _, _, position in found]


def prepared(text: str) -> str:
    """Return `text` as `fuzzy_scores` compares it: small letters, digits and single spaces."""
    return utils.default_process(text)


def fuzzy_scores(question: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the token_set_ratio of `question` with each of `texts`, 0 to 1, on one core.

    Both are `prepared`: the texts once, not anew for every question.
    """
    ratios = process.cdist([question], texts, scorer=fuzz.token_set_ratio, workers=1)
    return np.asarray(ratios[0] / 100, dtype=np.float32)
