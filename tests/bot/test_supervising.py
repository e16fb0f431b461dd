from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.service import Health, ServiceError
from bot.supervising import Supervisor, until_stopped

Behave = Callable[[int], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class AService:
    """A service that behaves as it is told in each of its runs, counted from 1."""

    name: str
    behave: Behave
    runs: int = 0
    ran: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        self.runs += 1
        await self.behave(self.runs)
        self.ran.set()
        await asyncio.Event().wait()

    def health(self) -> Health:
        return Health(is_well=True)


async def _goes_on(_run: int) -> None:
    pass


async def _cannot(_run: int) -> None:
    raise ServiceError("slack", "the token is wrong; set SLACK_BOT_TOKEN again")


async def _falls_twice(run: int) -> None:
    if run <= 2:
        raise ValueError("did Kirby say so?")


async def test_a_service_that_falls_over_is_started_again(caplog: pytest.LogCaptureFixture) -> None:
    service = AService("slack", _falls_twice)
    supervisor = Supervisor((service,), pytest.fail, first_pause_seconds=0.01)
    running = asyncio.create_task(supervisor.run())
    await asyncio.wait_for(service.ran.wait(), 5)
    running.cancel()
    assert (service.runs, supervisor.restarts) == (3, 2)
    assert "ValueError" in caplog.text
    assert "Kirby" not in caplog.text


async def test_a_service_that_cannot_run_is_reported_and_the_others_go_on() -> None:
    reported: list[str] = []
    bad, good = AService("slack", _cannot), AService("discord", _goes_on)
    supervisor = Supervisor((bad, good), reported.append)
    running = asyncio.create_task(supervisor.run())
    await asyncio.wait_for(good.ran.wait(), 5)
    assert not running.done()
    assert reported == ["slack: the token is wrong; set SLACK_BOT_TOKEN again"]
    assert {n: h.is_well for n, h in supervisor.health().items()} == {
        "slack": False,
        "discord": True,
    }
    running.cancel()


async def test_when_nothing_can_run_it_ends() -> None:
    supervisor = Supervisor((AService("slack", _cannot),), lambda _line: None)
    await asyncio.wait_for(supervisor.run(), 5)


async def test_a_stop_ends_all_that_runs() -> None:
    stop = asyncio.Event()
    service = AService("slack", _goes_on)
    running = asyncio.create_task(Supervisor((service,), pytest.fail).run())
    waiting = asyncio.create_task(until_stopped([running], stop))
    await asyncio.wait_for(service.ran.wait(), 5)
    stop.set()
    await asyncio.wait_for(waiting, 5)
    assert running.cancelled()


async def test_what_ends_first_ends_the_others_and_a_fault_is_not_swallowed() -> None:
    async def falls() -> None:
        raise ValueError("a fault")

    async def goes_on() -> None:
        await asyncio.Event().wait()

    other = asyncio.create_task(goes_on())
    with pytest.raises(ValueError, match="a fault"):
        await until_stopped([asyncio.create_task(falls()), other], asyncio.Event())
    assert other.cancelled()
