"""As many claims as a test needs, each about one buoy."""

from __future__ import annotations

from typing import Any

from knowledge.model import Claim
from knowledge.records import Records
from tests.builders import a_claim, a_quote, a_source, some_records


def a_buoy(number: int, **fields: Any) -> Claim:
    """Return the claim that buoy `number` sank, with the id "buoy-`number`"."""
    text = f"Buoy {number} sank."
    quote = a_quote(text, a_source(f"buoy-{number}", text))
    return a_claim(f"buoy-{number}", text=text, quotes=(quote,), **fields)


def buoys(first: int, last: int) -> Records:
    """Return the claims about buoys `first` to before `last`."""
    return some_records(claims=[a_buoy(number) for number in range(first, last)])
