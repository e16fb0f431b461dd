"""What the matcher keeps of the store's records: names, words, the claim index, evidence.

Made when first asked. When the store's knowledge version has changed, only what changed is
read anew: an added claim is found by the next question, however many there are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from knowledge.matching.common import common_ranks
from knowledge.matching.evidence import Evidence
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.recorded_words import RecordedWords
from knowledge.matching.index.views import IndexView
from knowledge.matching.indexing import follow, open_index
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.names import NameIndex, index_names
from knowledge.matching.reading import Reader
from knowledge.matching.spelling import Vocabulary
from knowledge.model import Speaker
from knowledge.store.port import PUBLIC, RecordStore

LARGE_CLAIMS = 1_000
"""Where there are more, fewer of them are looked at closely: the survey is surer, loading dear."""
_KEPT_CLAIMS = 4_096
_KEPT_READERS = 64
_KEPT_SHELVES = 16
"""Of so many spaces with records of their own it is kept what they alone know."""


@dataclass(slots=True)
class Shelf:
    """One knowledge version, ready to be matched against, as it is seen from `space`.

    `change` is the store's change number up to which its names are known. The claim index may
    be further: shelves of later versions share it. A space of whose own there are neither
    speakers nor responses to public claims has the `public` shelf, and any has its claim index.
    """

    store: RecordStore
    version: str
    change: int
    names: NameIndex
    index: ClaimIndex
    lexicon: Lexicon
    speakers_of: Mapping[str, Mapping[str, Speaker]] = field(default_factory=dict)
    """By space, by id: the speakers whom one space alone knows."""
    space: str = PUBLIC
    public: Shelf | None = None
    answered: frozenset[str] = frozenset()
    """The public claims to which this space has responses of its own."""
    _readers: OrderedDict[str, Reader] = field(default_factory=OrderedDict)
    _evidence: OrderedDict[str, Evidence] = field(default_factory=OrderedDict)
    _shelves: OrderedDict[str, Shelf] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def seen_from(self, space: str) -> Shelf:
        """Return this knowledge version with what `space` alone knows beside what is public."""
        if space == self.space:
            return self
        if self.public:
            return self.public.seen_from(space)
        with self._lock:
            shelf = self._shelves.get(space)
        if shelf is None:
            shelf = self._with_own(space)
            with self._lock:
                self._shelves[space] = shelf
                if len(self._shelves) > _KEPT_SHELVES:
                    self._shelves.popitem(last=False)
        return shelf

    def _with_own(self, space: str) -> Shelf:
        own = self.speakers_of.get(space, {})
        answered = self.store.claims_answered_alone(space)
        if not own and not answered:
            return self
        names = self.names.with_own(own) if own else self.names
        made = (self.store, self.version, self.change, names, self.index, self.lexicon)
        return Shelf(*made, space=space, public=self, answered=answered)

    def view(self, space: str) -> IndexView:
        """Return the claims that are seen from `space`, as they are now."""
        return self.index.view(space)

    def is_large(self, space: str) -> bool:
        """Whether so many claims are seen from `space` that each closer look has to be earned."""
        return self.view(space).claims > LARGE_CLAIMS

    @property
    def reader(self) -> Reader:
        """Reads questions that are asked in no space of their own."""
        return self.reader_in(PUBLIC)

    def reader_in(self, space: str) -> Reader:
        """Return what reads questions with the words that are seen from `space`."""
        with self._lock:
            reader = self._readers.get(space)
            if reader is None:
                view = self.view(space)
                recorded = RecordedWords(view)
                vocabulary = Vocabulary(self.lexicon, recorded, common_ranks(), view.claims)
                reader = self._readers[space] = Reader(self.names, vocabulary, self.lexicon)
                if len(self._readers) > _KEPT_READERS:
                    self._readers.popitem(last=False)
            return reader

    def evidence(self, claims: Sequence[str], *, space: str) -> list[Evidence]:
        """Return the evidence of these claims, in order.

        The index may be ahead of this shelf: a claim by somebody whom it does not know is new,
        and is left out.
        """
        wanted = list(dict.fromkeys(claims))
        known: dict[str, Evidence] = {}
        if self.public and self.names is self.public.names:
            # What this space adds are a few responses: the rest is at hand for everybody.
            others = [claim for claim in wanted if claim not in self.answered]
            known = {e.claim.id: e for e in self.public.evidence(others, space=space)}
            wanted = [claim for claim in wanted if claim in self.answered]
        known |= self._own_evidence(wanted, space)
        return [known[claim] for claim in claims if claim in known]

    def _own_evidence(self, claims: Sequence[str], space: str) -> dict[str, Evidence]:
        with self._lock:
            kept = (self._evidence.get(claim) for claim in claims)
            known = {e.claim.id: e for e in kept if e and e.claim.space in (PUBLIC, space)}
        missing = [claim for claim in claims if claim not in known]
        if missing:
            known |= {evidence.claim.id: evidence for evidence in self._made(missing, space)}
            with self._lock:
                self._evidence.update(known)
                while len(self._evidence) > _KEPT_CLAIMS:
                    self._evidence.popitem(last=False)
        return known

    def _made(self, claims: Sequence[str], space: str) -> Iterator[Evidence]:
        responses = self.store.responses_to(claims, space=space)
        for claim in self.store.get_claims(claims, space=space):
            # Spaces share what is kept here of a public claim: nobody's own may be in it.
            seen = (PUBLIC, claim.space, self.space)
            if all(speaker in self.names.speakers for speaker in claim.said_by + claim.via):
                answering = tuple(r for r in responses[claim.id] if r.space in seen)
                yield Evidence(claim, answering, self.names)

    def renewed(self) -> Shelf:
        """Return the shelf of the store as it is now, made from what changed since."""
        follow(self.index, self.store)
        version, change = self.store.knowledge_version(), self.store.change_number()
        changed = self.store.list_speakers_changed(self.change)
        public = [speaker for speaker in changed if speaker.space == PUBLIC]
        names = self.names.with_speakers(public) if public else self.names
        own = _by_space(changed, self.speakers_of) if changed else self.speakers_of
        return Shelf(self.store, version, change, names, self.index, self.lexicon, own)


def _by_space(
    changed: Iterable[Speaker], before: Mapping[str, Mapping[str, Speaker]] = MappingProxyType({})
) -> Mapping[str, Mapping[str, Speaker]]:
    """Return `before` with the changed ones: by space, by id, those that are not public."""
    speakers_of = {space: dict(speakers) for space, speakers in before.items()}
    for speaker in changed:
        for speakers in speakers_of.values():
            speakers.pop(speaker.id, None)
        if speaker.space != PUBLIC:
            speakers_of.setdefault(speaker.space, {})[speaker.id] = speaker
    return speakers_of


def open_shelf(store: RecordStore, lexicon: Lexicon, *, folder: Path | None = None) -> Shelf:
    """Return the shelf of the knowledge version that `store` is at.

    `folder` is where the claim index of this store is built, if it is.
    """
    # The names last: everybody who said what the index has is among them.
    index = open_index(store, folder)
    version, change = store.knowledge_version(), store.change_number()
    everybody = store.list_speakers(space=None)
    names = index_names((s for s in everybody if s.space == PUBLIC), lexicon)
    return Shelf(store, version, change, names, index, lexicon, _by_space(everybody))
