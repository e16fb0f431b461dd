"""The records: what was said, by whom, where it stands, and what answers it.

Every record is frozen and checks its own rules when it is made, so that code that
holds one never asks again whether it is whole. Rules that need more than one record
(does that speaker exist?) are `Records`'.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from knowledge.errors import QuoteError, RecordError
from knowledge.rules import check_id, check_once, check_statement
from knowledge.vocabulary import SILENCES, Mode, NameKind, Scope, SpeakerKind, Stance, State

CONTEXT_CHARACTERS = 32

Span = tuple[int, int]
"""Half-open [start, end), counted in Unicode code points of the source's text."""

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


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
        check_id("source", self.id)
        if not self.text.strip():
            raise RecordError(f"source {self.id}", "text", "is empty; store the document's text")
        if _HALF_A_CHARACTER.search(self.text):
            why = "holds half a character (a lone surrogate); decode the document again"
            raise RecordError(f"source {self.id}", "text", why)
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
        inside = 0 <= self.start < self.end <= len(self.source.text)
        found = self.source.text[self.start : self.end] if inside else ""
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
        check_id("speaker", self.id)
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
        record = check_statement("claim", self.id, self.text, self.quotes)
        if not self.said_by:
            raise RecordError(record, "said_by", "names nobody; give the id of who said it")
        check_once(record, "said_by", self.said_by)
        check_once(record, "via", self.via)


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
        record = check_statement("response", self.id, self.text, self.quotes)
        if not self.answers:
            why = "names no claim; a response is only shown under a claim that it answers"
            raise RecordError(record, "answers", why)
        check_once(record, "answers", tuple(answer.claim for answer in self.answers))
        spoke, silent = ("silent", "by") if self.stance in SILENCES else ("by", "silent")
        if not getattr(self, spoke):
            raise RecordError(record, spoke, f"names nobody; stance {self.stance} needs it")
        if getattr(self, silent):
            raise RecordError(record, silent, f"must be empty with stance {self.stance}")
        check_once(record, spoke, getattr(self, spoke))

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
    *,
    also_known: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[RecordError]:
    """Return what is wrong between these: an id used twice, or mentioned but not there.

    `also_known` holds, by kind, ids of records that are there but could not be made.
    """
    problems: list[RecordError] = []
    known: dict[str, set[str]] = {}
    for kind, ids in (
        ("source", [source.id for source in sources]),
        ("speaker", [speaker.id for speaker in speakers]),
        ("claim", [claim.id for claim in claims]),
        ("response", [response.id for response in responses]),
    ):
        problems += _used_twice(kind, ids)
        known[kind] = {*ids, *also_known.get(kind, ())}
    for record, field_, kind, mentioned in _mentions(speakers, claims, responses):
        for missing in dict.fromkeys(id_ for id_ in mentioned if id_ not in known[kind]):
            why = f"there is no {kind} '{missing}'; add it, or correct the id"
            problems.append(RecordError(record, field_, why))
    return problems


def _used_twice(kind: str, ids: Iterable[str]) -> Iterable[RecordError]:
    for id_, times in Counter(ids).items():
        if times > 1:
            why = f"is used {times} times; give each its own id"
            yield RecordError(f"{kind} {id_}", "id", why)


def _mentions(
    speakers: Iterable[Speaker], claims: Iterable[Claim], responses: Iterable[Response]
) -> Iterable[tuple[str, str, str, Iterable[str]]]:
    """Yield (record, field, kind, ids of that kind that the field mentions)."""
    for speaker in speakers:
        yield f"speaker {speaker.id}", "speaks_for", "speaker", speaker.speaks_for
    for claim in claims:
        where = f"claim {claim.id}"
        yield where, "said_by", "speaker", claim.said_by
        yield where, "via", "speaker", claim.via
        yield where, "quotes", "source", (quote.source.id for quote in claim.quotes)
    for response in responses:
        where = f"response {response.id}"
        yield where, "by / silent / on_behalf_of", "speaker", response.parties
        yield where, "answers", "claim", (answer.claim for answer in response.answers)
        yield where, "quotes", "source", (quote.source.id for quote in response.quotes)
