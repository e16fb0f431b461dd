"""Where in its source does a quote stand?

People copy words; nobody counts characters. The offsets are found here, and words that
are not there are met with the nearest words that are.
"""

from __future__ import annotations

import difflib

from knowledge.errors import QuoteError
from knowledge.intake.tables import Table
from knowledge.model import Quote, Source
from knowledge.vocabulary import Mode

_SHOWN_CHARACTERS = 80
_AROUND = 20
# Comparing takes time in the square of the length; in a book the place is not looked for.
_COMPARED_CHARACTERS = 200_000


def place_quote(table: Table, source: Source, mode: Mode) -> Quote:
    """Return the quote that `table` describes at its place in `source`.

    That is told by its words (exact), by those around it (prefix, suffix), or by a number (start).
    Raises `QuoteError` if the words are not there, or are there more than once and nothing tells
    which.
    """
    exact = table.need("exact", str)
    if not exact.strip() and table.may("start", int) is None:
        raise QuoteError(table.record, "quotes", "is empty; copy the words from the source")
    places = places_of(table, source.text)
    if len(places) == 1:
        try:
            return Quote(source, exact, places[0], places[0] + len(exact), mode)
        except QuoteError as error:
            raise QuoteError(table.record, "quotes", f"“{exact[:60]}” {error.why}") from error
    shown = exact if len(exact) <= _SHOWN_CHARACTERS else exact[:_SHOWN_CHARACTERS] + " …"
    if places:
        why = f"“{shown}” stands in {source.id} {len(places)} times; add a prefix or a suffix"
    elif _places(source.text, exact, "", ""):
        how = "with that prefix and suffix" if table.may("start", int) is None else "at that start"
        why = f"“{shown}” stands in {source.id}, but not {how}"
    else:
        why = f"“{shown}” does not stand in {source.id}; {_nearest(source.text, exact)}"
    raise QuoteError(table.record, "quotes", why)


def places_of(table: Table, text: str) -> list[int]:
    """Return where in `text` the words that `table` describes begin."""
    exact, start = table.need("exact", str), table.may("start", int)
    prefix, suffix = table.may("prefix", str) or "", table.may("suffix", str) or ""
    if start is None:
        return _places(text, exact, prefix, suffix)
    before = start - len(prefix)
    return [start] if before >= 0 and text.startswith(prefix + exact + suffix, before) else []


def _places(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    places, looked_for = [], prefix + exact + suffix
    at = text.find(looked_for) if exact else -1
    while at >= 0:
        places.append(at + len(prefix))
        at = text.find(looked_for, at + 1)
    return places


def _nearest(text: str, exact: str) -> str:
    """Show the source around where it begins to differ: mostly a curly quote or a doubled space."""
    if len(text) > _COMPARED_CHARACTERS:
        return "copy the words from the source"
    match = difflib.SequenceMatcher(None, text, exact, autojunk=False).find_longest_match()
    if match.size < min(8, len(exact)):
        return "copy the words from the source"
    at = match.size + match.b if match.b + match.size < len(exact) else match.b
    here = at - match.b + match.a
    has = text[max(0, here - _AROUND) : here + _AROUND]
    given = exact[max(0, at - _AROUND) : at + _AROUND]
    return f"the source has “…{has}…” where the quote has “…{given}…”"
