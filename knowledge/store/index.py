"""The full-text index: which claims hold these stems?

The text is analysed here, by knowledge/text.py, and not by SQLite: a question and the
records must be cut into words in the same way. SQLite keeps, counts and ranks what it is
given. Only published claims are in it, and under each what everybody sees who sees the claim:
a response of one space to a public claim is not found by its words.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from knowledge import text
from knowledge.store.migrations import write_transaction

ANALYSIS = 1
"""Raise it when text.py comes to see other words or stems: stores then index themselves anew."""

# How much a stem counts where it stands. A claim is found by what it says; who said it and
# what was answered helps, but a name said in a hundred claims must not outweigh the words.
STATEMENT_WEIGHT = 1.0
NAMES_WEIGHT = 0.5
RESPONSES_WEIGHT = 0.5

_COLUMNS = ("statement", "names", "responses")
_CHUNK_CLAIMS = 500
_ESCAPED = re.compile(r"[^\w]|[A-Z_]")
_LARGEST_LIMIT = 2**31

_SEARCH = f"""
    SELECT claim.id,
           -bm25(claim_index, {STATEMENT_WEIGHT}, {NAMES_WEIGHT}, {RESPONSES_WEIGHT}) AS relevance
    FROM claim_index JOIN claim ON claim.number = claim_index.rowid
    WHERE claim_index MATCH :words AND claim.space IN ('', :space)
    ORDER BY relevance DESC, claim.number
    LIMIT :limit
"""

SEARCHED_TEXT = """
    WITH wanted AS (
        SELECT number, id, space FROM claim
        WHERE state = 'published' AND id IN (SELECT value FROM json_each(:claims))
    ), named AS (
        SELECT number, speaker FROM wanted JOIN claim_said_by ON claim = id
        UNION SELECT number, speaker FROM wanted JOIN claim_via ON claim = id
    ), answered AS (
        SELECT wanted.number, response.id AS response, response.text AS text
        FROM wanted JOIN response_answers ON response_answers.claim = wanted.id
        JOIN response ON response.id = response_answers.response
        WHERE response.state = 'published' AND response.space IN ('', wanted.space)
    )
    SELECT number, 'statement', text FROM wanted JOIN claim USING (number)
    UNION ALL SELECT number, 'statement', exact FROM wanted JOIN claim_quote ON claim = id
    UNION ALL SELECT number, 'statement', topic FROM wanted JOIN claim_topic ON claim = id
    UNION ALL SELECT named.number, 'names', name FROM named JOIN speaker ON id = named.speaker
    UNION ALL SELECT number, 'names', name FROM named JOIN speaker_name USING (speaker)
    UNION ALL SELECT number, 'responses', text FROM answered
    UNION ALL SELECT number, 'responses', exact FROM answered JOIN response_quote USING (response)
"""


def search(
    db: Database, stems: Collection[str], *, limit: int, space: str
) -> tuple[tuple[str, float], ...]:
    """Return (claim id, relevance > 0), best first; ties in listing order.

    BM25, with SQLite's sign turned round so that more is better.
    """
    # Quoted, every token is a word to FTS5, never a part of its query language.
    quoted = [f'"{_token(stem)}"' for stem in dict.fromkeys(stems) if stem]
    if not quoted or limit <= 0:
        return ()
    asked = {"words": " OR ".join(quoted), "space": space, "limit": min(limit, _LARGEST_LIMIT)}
    found = db.execute(_SEARCH, asked)
    return tuple((id_, max(relevance, sys.float_info.min)) for id_, relevance in found)


def refresh(db: Database, claims: Iterable[str]) -> None:
    """Index these claims as they are now; must run in the transaction that changed them."""
    remaining = iter(claims)
    while chunk := list(islice(remaining, _CHUNK_CLAIMS)):
        as_json = json.dumps(chunk)
        _remove(db, as_json)
        _insert(db, as_json)


def bring_into_step(db: Database, path: Path) -> None:
    """Index everything anew if the index was made by another version of the analysis."""
    if _analysis(db) == ANALYSIS:
        return
    with write_transaction(db, path):
        if _analysis(db) == ANALYSIS:  # another process was faster
            return
        db.execute("DELETE FROM claim_index")
        refresh(db, [id_ for (id_,) in db.execute("SELECT id FROM claim ORDER BY number")])
        db.execute("UPDATE knowledge SET index_analysis = ?", [ANALYSIS])


def _analysis(db: Database) -> int | None:
    row: tuple[int | None] = db.execute("SELECT index_analysis FROM knowledge").fetchone()
    return row[0]


def _remove(db: Database, claims: str) -> None:
    numbers = "SELECT number FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM claim_index WHERE rowid IN ({numbers})", [claims])


def _insert(db: Database, claims: str) -> None:
    """Put the published ones of the claims in."""
    stems: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, column, part in db.execute(SEARCHED_TEXT, {"claims": claims}):
        stems[number][column].extend(map(_stem_token, _words(part)))
    db.conn.executemany(
        "INSERT INTO claim_index (rowid, statement, names, responses) VALUES (?, ?, ?, ?)",
        [
            (number, *(" ".join(columns[column]) for column in _COLUMNS))
            for number, columns in stems.items()
        ],
    )


@lru_cache(maxsize=4_096)  # names and responses come again with each claim
def _words(part: str) -> tuple[str, ...]:
    return text.words(part)


@lru_cache(maxsize=65_536)  # one look-up a word instead of two: it is the inmost loop of an add
def _stem_token(word: str) -> str:
    return _token(text.stem(word))


@lru_cache(maxsize=65_536)
def _token(stem: str) -> str:
    """Return `stem` spelt so that the tokenizer keeps it whole; different stems stay different."""
    return _ESCAPED.sub(lambda match: f"_{ord(match.group()):x}_", stem)
