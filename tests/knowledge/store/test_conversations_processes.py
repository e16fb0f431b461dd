"""Several processes on one inbox, and processes that are killed while they answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import open_sqlite_store
from tests.contracts.conversation_records import HERE, NOW, a_job
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.keep_answering import KINDS
from tests.knowledge.store.processes import killed_after, launched, start

MODULE = "tests.knowledge.store.keep_answering"
SEED = 20240502
KILLS = 20
LONGEST_LIFE_SECONDS = 0.25
JOBS = 300
ROUNDS = 6


def steps(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a process said, each as (doing, key)."""
    return [(doing, key) for doing, key in (line.split() for line in lines)]


def drain(kept: ConversationStore) -> dict[str, str]:
    """Do all that waits; return for each job's key the reply that may have been sent before."""
    for taker in kept.takers():
        kept.release(taker)
    waiting = kept.take_jobs("last", KINDS, now=NOW, until=NOW + 60, limit=100_000)
    for job in waiting:
        kept.finish_job(job.key, now=NOW)
    return {job.key: job.reply for job in waiting}


def test_a_kill_at_any_moment_loses_no_job_and_lets_none_be_done_twice(tmp_path: Path) -> None:
    lifetimes = random.Random(SEED)
    path = tmp_path / "gainsay.db"
    did: list[tuple[str, str]] = []
    with launched(MODULE, (f"p{n}" for n in range(KILLS)), path, count=100_000) as processes:
        for process in processes:
            did += steps(killed_after(process, lifetimes.uniform(0, LONGEST_LIFE_SECONDS)))
            open_sqlite_store(path).close()
            assert problems_in(path) == []
    with closing(open_sqlite_store(path)) as store:
        left = drain(store.conversations)
        check_what_was_done(did, left, store.conversations)
    assert len(did) > 10 * KILLS  # or the processes hardly ever got to work


def check_what_was_done(
    did: list[tuple[str, str]], left: dict[str, str], kept: ConversationStore
) -> None:
    over, sent = set[str](), set[str]()
    for doing, key in did:
        assert key not in over, f"{doing} {key} after it was finished"
        # What may have been sent is never taken again as if nothing had been.
        assert doing != "took" or key not in sent
        if doing in ("sent", "finished"):
            (sent if doing == "sent" else over).add(key)
    said_kept = {key for doing, key in did if doing == "kept"}
    # A kill after the end was written and before it was said leaves a job that is over.
    unsaid = said_kept - over - set(left)
    assert len(unsaid) <= KILLS
    assert unsaid <= sent
    assert not over & set(left)
    assert not any(kept.keep_jobs([a_job(key) for key in said_kept]))  # all are known
    assert all(left[key] == f"reply-{key}" for key in sent & set(left))
    assert all(kept.find_reply(f"reply-{key}", space=HERE) for key in sent)


def test_processes_that_take_at_once_never_get_the_same_job(tmp_path: Path) -> None:
    # On a busy machine one process may have done all before the others begin: then again.
    rounds = (take_together(tmp_path / f"{n}.db") for n in range(ROUNDS))
    assert any(busy > 1 for busy in rounds)


def take_together(path: Path) -> int:
    """Let processes take all jobs, none twice; return how many of them got any."""
    with closing(open_sqlite_store(path)) as store:
        store.conversations.keep_jobs([a_job(f"event-{n}") for n in range(JOBS)])
    with launched(MODULE, "abc", path, count=0) as processes:
        together = list(processes)
        for process in together:
            start(process)
        did = [steps(process.communicate()[0].splitlines()) for process in together]
        assert [process.returncode for process in together] == [0, 0, 0]
    takers = [{key for doing, key in of_one if doing == "took"} for of_one in did]
    taken = Counter(key for keys in takers for key in keys)
    assert len(taken) == taken.total() == JOBS
    assert problems_in(path) == []
    return sum(bool(keys) for keys in takers)
