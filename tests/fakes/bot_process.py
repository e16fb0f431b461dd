"""The bot as people run it: `gainsay serve` in a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class BotProcess:
    """A running bot. `log` is where its stderr goes."""

    process: asyncio.subprocess.Process
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """End it as a power cut would: it is told nothing."""
        self.process.send_signal(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop; return its exit code."""
        if self.process.returncode is None:
            self.process.terminate()
        async with asyncio.timeout(30):
            return await self.process.wait()


@asynccontextmanager
async def serving(
    platform: str, database: Path, environ: Mapping[str, str], *, log: Path | None = None
) -> AsyncIterator[BotProcess]:
    """Run `gainsay serve`; in the end it is killed if it still runs."""
    log = log or database.with_suffix(".log")
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GAINSAY_", "SLACK_", "DISCORD_"))
    }
    with log.open("ab") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "serve", platform),
            cwd=ROOT,
            env={**inherited, "GAINSAY_DATABASE": str(database), **environ},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=stderr,
            stderr=stderr,
        )
    try:
        yield BotProcess(process, log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
