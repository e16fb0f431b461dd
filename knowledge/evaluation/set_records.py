"""A claim of an evaluation set as the product's own records: how is it stored?

The sets hold a statement, perhaps with the title of the article about it, its author, who is said
to have made it, where, and a day. What a set does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from knowledge.errors import RecordError
from knowledge.intake.importing.days import read_day
from knowledge.model import Claim, Quote, Source, Speaker
from knowledge.records import Records
from knowledge.rules import check_id
from knowledge.vocabulary import Mode, SpeakerKind

BUNDLE_CLAIMS = 1_000
UNNAMED = Speaker("unnamed", SpeakerKind.UNNAMED_GROUP, "Somebody unnamed")
"""Who said the claims of a set that names nobody."""

_ESCAPED = "x-"


def record_id(set_id: str) -> str:
    """Return the id under which a claim of a set is kept: its own, or one made from it.

    Different ids stay different, and `set_id_of` turns them back. Raises `RecordError` if the
    id is too long to be kept.
    """
    if not set_id.startswith(_ESCAPED):
        try:
            check_id("claim", set_id)
        except RecordError:
            pass
        else:
            return set_id
    escaped = _ESCAPED + set_id.encode("utf-8", "surrogatepass").hex()
    check_id("claim", escaped)
    return escaped


def set_id_of(record: str) -> str:
    """Return the set's own id of a claim that is kept as `record`."""
    if not record.startswith(_ESCAPED):
        return record
    return bytes.fromhex(record.removeprefix(_ESCAPED)).decode("utf-8", "surrogatepass")


def as_claim(fields: Mapping[str, str], said_by: str, *, read_on: date) -> Claim:
    """Return the claim that `fields` of a set describe, said by the speaker of that id.

    `fields` needs `id` and `text`; `title`, `claimant`, `reviewer`, `date`, `url` and `venue` are
    read if they are there. Raises `RecordError` if these cannot be records.
    """
    id_, text, day = record_id(fields["id"]), fields["text"], read_day(fields.get("date"))
    source = Source(
        id=id_,
        text=text,
        read_on=read_on,
        language="en",
        title=fields.get("title"),
        byline=fields.get("reviewer"),
        url=fields.get("url"),
        published_on=day,
    )
    return Claim(
        id=id_,
        text=text,
        quotes=(Quote(source, text, 0, len(text), Mode.NARRATION),),
        said_by=(said_by,),
        # Without a claimant the day is that of the article, not of the statement.
        said_on=day if "claimant" in fields else None,
        topics=(fields["venue"],) if "venue" in fields else (),
    )


def bundles(claims: Sequence[Claim], speakers: Mapping[str, Speaker]) -> Iterator[Records]:
    """Yield `claims` with whatever they mention, some at a time, to be added to a store."""
    left = iter(claims)
    while some := tuple(islice(left, BUNDLE_CLAIMS)):
        mentioned = dict.fromkeys(speaker for claim in some for speaker in claim.said_by)
        yield Records(
            sources=tuple(quote.source for claim in some for quote in claim.quotes),
            speakers=tuple(speakers[speaker] for speaker in mentioned),
            claims=some,
        )
