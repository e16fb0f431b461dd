"""What the matcher keeps of the store's records: names, words, the claim index, evidence.

Made when first asked. When the store's knowledge version has changed, only what changed is
read anew: an added claim is found by the next question, however many there are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

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
from knowledge.store.port import PUBLIC, RecordStore

LARGE_CLAIMS = 1_000
"""Where there are more, fewer of them are looked at closely: the survey is surer, loading dear."""
_KEPT_CLAIMS = 4_096
_KEPT_READERS = 64


@dataclass(slots=True)
class Shelf:
    """One knowledge version, ready to be matched against.

    `change` is the store's change number up to which its names are known. The claim index may
    be further: shelves of later versions share it.
    """

    store: RecordStore
    version: str
    change: int
    names: NameIndex
    index: ClaimIndex
    lexicon: Lexicon
    _readers: OrderedDict[str, Reader] = field(default_factory=OrderedDict)
    _evidence: OrderedDict[str, Evidence] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

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
        with self._lock:
            kept = (self._evidence.get(claim) for claim in dict.fromkeys(claims))
            known = {e.claim.id: e for e in kept if e and e.claim.space in (PUBLIC, space)}
        missing = [claim for claim in dict.fromkeys(claims) if claim not in known]
        if missing:
            responses = self.store.responses_to(missing)
            made = [
                Evidence(claim, responses[claim.id], self.names)
                for claim in self.store.get_claims(missing, space=space)
                if all(speaker in self.names.speakers for speaker in claim.said_by + claim.via)
            ]
            known |= {evidence.claim.id: evidence for evidence in made}
            with self._lock:
                self._evidence.update(known)
                while len(self._evidence) > _KEPT_CLAIMS:
                    self._evidence.popitem(last=False)
        return [known[claim] for claim in claims if claim in known]

    def renewed(self) -> Shelf:
        """Return the shelf of the store as it is now, made from what changed since."""
        follow(self.index, self.store)
        version, change = self.store.knowledge_version(), self.store.change_number()
        changed = self.store.list_speakers_changed(self.change)
        names = self.names.with_speakers(changed) if changed else self.names
        return Shelf(self.store, version, change, names, self.index, self.lexicon)


def open_shelf(store: RecordStore, lexicon: Lexicon, *, folder: Path | None = None) -> Shelf:
    """Return the shelf of the knowledge version that `store` is at.

    `folder` is where the claim index of this store is built, if it is.
    """
    # The names last: everybody who said what the index has is among them.
    index = open_index(store, folder)
    version, change = store.knowledge_version(), store.change_number()
    names = index_names(store.list_speakers(), lexicon)
    return Shelf(store, version, change, names, index, lexicon)
