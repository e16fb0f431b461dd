"""The records: what was said, by whom, where it stands, and what answers it.

Every record is frozen and checks its own rules when it is made, so that code that
holds one never asks again whether it is whole. Rules that need more than one record
(does that speaker exist?) are `Records`'.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from knowledge.errors import QuoteError, RecordError
from knowledge.vocabulary import SILENCES, Mode, NameKind, Scope, SpeakerKind, Stance, State

CONTEXT_CHARACTERS = 32
_ID = re.compile(r"[a-z0-9]+(?:[-_./:][a-z0-9]+)*\Z")
_ID_CHARACTERS = 200

Span = tuple[int, int]
"""Half-open [start, end), counted in Unicode code points of the source's text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stored document. What it does not say about itself stays None, never guessed."""

    id: str
    text: str
    read_on: date
    language: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    licence: str | None = None
    boilerplate: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _check_id("source", self.id)
        if not self.text.strip():
            raise RecordError(f"source {self.id}", "text", "is empty; store the document's text")
        for start, end in self.boilerplate:
            if not 0 <= start < end <= len(self.text):
                why = f"[{start}, {end}) is outside the text's {len(self.text)} characters"
                raise RecordError(f"source {self.id}", "boilerplate", why)

    @property
    def sha256(self) -> str:
        """The hash of the text as UTF-8, in hexadecimal: what a quote's offsets belong to."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a source. It cannot be made where `source.text[start:end] != exact`."""

    source: Source = field(repr=False)
    exact: str
    start: int
    end: int
    mode: Mode = Mode.DIRECT

    def __post_init__(self) -> None:
        where = f"quote of source {self.source.id}"
        found = self.source.text[self.start : self.end] if 0 <= self.start < self.end else ""
        if not self.exact or found != self.exact:
            why = (
                f"at [{self.start}, {self.end}) the source has “{found[:60]}”, not "
                f"“{self.exact[:60]}”; copy the words from the source"
            )
            raise QuoteError(where, "exact", why)
        for start, end in self.source.boilerplate:
            if self.start < end and start < self.end:
                why = "stands in the page's furniture (boilerplate), which nobody said; remove it"
                raise QuoteError(where, "exact", why)

    @property
    def prefix(self) -> str:
        """Up to 32 characters before the quote."""
        return self.source.text[max(0, self.start - CONTEXT_CHARACTERS) : self.start]

    @property
    def suffix(self) -> str:
        """Up to 32 characters after the quote."""
        return self.source.text[self.end : self.end + CONTEXT_CHARACTERS]

    @property
    def paragraph(self) -> int:
        """The quote's paragraph in its source, counted from 1; blank lines do not count."""
        before = self.source.text[: self.start].split("\n")
        return sum(1 for line in before[:-1] if line.strip()) + 1


@dataclass(frozen=True, slots=True)
class Name:
    """What a speaker is also called. `language` is a BCP 47 tag, or "" for any."""

    name: str
    kind: NameKind = NameKind.ALIAS
    language: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("name", "name", "is empty; remove it or fill it in")


@dataclass(frozen=True, slots=True)
class Role:
    """What a speaker is or was; `speaks_for` is the id of the speaker it speaks for."""

    title: str
    organisation: str = ""
    speaks_for: str | None = None
    from_on: date | None = None
    to_on: date | None = None

    def __post_init__(self) -> None:
        if not self.title.strip() and not self.speaks_for:
            raise RecordError("role", "title", "is empty; give a title, or whom it speaks for")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: a person, office, state, organisation, outlet, unnamed group or author."""

    id: str
    kind: SpeakerKind
    name: str
    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()

    def __post_init__(self) -> None:
        _check_id("speaker", self.id)
        if not self.name.strip():
            raise RecordError(f"speaker {self.id}", "name", "is empty; write the name in full")

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """The ids of the speakers that this one's roles speak for."""
        return tuple(role.speaks_for for role in self.roles if role.speaks_for)


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement and how it reached us.

    The chain of attribution reads outward: `said_by` made the statement (on the strength
    of `basis`, in the source's words), the first of `via` carried it, the next carried
    that, and the author of the quotes' source wrote it down.
    """

    id: str
    text: str
    quotes: tuple[Quote, ...]
    said_by: tuple[str, ...]
    via: tuple[str, ...] = ()
    basis: str | None = None
    hedge: str | None = None
    said_as_written: str | None = None
    said_on: date | None = None
    topics: tuple[str, ...] = ()
    state: State = State.PUBLISHED
    space: str = ""

    def __post_init__(self) -> None:
        record = _check_statement("claim", self.id, self.text, self.quotes)
        if not self.said_by:
            raise RecordError(record, "said_by", "names nobody; give the id of who said it")
        _check_once(record, "said_by", self.said_by)
        _check_once(record, "via", self.via)


@dataclass(frozen=True, slots=True)
class Answers:
    """The relation from a response to one claim that it answers."""

    claim: str
    scope: Scope = Scope.EXACT


@dataclass(frozen=True, slots=True)
class Response:
    """What a party said about claims, or the silence that a source reports of it.

    Somebody spoke: `by` says who, `silent` is empty. Nobody spoke (a stance in
    `SILENCES`): `silent` says of whom the source reports it, `by` is empty.
    """

    id: str
    stance: Stance
    text: str
    quotes: tuple[Quote, ...]
    answers: tuple[Answers, ...]
    by: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    said_on: date | None = None

    def __post_init__(self) -> None:
        record = _check_statement("response", self.id, self.text, self.quotes)
        if not self.answers:
            why = "names no claim; a response is only shown under a claim that it answers"
            raise RecordError(record, "answers", why)
        _check_once(record, "answers", tuple(answer.claim for answer in self.answers))
        spoke, silent = ("silent", "by") if self.stance in SILENCES else ("by", "silent")
        if not getattr(self, spoke):
            raise RecordError(record, spoke, f"names nobody; stance {self.stance} needs it")
        if getattr(self, silent):
            raise RecordError(record, silent, f"must be empty with stance {self.stance}")
        _check_once(record, spoke, getattr(self, spoke))

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose answer, or whose silence, this is: speakers, those spoken for, silent parties."""
        return tuple(dict.fromkeys(self.by + self.on_behalf_of + self.silent))


@dataclass(frozen=True, slots=True)
class Records:
    """A set of records that hangs together: every id they mention is among them."""

    sources: tuple[Source, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    claims: tuple[Claim, ...] = ()
    responses: tuple[Response, ...] = ()

    def __post_init__(self) -> None:
        problems = problems_between(self.sources, self.speakers, self.claims, self.responses)
        if problems:
            raise problems[0]


def problems_between(
    sources: Collection[Source],
    speakers: Collection[Speaker],
    claims: Collection[Claim],
    responses: Collection[Response],
) -> list[RecordError]:
    """Return what is wrong between these: an id used twice, or mentioned but not there."""
    problems: list[RecordError] = []
    known: dict[str, set[str]] = {}
    for kind, records in (
        ("source", sources),
        ("speaker", speakers),
        ("claim", claims),
        ("response", responses),
    ):
        seen = Counter(record.id for record in records)
        for id_, times in seen.items():
            if times > 1:
                why = f"is used {times} times; give each its own id"
                problems.append(RecordError(f"{kind} {id_}", "id", why))
        known[kind] = set(seen)

    def expect(record: str, field: str, ids: Iterable[str], kind: str) -> None:
        for missing in dict.fromkeys(i for i in ids if i not in known[kind]):
            why = f"there is no {kind} '{missing}'; add it, or correct the id"
            problems.append(RecordError(record, field, why))

    for speaker in speakers:
        expect(f"speaker {speaker.id}", "speaks_for", speaker.speaks_for, "speaker")
    for claim in claims:
        where = f"claim {claim.id}"
        expect(where, "said_by", claim.said_by, "speaker")
        expect(where, "via", claim.via, "speaker")
        expect(where, "quotes", (q.source.id for q in claim.quotes), "source")
    for response in responses:
        where = f"response {response.id}"
        expect(where, "by / silent / on_behalf_of", response.parties, "speaker")
        expect(where, "answers", (a.claim for a in response.answers), "claim")
        expect(where, "quotes", (q.source.id for q in response.quotes), "source")
    return problems


def _check_id(kind: str, value: str) -> None:
    if len(value) > _ID_CHARACTERS or not _ID.match(value):
        why = f"'{value[:60]}' is not an id; use lower-case letters and digits joined by - _ . / :"
        raise RecordError(kind, "id", why)


def _check_statement(kind: str, id_: str, text: str, quotes: Collection[Quote]) -> str:
    _check_id(kind, id_)
    record = f"{kind} {id_}"
    if not text.strip():
        raise RecordError(record, "text", "is empty; restate in one neutral sentence what was said")
    if not quotes:
        raise RecordError(record, "quotes", "is empty; copy the words from the source")
    return record


def _check_once(record: str, field: str, ids: tuple[str, ...]) -> None:
    if len(set(ids)) < len(ids):
        raise RecordError(record, field, "names the same id twice; name it once")
