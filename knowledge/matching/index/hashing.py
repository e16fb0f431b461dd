"""Finding a text among millions without reading them: a hash table in an array."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
_EMPTY = 0xFFFFFFFF
_SPARE_ROOM = 2


def bytes_of(text: str) -> bytes:
    """Return what is kept of `text`; halves of characters are kept too."""
    return text.encode("utf-8", "surrogatepass")


def text_of(kept: NDArray[Any]) -> str:
    """Return the text of which this is kept."""
    return kept.tobytes().decode("utf-8", "surrogatepass")


def text_arrays(texts: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return `texts` (all different) one behind the other, where each starts, and the table."""
    encoded = [bytes_of(text) for text in texts]
    starts = np.zeros(len(texts) + 1, dtype=np.uint32)
    np.cumsum([len(text) for text in encoded], out=starts[1:])
    size = _SPARE_ROOM * len(texts) + 1
    table = [_EMPTY] * size
    for number, text in enumerate(encoded):
        place = zlib.crc32(text) % size
        while table[place] != _EMPTY:
            place = (place + 1) % size
        table[place] = number
    flat = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return flat, starts, np.array(table, dtype=np.uint32)


def find_text(text: str, flat: NDArray[Any], starts: NDArray[Any], table: NDArray[Any]) -> int:
    """Return the place of `text` among those that `text_arrays` was given, or -1."""
    wanted = bytes_of(text)
    place = zlib.crc32(wanted) % len(table)
    while (number := int(table[place])) != _EMPTY:
        if flat[starts[number] : starts[number + 1]].tobytes() == wanted:
            return number
        place = (place + 1) % len(table)
    return UNKNOWN
