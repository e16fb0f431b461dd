"""A store of invented claims of a wanted size: records, and vectors encoded or drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from knowledge.evaluation.speed import Clock
from knowledge.evaluation.synthetic.asking import asked_about
from knowledge.evaluation.synthetic.records import BUNDLE_CLAIMS, bundle, claim_id, sketch_of
from knowledge.evaluation.synthetic.vectors import Prototypes, Vectors, prototypes
from knowledge.evaluation.synthetic.wording import claim_text
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.store.port import RecordStore

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""

ENCODED_CLAIMS = 10_000
"""Up to so many claims all are encoded; of more claims so many `PROTOTYPES` are."""
PROTOTYPES = 5_000
ENCODED_AT_ONCE = 200
QUESTIONS_AT_MOST = 1_000
"""The claims that the first so many questions mean are always encoded, never drawn."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling the store took. `vectors` is "encoded", "drawn", or "none" without encoder."""

    claims: int
    records_seconds: float
    vectors: str
    vectors_seconds: float

    @property
    def claims_a_second(self) -> float:
        """How many claims with their sources and responses were kept in a second."""
        return self.claims / self.records_seconds


def fill(
    store: RecordStore,
    encoder: Encoder | None,
    claims: int,
    seed: int,
    *,
    texts: TextIO,
    clock: Clock,
    progress: Progress,
) -> Filled:
    """Fill an empty store with the claims numbered from 0 up to `claims`.

    Their texts are written to `texts`, one a line, in order: what plain searches look through.
    """
    began = clock()
    known = _encode(encoder, _to_encode(claims, seed), seed, progress) if encoder else None
    encoding = clock() - began
    keeping = drawing = 0.0
    for start in range(0, claims, BUNDLE_CLAIMS):
        numbers = range(start, min(start + BUNDLE_CLAIMS, claims))
        # Inventing them is none of the store's work: it is done before the clock is looked at.
        records = bundle(numbers, seed)
        texts.writelines(f"{claim.text}\n" for claim in records.claims)
        began = clock()
        store.add(records)
        kept = clock()
        keeping += kept - began
        if known:
            _keep_vectors(store, known, numbers, seed)
            drawing += clock() - kept
        progress("Keeping claims", numbers.stop, claims)
    how = "none" if known is None else "encoded" if len(known.rows) == claims else "drawn"
    return Filled(claims, keeping, how, encoding + drawing)


def _to_encode(claims: int, seed: int) -> Sequence[int]:
    """Return the numbers of the claims to encode: all, or some from all over and those asked."""
    if claims <= ENCODED_CLAIMS:
        return range(claims)
    asked = {asked_about(question, claims, seed) for question in range(QUESTIONS_AT_MOST)}
    return sorted(asked | {n * claims // PROTOTYPES for n in range(PROTOTYPES)})


def _encode(encoder: Encoder, numbers: Sequence[int], seed: int, progress: Progress) -> Prototypes:
    rows = []
    for start in range(0, len(numbers), ENCODED_AT_ONCE):
        chunk = numbers[start : start + ENCODED_AT_ONCE]
        rows.append(encoder.encode([claim_text(sketch_of(number, seed)) for number in chunk]))
        progress("Encoding claims", start + len(chunk), len(numbers))
    return prototypes(numbers, np.concatenate(rows), seed)


def _keep_vectors(store: RecordStore, known: Prototypes, numbers: Sequence[int], seed: int) -> None:
    rows: dict[int, Vectors] = {n: known.rows[known.at[n]] for n in numbers if n in known.at}
    missing = [number for number in numbers if number not in rows]
    if missing:
        rows |= dict(zip(missing, known.draw(missing, seed), strict=True))
    # One row a claim: its only quote has the words of its text.
    store.add_vectors(ENCODER_NAME, {claim_id(n): row[np.newaxis] for n, row in rows.items()})
