"""Processes that are killed while editors change records."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from knowledge.model import Claim, Response
from knowledge.store.desk_port import DeskStore, DraftState
from knowledge.store.sqlite import open_sqlite_store
from knowledge.vocabulary import State
from tests.builders import some_records
from tests.contracts.conversation_records import HERE
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.processes import killed_after, launched

MODULE = "tests.knowledge.store.keep_editing"
SEED = 20240502
KILLS = 12
LONGEST_LIFE_SECONDS = 0.25


def test_a_kill_at_any_moment_leaves_each_change_whole_or_undone_or_not_begun(
    tmp_path: Path,
) -> None:
    lifetimes = random.Random(SEED)
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
    said: list[str] = []
    with launched(MODULE, (f"k{n}" for n in range(KILLS)), path, count=100_000) as processes:
        for process in processes:
            said += killed_after(process, lifetimes.uniform(0, LONGEST_LIFE_SECONDS))
            open_sqlite_store(path).close()
            assert problems_in(path) == []
    with closing(open_sqlite_store(path)) as store:
        check_each_is_whole(store.desk, said)
    assert len(said) > KILLS  # or the processes hardly ever got to work


def check_each_is_whole(desk: DeskStore, said: list[str]) -> None:
    published = {name for what, name in map(str.split, said) if what == "published"}
    undone = {name for what, name in map(str.split, said) if what == "undone"}
    claims = [link.claim for link in desk.phrasings(space=HERE)]
    waiting = {draft.id for draft in desk.list_drafts(space=HERE)}
    revisions = desk.changes_by(space=HERE, limit=10**6)
    begun = {each.subject.removeprefix("claim-") for each in revisions if each.kind == "claim"}
    assert published <= begun
    # A kill after the end was written and before it was said.
    assert len(begun - published) <= KILLS
    for name in begun:
        history = desk.history(f"claim-{name}", space=HERE)
        is_undone = f"draft-{name}" in waiting
        assert is_undone or name not in undone
        kinds = sorted(["claim", "phrasing", "relation"] * (1 + is_undone))
        assert sorted(each.kind for each in history) == kinds
        assert len({each.change for each in history}) == 1 + is_undone
        assert is_undone == (f"claim-{name}" not in claims)
        state = State.WITHDRAWN if is_undone else State.PUBLISHED
        for kind in ("claim", "response"):
            record = desk.get_record(kind, f"{kind}-{name}", space=HERE)
            assert isinstance(record, Claim | Response)
            assert record.state is state
        found = desk.find_draft(f"draft-{name}", space=HERE)
        assert found
        assert found.state is (DraftState.WAITING if is_undone else DraftState.PUBLISHED)
