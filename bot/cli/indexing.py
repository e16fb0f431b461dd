"""`gainsay index`: is everything that was imported read for its meaning, and is it indexed?

Answers need it; whoever opens the store does what is left of it. After an import it is done
in a process of its own, which anybody can watch from the store.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.outcomes import say
from bot.phrases.wording import count
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from knowledge.store.port import RecordStore


@click.command(
    short_help="Read what is new for its meaning.",
    epilog="Example: gainsay index --status",
)
@click.option("--status", is_flag=True, help="Only say how far it is.")
def index(status: bool) -> None:
    """Read the claims that are new for their meaning, and build the index of all claims.

    `gainsay import` starts it in the background. What is done stays done if it is stopped.
    """
    from bot.assembly import open_parts, open_store

    settings = read_settings()
    if status:
        with open_store(settings) as store:
            click.echo(_how_far(store))
        return
    with _alone(settings.database) as is_alone:
        if not is_alone:
            say("Another process does it already; gainsay index --status says how far it is.")
            return
        with shown_progress() as progress, open_parts(settings, progress=progress) as parts:
            parts.index()
            click.echo(_how_far(parts.store))


def start_indexing() -> str:
    """Start `gainsay index` in a process of its own; return what to tell about it."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "index"],
        stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True,
    )  # fmt: skip
    # It is not waited for: Python need not warn of that.
    process.returncode = 0
    return (
        f"What is new is read for its meaning in the background (process {process.pid}); "
        "gainsay index --status says how far it is."
    )


@contextmanager
def _alone(database: Path) -> Iterator[bool]:
    """Whether no other process does it; none begins meanwhile."""
    try:
        import fcntl
    except ImportError:  # Windows; twice the work does no harm
        yield True
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_name(f"{database.name}.indexing").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _how_far(store: RecordStore) -> str:
    from knowledge.matching.meaning import ENCODER_NAME

    total = store.count_claims()
    left = len(store.claims_without_vectors(ENCODER_NAME))
    return f"{max(total - left, 0):,} of {count(total, 'claim')} are read for their meaning"
