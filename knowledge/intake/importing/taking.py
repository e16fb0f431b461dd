"""Importing: what documents hold goes into the store, some at a time, the rest is told.

A batch is one transaction. If something in it is refused, it is halved until only that is left
out: one bad record stops nothing. Batches follow from the document alone, and keeping a record
again changes nothing: who starts a killed import again ends with the same records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import TypeVar

from knowledge.codec import from_plain
from knowledge.errors import NotFoundError, RecordError, StoreError
from knowledge.intake.importing.claimant_ids import KnownSpeakers
from knowledge.intake.importing.entries import Entry, read_claimants, read_entries
from knowledge.intake.importing.files.reading import Document
from knowledge.intake.importing.item import Item, LeftOut
from knowledge.intake.importing.making import Made, made_of, read_before, richer, speakers_of
from knowledge.intake.importing.mapping import ColumnMapping
from knowledge.intake.importing.mentioned import bundle
from knowledge.intake.importing.once import Keepable, Once, is_kept
from knowledge.model import Source, Speaker
from knowledge.records import KINDS, Record, Records
from knowledge.store.port import PUBLIC, Added, RecordStore

BATCH_ENTRIES = 1_000
_SPEAKERS_OF_CLAIMANTS = 200_000
"""So many are read before the speakers that they describe are kept."""

_DECIDED = (
    "was changed at the desk since it was imported, and stays so (gainsay history shows how); "
    "edit it there"
)

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries were read, records new or changed by them, and things left out."""

    read: int = 0
    new: int = 0
    changed: int = 0
    left_out: int = 0

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.read + other.read,
            self.new + other.new,
            self.changed + other.changed,
            self.left_out + other.left_out,
        )


class Importing:
    """Takes documents into `store`; `tell` hears of everything that is left out.

    `is_dry` reads and checks all, and keeps nothing. `read_on` is the day of a source that is
    not kept yet.
    """

    def __init__(
        self,
        store: RecordStore,
        *,
        read_on: date,
        tell: Callable[[LeftOut], None],
        is_dry: bool = False,
    ) -> None:
        self._store = store
        self._read_on = read_on
        self._tell = tell
        self._is_dry = is_dry
        self._known: KnownSpeakers | None = None
        self._done = Imported()

    def take(
        self,
        document: Document,
        mapping: ColumnMapping | None = None,
        *,
        at: Callable[[int], None] = lambda _byte: None,
    ) -> Imported:
        """Keep what `document` holds; tell `at` how many of its bytes are read.

        Raises `StoreError` where the store cannot be written; what was kept stays kept.
        """
        self._done = Imported()
        if mapping and mapping.roles:
            self._keep_speakers(document, mapping)
        once = Once(self._store)
        entries = self._usable(read_entries(document, mapping, at=at))
        for batch in _batches(entries, BATCH_ENTRIES):
            for is_item, some in groupby(batch, lambda entry: isinstance(entry.content, Item)):
                make = self._told if is_item else self._written
                self._keep(self._undecided(once.of(make(list(some)), self._leave)))
            self._count(read=len(batch))
        return self._done

    def take_records(self, records: Records) -> Imported:
        """Keep `records`, which were checked before: all of them or none."""
        added = Added(0, 0) if self._is_dry else self._store.add(records)
        self._known = None
        return Imported(len(tuple(records)), added.new, added.changed)

    def _usable(self, found: Iterator[Entry | LeftOut]) -> Iterator[Entry]:
        for entry in found:
            if isinstance(entry, LeftOut):
                self._leave(entry)
            else:
                yield entry

    def _leave(self, left: LeftOut) -> None:
        self._count(left_out=1)
        self._tell(left)

    def _count(self, **by: int) -> None:
        self._done += Imported(**by)

    def _speakers(self) -> KnownSpeakers:
        if self._known is None:
            self._known = KnownSpeakers(self._store.list_speakers())
        return self._known

    def _keep_speakers(self, document: Document, mapping: ColumnMapping) -> None:
        """Keep the speakers first, each with the roles of all rows: it is not changed later."""
        for some in _batches(read_claimants(document, mapping), _SPEAKERS_OF_CLAIMANTS):
            described = speakers_of(some, self._speakers()).values()
            speakers = self._as_kept(described)
            for batch in _batches(iter(speakers.values()), BATCH_ENTRIES):
                self._keep_records(bundle(batch, self._store))

    def _told(self, entries: Sequence[Entry]) -> list[Keepable]:
        """Return the records of claims as told, of the day on which their text was first read."""
        mades: list[tuple[Entry, Made]] = []
        for entry in entries:
            assert isinstance(entry.content, Item)
            try:
                made = made_of(entry.content, self._speakers(), read_on=self._read_on)
            except RecordError as error:
                self._leave(entry.left_out(f"field '{error.field}': {error.why}"))
            else:
                mades.append((entry, made))
        ids = list({made.claim.id: None for _, made in mades})
        kept = {claim.id: claim for claim in self._store.find_claims(ids)}
        speakers = self._as_kept(speaker for _, made in mades for speaker in made.speakers)
        return [
            (entry, _parts(read_before(made, kept.get(made.claim.id)), speakers))
            for entry, made in mades
        ]

    def _as_kept(self, described: Iterable[Speaker]) -> dict[str, Speaker]:
        """Return each of these by id, as it is kept, or with all that these say of it."""
        speakers: dict[str, Speaker] = {}
        for speaker in described:
            told = speakers.get(speaker.id)
            speakers[speaker.id] = richer(told, speaker) if told else speaker
        kept = {speaker.id: speaker for speaker in self._store.get_speakers(list(speakers))}
        return {**speakers, **kept}

    def _written(self, entries: Sequence[Entry]) -> list[Keepable]:
        """Return the records that are written out in full."""
        made: list[Keepable] = []
        sources: dict[str, Source | None] = {}
        for entry in entries:
            try:
                record = from_plain(entry.content, lambda id_: self._source(id_, sources))
                if record.space != PUBLIC:
                    why = "is not public; only public records are imported"
                    raise RecordError(f"{KINDS[type(record)]} {record.id}", "space", why)
            except RecordError as error:
                self._leave(entry.left_out(str(error)))
                continue
            if isinstance(record, Source):
                sources[record.id] = record
            made.append((entry, (record,)))
            self._known = None if isinstance(record, Speaker) else self._known
        return made

    def _source(self, id_: str, sources: dict[str, Source | None]) -> Source | None:
        if id_ not in sources:
            try:
                sources[id_] = self._store.get_source(id_)
            except NotFoundError:
                sources[id_] = None
        return sources[id_]

    def _undecided(self, some: Sequence[Keepable]) -> list[Keepable]:
        """Return those of which nothing was changed at a desk: what people decided stays."""
        ids = {record.id for _, records in some for record in records}
        decided = self._store.changed_at_desk(ids)
        free: list[Keepable] = []
        for entry, records in some:
            if decided.isdisjoint(_own_ids(records)):
                free.append((entry, records))
            elif not all(is_kept(record, self._store) for record in records):
                self._leave(entry.left_out(_DECIDED))
        return free

    def _keep(self, some: Sequence[Keepable]) -> None:
        """Keep these, halving them where something is refused until only that is left out."""
        if not some:
            return
        try:
            self._keep_records(self._together(some))
        except (RecordError, StoreError) as error:
            if not isinstance(error, RecordError) and type(error) is not StoreError:
                raise  # the store itself cannot go on
            if len(some) == 1:
                self._leave(some[0][0].left_out(str(error)))
                return
            half = len(some) // 2
            self._keep(some[:half])
            self._keep(some[half:])

    def _together(self, some: Sequence[Keepable]) -> Records:
        by_id = {(type(r), r.id): r for _, records in some for r in records}
        return bundle(by_id.values(), self._store)

    def _keep_records(self, records: Records) -> None:
        if self._is_dry:
            return
        added = self._store.add(records)
        self._count(new=added.new, changed=added.changed)


def _parts(made: Made, speakers: Mapping[str, Speaker]) -> tuple[Record, ...]:
    """Return the records of `made`, its claim first, with its speakers as they are kept."""
    named = tuple(speakers[id_] for id_ in made.claim.said_by)
    return (made.claim, made.source, *named, *made.reviews)


def _own_ids(records: tuple[Record, ...]) -> set[str]:
    """Return the ids of what would be changed: the speakers that a claim names are not."""
    first = records[0]
    return {r.id for r in records if r is first or not isinstance(r, Speaker)}


def _batches(parts: Iterator[_Part], how_many: int) -> Iterator[list[_Part]]:
    while batch := list(islice(parts, how_many)):
        yield batch
