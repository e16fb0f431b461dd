"""`gainsay serve slack` is killed while it tells who waited: each is told once all the same."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import closing
from pathlib import Path

from knowledge.matching.meaning import ENCODER_NAME
from knowledge.store.sqlite import open_sqlite_store
from tests.fakes.bot_process import serving
from tests.fakes.slack import FakeSlack
from tests.journeys.ferry import QUESTION, ferry, ferry_denied
from tests.journeys.serving.test_slack import STARTS_WITHIN_SECONDS, by_socket, deliver

SEED, KILLS, QUESTIONS = 20240503, 2, 12


async def test_killed_at_any_moment_it_tells_and_corrects_once(loaded: Path) -> None:
    fake, moments = FakeSlack(), random.Random(SEED)
    await fake.start()
    async with serving("slack", loaded, by_socket(fake)):
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        for n in range(QUESTIONS):
            await deliver(fake, fake.payloads.mention(QUESTION, user=f"U0{n}"))
        await fake.until(lambda: len(fake.posts) == QUESTIONS, seconds=STARTS_WITHIN_SECONDS)
    with closing(open_sqlite_store(loaded)) as store:
        store.add(ferry())
        for _ in range(KILLS):
            opened = fake.sockets.opened
            async with serving("slack", loaded, by_socket(fake)) as bot:
                await fake.sockets.connected(more_than=opened, seconds=STARTS_WITHIN_SECONDS)
                # It waits for two quiet seconds before it asks again.
                await asyncio.sleep(moments.uniform(1.8, 2.6))
                bot.kill()
                await bot.process.wait()
        async with serving("slack", loaded, by_socket(fake)) as bot:
            told = 2 * QUESTIONS
            await fake.until(lambda: len(fake.posts) >= told, seconds=STARTS_WITHIN_SECONDS)
            store.add(ferry_denied())
            news = fake.posts[QUESTIONS:]
            await fake.until(
                lambda: all(post.get("edits") for post in news), seconds=STARTS_WITHIN_SECONDS
            )
            assert await bot.stop() == 0
            assert "ferry" not in bot.said
    await fake.stop()
    assert set(Counter(post["thread_ts"] for post in fake.posts).values()) == {2}
    assert all("Denied by John Doe" in post["text"] for post in news)
    assert {post["edits"] for post in news} == {1}
    assert fake.complaints == []


async def test_what_is_recorded_while_it_runs_is_read_for_its_meaning(loaded: Path) -> None:
    fake = FakeSlack()
    await fake.start()
    async with serving("slack", loaded, by_socket(fake)) as bot:
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        with closing(open_sqlite_store(loaded)) as store:
            store.add(ferry())
            await fake.until(
                lambda: not store.claims_without_vectors(ENCODER_NAME),
                seconds=STARTS_WITHIN_SECONDS,
            )
        assert await bot.stop() == 0
    await fake.stop()
