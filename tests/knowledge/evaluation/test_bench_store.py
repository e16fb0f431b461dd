from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TextIO

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.evaluation import bench_store
from knowledge.evaluation.bench_store import Filled, fill
from knowledge.evaluation.synthetic.asking import asked_about
from knowledge.evaluation.synthetic.records import claim_id, sketch_of
from knowledge.evaluation.synthetic.wording import claim_text
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.store.sqlite import SqliteStore, open_sqlite_store

CLAIMS = 60


class Pointing(Encoder):
    """Encodes every text as the same row, which no drawn vector is."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: object) -> NDArray[np.float32]:
        assert isinstance(texts, list)
        self.texts += texts
        rows = np.zeros((len(texts), 8), np.float32)
        rows[:, 0] = 1
        return rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(tmp_path / "invented.sqlite")
    yield opened
    opened.close()


def filled(store: SqliteStore, encoder: Encoder | None, texts: TextIO | None = None) -> Filled:
    ticks = count()
    return fill(
        store,
        encoder,
        CLAIMS,
        1,
        texts=texts or StringIO(),
        clock=lambda: float(next(ticks)),
        progress=lambda _doing, _done, _of: None,
    )


def test_a_small_store_has_each_claim_encoded_once(store: SqliteStore) -> None:
    encoder = Pointing()
    assert filled(store, encoder).vectors == "encoded"
    assert encoder.texts == [claim_text(sketch_of(n, 1)) for n in range(CLAIMS)]
    assert store.claims_without_vectors(ENCODER_NAME) == ()
    assert len(store.vectors(ENCODER_NAME)[0]) == CLAIMS


def test_without_an_encoder_there_are_records_only(store: SqliteStore) -> None:
    result = filled(store, None)
    assert result.vectors == "none"
    assert store.vectors(ENCODER_NAME)[0] == ()
    assert result.claims_a_second == CLAIMS  # one bundle, one tick of the clock
    assert store.counts().claims == CLAIMS


def test_a_large_store_has_all_vectors_and_those_asked_about_are_encoded(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_store, "ENCODED_CLAIMS", 10)
    monkeypatch.setattr(bench_store, "PROTOTYPES", 5)
    monkeypatch.setattr(bench_store, "QUESTIONS_AT_MOST", 7)
    assert filled(store, Pointing()).vectors == "drawn"
    ids, rows = store.vectors(ENCODER_NAME)
    assert sorted(ids) == sorted(claim_id(number) for number in range(CLAIMS))
    # A drawn row has noise in every number; float16 keeps 1 and 0 as they are.
    encoded = {id_ for id_, row in zip(ids, rows, strict=True) if row[0] == 1}
    spread = {claim_id(number) for number in range(0, CLAIMS, CLAIMS // 5)}
    assert encoded == spread | {claim_id(asked_about(q, CLAIMS, 1)) for q in range(7)}


def test_texts_are_written_one_a_line_in_order(store: SqliteStore) -> None:
    texts = StringIO()
    filled(store, None, texts)
    lines = texts.getvalue().splitlines()
    assert lines == [claim_text(sketch_of(number, 1)) for number in range(CLAIMS)]
