"""Changes are noticed once, together, by one process, and whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.inbox.running import Inbox
from bot.reply import Reply
from bot.telling.finding import Finding
from bot.telling.watching import Pauses, Watcher
from knowledge.store.desk_port import Change, Phrasing, Who
from knowledge.store.sqlite import SqliteStore
from tests.bot.conversation.talking import CHANNEL, Talk
from tests.builders import some_records
from tests.journeys.ferry import QUESTION, ferry, ferry_denied

UNLIKE = "What is up with that boat place shutting down?"
"""Means the ferry's claim, and has none of its words."""
ELSEWHERE = "another-host/7/feed"
"""A process of another machine."""
QUICK = Pauses(look_seconds=0.01, quiet_seconds=0.03, rest=0.0)
KINDS = ("slack.correct", "slack.tell")


@asynccontextmanager
async def watching(
    talk: Talk,
    *,
    inbox: Inbox | None = None,
    read_new: Callable[[], int] = lambda: 0,
    pauses: Pauses = QUICK,
) -> AsyncIterator[Watcher]:
    inbox = inbox or Inbox(talk.kept)
    watcher = Watcher(Finding(talk.bot.known), inbox, read_new=read_new, pauses=pauses)
    task = asyncio.create_task(watcher.run())
    try:
        yield watcher
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await inbox.close()


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def waiting(talk: Talk) -> int:
    return talk.kept.count_waiting(KINDS)


async def test_what_was_there_before_the_first_start_is_no_news(talk: Talk) -> None:
    talk.answer(QUESTION)
    talk.matcher.store.add(ferry())
    async with watching(talk) as watcher:
        await until(watcher.is_up_to_date)
        assert waiting(talk) == watcher.asked == 0


async def test_a_change_makes_the_jobs_that_follow_from_it_once(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer(QUESTION)
    async with watching(talk) as watcher:
        await until(watcher.is_up_to_date)
        store.add(ferry())
        await until(lambda: waiting(talk) == 1 and watcher.is_up_to_date())
    async with watching(talk) as watcher:
        await asyncio.sleep(0.1)
        assert (waiting(talk), watcher.asked) == (1, 0)


async def test_a_process_that_was_killed_before_it_was_done_makes_no_second_job(
    talk: Talk, store: SqliteStore
) -> None:
    sent(talk, talk.answer(QUESTION))
    async with watching(talk) as watcher:
        await until(watcher.is_up_to_date)
    before = talk.kept.find_value("telling.done")
    assert before is not None
    store.add(ferry())
    for _ in range(2):
        async with watching(talk) as watcher:
            await until(watcher.is_up_to_date)
        assert waiting(talk) == 1
        talk.kept.set_value("telling.done", before)


async def test_many_changes_in_a_row_are_dealt_with_together(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer("Who said that the moon is made of cheese?")
    async with watching(talk, pauses=replace(QUICK, quiet_seconds=0.3)) as watcher:
        await until(watcher.is_up_to_date)
        for n in range(20):
            store.add(ferry(topics=(f"topic {n}",)))
            await asyncio.sleep(0.02)
        assert watcher.asked == 0
        await until(watcher.is_up_to_date)
        assert watcher.asked == 1


async def test_changes_that_never_end_are_dealt_with_all_the_same(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer(QUESTION)
    pauses = replace(QUICK, quiet_seconds=60.0, longest_seconds=0.2)
    async with watching(talk, pauses=pauses) as watcher:
        await until(watcher.is_up_to_date)
        for n in range(200):
            store.add(ferry(topics=(f"topic {n}",)))
            await asyncio.sleep(0.01)
            if watcher.asked:
                break
        assert watcher.asked


async def test_questions_are_asked_again_only_after_a_rest_and_replies_corrected_at_once(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    sent(talk, talk.answer(QUESTION))
    talk.answer("Who said that the moon is made of cheese?")
    async with watching(talk, pauses=replace(QUICK, rest=1e9)) as watcher:
        await until(watcher.is_up_to_date)
        store.add(ferry(hedge="may"))
        await until(lambda: watcher.asked == 1 and waiting(talk) == 1)
        store.add(ferry(hedge="might"))
        await until(lambda: waiting(talk) == 2)
        assert watcher.asked == 1
        assert not watcher.is_up_to_date()


async def test_of_two_processes_one_looks_and_the_other_takes_over(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer(QUESTION)
    async with watching(talk, pauses=replace(QUICK, lease_seconds=60.0)) as second:
        await until(second.is_up_to_date)
        async with watching(talk, inbox=Inbox(talk.kept, taker=ELSEWHERE)) as first:
            store.add(ferry())
            await until(second.is_up_to_date)
            assert (first.asked, second.asked) == (0, 1)
    async with watching(talk, inbox=Inbox(talk.kept, taker=ELSEWHERE)) as first:
        store.add(ferry_denied())
        await until(first.is_up_to_date)


async def test_what_editors_link_lets_questions_be_asked_again(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    talk.answer(UNLIKE)
    async with watching(talk) as watcher:
        await until(watcher.is_up_to_date)
        assert watcher.asked == 0
        link = Phrasing(CHANNEL.space, UNLIKE, "ferry-landing")
        store.desk.change(Change(link=[link]), space=link.space, who=Who("U1"), at=1.0, why="")
        await until(lambda: watcher.asked == 1)


async def test_new_claims_are_read_for_their_meaning_before_questions_are_asked_again(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer(QUESTION)
    asked_before: list[int] = []

    def read_new() -> int:
        asked_before.append(watcher.asked)
        if len(asked_before) > 1:
            return 0
        store.add(ferry())  # reading counts as a change: not as another one
        return 1

    async with watching(talk, read_new=read_new) as watcher:
        await until(watcher.is_up_to_date)
        assert asked_before == []
        store.add(some_records())
        await until(lambda: waiting(talk) == 1 and watcher.is_up_to_date())
        assert (asked_before, watcher.asked) == ([0], 1)


def test_an_older_copy_of_the_records_has_everything_looked_at_again(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    watcher = Watcher(Finding(talk.bot.known), Inbox(talk.kept))
    number = store.change_number()
    talk.kept.set_value("telling.done", f"{number} {number} 0")
    assert watcher.is_up_to_date()
    talk.kept.set_value("telling.done", f"{number + 5} {number + 5} 0")
    assert not watcher.is_up_to_date()


def sent(talk: Talk, reply: Reply) -> None:
    """Let the reply be a message that everybody sees."""
    talk.bot.sent(reply.id, CHANNEL.channel, f"1700000000.{reply.id[:6]}")
