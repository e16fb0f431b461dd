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


def place_quote(table: Table, source: Source, mode: Mode) -> Quote:
    """Return the quote that `table` describes (exact, prefix?, suffix?) at its place in `source`.

    Raises `QuoteError` if the words are not there, or are there more than once and prefix and
    suffix do not tell which.
    """
    exact = table.need("exact", str)
    prefix, suffix = table.may("prefix", str) or "", table.may("suffix", str) or ""
    places = _places(source.text, exact, prefix, suffix)
    if len(places) == 1:
        return Quote(source, exact, places[0], places[0] + len(exact), mode)
    shown = exact if len(exact) <= _SHOWN_CHARACTERS else exact[:_SHOWN_CHARACTERS] + " …"
    if places:
        why = f"“{shown}” stands in {source.id} {len(places)} times; add a prefix or a suffix"
    elif _places(source.text, exact, "", ""):
        why = f"“{shown}” stands in {source.id}, but not with that prefix and suffix"
    else:
        why = f"“{shown}” does not stand in {source.id}; {_nearest(source.text, exact)}"
    raise QuoteError(table.record, "quotes", why)


def _places(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    places, looked_for = [], prefix + exact + suffix
    at = text.find(looked_for) if exact else -1
    while at >= 0:
        places.append(at + len(prefix))
        at = text.find(looked_for, at + 1)
    return places


def _nearest(text: str, exact: str) -> str:
    """Say where the source begins to differ: mostly a curly quote or a doubled space."""
    match = difflib.SequenceMatcher(None, text, exact, autojunk=False).find_longest_match()
    if match.size < min(8, len(exact)):
        return "copy the words from the source"
    start = max(0, match.a - match.b)
    return f"nearest: “{text[start : start + min(len(exact), _SHOWN_CHARACTERS) + 8]}”"
