"""`gainsay bench` and `gainsay calibrate`: how fast is it, how honest, and by which numbers?"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import print_json
from bot.settings import Settings, read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from knowledge.evaluation.calibrating import Measured, QuestionSet

COLD_QUESTION = "Who said Russia wants hundreds of ballistic missiles?"
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Measure how long an answer takes.", epilog="Example: gainsay bench")
@click.option("--cold", default=5, show_default=True, help="How many cold starts to time.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one figure a line.")
def bench(cold: int, as_json: bool) -> None:
    """Time `gainsay ask` from a cold start, and warm answers beside a plain fuzzy search.

    A cold start is a new process on a store that is loaded already. Machines differ and are
    shared: compare figures of one run, not of two machines.
    """
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


@click.command(
    short_help="Fit the matcher's numbers on question sets.",
    epilog="Example: gainsay calibrate --fit my-pack my-questions.jsonl --report other other.jsonl",
)
@click.option(
    "--fit",
    "fitted",
    type=(_FOLDER, _FILE),
    multiple=True,
    metavar="PACK FILE",
    help="A pack and questions about it to fit on; may be given several times.",
)
@click.option(
    "--report",
    "reported",
    type=(_FOLDER, _FILE),
    multiple=True,
    metavar="PACK FILE",
    help="A pack and questions to report on, which must not be among those fitted on.",
)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Where to write.")
def calibrate(
    fitted: Sequence[tuple[Path, Path]], reported: Sequence[tuple[Path, Path]], write: Path | None
) -> None:
    """Fit the numbers in thresholds.toml, and print how each question set goes.

    Without --fit, the numbers that ship are reported on. With --write the fitted numbers go
    to a file in the form of knowledge/matching/thresholds.toml. FILE holds questions in the
    form that docs/measuring.md describes.
    """
    from dataclasses import replace

    from knowledge.evaluation.calibrating import as_toml, measure
    from knowledge.evaluation.calibrating import calibrate as fit_to
    from knowledge.matching.confidence import load_thresholds

    if not fitted and not reported:
        raise click.UsageError("Give --fit PACK FILE, --report PACK FILE, or both.")
    if set(fitted) & set(reported):
        raise click.UsageError("A set that is fitted on cannot be reported on: name another.")
    thresholds = load_thresholds()
    with ExitStack() as stack, shown_progress() as progress:
        if fitted:
            sets = [stack.enter_context(_opened(*pair)) for pair in fitted]
            thresholds = fit_to(sets, thresholds, lambda n, of: progress("Fitting", n, of))
            if write:
                write.write_text(as_toml(thresholds), encoding="utf-8")
        for kind, pairs in (("fitted", fitted), ("reported", reported)):
            for pair in pairs:
                opened = stack.enter_context(_opened(*pair))
                opened = replace(opened, matcher=replace(opened.matcher, thresholds=thresholds))
                _print(kind, measure(opened))


def _print(kind: str, measured: Measured) -> None:
    quiet = measured.questions - measured.right - measured.wrong
    click.echo(
        f"{kind} {measured.name}: right {measured.right} of {measured.questions}, wrong"
        f" {measured.wrong}, else quiet {quiet}; calibration error"
        f" {measured.calibration_error:.3f}"
    )


@contextmanager
def _opened(pack: Path, file: Path) -> Iterator[QuestionSet]:
    from bot.assembly import open_parts
    from knowledge.evaluation.calibrating import QuestionSet
    from knowledge.evaluation.question_sets import read_questions

    try:
        questions = read_questions(file)
    except ValueError as error:
        raise click.UsageError(f"{file} holds no questions with expectations: {error}") from error
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "gainsay.sqlite", (pack,))
        with open_parts(settings) as parts:
            yield QuestionSet(f"{pack.name}/{file.stem}", questions, parts.matcher)
