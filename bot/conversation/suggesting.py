"""Which records are offered to somebody who is still typing?"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from bot.conversation.known import Known
from bot.conversation.place import Place, Suggested
from bot.phrases.suggestions import source_label, speaker_label
from knowledge.matching.completing import Named, complete, named
from knowledge.model import Source, Speaker
from knowledge.text import stems

SUGGESTED = 25
VALUE_CHARACTERS = 100
"""What the narrower platform takes as the value of a suggestion."""
_REMEMBERED_SPACES = 64
_COUNTED = 1_000
"""Up to so many speakers, and sources, are put in order by how much is on record of them."""
_LOOKED_AT = 100
"""Of more, so many that may be meant are looked at for each thing typed."""
_FIRST_CLAIMS = 200
_MOST_USES = 1_000

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
    """What is offered in one space, at one knowledge version.

    `sources` and `speakers` are all that are used; where there are more than `_COUNTED` on
    record only the ones of the first claims, and `has_many` says so.
    """

    version: str
    sources: _Offers
    speakers: _Offers
    has_many: bool


@dataclass(slots=True)
class Suggesting:
    """Suggests records; what only another space has claims about is not suggested."""

    known: Known
    counted: int = _COUNTED
    _shelves: OrderedDict[str, _Shelf] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def sources(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return the sources that may be meant, those quoted most first."""
        shelf = self._shelf(place.space)
        if shelf.has_many and typed.strip():
            store = self.known.store
            found = store.search(stems(typed), limit=_LOOKED_AT, space=place.space)
            return self._quoted([id_ for id_, _ in found], place.space).find(typed)
        return shelf.sources.find(typed)

    def speakers(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return the speakers who may be meant, those with most on record first."""
        shelf = self._shelf(place.space)
        if shelf.has_many and typed.strip():
            names = self.known.names(place.space)
            meant = names.completed(typed)[:_LOOKED_AT]
            return self._used([names.speakers[id_] for id_ in meant], place.space).find(typed)
        return shelf.speakers.find(typed)

    def counts(self, space: str) -> tuple[int, int]:
        """Return of how many speakers, and how many sources, something is on record here.

        Where there are very many: how many can be seen here.
        """
        shelf = self._shelf(space)
        if shelf.has_many:
            store = self.known.store
            return store.count_speakers(space=space), store.count_sources(space=space)
        return len(shelf.speakers.records), len(shelf.sources.records)

    def _shelf(self, space: str) -> _Shelf:
        version = self.known.store.knowledge_version()
        with self._lock:
            shelf = self._shelves.get(space)
            if shelf is None or shelf.version != version:
                shelf = self._shelves[space] = self._filled(version, space)
            self._shelves.move_to_end(space)
            while len(self._shelves) > _REMEMBERED_SPACES:
                self._shelves.popitem(last=False)
            return shelf

    def _filled(self, version: str, space: str) -> _Shelf:
        store, speakers = self.known.store, self.known.speakers(space)
        has_many = max(len(speakers), store.count_sources(space=space)) > self.counted
        if has_many:
            claims = store.list_claims(limit=_FIRST_CLAIMS, space=space)
            heard = Counter(
                id_
                for claim in store.get_claims(claims, space=space)
                for id_ in (*claim.said_by, *claim.via)
            )
            most = [speakers[id_] for id_, _ in heard.most_common(SUGGESTED)]
            return _Shelf(version, self._quoted(claims, space), self._used(most, space), has_many)
        sources = self._sources(store.list_sources(space=space), space)
        return _Shelf(version, sources, self._used(tuple(speakers.values()), space), has_many)

    def _quoted(self, claims: Sequence[str], space: str) -> _Offers:
        """Return the sources that these claims quote."""
        found = {
            quote.source.id: quote.source
            for claim in self.known.store.get_claims(claims, space=space)
            for quote in claim.quotes
        }
        return self._sources([found[id_] for id_ in sorted(found)], space)

    def _sources(self, sources: Sequence[Source], space: str) -> _Offers:
        store = self.known.store

        def uses(id_: str) -> int:
            return len(store.claims_quoting(id_, limit=_MOST_USES, space=space))

        used = _by_use(sources, uses)
        labels = {source.id: Suggested(source.id, source_label(source)) for source in used}
        return _Offers([named(source.id, _about(source)) for source in used], labels)

    def _used(self, speakers: Sequence[Speaker], space: str) -> _Offers:
        store, names = self.known.store, self.known.names(space)

        def uses(id_: str) -> int:
            said = store.claims_by(names.speaking_for([id_]), limit=_MOST_USES, space=space)
            answered = store.claims_answered_by([id_], limit=_MOST_USES, space=space)
            return len(said) + len(answered)

        used = _by_use(speakers, uses)
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
