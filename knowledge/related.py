"""Which other claims are the same, or repeat one another, as editors decided?

A claim that is the same as a second, which a third repeats, hangs together with both. Each keeps
its own responses: what was answered to one is never an answer to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.errors import NotFoundError
from knowledge.model import Claim
from knowledge.store.desk_port import ClaimRelation, Relation
from knowledge.store.port import RecordStore

RELATED_CLAIMS = 100
"""At most so many claims are followed from one."""

_TOGETHER = (Relation.SAME_CLAIM, Relation.REPEATS)


class RelationSource(Protocol):
    """Where editors' decisions are kept: of a `DeskStore` what is needed here."""

    def relations(self, claims: Collection[str], *, space: str) -> Sequence[ClaimRelation]:
        """Return the relations, seen from `space`, in which any of `claims` stands."""
        ...


@dataclass(frozen=True, slots=True)
class Related:
    """The claims that hang together with one, itself not among them, and how they do."""

    claims: tuple[Claim, ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    is_cut: bool = False


def related_to(
    claim: str, store: RecordStore, source: RelationSource | None, *, space: str
) -> Related:
    """Return the claims seen from `space` that are the same as `claim`, or repeat it, or it them.

    In the order in which they are reached. A claim that is not seen leads no further.
    """
    found: dict[str, Claim] = {}
    relations: dict[ClaimRelation, None] = {}
    left = [claim] if source else []
    while left and source:
        reached = [r for r in source.relations(left, space=space) if r.kind in _TOGETHER]
        known = {claim, *found}
        ends = dict.fromkeys(end for r in reached for end in (r.claim, r.other) if end not in known)
        seen = {id_: each for id_ in ends if (each := _find(id_, store, space))}
        new = dict(list(seen.items())[: RELATED_CLAIMS - len(found)])
        found |= new
        known |= new.keys()
        relations |= dict.fromkeys(r for r in reached if {r.claim, r.other} <= known)
        if len(new) < len(seen):
            return Related(tuple(found.values()), tuple(relations), is_cut=True)
        left = list(new)
    return Related(tuple(found.values()), tuple(relations))


def _find(claim: str, store: RecordStore, space: str) -> Claim | None:
    try:
        return store.get_claims([claim], space=space)[0]
    except NotFoundError:
        return None
