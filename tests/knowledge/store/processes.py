"""Processes that tests start on one store, and kill."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]

Process = subprocess.Popen[str]


@contextmanager
def launched(
    module: str, names: Iterable[str], path: Path, *, count: int
) -> Iterator[Iterator[Process]]:
    """Give processes that wait to be told to start, none of which outlives the block.

    Each is launched while the one before it is in use: launching is the slow part.
    """
    processes: list[Process] = []

    def launch() -> Iterator[Process]:
        for name in names:
            command = [sys.executable, "-m", module, str(path), name, str(count)]
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
            processes.append(process)
            if len(processes) > 1:
                yield processes[-2]
        yield processes[-1]

    try:
        yield launch()
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def start(process: Process) -> None:
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()


def killed_after(process: Process, seconds: float) -> list[str]:
    """Let the process work for so long, kill -9 it, and return the lines that it said."""
    start(process)
    time.sleep(seconds)
    process.kill()
    assert process.stdout
    said = process.stdout.read()
    return said.split("\n")[:-1]  # a line that the kill cut off was not said
