"""Packs: a folder of plain files becomes records, all of it or nothing.

The format is written down in docs/data-model.md.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from knowledge.errors import PackError, RecordError, SourceRefusedError
from knowledge.intake.quotes import place_quote, places_of
from knowledge.intake.tables import RECORD_TABLES, Table, Tables, read_tables
from knowledge.model import (
    Answers,
    Claim,
    Name,
    Quote,
    Response,
    Review,
    Role,
    Source,
    Span,
    Speaker,
)
from knowledge.records import Record, Records, problems_between
from knowledge.rules import check_id
from knowledge.vocabulary import Mode, NameKind, Scope, SpeakerKind, Stance, one_of

_Record = TypeVar("_Record")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of records."""

    id: str
    title: str
    records: Records


def shipped_packs() -> Traversable:
    """Return the folder of the packs that come with Gainsay, each a folder in it."""
    return resources.files("knowledge").joinpath("packs")


def read_pack(folder: Traversable) -> Pack:
    """Return the pack in `folder`.

    Raises `PackError` with every problem found, each with record, field and what to do.
    """
    tables = read_tables(folder)
    problems = tables.problems
    if "pack" not in tables.declared:
        problems.append("pack.toml: has no [pack] with an id and a title; add it")
    sources = _make(tables.source, lambda table: _source(table, folder), problems)
    by_id: dict[str, Source | None] = dict.fromkeys(sorted(tables.declared.get("source", ())))
    by_id.update((source.id, source) for source in sources)
    speakers = _make(tables.speaker, _speaker, problems)
    claims = _make(tables.claim, lambda table: _claim(table, by_id), problems)
    responses = _make(tables.response, lambda table: _response(table, by_id), problems)
    reviews = _make(tables.review, _review, problems)
    made: list[Record] = [*sources, *speakers, *claims, *responses, *reviews]
    declared = {kind: dict.fromkeys(ids, "") for kind, ids in tables.declared.items()}
    between = problems_between(made, also_known=declared)
    problems.extend(_with_file(problem, tables) for problem in between)
    heads = _make(tables.pack, _head, problems)
    if problems:
        raise PackError(_pack_name(folder, tables), tuple(map(_on_one_line, problems)))
    own, said = (tuple(sources), tuple(speakers)), (tuple(claims), tuple(responses))
    return Pack(*heads[0], Records(*own, *said, tuple(reviews)))


def _head(table: Table) -> tuple[str, str]:
    id_ = table.need("id", str)
    check_id("pack", id_)
    return id_, table.need("title", str)


def _on_one_line(problem: str) -> str:
    """Return `problem` with control characters, which a pack may hold, made visible."""
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _UNSEEN else character
        for character in problem
    )


def _make(
    tables: Iterable[Table], make: Callable[[Table], _Record], problems: list[str]
) -> list[_Record]:
    made = []
    for table in tables:
        try:
            made.append(make(table))
        except SourceRefusedError:
            pass  # what is wrong with its source is said already, once
        except RecordError as error:
            problem = RecordError(table.record, error.field, error.why)
            problems.append(f"{table.file}: {problem}")
    return made


def _with_file(problem: RecordError, tables: Tables) -> str:
    every = (table for kind in RECORD_TABLES for table in getattr(tables, kind))
    file = next((table.file for table in every if table.record == problem.record), "")
    return f"{file}: {problem}" if file else str(problem)


def _source(table: Table, folder: Traversable) -> Source:
    file = table.need("file", str)
    parts = file.split("/")
    leaves = isinstance(folder, Path) and not _is_inside(folder, folder.joinpath(*parts))
    if any(part in ("", ".", "..") for part in parts) or "\\" in file or leaves:
        raise RecordError(table.record, "file", f"'{file}' leaves the pack's folder; put it inside")
    try:
        content = folder.joinpath(*parts).read_bytes()
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(table.record, "file", f"'{file}' is not UTF-8; save it so") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise RecordError(table.record, "file", f"'{file}' cannot be read; add it") from error
    digest = hashlib.sha256(content).hexdigest()
    if table.need("sha256", str) != digest:
        why = f"'{file}' has {digest}; if the file is as it was read, write that"
        raise RecordError(table.record, "sha256", why)
    return Source(
        id=table.need("id", str),
        text=text,
        read_on=table.need("read_on", date),
        language=table.need("language", str),
        title=table.may("title", str),
        byline=table.may("byline", str),
        publisher=table.may("publisher", str),
        url=table.may("url", str),
        published_on=table.may("published_on", date),
        licence=table.may("licence", str),
        boilerplate=tuple(_span(marked, text) for marked in _boilerplate(table)),
    )


def _is_inside(folder: Path, file: Path) -> bool:
    """Whether `file` is in `folder` also when links are followed."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return True  # not readable at all: that is said when it is read


def _boilerplate(table: Table) -> list[Table]:
    return table.tables("boilerplate", "boilerplate", "exact")


def _span(table: Table, text: str) -> Span:
    words, places = table.need("exact", str), places_of(table, text)
    if not words or len(places) != 1:
        why = f"“{words[:60]}” stands in the text {len(places)} times; it must once"
        raise RecordError(table.record, "boilerplate", why)
    return places[0], places[0] + len(words)


def _speaker(table: Table) -> Speaker:
    return Speaker(
        id=table.need("id", str),
        kind=one_of(SpeakerKind, table.need("kind", str), record=table.record, field="kind"),
        name=table.need("name", str),
        names=tuple(_name(name) for name in table.tables("names", "name", "name")),
        roles=tuple(_role(role) for role in table.tables("roles", "role", "title")),
    )


def _name(table: Table) -> Name:
    kind = table.may("kind", str) or NameKind.ALIAS
    return Name(
        table.need("name", str),
        one_of(NameKind, kind, record=table.record, field="names"),
        table.may("language", str) or "",
    )


def _role(table: Table) -> Role:
    return Role(
        table.may("title", str) or "",
        table.may("organisation", str) or "",
        table.may("speaks_for", str),
        table.may("from_on", date),
        table.may("to_on", date),
    )


def _claim(table: Table, sources: Mapping[str, Source | None]) -> Claim:
    return Claim(
        id=table.need("id", str),
        text=table.need("text", str),
        quotes=_quotes(table, sources),
        said_by=table.strings("said_by"),
        via=table.strings("via"),
        basis=table.may("basis", str),
        hedge=table.may("hedge", str),
        said_as_written=table.may("said_as_written", str),
        said_on=table.may("said_on", date),
        topics=table.strings("topics"),
        said_in=table.may("said_in", str),
        appearances=table.strings("appearances"),
    )


def _response(table: Table, sources: Mapping[str, Source | None]) -> Response:
    return Response(
        id=table.need("id", str),
        stance=one_of(Stance, table.need("stance", str), record=table.record, field="stance"),
        text=table.need("text", str),
        quotes=_quotes(table, sources),
        answers=tuple(_answers(answer) for answer in table.tables("answers", "answer", "claim")),
        by=table.strings("by"),
        silent=table.strings("silent"),
        on_behalf_of=table.strings("on_behalf_of"),
        said_on=table.may("said_on", date),
    )


def _review(table: Table) -> Review:
    return Review(
        id=table.need("id", str),
        publisher=table.need("publisher", str),
        claims=table.strings("claims"),
        rating=table.may("rating", str),
        text=table.may("text", str),
        title=table.may("title", str),
        url=table.may("url", str),
        reviewed_on=table.may("reviewed_on", date),
        language=table.may("language", str),
    )


def _answers(table: Table) -> Answers:
    scope = table.may("scope", str) or Scope.EXACT
    return Answers(
        table.need("claim", str), one_of(Scope, scope, record=table.record, field="answers")
    )


def _quotes(table: Table, sources: Mapping[str, Source | None]) -> tuple[Quote, ...]:
    default_mode = table.may("mode", str) or Mode.DIRECT
    default_source = table.may("source", str)
    if default_source is None and len(sources) == 1:
        default_source = next(iter(sources))
    found = []
    for quote in table.tables("quotes", "quote", "exact"):
        source = quote.may("source", str) or default_source or ""
        if source not in sources:
            why = f"'{source}' is not a usable source of this pack; name one that is"
            raise RecordError(table.record, "source", why)
        kept = sources[source]
        if kept is None:
            raise SourceRefusedError(table.record, "source", f"'{source}' was refused")
        mode = quote.may("mode", str) or default_mode
        mode = one_of(Mode, mode, record=table.record, field="mode")
        found.append(place_quote(quote, kept, mode))
    return tuple(found)


def _pack_name(folder: Traversable, tables: Tables) -> str:
    named = tables.pack[0].values.get("id") if tables.pack else None
    return f"pack {named or folder.name}"
