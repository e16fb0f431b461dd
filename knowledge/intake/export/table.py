"""CSV, one claim a row, for people in spreadsheets.

A spreadsheet takes a cell that begins like a formula for one, and runs it: such a cell gets an
apostrophe first. What several have to share a cell is kept apart by "|". With a byte order mark,
without which Excel reads UTF-8 as something else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.answer import standing_of
from knowledge.intake.export.selecting import Dossier
from knowledge.model import Quote, Response, Review

COLUMNS = (
    "claim", "text", "said_by", "via", "basis", "hedge", "said_on", "said_as_written", "said_in",
    "topics", "standing", "responses", "reviews", "quotes", "sources", "appearances",
)  # fmt: skip

_BETWEEN = " | "
# Also in the width that Chinese and Japanese keyboards give, which some spreadsheets take.
_LIKE_A_FORMULA = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def rows_of(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the head and the rows, each with its end."""
    yield f"\ufeff{_row(COLUMNS)}"
    for dossier in dossiers:
        yield _row([_cell(value) for value in _values(dossier)])


def _values(dossier: Dossier) -> Iterator[str | date | Iterable[str] | None]:
    """Yield what stands in each column, in their order."""
    claim = dossier.claim
    yield claim.id
    yield claim.text
    yield dossier.names(claim.said_by)
    yield dossier.names(claim.via)
    yield from (claim.basis, claim.hedge, claim.said_on, claim.said_as_written, claim.said_in)
    yield claim.topics
    yield standing_of(dossier.responses).value
    yield [_response(response, dossier) for response in dossier.responses]
    yield [_review(review) for review in dossier.reviews]
    yield [quote.exact for quote in claim.quotes]
    yield dict.fromkeys(_source(quote) for quote in claim.quotes)
    yield claim.appearances


def _response(response: Response, dossier: Dossier) -> str:
    who = ", ".join(dossier.names(response.by or response.silent))
    behalf = ", ".join(dossier.names(response.on_behalf_of))
    part = next(a.scope.value for a in response.answers if a.claim == dossier.claim.id)
    scope = "" if part == "exact" else f" ({part})"
    stance = response.stance.value.replace("_", " ")
    return f"{who}{f' for {behalf}' if behalf else ''}: {stance}{scope}: {response.text}"


def _review(review: Review) -> str:
    said = review.rating or review.text or ""
    return " ".join(part for part in (f"{review.publisher}: {said}", review.url) if part)


def _source(quote: Quote) -> str:
    source = quote.source
    return source.url or source.title or source.id


def _cell(value: str | date | Iterable[str] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = value if isinstance(value, str) else _BETWEEN.join(value)
    # Marked, not dropped: words that were said are never changed in silence.
    shown = _CONTROLS.sub("\ufffd", text)
    return f"'{shown}" if _LIKE_A_FORMULA.match(shown) else shown


def _row(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
