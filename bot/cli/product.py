"""The product over the claims of an evaluation set: loaded as anybody's claims are."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.assembly import Parts, Progress
    from knowledge.evaluation.claim_sets import ClaimSet

_WARM_UP = "Is everything there that the first question needs?"


class Product:
    """Holds the product open over the claims of a set, and how many seconds that took."""

    def __init__(self, parts: Parts, stored_seconds: float) -> None:
        self.parts = parts
        self.stored_seconds = stored_seconds

    @cached_property
    def matched_seconds(self) -> float:
        """How long it took until the first question was answered, encoding included."""
        # Not before it is asked for: peers that look at words alone need not wait for it.
        began = time.perf_counter()
        self.parts.matcher.match(_WARM_UP)
        return time.perf_counter() - began


@contextmanager
def open_product(claim_set: ClaimSet, progress: Progress) -> Iterator[Product]:
    """Yield the product over the claims of the set, in a store of their own."""
    from bot.assembly import Parts, index_folder_of, open_store
    from knowledge.evaluation.set_records import bundles

    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Settings(database := Path(folder) / "gainsay.sqlite")) as store,
    ):
        began, kept = time.perf_counter(), 0
        for records in bundles(claim_set.claims, claim_set.speakers):
            store.add(records)
            kept += len(records.claims)
            progress("Keeping the claims", kept, len(claim_set.claims))
        parts = Parts(store, progress, index_folder_of(database))
        yield Product(parts, time.perf_counter() - began)
