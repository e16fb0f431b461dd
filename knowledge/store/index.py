"""The full-text index: which claims hold these stems, and how many hold this word?

The text is analysed here, by knowledge/text.py, and not by SQLite: a question and the
records must be cut into words in the same way. SQLite keeps, counts and ranks what it is
given. Only published claims are in it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
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
        SELECT number, id FROM claim
        WHERE state = 'published' AND id IN (SELECT value FROM json_each(:claims))
    ), named AS (
        SELECT number, speaker FROM wanted JOIN claim_said_by ON claim = id
        UNION SELECT number, speaker FROM wanted JOIN claim_via ON claim = id
    ), answered AS (
        SELECT number, response FROM wanted JOIN response_answers ON claim = id
    )
    SELECT number, 'statement', text FROM wanted JOIN claim USING (number)
    UNION ALL SELECT number, 'statement', exact FROM wanted JOIN claim_quote ON claim = id
    UNION ALL SELECT number, 'statement', topic FROM wanted JOIN claim_topic ON claim = id
    UNION ALL SELECT named.number, 'names', name FROM named JOIN speaker ON id = named.speaker
    UNION ALL SELECT number, 'names', name FROM named JOIN speaker_name USING (speaker)
    UNION ALL SELECT answered.number, 'responses', text
        FROM answered JOIN response ON id = answered.response
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


def word_counts(db: Database) -> Mapping[str, int]:
    """Return in how many published claims, of whatever space, each folded word stands."""
    return dict(db.execute("SELECT word, claims FROM word_count"))


def refresh(db: Database, claims: Iterable[str]) -> None:
    """Index these claims as they are now; must run in the transaction that changed them."""
    counts: Counter[str] = Counter()
    remaining = iter(claims)
    while chunk := list(islice(remaining, _CHUNK_CLAIMS)):
        as_json = json.dumps(chunk)
        for words in _remove(db, as_json):
            counts.subtract(words)
        for words in _insert(db, as_json):
            counts.update(words)
    _count(db, counts)


def bring_into_step(db: Database, path: Path) -> None:
    """Index everything anew if the index was made by another version of the analysis."""
    if _analysis(db) == ANALYSIS:
        return
    with write_transaction(db, path):
        if _analysis(db) == ANALYSIS:  # another process was faster
            return
        db.execute("DELETE FROM claim_index")
        db.execute("DELETE FROM word_count")
        refresh(db, [id_ for (id_,) in db.execute("SELECT id FROM claim ORDER BY number")])
        db.execute("UPDATE knowledge SET index_analysis = ?", [ANALYSIS])


def _analysis(db: Database) -> int | None:
    row: tuple[int | None] = db.execute("SELECT index_analysis FROM knowledge").fetchone()
    return row[0]


def _remove(db: Database, claims: str) -> list[list[str]]:
    """Take the claims out; return the words that were counted for each."""
    numbers = "SELECT number FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    indexed = db.execute(f"SELECT words FROM claim_index WHERE rowid IN ({numbers})", [claims])
    removed = [words.split() for (words,) in indexed]
    if removed:
        db.execute(f"DELETE FROM claim_index WHERE rowid IN ({numbers})", [claims])
    return removed


def _insert(db: Database, claims: str) -> list[list[str]]:
    """Put the published ones of the claims in; return the words of each."""
    stems: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    words: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for number, column, part in db.execute(SEARCHED_TEXT, {"claims": claims}):
        found = _words(part)
        stems[number][column].extend(map(_stem_token, found))
        words[number].update(dict.fromkeys(found))
    rows = [
        (number, *(" ".join(columns[c]) for c in _COLUMNS), " ".join(words[number]))
        for number, columns in stems.items()
    ]
    db.conn.executemany(
        "INSERT INTO claim_index (rowid, statement, names, responses, words)"
        " VALUES (?, ?, ?, ?, ?)",
        rows,
    )
    return [list(its_words) for its_words in words.values()]


def _count(db: Database, counts: Counter[str]) -> None:
    db.conn.executemany(
        "INSERT INTO word_count (word, claims) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET claims = claims + excluded.claims",
        [(word, change) for word, change in counts.items() if change],
    )
    if any(change < 0 for change in counts.values()):
        db.execute("DELETE FROM word_count WHERE claims <= 0")


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
