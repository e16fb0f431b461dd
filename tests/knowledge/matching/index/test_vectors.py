"""Near vectors are found without comparing all numbers of all of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.matching.index import vectors as vectors_module
from knowledge.matching.index.cells import write_cells
from knowledge.matching.index.files import FolderWriter, Stamp, open_arrays
from knowledge.matching.index.vectors import NewVectors, StoredVectors, small
from knowledge.matching.meaning import NUMBERS_PER_TEXT, Vectors

MANY = 3_000


@pytest.fixture(scope="module")
def sentences() -> Vectors:
    """Vectors that lie in bunches, as those of sentences do."""
    random = np.random.default_rng(11)
    themes = random.standard_normal((60, NUMBERS_PER_TEXT))
    rows = themes[random.integers(0, 60, MANY)] + 0.7 * random.standard_normal(
        (MANY, NUMBERS_PER_TEXT)
    )
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = (rows / lengths).astype(np.float32)
    return scaled


def stored(folder: Path, rows: Vectors) -> StoredVectors:
    writer = FolderWriter(folder, {})
    write_cells(writer, small(rows), np.arange(len(rows), dtype=np.uint32), len(rows))
    writer.finish(Stamp(change=0, encoder="", claims=len(rows)))
    return StoredVectors(open_arrays(folder)[1])


def test_the_nearest_are_found_in_the_cells_near_by(
    tmp_path: Path, sentences: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "SIGNS_COMPARED", MANY // 4)
    monkeypatch.setattr(vectors_module, "ROWS_COMPARED", 200)
    kept = stored(tmp_path, sentences)
    found = 0
    for asked in sentences[:50]:
        wanted = np.argsort(-(sentences @ asked))[:10]
        rows, cosines = kept.nearest(asked)
        assert 200 <= len(rows) < MANY // 4
        assert cosines == pytest.approx(sentences[rows] @ asked, abs=0.01)
        found += len(set(wanted.tolist()) & set(rows.tolist()))
    assert found >= 0.95 * 500


def test_the_same_vectors_give_the_same_cells(tmp_path: Path, sentences: Vectors) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        stored(tmp_path / name, sentences[:500])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_new_vectors_are_found_and_dropped(sentences: Vectors) -> None:
    new = NewVectors()
    for handle, row in enumerate(sentences[:20]):
        new.put(handle, row[None])
    new.drop(3)
    new.put(4, sentences[50:52])
    rows, cosines = new.nearest(sentences[51])
    assert set(rows.tolist()) == set(range(20)) - {3}
    assert rows[np.argmax(cosines)] == 4
    assert (3 in new, 4 in new, len(new)) == (False, True, 19)


def test_an_empty_vector_is_near_nothing() -> None:
    new = NewVectors()
    new.put(1, np.zeros((1, NUMBERS_PER_TEXT), np.float32))
    asked = np.full(NUMBERS_PER_TEXT, NUMBERS_PER_TEXT**-0.5, np.float32)
    assert new.nearest(asked)[1].tolist() == [0.0]
