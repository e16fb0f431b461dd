"""The full-text index follows the analysis of text.py."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge import text
from knowledge.store import index
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import TEXT, some_records
from tests.knowledge.store.inspection import problems_in

SAMPLE = (
    TEXT + "Su-35s, S/2022/908, U.S. and US spokesmen: “can’t”, 3.5 or 1,000,000; l'Iran, "
    "Iraván\u00ed's missiles’ launching cities were considering half-truths — at 10:30."
)
SEEN_IN_SAMPLE = {1: "97cb6a283bdf"}


def test_the_analysis_has_a_new_number_when_text_sees_other_words_or_stems() -> None:
    """If this fails, raise `index.ANALYSIS` and add the new digest: stores index anew."""
    seen = repr((text.words(SAMPLE), text.stems(SAMPLE)))
    digest = hashlib.sha256(seen.encode()).hexdigest()[:12]
    assert SEEN_IN_SAMPLE.get(index.ANALYSIS) == digest


def test_a_store_that_was_indexed_by_another_analysis_is_indexed_anew(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE claim_index SET statement = 'rooves'")
        db.execute("UPDATE knowledge SET index_analysis = 0")
    with closing(open_sqlite_store(path)) as store:
        assert [id_ for id_, _ in store.search(("roof",), limit=5)] == ["roof-cost"]
        assert store.search(("rooves",), limit=5) == ()
    assert problems_in(path) == []


def test_every_stem_is_one_token_of_its_own() -> None:
    stems = ["s/2022/908", "u.s.", "3.5", "a", "A", "_", "_61_", "иран", "é", "\ud800", "\x00", "٣"]
    tokens = [index._token(stem) for stem in stems]
    assert len(set(tokens)) == len(stems)
    assert all(c == "_" or c.isalnum() for token in tokens for c in token)
