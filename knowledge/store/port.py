"""The store: where records are kept, and what every implementation of it promises.

Promises, for each of which the contract suite has a test:

- `add` is one transaction: all of the records or none, also when the process is killed.
- Adding the same records again changes nothing, not even the knowledge version.
- What is read, listed, searched or counted is published, and public or of the space asked for;
  so is what is told of it: a claim that only one space sees answered is open for all others.
- A record never changes its space, but to become public; what it mentions is seen where it is.
- Responses are reached through their relation to a claim, never by their words alone.
- A claim's change number rises with everything that its index row or its vectors are made of,
  and with every response to it and review of it, whoever sees them.
- Methods may be called from several threads at once.
- Every method may raise `StoreError`; after it the store is as it was before the call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import Record, Records
from knowledge.store.index_rows import IndexRow
from knowledge.vocabulary import Stance

PUBLIC = ""
"""The space of records that everybody sees."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records there are."""

    sources: int
    speakers: int
    claims: int
    responses: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Added:
    """What an `add` did: how many records were new or differed from what was kept."""

    new: int
    changed: int


class RecordStore(Protocol):
    """Keeps records."""

    def add(self, records: Records) -> Added:
        """Keep `records`, replacing those with the same id; all of them or none."""
        ...

    def changed_at_desk(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these records that a desk ever changed, whoever sees them.

        For imports, which leave alone what people decided; never for an answer.
        """
        ...

    def counts(self) -> Counts:
        """Return how many records are kept, whoever may see them: for the operator only."""
        ...

    def knowledge_version(self) -> str:
        """Return 12 hexadecimal digits that change exactly when the records do."""
        ...

    def get_source(self, id_: str, *, space: str = PUBLIC) -> Source:
        """Return the source; raise `NotFoundError` if it is not seen."""
        ...

    def list_sources(self, *, space: str = PUBLIC) -> tuple[Source, ...]:
        """Return every source seen from `space`, by id."""
        ...

    def get_speakers(self, ids: Collection[str], *, space: str = PUBLIC) -> tuple[Speaker, ...]:
        """Return those of these speakers that are seen from `space`, by id."""
        ...

    def list_speakers(self, *, space: str | None = PUBLIC) -> tuple[Speaker, ...]:
        """Return every speaker seen from `space`, by id; None is all: for indexing only."""
        ...

    def list_speakers_changed(self, after: int) -> tuple[Speaker, ...]:
        """Return the speakers that were added or changed after that change number, by id.

        Those of all spaces: for indexing only.
        """
        ...

    def get_claims(self, ids: Sequence[str], *, space: str | None = PUBLIC) -> tuple[Claim, ...]:
        """Return these claims in the order given; raise `NotFoundError` if one is not seen.

        `space=None` sees the published claims of all spaces: for indexing, never for an answer.
        """
        ...

    def find_claims(self, ids: Collection[str], *, space: str = PUBLIC) -> tuple[Claim, ...]:
        """Return those of these claims that are seen from `space`, by id."""
        ...

    def count_sources(self, *, space: str = PUBLIC) -> int:
        """Return how many sources are seen from `space`."""
        ...

    def count_speakers(self, *, space: str = PUBLIC) -> int:
        """Return how many speakers are seen from `space`."""
        ...

    def count_claims(self, *, space: str = PUBLIC) -> int:
        """Return how many claims are seen from `space`."""
        ...

    def list_claims(
        self, *, limit: int | None = None, space: str | None = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of the claims seen from `space`, in the order they were first added.

        Here and below, `limit` cuts the list to the first so many; None is all of it. As in
        `get_claims`, `space=None` sees all spaces: for verifying, never for an answer.
        """
        ...

    def claims_by(
        self, speakers: Collection[str], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of claims that any of `speakers` said or carried, in listing order."""
        ...

    def claims_answered_by(
        self, speakers: Collection[str], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of claims with a response whose `parties` include any of `speakers`."""
        ...

    def claims_denied(
        self, stances: Collection[Stance], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of claims with a response of any of `stances`, in listing order."""
        ...

    def claims_answered_alone(self, space: str) -> frozenset[str]:
        """Return the ids of the public claims with a response that `space` alone sees."""
        ...

    def claims_quoting(
        self, source: str, *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of claims with a quote of that source."""
        ...

    def responses_to(
        self, claims: Sequence[str], *, space: str | None = PUBLIC
    ) -> Mapping[str, tuple[Response, ...]]:
        """Return for each of these claims the responses that answer it; none is an empty tuple."""
        ...

    def reviews_of(
        self, claims: Sequence[str], *, space: str = PUBLIC
    ) -> Mapping[str, tuple[Review, ...]]:
        """Return for each of these claims its reviews, latest first; none is an empty tuple."""
        ...

    def iter_records(self, *, space: str = PUBLIC) -> Iterator[Record]:
        """Yield every record seen from `space`, in an order in which nothing is mentioned before.

        Kind by kind (`records.KINDS`), each in the order of first addition; in bounded memory.
        """
        ...

    def unanswered(
        self, speakers: Collection[str] = (), *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        """Return the ids of claims with no response at all, said by any of `speakers` if given."""
        ...

    def search(
        self, stems: Collection[str], *, limit: int, space: str = PUBLIC
    ) -> tuple[tuple[str, float], ...]:
        """Return up to `limit` (claim id, relevance > 0), best first, that hold any of `stems`.

        Looked in: the claim's text and quotes, the names of who said or carried it, its topics,
        and the texts and quotes of the responses that answer it. `stems` are `text.stems`; any
        characters are allowed in them.
        """
        ...

    def change_number(self) -> int:
        """Return the number of the last change, 0 in a store to which nothing was added.

        A later change has a higher number.
        """
        ...

    def had_change(self, number: int) -> bool:
        """Whether `change_number` once was `number`: not if an older copy was put back since."""
        ...

    def index_rows(self, after: int = 0, *, is_private: bool = False) -> Iterator[IndexRow]:
        """Yield the claims that changed after that change number, by `change`.

        With `is_private` only those that are not public.

        Those that are not published are among them. A claim that changes meanwhile comes at
        its new place: who goes on from the last `change` seen misses nothing.
        """
        ...

    def count_changed(self, after: int) -> int:
        """Return how many rows `index_rows` has to give."""
        ...

    def vectors(self, encoder: str) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        """Return (claim ids, one unit row each) of the vectors kept for the encoder of that name.

        A claim may have several rows. No vectors give `((), array of shape (0, 0))`. Vectors
        are kept as float16: a number of a unit row comes back within 0.00025 of what it was.
        """
        ...

    def vectors_of(self, encoder: str, claims: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """Return for each of these claims its rows; those that have none are left out."""
        ...

    def iter_vectors(
        self, encoder: str, *, after: int = 0
    ) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Yield (`IndexRow.number`, rows) of the published claims numbered above `after`."""
        ...

    def claims_without_vectors(self, encoder: str, *, limit: int | None = None) -> tuple[str, ...]:
        """Return the ids of published claims of all spaces with no vector of that encoder.

        Those that changed first come first; `limit` cuts as in `list_claims`.
        """
        ...

    def add_vectors(self, encoder: str, rows: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep for each claim id its rows, an array of shape (n, dimensions); replace those it had.

        Their claims count as changed. Changing a claim drops its vectors: they are made anew.
        """
        ...

    def close(self) -> None:
        """Let go of what is held open; the store is not used afterwards."""
        ...
