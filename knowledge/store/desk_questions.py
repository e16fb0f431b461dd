"""What people asked in vain, and which claims they said they had not asked about.

Wordings with the same folded words are one. They are gathered here and not in SQLite, so that
text.py alone says which words are the same; what expires and what is dealt with is left out
before, so that there are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlite_utils import Database

from knowledge import text
from knowledge.store.any_text import change, change_each, marks, rows
from knowledge.store.desk_port import AskedGroup, WrongMatch

_UNANSWERED = "is_closed = 0 AND outcome IN ('none', 'failed')"
# Not "choices": who was offered some may have found what they meant. If not, they can say so,
# and then it is a wrong match.

_IDS_AT_ONCE = 500


def unanswered(
    db: Database, *, space: str, now: float, limit: int | None
) -> tuple[AskedGroup, ...]:
    """Return what was not answered, most asked first, then latest first."""
    sql = f"""
        SELECT text, asker, asked_at, outcome, id FROM question
        WHERE space = ? AND {_UNANSWERED} AND expires_at > ?
        ORDER BY asked_at DESC, number DESC
    """
    groups: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows(db, sql, [space, now]):
        groups[same_words(row[0])].append(row)
    found = [_asked(group) for group in groups.values()]
    found.sort(key=lambda group: (-group.times, -group.last_at))
    return tuple(found[:limit])


def close(db: Database, ids: Collection[str], *, space: str) -> int:
    """Leave these out from now on; return how many of them were open."""
    closed, wanted = 0, list(ids)
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        some = wanted[start : start + _IDS_AT_ONCE]
        which = f"space = ? AND {_UNANSWERED} AND id IN ({marks(some)})"
        closed += change(db, f"UPDATE question SET is_closed = 1 WHERE {which}", [space, *some])
    return closed


def wrong_matches(db: Database, *, space: str, limit: int | None) -> tuple[WrongMatch, ...]:
    """Return what was said and not dealt with, most often said first, then latest first."""
    groups: defaultdict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for said in _open_suggestions(db, space):
        _, words, claim, _ = said
        groups[same_words(words), claim].append(said)
    found = [
        WrongMatch(text=group[0][1], claim=claim, times=len(group), last_at=group[0][3])
        for (_, claim), group in groups.items()
    ]
    found.sort(key=lambda match: (-match.times, -match.last_at))
    return tuple(found[:limit])


def close_wrong_match(db: Database, wording: str, claim: str, *, space: str) -> None:
    """Leave out what was said so far of that wording and claim."""
    wanted = same_words(wording)
    numbers = [
        (number,)
        for number, words, of_claim, _ in _open_suggestions(db, space)
        if of_claim == claim and same_words(words) == wanted
    ]
    change_each(db, "UPDATE suggestion SET is_closed = 1 WHERE number = ?", numbers)


def same_words(wording: str) -> str:
    """Return what wordings have in common that differ in case, accents and marks only."""
    return " ".join(text.words(wording)) or text.fold(wording).strip()


def _open_suggestions(db: Database, space: str) -> list[tuple[Any, ...]]:
    """Return (number, text, claim, when) of each suggestion not dealt with, latest first."""
    sql = """
        SELECT number, text, claim, suggested_at FROM suggestion
        WHERE space = ? AND is_closed = 0 ORDER BY suggested_at DESC, number DESC
    """
    return rows(db, sql, [space])


def _asked(group: Sequence[tuple[Any, ...]]) -> AskedGroup:
    wording, _, last_at, outcome, _ = group[0]
    return AskedGroup(
        text=wording,
        times=len(group),
        askers=len({asker for _, asker, *_ in group}),
        first_at=group[-1][2],
        last_at=last_at,
        outcome=outcome,
        questions=tuple(id_ for *_, id_ in group),
    )
