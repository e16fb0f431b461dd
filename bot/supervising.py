"""Keeping services running: one that stops is started again, one that cannot run is reported.

The others go on meanwhile: a wrong token for one platform silences that platform alone.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.logs import said_of
from bot.service import Health, Service, ServiceError

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
_SETTLED_SECONDS = 120.0
"""A service that ran so long begins with short pauses again."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Supervisor:
    """Runs services. `report` is told, in a line, why one of them cannot run."""

    services: tuple[Service, ...]
    report: Callable[[str], None]
    first_pause_seconds: float = FIRST_PAUSE_SECONDS
    restarts: int = 0
    _failed: dict[str, ServiceError] = field(default_factory=dict)

    async def run(self) -> None:
        """Run all until cancelled; return when none of them can run."""
        async with asyncio.TaskGroup() as tasks:
            for service in self.services:
                tasks.create_task(self._keep(service))

    def health(self) -> Mapping[str, Health]:
        """Return how each service is doing."""
        return {
            service.name: (
                Health(is_well=False, figures={"can_run": False})
                if service.name in self._failed
                else service.health()
            )
            for service in self.services
        }

    async def _keep(self, service: Service) -> None:
        pause = self.first_pause_seconds
        while True:
            began = time.monotonic()
            try:
                await service.run()
                _log.warning("%s stopped; it is started again", service.name)
            except ServiceError as error:
                self._failed[service.name] = error
                self.report(str(error))
                return
            except Exception as error:  # the outermost place: it is said, and started again
                _log.error("%s stopped: %s; it is started again", service.name, said_of(error))
            if time.monotonic() - began > _SETTLED_SECONDS:
                pause = self.first_pause_seconds
            self.restarts += 1
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def until_stopped(running: Iterable[asyncio.Task[None]], stop: asyncio.Event) -> None:
    """Wait until `stop` is set or the first of `running` ends; then cancel and end them all.

    Raises what one of them raised.
    """
    tasks = [*running, asyncio.ensure_future(_set(stop))]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


async def _set(stop: asyncio.Event) -> None:
    await stop.wait()
