"""Which recorded words differ from a typed one by a slip of the finger or two?

Symmetric deletion (Garbe, SymSpell, 2012): words that are at most `n` slips apart become
the same when at most `n` letters are left out of each, so the ways of leaving letters out are
kept as hashes, sorted. Only the first letters take part, which keeps them few.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

SHORTEST = 4
TWO_SLIPS_FROM = 8
_BEGINNING = 7
_FACTOR = np.uint32(0x01000193)
_START = np.uint32(0x811C9DC5)
_MIX = np.uint32(0x9E3779B1)


def slips_allowed(word: str) -> int:
    """Return how many slips a word of this length may hold: 0, 1 or 2."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < TWO_SLIPS_FROM else 2


def can_be_meant(word: str) -> bool:
    """Whether slips for `word` are looked for: only letters, and enough of them."""
    return len(word) >= SHORTEST and word.isalpha()


def slip_arrays(words: Sequence[str], is_word: NDArray[np.bool_]) -> dict[str, NDArray[np.uint32]]:
    """Return the arrays that `near_numbers` searches; a word's number is its place in `words`.

    Strings that are no word, but only the stem of some, are left out.
    """
    groups: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        if is_word[number] and can_be_meant(word):
            groups.setdefault(min(len(word), _BEGINNING), []).append(number)
    hashes: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    numbers: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    for length, members in groups.items():
        letters = _letters([words[number][:length] for number in members], length)
        # One that has 8 letters may have lost two of them.
        for kept in _kept(length, 2 if length >= TWO_SLIPS_FROM - 2 else 1):
            hashes.append(_hashes(letters[:, kept]))
            numbers.append(np.array(members, dtype=np.uint32))
    keys = np.concatenate(hashes).astype(np.uint64) << np.uint64(32) | np.concatenate(numbers)
    # Not np.unique: its hashing takes ten times as long as sorting them.
    keys.sort()
    keys = keys[np.diff(keys, prepend=keys[:1] ^ np.uint64(1)) != 0]
    return {
        "slip_hashes": (keys >> np.uint64(32)).astype(np.uint32),
        "slip_numbers": (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
    }


def near_numbers(
    word: str, slips: int, hashes: NDArray[np.uint32], numbers: NDArray[np.uint32]
) -> NDArray[np.uint32]:
    """Return all words at most `slips` away from `word`, and some others."""
    beginning = word[:_BEGINNING]
    letters = _letters([beginning], len(beginning))
    ways = [_hashes(letters[:, kept])[0] for kept in _kept(len(beginning), slips)]
    wanted = np.unique(np.array(ways, dtype=np.uint32))
    starts = np.searchsorted(hashes, wanted, side="left")
    ends = np.searchsorted(hashes, wanted, side="right")
    found = [numbers[a:b] for a, b in zip(starts, ends, strict=True) if a < b]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint32)


def _letters(words: Sequence[str], length: int) -> NDArray[np.uint32]:
    """Return the code points of words that all have `length` of them, a row each."""
    flat = "".join(words).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(flat, dtype="<u4").reshape(len(words), length)


def _kept(length: int, slips: int) -> list[list[int]]:
    """Return the places that stay when 0 to `slips` letters are left out."""
    return [
        [place for place in range(length) if place not in left_out]
        for many in range(slips + 1)
        for left_out in combinations(range(length), many)
    ]


def _hashes(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return one hash a row (FNV-1a over code points)."""
    hashes = np.full(len(letters), _START, dtype=np.uint32)
    for place in range(letters.shape[1]):
        hashes = (hashes ^ letters[:, place]) * _FACTOR
    mixed: NDArray[np.uint32] = (hashes ^ (hashes >> np.uint32(15))) * _MIX
    return mixed
