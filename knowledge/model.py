"""The records: what was said, by whom, where it stands, what answers it, who has looked into it.

A record's `space` is "" where everybody may see it, or the one workspace or server that may.

Every record is frozen and checks its own rules when it is made, so that code that
holds one never asks again whether it is whole. Rules that need more than one record
(does that speaker exist?) are those of records.py.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

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
    space: str = ""

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
    space: str = ""

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
    that, and the author of the quotes' source wrote it down. `said_in` says in words where
    it was said ("a mailer"), `appearances` are the addresses at which it can be read or heard.
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
    said_in: str | None = None
    appearances: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        record = check_statement("claim", self.id, self.text, self.quotes)
        if not self.said_by:
            raise RecordError(record, "said_by", "names nobody; give the id of who said it")
        check_once(record, "said_by", self.said_by)
        check_once(record, "via", self.via)
        check_once(record, "appearances", self.appearances)


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
    state: State = State.PUBLISHED
    space: str = ""

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
class Review:
    """A third party's published fact-check of claims; never a response, nor our verdict.

    `rating` and `text` are its publisher's own words. A review that has neither must at least
    say where it can be read.
    """

    id: str
    publisher: str
    claims: tuple[str, ...]
    rating: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
    reviewed_on: date | None = None
    language: str | None = None
    state: State = State.PUBLISHED
    space: str = ""

    def __post_init__(self) -> None:
        check_id("review", self.id)
        record = f"review {self.id}"
        if not self.publisher.strip():
            raise RecordError(record, "publisher", "is empty; name who published the review")
        if not self.claims:
            raise RecordError(record, "claims", "names no claim; give the id of what it reviews")
        check_once(record, "claims", self.claims)
        if not any((part or "").strip() for part in (self.rating, self.text, self.url)):
            why = "is empty, as are text and url; give what the review says, or where it stands"
            raise RecordError(record, "rating", why)
