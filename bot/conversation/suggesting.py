"""Which records are offered to somebody who is still typing?"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from bot.conversation.known import Known
from bot.conversation.place import Place, Suggested
from bot.phrases.suggestions import source_label, speaker_label
from knowledge.matching.completing import Named, complete, named
from knowledge.model import Source, Speaker

SUGGESTED = 25
VALUE_CHARACTERS = 100
"""What the narrower platform takes as the value of a suggestion."""
_REMEMBERED_SPACES = 64

_Record = TypeVar("_Record", Source, Speaker)


@dataclass(frozen=True, slots=True)
class _Offers:
    """What is offered of one kind, most useful first."""

    records: Sequence[Named]
    suggested: Mapping[str, Suggested]

    def find(self, typed: str) -> tuple[Suggested, ...]:
        """Return what `typed` may mean."""
        found = complete(typed, self.records)[:SUGGESTED]
        return tuple(self.suggested[id_] for id_ in found)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is offered in one space, at one knowledge version."""

    version: str
    sources: _Offers
    speakers: _Offers


@dataclass(slots=True)
class Suggesting:
    """Suggests records; what only another space has claims about is not suggested."""

    known: Known
    _shelves: OrderedDict[str, _Shelf] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def sources(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return the sources that may be meant, those quoted most first."""
        return self._shelf(place.space).sources.find(typed)

    def speakers(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return the speakers who may be meant, those with most on record first."""
        return self._shelf(place.space).speakers.find(typed)

    def counts(self, space: str) -> tuple[int, int]:
        """Return of how many speakers, and how many sources, something is on record here."""
        shelf = self._shelf(space)
        return len(shelf.speakers.records), len(shelf.sources.records)

    def _shelf(self, space: str) -> _Shelf:
        version = self.known.store.knowledge_version()
        with self._lock:
            shelf = self._shelves.get(space)
            if shelf is None or shelf.version != version:
                shelf = _Shelf(version, self._sources(space), self._speakers(space))
                self._shelves[space] = shelf
            self._shelves.move_to_end(space)
            while len(self._shelves) > _REMEMBERED_SPACES:
                self._shelves.popitem(last=False)
            return shelf

    def _sources(self, space: str) -> _Offers:
        store = self.known.store
        used = _by_use(
            store.list_sources(), lambda id_: len(store.claims_quoting(id_, space=space))
        )
        labels = {source.id: Suggested(source.id, source_label(source)) for source in used}
        return _Offers([named(source.id, _about(source)) for source in used], labels)

    def _speakers(self, space: str) -> _Offers:
        store, names = self.known.store, self.known.matcher.shelf().names

        def uses(id_: str) -> int:
            said = store.claims_by(names.speaking_for([id_]), space=space)
            return len(said) + len(store.claims_answered_by([id_], space=space))

        used = _by_use(tuple(names.speakers.values()), uses)
        labels = {speaker.id: Suggested(speaker.id, speaker_label(speaker)) for speaker in used}
        return _Offers([named(speaker.id, _called(speaker)) for speaker in used], labels)


def _by_use(records: Sequence[_Record], uses: Callable[[str], int]) -> list[_Record]:
    """Return the records that are used, most used first."""
    short = [record for record in records if len(record.id) <= VALUE_CHARACTERS]
    counted = {record.id: uses(record.id) for record in short}
    return sorted((record for record in short if counted[record.id]), key=lambda r: -counted[r.id])


def _about(source: Source) -> Iterable[str]:
    known = (source.title, source.byline, source.publisher, source.url)
    return [part for part in known if part]


def _called(speaker: Speaker) -> Iterable[str]:
    roles = [f"{role.title} {role.organisation}" for role in speaker.roles]
    return [speaker.name, *(name.name for name in speaker.names), *roles]
