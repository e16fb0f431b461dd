"""What the matcher keeps of one knowledge version: names, words, vectors, evidence.

Made when first asked and again when the store's knowledge version has changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.common import common_ranks
from knowledge.matching.evidence import Evidence, gather
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.matching.names import NameIndex, index_names
from knowledge.matching.reading import Reader
from knowledge.matching.spelling import Vocabulary
from knowledge.store.port import RecordStore

Progress = Callable[[int, int], None]
"""Called with how many claims are done, and of how many."""
_KEPT_CLAIMS = 4_096


@dataclass(slots=True)
class Shelf:
    """One knowledge version, ready to be matched against."""

    store: RecordStore
    version: str
    names: NameIndex
    reader: Reader
    vector_claims: tuple[str, ...]
    vectors: NDArray[np.float32]
    _evidence: OrderedDict[str, Evidence] = field(default_factory=OrderedDict)
    _seen: dict[str, frozenset[str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def evidence(self, claims: Sequence[str], *, space: str) -> list[Evidence]:
        """Return the evidence of these claims, in order."""
        with self._lock:
            known = {claim: self._evidence[claim] for claim in claims if claim in self._evidence}
        missing = [claim for claim in dict.fromkeys(claims) if claim not in known]
        if missing:
            responses = self.store.responses_to(missing)
            made = [
                gather(claim, responses[claim.id], self.names)
                for claim in self.store.get_claims(missing, space=space)
            ]
            known |= {evidence.claim.id: evidence for evidence in made}
            with self._lock:
                self._evidence.update(known)
                while len(self._evidence) > _KEPT_CLAIMS:
                    self._evidence.popitem(last=False)
        return [known[claim] for claim in claims]

    def meanings(self, question: NDArray[np.float32], *, space: str) -> dict[str, float]:
        """Return for each claim seen from `space` the cosine of its nearest text to `question`.

        Other spaces' claims are left out before anything is ranked: they must not even move a
        confidence.
        """
        nearest: dict[str, float] = {}
        seen = self._seen_from(space)
        for claim, cosine in zip(self.vector_claims, self.vectors @ question, strict=True):
            if claim in seen:
                nearest[claim] = max(float(cosine), nearest.get(claim, -1.0))
        return nearest

    def _seen_from(self, space: str) -> frozenset[str]:
        with self._lock:
            if space not in self._seen:
                self._seen[space] = frozenset(self.store.list_claims(space=space))
            return self._seen[space]


def open_shelf(store: RecordStore, lexicon: Lexicon, *, has_meaning: bool) -> Shelf:
    """Return the shelf of the knowledge version that `store` is at."""
    version = store.knowledge_version()
    names = index_names(store.list_speakers(), lexicon)
    vocabulary = Vocabulary(lexicon, store.word_counts(), common_ranks(), store.counts().claims)
    claims, vectors = store.vectors(ENCODER_NAME) if has_meaning else ((), np.zeros((0, 0)))
    reader = Reader(names, vocabulary, lexicon)
    return Shelf(store, version, names, reader, claims, vectors.astype(np.float32))


def index_meaning(store: RecordStore, encoder: Encoder, progress: Progress | None = None) -> int:
    """Encode every claim that has no vector yet; return how many that were.

    A claim has a row for its text and one for each of its quotes. What is done stays done if
    the work is interrupted.
    """
    waiting = store.claims_without_vectors(ENCODER_NAME)
    chunk = 64
    for start in range(0, len(waiting), chunk):
        rows: dict[str, NDArray[np.float32]] = {}
        for claim in store.get_claims(waiting[start : start + chunk], space=None):
            rows[claim.id] = encoder.encode([claim.text, *(q.exact for q in claim.quotes)])
        store.add_vectors(ENCODER_NAME, rows)
        if progress:
            progress(min(start + chunk, len(waiting)), len(waiting))
    return len(waiting)
