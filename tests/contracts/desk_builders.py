"""What tests of a desk store begin with: an editor, a draft, links, and how to change a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.codec import as_plain
from knowledge.model import Claim
from knowledge.records import KINDS, Record
from knowledge.store.desk_port import (
    Change,
    ClaimRelation,
    DeskStore,
    DraftKind,
    KeptDraft,
    Phrasing,
    Relation,
    Who,
)
from tests.builders import a_claim
from tests.contracts.conversation_records import ASKER, HERE, NOW

EDITOR = Who("U1", ASKER)
OPERATOR = Who("root")
NOBODY = Who("", "")
EVERYBODY = ""
QUESTION = "Did the roof cost 9 million?"

Expected = Mapping[tuple[str, str], str]


def a_private_claim(id: str = "here-roof", *, space: str = HERE, **fields: Any) -> Claim:
    """Return a claim of one space, by the public speaker and out of the public source."""
    return a_claim(id, space=space, **{"text": "The dome leaks.", **fields})


def a_draft(id: str = "draft-1", **fields: Any) -> KeptDraft:
    filled: dict[str, Any] = {
        "space": HERE,
        "kind": DraftKind.RECORDS,
        "key": f"message of {id}",
        "title": "The dome leaks",
        "proposed_by": EDITOR,
        "proposed_at": NOW,
        "records": (as_plain(a_private_claim()),),
        "notes": ("who said it is uncertain",),
    }
    return KeptDraft(id, **{**filled, **fields})


def a_phrasing(text: str = QUESTION, **fields: Any) -> Phrasing:
    return Phrasing(text=text, **{"space": HERE, "claim": "roof-cost", **fields})


def a_relation(kind: Relation = Relation.SAME_CLAIM, **fields: Any) -> ClaimRelation:
    filled = {"space": HERE, "claim": "roof-cost", "other": "roof-late"}
    return ClaimRelation(kind=kind, **{**filled, **fields})


def expected_of(desk: DeskStore, *records: Record, space: str = HERE) -> Expected:
    """Return the digests of these records as they are kept now."""
    keys = [(KINDS[type(record)], record.id) for record in records]
    return {key: desk.digest_of(*key, space=space) for key in keys}


def make(desk: DeskStore, change: Change, *, space: str = HERE, why: str = "it is so") -> int:
    """Do `change` as the editor of `space`."""
    who = EDITOR if space else OPERATOR
    return desk.change(change, space=space, who=who, at=NOW, why=why)


def add(desk: DeskStore, *records: Record, space: str = HERE) -> int:
    """Record something new at the desk."""
    return make(desk, Change(records), space=space)


def replace_kept(desk: DeskStore, *records: Record, space: str = HERE) -> int:
    """Replace kept records, seen as they are now."""
    return make(desk, Change(records, expected_of(desk, *records, space=space)), space=space)


def take_back(desk: DeskStore, change: int, *, space: str = HERE) -> int:
    return desk.undo(change, space=space, who=EDITOR, at=NOW + 1, why="it was wrong")
