"""`python -m tests.load slack|discord`: many questions at once, on this machine alone.

The bot runs as `gainsay serve` in a process of its own, against a fake of the platform on
loopback. Exits with 1 if a question was acknowledged late, or not answered exactly once.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import click

MOST_QUESTIONS = 2_000
MOST_SECONDS = 300.0


@click.command()
@click.argument("platform", type=click.Choice(["slack", "discord"]))
@click.option("--questions", default=300, show_default=True, type=click.IntRange(1, MOST_QUESTIONS))
@click.option(
    "--seconds",
    default=120.0,
    show_default=True,
    type=click.FloatRange(1, MOST_SECONDS),
    help="How long to wait for all answers.",
)
def main(platform: str, questions: int, seconds: float) -> None:
    """Ask many questions at once; print how long acknowledgements and answers took."""
    measure = import_module(f"tests.load.{platform}").measure
    with tempfile.TemporaryDirectory() as folder:
        measured = asyncio.run(measure(questions, Path(folder), seconds=seconds))
    for line in measured.lines():
        click.echo(line)
    for problem in measured.problems:
        click.echo(f"  {problem}", err=True)
    sys.exit(1 if measured.problems else 0)


if __name__ == "__main__":
    main()
