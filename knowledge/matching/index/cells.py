"""Laying vectors out in cells of near ones, when the index is built.

The centres are found by k-means on a sample (Lloyd, "Least squares quantization in PCM",
1982), with cosines, from evenly spaced rows: the same vectors give the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import starts_of
from knowledge.matching.index.files import FolderWriter
from knowledge.matching.index.vectors import SIGN_WORDS, scales_of, signs_of, small
from knowledge.matching.meaning import NUMBERS_PER_TEXT, Vectors

_SAMPLE = 60_000
_ROUNDS = 6
_CHUNK = 20_000
_MOST_CELLS = 1_024


def spool(
    path: Path, vectors: Iterable[tuple[int, Vectors]], numbers: NDArray[np.int64]
) -> tuple[NDArray[Any], NDArray[np.uint32]]:
    """Write the vectors of the claims with these `numbers`; return them, and whose each is.

    `numbers` are in the order of the index's rows. Vectors of other claims are left out.
    """
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    owners: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    with path.open("wb") as file:
        for number, rows in vectors:
            place = int(np.searchsorted(ordered, number))
            if place < len(ordered) and ordered[place] == number and len(rows):
                file.write(small(np.asarray(rows, dtype=np.float32)).tobytes())
                owners.append(np.full(len(rows), order[place], dtype=np.uint32))
    owner = np.concatenate(owners)
    shape = (len(owner), NUMBERS_PER_TEXT)
    kept = np.memmap(path, np.int8, "r", shape=shape) if len(owner) else np.zeros(shape, np.int8)
    return kept, owner


def write_cells(
    writer: FolderWriter, rows: NDArray[Any], owners: NDArray[np.uint32], claims: int
) -> None:
    """Write the arrays that `StoredVectors` reads; row `i` of `rows` is of claim `owners[i]`."""
    centres = _centres(rows)
    cells = np.zeros(len(rows), dtype=np.int64)
    for start in range(0, len(rows), _CHUNK):
        cells[start : start + _CHUNK] = _assigned(rows[start : start + _CHUNK], centres)
    order = np.argsort(cells, kind="stable")
    signs = np.empty((SIGN_WORDS, len(rows)), dtype=np.uint64)
    with (
        writer.path("vector_rows").open("wb") as row_file,
        writer.path("vector_scales").open("wb") as scale_file,
    ):
        for start in range(0, len(rows), _CHUNK):
            chunk = np.asarray(rows[order[start : start + _CHUNK]])
            row_file.write(chunk.tobytes())
            scale_file.write(scales_of(chunk).astype("<f4").tobytes())
            signs[:, start : start + _CHUNK] = signs_of(chunk)
    writer.declare("vector_rows", "|i1", rows.shape)
    writer.declare("vector_scales", "<f4", (len(rows),))
    writer.save("vector_signs", signs, "<u8")
    writer.save("cell_centres", centres, "<f4")
    writer.save("cell_starts", starts_of(np.bincount(cells, minlength=len(centres))), "<u4")
    _write_owners(writer, owners[order], order, claims)


def _write_owners(
    writer: FolderWriter, owners: NDArray[np.uint32], came: NDArray[np.int64], claims: int
) -> None:
    """Write whose each vector is, and each claim's in the order in which they `came`."""
    writer.save("vector_owners", owners, "<u4")
    writer.save("vectors_by_row", np.lexsort((came, owners)), "<u4")
    writer.save("vector_starts", starts_of(np.bincount(owners, minlength=claims)), "<u4")


def _centres(rows: NDArray[Any]) -> NDArray[np.float32]:
    """Return the middle of each cell, as rows of length 1; about as many as the root of all."""
    count = min(_MOST_CELLS, int(len(rows) ** 0.5))
    if not count:
        return np.zeros((0, NUMBERS_PER_TEXT), np.float32)
    sample = _floats(rows[np.linspace(0, len(rows) - 1, min(len(rows), _SAMPLE)).astype(int)])
    centres = sample[np.linspace(0, len(sample) - 1, count).astype(int)]
    for _ in range(_ROUNDS):
        nearest = _nearest(sample, centres)
        order = np.argsort(nearest, kind="stable")
        firsts = np.flatnonzero(np.diff(nearest[order], prepend=-1))
        centres = centres.copy()
        centres[nearest[order][firsts]] = np.add.reduceat(sample[order], firsts, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    middles: NDArray[np.float32] = centres.astype(np.float32)
    return middles


def _assigned(rows: NDArray[Any], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    return _nearest(_floats(rows), centres)


def _nearest(rows: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    parts = [
        np.argmax(rows[start : start + _CHUNK] @ centres.T, axis=1)
        for start in range(0, len(rows), _CHUNK)
    ]
    return np.concatenate(parts).astype(np.int64)


def _floats(rows: NDArray[Any]) -> NDArray[np.float32]:
    plain = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(plain, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = plain / np.maximum(lengths, 1e-12)
    return scaled
