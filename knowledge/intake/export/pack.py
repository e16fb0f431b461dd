"""Records -> the files of a pack, that reads back as the same records.

Packs hold what is published and public, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import sha256

from knowledge.errors import PackError
from knowledge.intake.export.toml import table
from knowledge.intake.tables import FILE_BYTES
from knowledge.model import Claim, Quote, Response, Source, Span
from knowledge.records import KINDS, Record

_FILE_CHARACTERS = FILE_BYTES // 8
"""After so many a new file begins: a pack's files may not be too large."""
_NOT_WRITTEN = ("boilerplate", "quotes", "state", "space")


@dataclass(frozen=True, slots=True)
class PackPart:
    """Text for the end of the file at `path` in the pack's folder."""

    path: str
    text: str


def pack_parts(records: Iterable[Record], *, id_: str, title: str) -> Iterator[PackPart]:
    """Yield the files of a pack with `records`, piece by piece.

    Raises `PackError` for a record that is too large for a pack.
    """
    yield PackPart("pack.toml", table("[pack]", {"id": id_, "title": title}))
    files: dict[str, int] = {}
    room: dict[str, int] = {}
    for record in records:
        kind = KINDS[type(record)]
        if isinstance(record, Source):
            yield PackPart(_file_of(record), record.text)
        written = table(f"[[{kind}]]", _fields(record))
        if len(written.encode()) > FILE_BYTES // 2:
            why = "is too long for a pack's file; export it as jsonl"
            raise PackError(f"pack {id_}", (f"{kind} {record.id} {why}",))
        if room.get(kind, 0) < len(written):
            files[kind] = files.get(kind, 0) + 1
            room[kind] = _FILE_CHARACTERS
        room[kind] -= len(written)
        # "_" sorts after ".": the first of the files is also read first.
        number = f"_{files[kind]:05}" if files[kind] > 1 else ""
        yield PackPart(f"{kind}s{number}.toml", f"{written}\n")


def pack_named(folder: str) -> str:
    """Return the id of a pack in a folder of that name."""
    return re.sub("[^a-z0-9]+", "-", folder.lower())[:80].strip("-") or "export"


def _fields(record: Record) -> dict[str, object]:
    plain = _given(record, _NOT_WRITTEN)
    match record:
        case Source():
            del plain["text"]
            spans = [_boilerplate(record.text, span) for span in record.boilerplate]
            of_text = {"file": _file_of(record), "sha256": record.sha256}
            return {**plain, **of_text, **({"boilerplate": spans} if spans else {})}
        case Claim() | Response():
            return {**plain, **_quotes(record.quotes)}
        case _:
            return plain


def _given(record: object, without: tuple[str, ...] = ()) -> dict[str, object]:
    """Return the fields of `record` that are not as they are without being written."""
    return {
        field.name: _plain(value)
        for field in fields(record)  # type: ignore[arg-type]
        if field.name not in without and (value := getattr(record, field.name)) != field.default
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        named = _given(value)
        # A name, or a claim that is answered, says mostly no more than itself.
        return next(iter(named.values())) if set(named) in ({"name"}, {"claim"}) else named
    return value.value if isinstance(value, StrEnum) else value


def _boilerplate(text: str, span: Span) -> object:
    exact, place = text[slice(*span)], _place(text, *span)
    return {"exact": exact, **place} if place else exact


def _quotes(quotes: tuple[Quote, ...]) -> dict[str, object]:
    """Return the quotes, and what they have in common once for all of them."""
    first = quotes[0]
    written = []
    for quote in quotes:
        place = _place(quote.source.text, quote.start, quote.end)
        source = {} if quote.source.id == first.source.id else {"source": quote.source.id}
        mode = {} if quote.mode == first.mode else {"mode": quote.mode.value}
        more = {**source, **place, **mode}
        written.append({"exact": quote.exact, **more} if more else quote.exact)
    return {"source": first.source.id, "mode": first.mode.value, "quotes": written}


def _place(text: str, start: int, end: int) -> dict[str, object]:
    """Return what tells this place from others: nothing, the words around it, or its number."""
    exact = text[start:end]
    if exact.strip():
        if _is_once(text, exact):
            return {}
        before, after = text[max(0, start - 32) : start], text[end : end + 32]
        if _is_once(text, before + exact + after):
            return {"prefix": before, "suffix": after}
    return {"start": start}


def _is_once(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) == -1


def _file_of(source: Source) -> str:
    """Return where the text is put: a name that every system can have, and no other source."""
    name = source.id.replace("/", "-").replace(":", "-")
    # No id has a "~"; names that systems keep for themselves ("con.txt") have none either.
    return f"sources/{name}~{sha256(source.id.encode()).hexdigest()[:8]}.txt"
