"""A column mapping: which column of a table is which field of a record?

It is a TOML file, described in docs/importing.md. It is read strictly, and all that is wrong
with it is said at once: a misspelt field would lose a column of every row.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from knowledge.errors import MappingError, UnusableError
from knowledge.intake.importing.files.encoding import known_encoding
from knowledge.vocabulary import SpeakerKind

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "claim": (
            "id", "text", "language", "said_on", "said_as_written", "said_in", "topics",
            "appearances",
        ),
        "source": ("publisher", "title", "url", "published_on", "licence"),
        "speaker": ("name", "kind", "same_as"),
        "role": ("title", "organisation"),
        "review": ("publisher", "rating", "text", "title", "url", "reviewed_on", "language"),
    }
)  # fmt: skip
FORMATS = ("jsonl", "json", "csv", "tsv")
STYLES = ("name", "words")
_TYPE_NAMES = {str: "a text", list: "a list of texts", dict: "a table", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Where one field's value comes from, and how it is read.

    `columns` are tried in order; `absent` are values that mean nothing; `values` are replaced,
    others by `otherwise` if there is one; `separator` cuts lists; `formats` are of days, as
    strptime knows them; `style` "name" makes "jane-roe" "Jane Roe", "words" makes it "jane roe".
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    prefix: str = ""
    absent: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    separator: str | None = None
    formats: tuple[str, ...] = ()
    style: str = ""


Specs = Mapping[str, FieldSpec]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table's rows become claims; `format`, `encoding` and `delimiter` are of the file."""

    claim: Specs
    source: Specs
    speaker: Specs
    roles: tuple[Specs, ...]
    review: Specs
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        """Every column that is read."""
        parts = (self.claim, self.source, self.speaker, self.review, *self.roles)
        return frozenset(
            column for part in parts for spec in part.values() for column in spec.columns
        )


def parse_mapping(name: str, content: bytes) -> ColumnMapping:
    """Return the mapping in `content`; raise `MappingError` with all that is wrong."""
    try:
        top = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MappingError(name, ("is not UTF-8; save it as UTF-8",)) from error
    except (ValueError, RecursionError) as error:
        raise MappingError(name, (f"is not TOML: {error}",)) from error
    reading = _Reading()
    mapping = reading.mapping(top)
    if reading.problems:
        raise MappingError(name, tuple(reading.problems))
    return mapping


class _Reading:
    """Reads one file, and collects what is wrong in it."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def mapping(self, top: Mapping[str, Any]) -> ColumnMapping:
        known = {f.name for f in fields(ColumnMapping)} - {"roles"}
        self._check_names("the file", top, known)
        speaker = dict(self._table(top.get("speaker", {}), "speaker"))
        roles = speaker.pop("roles", [])
        if not isinstance(roles, list):
            self.problems.append("speaker.roles: write [[speaker.roles]], with two brackets")
            roles = []
        mapping = ColumnMapping(
            claim=self._specs("claim", self._table(top.get("claim", {}), "claim")),
            source=self._specs("source", self._table(top.get("source", {}), "source")),
            speaker=self._specs("speaker", speaker),
            roles=tuple(self._specs("role", self._table(role, "speaker.roles")) for role in roles),
            review=self._specs("review", self._table(top.get("review", {}), "review")),
            format=self._text(top, "format"),
            encoding=self._text(top, "encoding"),
            delimiter=self._text(top, "delimiter"),
        )
        self.problems += _problems_of(mapping)
        return mapping

    def _table(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.problems.append(f"{where}: write it as a table, [{where}]")
        return {}

    def _text(self, table: Mapping[str, Any], name: str) -> str | None:
        value = table.get(name)
        if value is not None and not isinstance(value, str):
            self.problems.append(f"{name}: must be a text in quotes")
            return None
        return value

    def _specs(self, kind: str, table: Mapping[str, Any]) -> Specs:
        self._check_names(f"[{kind}]", table, set(FIELDS[kind]))
        return {
            name: self._spec(f"{kind}.{name}", value)
            for name, value in table.items()
            if name in FIELDS[kind]
        }

    def _spec(self, where: str, value: Any) -> FieldSpec:
        if isinstance(value, str):
            return FieldSpec(columns=(value,))
        table = dict(self._table(value, where))
        if isinstance(column := table.pop("column", None), str):
            table["columns"] = [column]
        elif column is not None:
            self.problems.append(f"{where}.column: must be a text in quotes")
        known = {f.name for f in fields(FieldSpec)}
        self._check_names(where, table, known)
        given = {
            name: _frozen(part)
            for name, part in table.items()
            if name in known and self._is_right(f"{where}.{name}", name, part)
        }
        if bool(given.get("columns")) == ("constant" in given):
            self.problems.append(f"{where}: give either a column (or columns), or a constant")
        return FieldSpec(**given)

    def _is_right(self, where: str, name: str, value: Any) -> bool:
        wanted: type = {"columns": list, "absent": list, "formats": list, "values": dict}.get(
            name, str
        )
        parts = value.values() if isinstance(value, dict) else value if wanted is list else ()
        is_right = isinstance(value, wanted) and all(isinstance(part, str) for part in parts)
        if not is_right:
            self.problems.append(f"{where}: must be {_TYPE_NAMES[wanted]}")
        return is_right

    def _check_names(self, where: str, table: Mapping[str, Any], known: set[str]) -> None:
        for name in table.keys() - known:
            self.problems.append(f"{where}: '{name}' is unknown; known: {', '.join(sorted(known))}")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _problems_of(mapping: ColumnMapping) -> Iterator[str]:
    """Yield what is wrong although each part is well written."""
    if "text" not in mapping.claim:
        yield "[claim]: 'text' is missing; name the column that says what was claimed"
    if mapping.review and "publisher" not in mapping.review:
        yield "[review]: 'publisher' is missing; name who publishes the reviews"
    if any("title" not in role for role in mapping.roles):
        yield "[[speaker.roles]]: 'title' is missing; name its column"
    if mapping.format not in (None, *FORMATS):
        yield f"format: '{mapping.format}' is unknown; known: {', '.join(FORMATS)}"
    if mapping.delimiter is not None and len(mapping.delimiter) != 1:
        yield "delimiter: must be one character"
    try:
        known_encoding(mapping.encoding or "utf-8")
    except UnusableError as error:
        yield f"encoding: {error.why}"
    yield from _wrong_kinds(mapping.speaker.get("kind", FieldSpec()))
    for part in (mapping.claim, mapping.source, mapping.speaker, mapping.review, *mapping.roles):
        for name, spec in part.items():
            if spec.style not in ("", *STYLES):
                yield f"{name}: style '{spec.style}' is unknown; known: {', '.join(STYLES)}"


def _wrong_kinds(spec: FieldSpec) -> Iterator[str]:
    written = [*spec.values.values(), spec.constant, spec.otherwise]
    for kind in written:
        if kind is not None and kind not in list(SpeakerKind):
            yield f"speaker.kind: '{kind}' is unknown; known: {', '.join(SpeakerKind)}"
