"""Which reader reads this file? By what it is called, then by how it begins."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO

from knowledge.errors import UnusableError
from knowledge.intake.importing.files.encoding import as_utf8
from knowledge.intake.importing.files.lines import read_lines
from knowledge.intake.importing.files.pages import read_page
from knowledge.intake.importing.files.tables import read_table
from knowledge.intake.importing.files.trees import read_trees
from knowledge.intake.importing.files.unpacking import unpacked
from knowledge.intake.importing.item import LeftOut, Row
from knowledge.intake.importing.mapping import ColumnMapping

_BY_ENDING = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".jsonld": "json", ".csv": "csv",
    ".tsv": "tsv", ".html": "page", ".htm": "page", ".xhtml": "page",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/csv": "csv", "text/tab-separated-values": "tsv", "text/html": "page",
    "application/xhtml+xml": "page",
}  # fmt: skip
_PACKED = (".gz", ".zip")
ENDINGS = (*_BY_ENDING, *_PACKED)
_PEEKED_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or what was fetched: it can be opened again and again, and has `size` bytes.

    `media_type` and `charset` are what a server says of it.
    """

    name: str
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    media_type: str = ""
    charset: str | None = None


def read_rows(
    document: Document, mapping: ColumnMapping | None, *, at: Callable[[int], None]
) -> Iterator[Row | LeftOut]:
    """Yield all that is in `document`, or why it cannot be read; tell `at` how far it is."""
    name = document.name
    try:
        with document.open() as stream:
            for number, row in enumerate(_rows(document, stream, mapping)):
                if number % 1_000 == 0:
                    at(stream.tell())
                yield row
    except UnusableError as error:
        yield LeftOut(name, "", error.why)
    except OSError as error:
        yield LeftOut(name, "", f"cannot be read: {error.strerror or type(error).__name__}")


def _rows(
    document: Document, stream: BinaryIO, mapping: ColumnMapping | None
) -> Iterator[Row | LeftOut]:
    for name, member in unpacked(document.name, stream, document.size):
        kind = (mapping.format if mapping else None) or _kind_by_name(name)
        kind = kind or _BY_MEDIA_TYPE.get(document.media_type, "")
        charset = (mapping.encoding if mapping else None) or document.charset
        try:
            yield from _member(name, member, kind, charset, mapping)
        except UnusableError as error:
            yield LeftOut(name, "", error.why)


def _member(
    name: str, stream: BinaryIO, kind: str, charset: str | None, mapping: ColumnMapping | None
) -> Iterator[Row | LeftOut]:
    if kind == "page":  # which may say itself how it is encoded
        yield from read_page(name, stream, charset)
        return
    text = as_utf8(stream, charset)
    kind = kind if kind in ("jsonl", "csv", "tsv") else _kind_by_content(text)
    if kind in ("csv", "tsv"):
        if mapping is None:
            raise UnusableError("is a table; say which column is which with --mapping FILE")
        delimiter = mapping.delimiter or ("\t" if kind == "tsv" else None)
        yield from read_table(name, text, delimiter)
    elif kind == "page":
        yield from read_page(name, text, None)
    else:
        yield from (read_lines if kind == "jsonl" else read_trees)(name, text)


def _kind_by_name(name: str) -> str:
    ending = f".{name.rsplit('.', 1)[-1].lower()}"
    return _BY_ENDING.get(ending, "")


def _kind_by_content(text: BufferedReader) -> str:
    """Return "json", "jsonl" or "page", as the file begins; raise `UnusableError`."""
    start = text.peek(_PEEKED_BYTES)[:_PEEKED_BYTES].lstrip()
    if not start:
        raise UnusableError("is empty")
    if start.startswith(b"<"):
        return "page"
    if not start.startswith((b"{", b"[")):
        raise UnusableError(f"is none of the files that can be read: {', '.join(ENDINGS)}")
    first, _, rest = start.partition(b"\n")
    if not rest.lstrip().startswith(b"{"):
        return "json"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "json"
    except (ValueError, RecursionError):
        return "json"
