"""Which record does somebody mean who is still typing?

What was typed is the beginning of words of the record's names; if it is that of none, words are
looked for that are nearly it, because people mistype names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.matching.slips import SHORT_NAME_CHARACTERS, is_another_name
from knowledge.text import words

_CHARACTERS_PER_SLIP = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its id, with the folded words of everything that it is called."""

    id: str
    called: frozenset[str]


def named(id_: str, names: Iterable[str]) -> Named:
    """Return the record as `complete` looks for it."""
    return Named(id_, frozenset(word for name in (id_, *names) for word in words(name)))


def complete(typed: str, records: Sequence[Named]) -> list[str]:
    """Return the ids of those of `records` that may be meant, in the order given.

    Those come first that have words beginning with each word typed, then those with words like
    them. Nothing typed means all.
    """
    wanted = words(typed)
    if not wanted:
        return [] if typed.strip() else [record.id for record in records]
    exact = [r.id for r in records if all(_begins(word, r.called) for word in wanted)]
    seen = set(exact)
    near = [
        r.id for r in records if r.id not in seen and all(_is_near(w, r.called) for w in wanted)
    ]
    return exact + near


def _begins(typed: str, called: frozenset[str]) -> bool:
    return any(word.startswith(typed) for word in called)


def _is_near(typed: str, called: frozenset[str]) -> bool:
    slips = len(typed) // _CHARACTERS_PER_SLIP
    return _begins(typed, called) or any(
        OSA.distance(typed, part, score_cutoff=slips) <= slips
        and not (len(typed) <= SHORT_NAME_CHARACTERS and is_another_name(typed, part))
        for word in called
        # Still typing: the beginning of a word may be mistyped, too.
        for part in (word, word[: len(typed)])
    )
