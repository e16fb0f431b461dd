"""The arrays of an index of no claims."""

from __future__ import annotations

import numpy as np

from knowledge.matching.index.files import Arrays
from knowledge.matching.index.hashing import text_arrays
from knowledge.matching.index.terms import form_arrays
from knowledge.matching.index.vectors import SIGN_WORDS
from knowledge.matching.meaning import NUMBERS_PER_TEXT


def empty_arrays() -> Arrays:
    """Return what a build would write if there were no claims."""
    flat, starts, table = text_arrays([])
    numbers = np.zeros(0, np.uint32)
    one = np.zeros(1, np.uint32)
    texts: Arrays = {
        f"{name}_{part}": array
        for name in ("term", "id")
        for part, array in (("text", flat), ("starts", starts), ("table", table))
    }
    vectors: Arrays = {
        "vector_rows": np.zeros((0, NUMBERS_PER_TEXT), np.int8),
        "vector_scales": np.zeros(0, np.float32),
        "vector_signs": np.zeros((SIGN_WORDS, 0), np.uint64),
        "cell_centres": np.zeros((0, NUMBERS_PER_TEXT), np.float32),
        "cell_starts": one,
        "vector_owners": numbers,
        "vectors_by_row": numbers,
        "vector_starts": one,
    }
    none = (
        "words",
        "posting_rows",
        "statement_counts",
        "word_counts",
        "slip_hashes",
        "slip_numbers",
    )
    return {
        **texts,
        **vectors,
        **form_arrays(numbers),
        **dict.fromkeys(none, numbers),
        "field_starts": one,
        "posting_starts": one,
        "designations": np.zeros(0, np.uint8),
        "posting_marks": np.zeros(0, np.uint8),
        "numbers": np.zeros(0, np.int64),
        "days": np.zeros(0, np.int32),
    }
