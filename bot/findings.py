"""A finding: one thing that `gainsay doctor` looked at, and what to do if it is not well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and whether it is as it should be."""

    what: str
    found: str
    is_well: bool = True
