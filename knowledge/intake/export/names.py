"""What a record is called on the web: an address or a URN that is only its own, and stays.

It is made of the kind and the id alone, which never change: whatever is edited in a record,
what others wrote about it still points at it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from knowledge.errors import UnusableError
from knowledge.intake.importing.plain_fields import web_address
from knowledge.model import Quote
from knowledge.records import KINDS, Record

BASE = "urn:gainsay:"
"""What names begin with where nobody gave an address of their own."""

_BASE = re.compile(
    r"(?:https?://[^\s\"<>{}|\\^`?]+[/#]|urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[\w:/.-]*)\Z"
)
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Names:
    """Names that begin with `base`."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.match(self.base):
            why = "is neither a web address that ends in / or #, nor the beginning of a URN"
            raise UnusableError(f"'{self.base[:120]}' {why}")

    def of(self, record: Record) -> str:
        return self.of_id(KINDS[type(record)], record.id)

    def of_id(self, kind: str, id_: str) -> str:
        return f"{self.base}{kind}/{id_}"

    def of_quote(self, record: Record, quote: Quote, *, kind: str = "quote") -> str:
        """Return the name of `quote` as one of `record`: not by its number, which may change."""
        place = json.dumps([quote.source.id, quote.start, quote.end, quote.mode.value])
        digest = hashlib.sha256(place.encode()).hexdigest()[:_DIGITS]
        return f"{self.base}{kind}/{KINDS[type(record)]}/{record.id}/{digest}"


def on_the_web(url: str | None) -> str | None:
    """Return `url` if it is an address of the web: records may hold others, links may not."""
    try:
        return web_address(url) if url else None
    except UnusableError:
        return None
