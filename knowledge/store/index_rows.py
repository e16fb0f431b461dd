"""What the claim index reads of the store: of each claim its words, and when it last changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What the claim index needs of one claim, as it is now.

    `number` counts the claims in the order of first addition. `change` is the store's change
    number at which anything of this row last changed: no two claims have the same. `is_listed`
    is False for a claim that is not published: its texts are empty, it is to be forgotten.
    """

    number: int
    id: str
    space: str
    change: int
    is_listed: bool
    statement: tuple[str, ...]
    """Its text, its quotes' words and its topics, each once."""
    titles: tuple[str, ...]
    """The titles of the sources in which its quotes stand."""
    names: tuple[str, ...]
    """The names of who said or carried it."""
    responses: tuple[str, ...]
    """The texts and quotes of the responses that answer it."""
    said_on: date | None
    """The day it was said, or else the first on which a source with a quote of it came out."""
