"""What every `DeskStore` promises after whatever editors do one after another.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_changes.py. Each example begins where the last one ended: its claims have their own ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import count, pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.codec import as_plain
from knowledge.errors import NotFoundError, StaleError
from knowledge.model import Claim
from knowledge.store.desk_port import Change, DeskStore, Relation, Revision
from knowledge.vocabulary import State
from tests.contracts.conversation_records import HERE
from tests.contracts.desk_builders import (
    a_phrasing,
    a_private_claim,
    a_relation,
    add,
    make,
    replace_kept,
    take_back,
)

Step = tuple[Any, ...]

_WHICH = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(st.just("edit"), _WHICH, st.sampled_from(["One.", "Two."]), st.sampled_from(State)),
    st.tuples(st.just("link"), _WHICH, st.sampled_from(["A?", "a", "B?"]), st.booleans()),
    st.tuples(st.just("unlink"), _WHICH, st.sampled_from(["A?", "B?"]), st.booleans()),
    st.tuples(st.just("relate"), _WHICH, st.sampled_from(Relation)),
    st.tuples(st.just("unrelate"), _WHICH, st.sampled_from(Relation)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("redo"), st.integers(0, 9)),
)
_names = count()


def do(desk: DeskStore, step: Step, claims: tuple[Claim, Claim], done: list[int]) -> int:
    """Do `step` on one of `claims`.

    Raises `StaleError` where it cannot be done now, `NotFoundError` where there is nothing to undo.
    """
    what, which, *rest = step
    if what == "undo":
        return take_back(desk, done[-1 - which % len(done)])
    if what == "redo":
        undone = take_back(desk, done[-1 - which % len(done)])
        return take_back(desk, undone)
    claim, other = claims[which].id, claims[1 - which].id
    if what == "edit":
        text, state = rest
        return replace_kept(desk, replace(claims[which], text=text, state=state))
    if what in ("link", "unlink"):
        text, is_anti = rest
        link = a_phrasing(text, claim=claim, is_anti=is_anti)
        return make(desk, Change(link=[link]) if what == "link" else Change(unlink=[link]))
    relation = a_relation(rest[0], claim=claim, other=other)
    return make(
        desk, Change(relate=[relation]) if what == "relate" else Change(unrelate=[relation])
    )


def state_of(desk: DeskStore, claims: tuple[Claim, Claim]) -> list[object]:
    """Return all that can be said of `claims`, whenever it was linked."""
    ids = [claim.id for claim in claims]
    kept: list[object] = [desk.get_record("claim", id_, space=HERE) for id_ in ids]
    linked = [link for link in desk.phrasings(space=HERE) if link.claim in ids]
    return [*kept, {*linked}, {*desk.relations(ids, space=HERE)}]


def thing_of(revision: Revision) -> tuple[str, ...]:
    """Return what a revision is of: of a phrasing its words, of a relation both claims."""
    plain: Mapping[str, Any] = revision.before or revision.after or {}
    if revision.kind == "phrasing":
        return revision.kind, plain["claim"], plain["text"].strip("?").casefold()
    if revision.kind == "relation":
        return revision.kind, *sorted((plain["claim"], plain["other"]))
    return revision.kind, revision.subject


def check_history_joins_up(desk: DeskStore, claims: tuple[Claim, Claim]) -> None:
    """Each revision begins where the one before it ended; the last is what is kept."""
    things: defaultdict[tuple[str, ...], dict[int, Revision]] = defaultdict(dict)
    for claim in claims:
        for revision in reversed(desk.history(claim.id, space=HERE)):
            things[thing_of(revision)][revision.number] = revision
    kept = [as_plain(desk.get_record("claim", claim.id, space=HERE)) for claim in claims]
    ids = [claim.id for claim in claims]
    linked = sum(1 for link in desk.phrasings(space=HERE) if link.claim in ids)
    linked += len(desk.relations(ids, space=HERE))
    ends = []
    for of_thing in things.values():
        chain = [of_thing[number] for number in sorted(of_thing)]
        assert chain[0].before is None
        assert all(one.after == next_.before for one, next_ in pairwise(chain))
        assert all(revision.before != revision.after for revision in chain)
        ends.append(chain[-1])
    assert [end.after for end in ends if end.kind == "claim"] == kept
    assert len([end for end in ends if end.kind != "claim" and end.after]) == linked


class DeskSequences:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(steps=st.lists(STEPS, max_size=12))
    def test_after_any_changes_and_undoings_each_history_joins_up(
        self, desk: DeskStore, steps: list[Step]
    ) -> None:
        name = next(_names)
        claims = (a_private_claim(f"one-{name}"), a_private_claim(f"two-{name}"))
        done = [add(desk, *claims)]
        for step in steps:
            before = state_of(desk, claims)
            try:
                done.append(do(desk, step, claims, done))
            except (StaleError, NotFoundError):
                assert step[0] in ("undo", "redo", "unlink", "unrelate")
                assert state_of(desk, claims) == before
                continue
            if step[0] == "redo":
                assert state_of(desk, claims) == before
            check_undoing(desk, claims, done, before if step[0] != "redo" else None)
        check_history_joins_up(desk, claims)


def check_undoing(
    desk: DeskStore, claims: tuple[Claim, Claim], done: list[int], before: list[object] | None
) -> None:
    """Undo the last change and undo that: all is as it was before, and then after it."""
    after = state_of(desk, claims)
    try:
        undone = take_back(desk, done[-1])
    except NotFoundError:
        assert after == before  # nothing was changed, so there is nothing to undo
        return
    if before is not None:
        assert state_of(desk, claims) == before
    take_back(desk, undone)
    assert state_of(desk, claims) == after
