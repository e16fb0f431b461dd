"""Pairs of claims, some of them twins: each with the one condition in which they differ.

`dev` was looked at while the checks were written, `blind` was written after them. The texts
were written for this; the places, parties and people are invented.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.intake.duplicates import find_duplicates
from knowledge.matching.matcher import Matcher
from knowledge.model import Claim
from knowledge.records import Records
from tests.builders import a_claim, a_quote, a_source, some_records
from tests.knowledge.matching.harbour import SPEAKERS

FOLDER = Path(__file__).parent / "duplicate_pairs"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements; `differs` names the condition in which they differ, "" for none."""

    one: str
    other: str
    differs: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many pairs were proposed, and how many of these, and of all, are the same."""

    proposed: int
    right: int
    same: int


def read_pairs(name: str) -> list[Pair]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Pair(**json.loads(line)) for line in lines]


def id_of(pairs: Sequence[Pair], text: str) -> str:
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.one, pair.other)))
    return f"claim-{texts.index(text)}"


def records_of(pairs: Sequence[Pair]) -> Records:
    """Return one claim for each statement, from a source of its own."""
    claims = {
        text: a_told_claim(id_of(pairs, text), text)
        for pair in pairs
        for text in (pair.one, pair.other)
    }
    return some_records(speakers=SPEAKERS, claims=claims.values())


def a_told_claim(id_: str, text: str, **fields: Any) -> Claim:
    """Return the claim that `text` states, in a source that says nothing else."""
    source = a_source(f"source-{id_}", text)
    filled = {"said_by": ("ines-karga",), "quotes": (a_quote(text, source),), **fields}
    return a_claim(id_, text=text, **filled)


def same_pairs(pairs: Sequence[Pair]) -> set[frozenset[str]]:
    """Return the ids of the pairs that are the same, and of what is the same as both."""
    groups: list[set[str]] = []
    for pair in pairs:
        if not pair.differs:
            both = {id_of(pairs, pair.one), id_of(pairs, pair.other)}
            joined = [group for group in groups if group & both]
            groups = [group for group in groups if not group & both]
            groups.append(both.union(*joined))
    return {frozenset((a, b)) for group in groups for a in group for b in group if a < b}


def measure(pairs: Sequence[Pair], matcher: Matcher) -> Found:
    """Return what is found among the claims of all pairs."""
    ids = dict.fromkeys(id_of(pairs, text) for pair in pairs for text in (pair.one, pair.other))
    found = {frozenset((p.claim, p.other)) for p in find_duplicates(ids, matcher)}
    same = same_pairs(pairs)
    return Found(len(found), len(found & same), len(same))
