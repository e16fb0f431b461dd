"""A record with some fields changed to what a person typed: for forms and for `field=value`.

Works on the plain form of a record (knowledge/codec.py): a draft may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.codec import FindSource, as_plain_quote
from knowledge.errors import QuoteError, RecordError
from knowledge.intake.naming import People
from knowledge.intake.quotes import place_quote
from knowledge.intake.tables import Table
from knowledge.model import Quote, Source
from knowledge.vocabulary import SILENCES, Mode

Plain = Mapping[str, Any]
PARTY = "party"
"""A field of forms: who spoke, or, with a stance that is a silence, of whom it is reported."""
_PEOPLE = frozenset({"said_by", "via", "by", "silent", "on_behalf_of", PARTY})
_LISTS = frozenset({"topics", "appearances", "claims"})
_AND = re.compile(r"[;\n]")
_ANSWER = re.compile(r"(?P<claim>\S+)(?:\s*\((?P<scope>[a-z]+)\))?")

FIELDS: Mapping[str, tuple[str, ...]] = {
    "claim": (
        *("text", "said_by", "via", "basis", "hedge", "said_as_written", "said_on", "topics"),
        *("said_in", "appearances", "quote"),
    ),
    "response": (
        *("stance", "text", PARTY, "by", "silent", "on_behalf_of", "said_on", "answers"),
        "quote",
    ),
    "review": (
        *("publisher", "rating", "text", "title", "url", "reviewed_on", "language", "claims"),
    ),
    "source": ("title", "byline", "publisher", "url", "published_on", "licence", "language"),
    "speaker": ("name", "kind"),
}
"""What can be changed of each kind of record. A source's text stays: quotes point into it."""


@dataclass(frozen=True, slots=True)
class Amending:
    """Changes fields; `people` holds whoever is new afterwards."""

    people: People
    find_source: FindSource

    def amended(self, plain: Plain, typed: Mapping[str, str]) -> dict[str, Any]:
        """Return `plain` with these fields as typed; "" takes a field away.

        Raises `RecordError` naming the field. Whether the whole is a record is not looked at.
        """
        kind, where = plain["record"], f"{plain['record']} {plain['id']}"
        changed = dict(plain)
        for field, value in typed.items():
            if field not in FIELDS[kind]:
                why = f"cannot be changed; of a {kind} these can: {', '.join(FIELDS[kind])}"
                raise RecordError(where, field[:60], why)
            self._set(changed, where, field, value.strip())
        return {name: value for name, value in changed.items() if value not in (None, "", [])}

    def _set(self, changed: dict[str, Any], where: str, field: str, value: str) -> None:
        if field == PARTY:
            is_silent = changed.get("stance") in SILENCES
            changed["silent" if is_silent else "by"] = self._people(where, field, value)
            changed["by" if is_silent else "silent"] = []
        elif field in _PEOPLE:
            changed[field] = self._people(where, field, value)
        elif field == "answers":
            changed[field] = answers_from(value, where)
        elif field == "stance":
            changed[field] = value
            # Who spoke and who was silent are two fields, for the same parties.
            parties = [*changed.get("by", []), *changed.get("silent", [])]
            is_silent = value in SILENCES
            changed["silent"], changed["by"] = (parties, []) if is_silent else ([], parties)
        elif field == "quote":
            changed["quotes"] = [self._quote(changed, where, value)]
        elif field in _LISTS:
            changed[field] = parts_of(value)
        else:
            changed[field] = value

    def _people(self, where: str, field: str, value: str) -> list[str]:
        return self.people.read(value, record=where, field=field)

    def _quote(self, changed: Plain, where: str, value: str) -> dict[str, Any]:
        """Return the words, which have to stand in the source of the first quote."""
        kept = (changed.get("quotes") or [{}])[0]
        source = self.find_source(kept.get("source", ""))
        if source is None:
            raise QuoteError(where, "quote", "has no source; record it from its source anew")
        quote = quote_of(value, source, where, mode=Mode(kept.get("mode", Mode.DIRECT)))
        return as_plain_quote(quote)


def quote_of(words: str, source: Source, where: str, *, mode: Mode = Mode.DIRECT) -> Quote:
    """Return the quote of `words`; raise `QuoteError` unless they stand in `source` once."""
    if words and source.text.count(words) > 1:
        why = f"“{words[:60]}” stands in the source several times; take in more of what is around"
        raise QuoteError(where, "quote", why)
    return place_quote(Table(where, {"exact": words}), source, mode)


def typed_answers(answers: list[Mapping[str, str]]) -> str:
    """Return what `answers_from` reads these from."""
    scopes = ((each["claim"], each.get("scope", "exact")) for each in answers)
    return "; ".join(c if scope == "exact" else f"{c} ({scope})" for c, scope in scopes)


def answers_from(typed: str, where: str) -> list[dict[str, str]]:
    """Return the relations that "claim-id; other-id (part)" names, in their plain form."""
    found = []
    for part in parts_of(typed):
        read = _ANSWER.fullmatch(part)
        if read is None:
            why = f"“{part[:60]}” is no claim’s id; write ids like: roof-cost; roof-leak (part)"
            raise RecordError(where, "answers", why)
        found.append({"claim": read["claim"], "scope": read["scope"] or "exact"})
    return found


def parts_of(typed: str) -> list[str]:
    """Return what stands between ; and new lines, each once."""
    return list(dict.fromkeys(part.strip() for part in _AND.split(typed) if part.strip()))
