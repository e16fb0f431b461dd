"""A row of a table as the claim that a column mapping makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from knowledge.errors import UnusableError
from knowledge.intake.importing.days import read_day
from knowledge.intake.importing.fields_read import Fields
from knowledge.intake.importing.item import Claimant, Item, ReviewPart, shown
from knowledge.intake.importing.mapping import ColumnMapping, FieldSpec, Specs
from knowledge.intake.importing.people import claimant, is_nobody
from knowledge.intake.importing.plain_fields import clean, language_in, web_address
from knowledge.model import Role
from knowledge.vocabulary import SpeakerKind

Content = Mapping[str, Any]

_SUFFIXES = {"ii": "II", "iii": "III", "iv": "IV", "jr": "Jr.", "sr": "Sr."}


def item_of(content: Content, mapping: ColumnMapping) -> Item:
    """Return the claim that `content` tells of; raise `UnusableError` if it tells of none."""
    row = _RowReading(content)
    text = _text_of(row, mapping)
    source, claim = mapping.source, mapping.claim
    publisher = row.text(source, "publisher")
    url = row.read(source, "url", web_address)
    return Item(
        text=text,
        id=row.text(claim, "id"),
        identity=url or publisher or "",
        language=row.read(claim, "language", language_in) or "und",
        title=row.text(source, "title"),
        publisher=publisher,
        url=url,
        published_on=row.day(source, "published_on"),
        licence=row.text(source, "licence"),
        claimants=row.claimants(mapping),
        said_on=row.day(claim, "said_on"),
        said_as_written=row.text(claim, "said_as_written"),
        said_in=row.text(claim, "said_in"),
        topics=tuple(row.texts(claim, "topics")),
        appearances=tuple(row.appearances(claim)),
        reviews=row.reviews(mapping.review),
        notes=tuple(row.fields.notes),
    )


def claimants_of(content: Content, mapping: ColumnMapping) -> tuple[Claimant, ...]:
    """Return whom `content` names as having made its claim."""
    return _RowReading(content).claimants(mapping)


def _text_of(row: _RowReading, mapping: ColumnMapping) -> str:
    text = row.text(mapping.claim, "text")
    if row.fields.notes:
        raise UnusableError(
            f"column '{mapping.claim['text'].columns[0]}': {row.fields.notes[0][1]}"
        )
    if not text:
        raise UnusableError(f"column '{mapping.claim['text'].columns[0]}' is empty or missing")
    return text


class _RowReading:
    """Reads the fields of one row."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.fields = Fields()

    def texts(self, specs: Specs, name: str) -> list[str]:
        """Return the texts of a field that is a list, each once."""
        spec = specs.get(name)
        if spec is None:
            return []
        found = self.fields.each(name, lambda part: _texts(part, spec), [self._raw(spec)])
        return list(dict.fromkeys(found))

    def text(self, specs: Specs, name: str) -> str | None:
        """Return the text of a field; a list is noted: it would be shown in part."""
        spec = specs.get(name)
        if spec is None:
            return None
        if spec.constant is not None:
            return spec.constant
        raw = self._raw(spec)
        if type(raw) is not str or spec.separator:
            return self._single(specs, name)
        try:
            return _one(raw, spec) or None  # nearly every field: a million rows take this way
        except UnusableError as error:
            self.fields.note(name, error.why)
            return None

    def _single(self, specs: Specs, name: str) -> str | None:
        found = self.texts(specs, name)
        if len(found) > 1:
            self.fields.note(name, "is a list; a single value is needed")
            return None
        return found[0] if found else None

    def read(self, specs: Specs, name: str, read: Callable[[str], Any]) -> Any:
        return self.fields.read(name, read, self.text(specs, name))

    def day(self, specs: Specs, name: str) -> date | None:
        formats = specs[name].formats if name in specs else ()
        day: date | None = self.read(specs, name, lambda text: _day(text, formats))
        return day

    def appearances(self, claim: Specs) -> list[str]:
        written = self.texts(claim, "appearances")
        return self.fields.each("appearances", lambda text: [web_address(text)], written)

    def claimants(self, mapping: ColumnMapping) -> tuple[Claimant, ...]:
        names = [name for name in self.texts(mapping.speaker, "name") if not is_nobody(name)]
        if not names:
            return ()
        kind = self.read(mapping.speaker, "kind", _kind)
        same_as = self.read(mapping.speaker, "same_as", web_address)
        roles = tuple(
            Role(title, self.text(role, "organisation") or "")
            for role in mapping.roles
            if (title := self.text(role, "title"))
        )
        alone = len(names) == 1  # a role that is written once belongs to one person
        told = (same_as, roles) if alone else (None, ())
        return tuple(self.fields.each("name", lambda name: [claimant(name, kind, *told)], names))

    def reviews(self, specs: Specs) -> tuple[ReviewPart, ...]:
        publisher = self.text(specs, "publisher")
        review = ReviewPart(
            publisher=publisher or "",
            rating=self.text(specs, "rating"),
            text=self.text(specs, "text"),
            title=self.text(specs, "title"),
            url=self.read(specs, "url", web_address),
            reviewed_on=self.day(specs, "reviewed_on"),
            language=self.read(specs, "language", language_in),
        )
        if not (review.rating or review.text or review.url):
            return ()
        if not publisher:
            self.fields.note("publisher", "is empty; a review needs its publisher")
            return ()
        return (review,)

    def _raw(self, spec: FieldSpec) -> Any:
        if spec.constant is not None:
            return spec.constant
        for column in spec.columns:
            value = self._content.get(column)
            if value is not None and value != "" and value not in spec.absent:
                return value
        return None


def _texts(value: Any, spec: FieldSpec) -> list[str]:
    """Return the texts in a cell; raise `UnusableError` if it holds something else."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for part in value for text in _texts(part, spec)]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnusableError(f"'{shown(value)}' is neither a text nor a number")
    text = str(value)
    parts = text.split(spec.separator) if spec.separator else [text]
    found = (_one(part, spec) for part in parts)
    return [part for part in found if part]


def _one(text: str, spec: FieldSpec) -> str:
    said = clean(text)
    if not said or said in spec.absent:
        return ""
    if said in spec.values:
        return spec.values[said]
    if spec.otherwise is not None:
        return spec.otherwise
    styled = _styled(said, spec.style) if spec.style else said
    return spec.prefix + styled if styled else ""


@lru_cache(maxsize=65_536)
def _styled(text: str, style: str) -> str:
    if style == "name":
        return " ".join(map(_capitalised, text.replace("_", " ").replace("-", " ").split()))
    return " ".join(text.replace("_", " ").replace("-", " ").split())


def _capitalised(word: str) -> str:
    if word in _SUFFIXES:
        return _SUFFIXES[word]
    if len(word) > 4 and word.startswith("mc") and word[2:].isalpha():
        return f"Mc{word[2:].capitalize()}"
    return word[:1].upper() + word[1:]


def _day(text: str, formats: tuple[str, ...]) -> date:
    for format_ in formats:
        try:
            return datetime.strptime(text, format_).date()
        except ValueError:
            continue
    day = None if formats else read_day(text)
    if day is None:
        wanted = f" ({' or '.join(formats)})" if formats else " that can be read without guessing"
        raise UnusableError(f"'{shown(text)}' is no day{wanted}")
    return day


def _kind(written: str) -> SpeakerKind:
    try:
        return SpeakerKind(written)
    except ValueError as error:
        raise UnusableError(
            f"'{shown(written)}' is no kind of speaker: {', '.join(SpeakerKind)}"
        ) from error
