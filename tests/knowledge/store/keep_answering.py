"""A process that keeps, takes and finishes jobs, and says so after each step: to be killed at it.

    python -m tests.knowledge.store.keep_answering PATH NAME COUNT

It says "ready", waits for a line, opens the store and gives back what was taken by those
before it. Then, COUNT times over, it keeps two jobs (`NAME-1`, `NAME-2` …), takes up to three,
and sends and finishes each, saying "kept KEY", "took KEY" ("doubted KEY" if a reply to it may
have been sent), "sent KEY", "finished KEY" once the store has returned. With a COUNT of 0 it
takes until nothing is due.
"""

from __future__ import annotations

import sys
from itertools import count as counting
from pathlib import Path

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import open_sqlite_store
from tests.contracts.conversation_records import NOW, a_job, a_reply

KINDS = ("slack.message",)


def say(doing: str, key: str) -> None:
    print(doing, key, flush=True)


def answer(kept: ConversationStore, name: str) -> int:
    """Take some jobs and do them; return how many that were."""
    jobs = kept.take_jobs(name, KINDS, now=NOW, until=NOW + 60, limit=3)
    for job in jobs:
        say("doubted" if job.reply else "took", job.key)
    for job in jobs:
        kept.note_sending(job.key, f"reply-{job.key}")
        kept.keep_reply(a_reply(f"reply-{job.key}"))
        say("sent", job.key)
        kept.finish_job(job.key, now=NOW)
        say("finished", job.key)
    return len(jobs)


def main(path: str, name: str, count: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    store = open_sqlite_store(Path(path))
    kept, numbers = store.conversations, counting(1)
    if count == "0":
        while answer(kept, name):
            pass
    else:
        for taker in kept.takers():
            kept.release(taker)
    for _ in range(int(count)):
        keys = [f"{name}-{next(numbers)}" for _ in range(2)]
        assert kept.keep_jobs([a_job(key) for key in keys]) == (True, True)
        for key in keys:
            say("kept", key)
        answer(kept, name)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
