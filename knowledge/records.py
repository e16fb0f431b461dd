"""Records that belong together: does everything exist that they mention, and may they mention it?

A record is public or of one space. What one space alone sees may mention what is public;
what is public mentions nothing that only one space sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from knowledge.errors import RecordError
from knowledge.model import Claim, Response, Review, Source, Speaker

Record = Source | Speaker | Claim | Response | Review

KINDS: Mapping[type[Record], str] = MappingProxyType(
    {
        Source: "source",
        Speaker: "speaker",
        Claim: "claim",
        Response: "response",
        Review: "review",
    }
)
"""What each kind of record is called, in an order in which nothing is mentioned before it is there.

Speakers may mention one another, in any order.
"""

Known = Mapping[str, Mapping[str, str]]
"""By kind, by id: the space of a record that is there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A record names another in one of its fields: `ids` are of that `kind`."""

    field: str
    kind: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """A set of records that hangs together: every id they mention is among them."""

    sources: tuple[Source, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    claims: tuple[Claim, ...] = ()
    responses: tuple[Response, ...] = ()
    reviews: tuple[Review, ...] = ()

    def __post_init__(self) -> None:
        problems = problems_between(tuple(self))
        if problems:
            raise problems[0]

    def __iter__(self) -> Iterator[Record]:
        for field in fields(self):
            yield from getattr(self, field.name)


def problems_between(
    records: Collection[Record], *, also_known: Known = MappingProxyType({})
) -> list[RecordError]:
    """Return what is wrong between these: an id used twice, or mentioned but not to be seen.

    `also_known` are records that are there but not among them: kept already, or so broken that
    they could not be made.
    """
    problems: list[RecordError] = []
    known: dict[str, dict[str, str]] = {}
    for kind in KINDS.values():
        of_kind = [record for record in records if KINDS[type(record)] == kind]
        problems += _used_twice(kind, (record.id for record in of_kind))
        known[kind] = {**also_known.get(kind, {}), **{r.id: r.space for r in of_kind}}
    for record in records:
        problems += _not_seen(record, known)
    return problems


def mentions(record: Record) -> tuple[Mention, ...]:
    """Return which other records `record` names."""
    match record:
        case Source():
            return ()
        case Speaker():
            return (Mention("speaks_for", "speaker", record.speaks_for),)
        case Claim():
            return (
                Mention("said_by", "speaker", record.said_by),
                Mention("via", "speaker", record.via),
                Mention("quotes", "source", tuple(quote.source.id for quote in record.quotes)),
            )
        case Response():
            return (
                Mention("by / silent / on_behalf_of", "speaker", record.parties),
                Mention("answers", "claim", tuple(answer.claim for answer in record.answers)),
                Mention("quotes", "source", tuple(quote.source.id for quote in record.quotes)),
            )
        case Review():
            return (Mention("claims", "claim", record.claims),)


def _used_twice(kind: str, ids: Iterable[str]) -> Iterable[RecordError]:
    for id_, times in Counter(ids).items():
        if times > 1:
            why = f"is used {times} times; give each its own id"
            yield RecordError(f"{kind} {id_}", "id", why)


def _not_seen(record: Record, known: Known) -> Iterable[RecordError]:
    where = f"{KINDS[type(record)]} {record.id}"
    for mention in mentions(record):
        for id_ in dict.fromkeys(mention.ids):
            space = known[mention.kind].get(id_)
            if space is None:
                why = f"there is no {mention.kind} '{id_}'; add it, or correct the id"
            elif space not in ("", record.space):
                # Not where: whose it is, is not for everybody to know.
                why = f"{mention.kind} '{id_}' is not seen where this record is; publish it first"
            else:
                continue
            yield RecordError(where, mention.field, why)
