"""Work waits until Discord has been told that an answer will come."""

from __future__ import annotations

import asyncio

from bot.discord.deferring import Deferring


async def test_work_waits_while_its_delivery_is_being_acknowledged() -> None:
    deferring, done = Deferring(), []

    async def work() -> None:
        await deferring.wait("a")
        done.append("work")

    with deferring.acknowledging("a"):
        working = asyncio.create_task(work())
        await asyncio.sleep(0.01)
        done.append("acknowledged")
    await working
    assert done == ["acknowledged", "work"]


async def test_work_does_not_wait_for_what_nobody_here_acknowledges() -> None:
    async with asyncio.timeout(0.1):
        await Deferring().wait("of another process")


async def test_a_delivery_that_comes_twice_at_once_lets_the_work_go_on() -> None:
    deferring = Deferring()
    with deferring.acknowledging("a"), deferring.acknowledging("a"):
        pass
    async with asyncio.timeout(0.1):
        await deferring.wait("a")
