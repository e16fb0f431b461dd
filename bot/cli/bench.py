"""`gainsay bench`: how long does an answer take, here and with a million claims?"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.bench_table import kinds_table, sizes_table
from bot.cli.output import print_json
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

COLD_QUESTION = "Who said Russia wants hundreds of ballistic missiles?"
FEWEST_QUESTIONS, MOST_QUESTIONS = 12, 1_000
_FOLDER = click.Path(file_okay=False, path_type=Path)


def _read_sizes(
    _context: click.Context, _option: click.Parameter, typed: str | None
) -> tuple[int, ...] | None:
    """Read numbers of claims, parted by commas; the smallest comes first."""
    if typed is None:
        return None
    parts = [part.strip() for part in typed.split(",")]
    if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
        raise click.BadParameter(f"{typed!r} is not a list of numbers such as 1000,10000.")
    return tuple(sorted({int(part) for part in parts}))


@click.command(
    short_help="Measure how long an answer takes.",
    epilog="Example: gainsay bench --claims 1000,10000 --folder /tmp/bench",
)
@click.option("--cold", default=5, show_default=True, help="How many cold starts to time.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one figure or size a line.")
@click.option(
    "--claims",
    "sizes",
    callback=_read_sizes,
    metavar="N,N…",
    help="Measure stores of so many invented claims instead of your own store.",
)
@click.option(
    "--questions",
    type=click.IntRange(FEWEST_QUESTIONS, MOST_QUESTIONS),
    default=400,
    show_default=True,
    help="How many questions each store is asked, with --claims.",
)
@click.option("--seed", default=1, show_default=True, help="Which claims are invented.")
@click.option("--folder", type=_FOLDER, help="Keep the stores there, and use them again.")
@click.option(
    "--peers/--no-peers", default=True, help="Time plain searches on the same questions, too."
)
def bench(
    cold: int,
    as_json: bool,
    sizes: Sequence[int] | None,
    questions: int,
    seed: int,
    folder: Path | None,
    peers: bool,
) -> None:
    """Time `gainsay ask` from a cold start, and warm answers beside a plain fuzzy search.

    A cold start is a new process on a store that is loaded already. With --claims, stores
    of invented claims are built and measured instead: answers on one core and on two, start,
    memory, and how soon an added claim is found. Up to 10,000 claims their vectors are
    encoded, beyond that most are drawn; a million claims take a quarter of an hour to build and
    4 GB of disk. Machines differ and are shared: compare figures of one run, not of two
    machines.
    """
    if sizes is None:
        _bench_own(cold, as_json=as_json)
        return
    from bot.cli.bench_sizes import Bench

    measured = []
    with _kept_or_not(folder) as where:
        plan = Bench(where, seed, questions, peers, lambda doing: click.echo(doing, err=True))
        for claims in sizes:
            measured.append(plan.measure(claims))
            if as_json:
                print_json(measured[-1])
    if not as_json:
        click.echo(f"{sizes_table(measured)}\n\n{kinds_table(measured)}")


def _bench_own(cold: int, *, as_json: bool) -> None:
    """Measure the store that is set, as it is."""
    from bot.assembly import open_parts
    from knowledge.evaluation.speed import Timed, asked_of, time_answers, time_peer

    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        matcher = parts.matcher
        questions = asked_of(parts.store)
        timed = [
            time_answers(matcher, questions, time.perf_counter),
            time_peer(matcher, questions, time.perf_counter),
        ]
    taken = sorted(_cold_starts(cold))
    if taken:
        timed.insert(0, Timed("gainsay ask, cold", cold, statistics.median(taken), taken[-1]))
    for figure in timed:
        if as_json:
            print_json(asdict(figure))
        else:
            click.echo(
                f"{figure.what}: median {figure.median_ms:.1f} ms, p99 {figure.p99_ms:.1f} ms"
                f" over {figure.calls} calls"
            )


def _cold_starts(times: int) -> Iterator[float]:
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", "ask", COLD_QUESTION], check=False, capture_output=True
        )
        yield (time.perf_counter() - began) * 1000


@contextmanager
def _kept_or_not(folder: Path | None) -> Iterator[Path]:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory() as passing:
        yield Path(passing)
