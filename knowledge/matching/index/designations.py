"""With which letters do recorded designations begin? "su" if there is an "su35"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.hashing import bytes_of, text_of

_DESIGNATION = re.compile(r"([^\W\d_]{1,6})\d+\w*")


def designations_in(words: Iterable[str]) -> frozenset[str]:
    """Return the letters with which the designations among folded `words` begin."""
    parts = (_DESIGNATION.fullmatch(word) for word in words)
    return frozenset(part.group(1) for part in parts if part)


def designation_array(words: Iterable[str]) -> NDArray[np.uint8]:
    """Return what is kept on disk of the designations among `words`."""
    return np.frombuffer(bytes_of("\n".join(sorted(designations_in(words)))), dtype=np.uint8)


def stored_designations(kept: NDArray[Any]) -> frozenset[str]:
    """Return the letters that `designation_array` kept."""
    return frozenset(text_of(kept).split())
