"""`gainsay evaluate`: how well does the matcher rank, and does it know when it does not know?"""

from __future__ import annotations

import shlex
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING, Any

import click

from bot.cli.memory import peak_megabytes, resident_megabytes
from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.output import print_json
from bot.cli.product import Product, open_product
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from bot.assembly import Progress
    from knowledge.evaluation.claim_sets import ClaimSet
    from knowledge.evaluation.peers import Method
    from knowledge.evaluation.report import Measured, Run

METHODS = ("ours", "bm25", "fts", "rapidfuzz", "meaning")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed."""

    folder: Path
    split: str
    methods: tuple[str, ...]
    halves: int
    seed: int
    limit: int | None
    ablate: bool
    write: Path | None
    as_json: bool

    @property
    def command(self) -> str:
        """The command without what belongs to this machine or this output."""
        typed = ["gainsay", "evaluate", self.folder.resolve().name, "--split", self.split]
        typed += [word for method in self.methods for word in ("--method", method)]
        typed += ["--halves", str(self.halves), "--seed", str(self.seed)]
        typed += ["--limit", str(self.limit)] if self.limit else []
        return shlex.join(typed + (["--ablate"] if self.ablate else []))


@click.command(
    short_help="Measure the matcher on a set of claims and questions.",
    epilog="Example: gainsay evaluate my-set --split dev --method ours --method bm25",
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--split", metavar="NAME", help="Which questions to ask, or articles to read.")
@click.option("--drafts", is_flag=True, help="Measure what is drafted from the articles in DIR.")
@click.option(
    "--method",
    "methods",
    type=click.Choice(METHODS),
    multiple=True,
    default=("ours",),
    show_default=True,
    help="What ranks the claims; may be given several times.",
)
@click.option(
    "--halves",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="How many times to draw the half of the questions that lose their claims.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="What to draw with."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask the first N questions.")
@click.option("--ablate", is_flag=True, help="Measure also what each guard is worth.")
@click.option("--write", type=_FILE, metavar="FILE", help="Write this set's section of FILE.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one method a line.")
def evaluate(folder: Path, drafts: bool, **typed: Any) -> None:
    """Measure the matcher on the set in DIR, through the product's own store.

    DIR holds claims.jsonl (an id, a text, and perhaps a title, claimant, reviewer, date, url
    and venue in each line's object), and for each split queries.NAME.jsonl (id, text) and
    qrels.NAME.tsv (question id, tab, id of a claim that it means). Your own store is not
    touched. Exits with 3 if questions were left out.

    With --drafts DIR holds articles: NAME.jsonl in which every attribution is marked (text,
    and spans of source, cue and content), or *.readings.json beside texts, as described in
    docs/measuring.md; --split, --limit, --write and --json count.
    """
    if drafts:
        from bot.cli.evaluate_drafts import evaluate_drafts

        kept = {name: typed[name] for name in ("split", "limit", "as_json", "write")}
        evaluate_drafts(folder, **kept)
        return
    if not typed["split"]:
        raise click.UsageError("Give --split NAME: which questions are to be asked?")
    wanted = _Wanted(folder, **typed)
    wanted = replace(wanted, methods=tuple(dict.fromkeys(wanted.methods)))
    claim_set = _read(wanted)
    if wanted.write:
        _read_page(wanted.write, claim_set)  # looked at before anything is measured for it
    run = _run(wanted, claim_set)
    with shown_progress() as progress:
        measured, guards = _measure(wanted, claim_set, run, progress)
    if not wanted.as_json:
        _print_tables(run, measured, guards)
    if wanted.write:
        # Read again: other runs may have written their sections meanwhile.
        page = _read_page(wanted.write, claim_set)
        _write_page(wanted.write, _rewritten(page, run, measured, guards, wanted))
    for left_out in claim_set.left_out:
        say(left_out)
    finish(ExitCode.LEFT_OUT if claim_set.left_out else ExitCode.DONE)


def _read(wanted: _Wanted) -> ClaimSet:
    from knowledge.evaluation.claim_sets import read_claim_set

    try:
        found = read_claim_set(wanted.folder, wanted.split, read_on=date.today())
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error
    return replace(found, questions=found.questions[: wanted.limit])


def _read_page(path: Path, claim_set: ClaimSet) -> str:
    """Return the page that this set's section is to be written into; empty if there is none."""
    from knowledge.evaluation.results_page import check

    if not path.resolve().parent.is_dir():
        raise click.UsageError(f"{path}: there is no such folder to write into")
    try:
        page = path.read_text(encoding="utf-8") if path.exists() else ""
        check(page, claim_set.name, claim_set.split)
    except (ValueError, OSError) as error:
        raise click.UsageError(f"{path} cannot be written into: {error}") from error
    return page


def _run(wanted: _Wanted, claim_set: ClaimSet) -> Run:
    from knowledge.evaluation.report import Run

    return Run(
        claim_set.name,
        claim_set.split,
        len(claim_set.claims),
        len(claim_set.questions),
        wanted.halves,
        wanted.seed,
    )


def _measure(
    wanted: _Wanted, claim_set: ClaimSet, run: Run, progress: Progress
) -> tuple[list[Measured], list[Measured]]:
    """Return the figures of each method, and of the product without each guard if wanted."""
    from knowledge.evaluation.ablation import without_each_guard
    from knowledge.evaluation.peers import ours

    measured, guards = [], []
    with open_product(claim_set, progress) as product:
        for name in wanted.methods:
            method, seconds = _method(name, product, claim_set)
            figures = _ask(method, claim_set, wanted, progress, timed=True)
            measured.append(_with_memory(replace(figures, index_seconds=seconds)))
            _print_json(wanted, run, measured[-1])
        if wanted.ablate:
            matcher = product.parts.matcher
            for method in (ours(matcher, "all guards"), *without_each_guard(matcher)):
                guards.append(_ask(method, claim_set, wanted, progress))
                _print_json(wanted, run, guards[-1])
    return measured, guards


def _method(name: str, product: Product, claim_set: ClaimSet) -> tuple[Method, float]:
    """Return the method of that name, and how many seconds it took to make it ready."""
    from knowledge.evaluation import peers

    parts = product.parts
    if name == "ours":
        seconds = product.stored_seconds + product.matched_seconds  # before the matcher is there
        return peers.ours(parts.matcher), seconds
    if name == "fts":
        return peers.fts(parts.store), product.stored_seconds
    if name == "meaning":
        seconds = product.matched_seconds
        encoder = parts.matcher.encoder
        if encoder is None:
            raise click.UsageError("--method meaning needs the encoder: it is not installed here")
        return peers.meaning(parts.store, encoder), seconds
    made = {"bm25": peers.bm25, "rapidfuzz": peers.fuzzy}
    began = time.perf_counter()
    return made[name](claim_set.claims), time.perf_counter() - began


def _ask(
    method: Method,
    claim_set: ClaimSet,
    wanted: _Wanted,
    progress: Progress,
    *,
    timed: bool = False,
) -> Measured:
    from knowledge.evaluation.figures import figures_of
    from knowledge.evaluation.report import Measured
    from knowledge.evaluation.trials import ask_all

    trials = ask_all(
        method,
        claim_set.questions,
        clock=time.perf_counter if timed else None,
        progress=lambda done, of: progress(f"Asking {method.name}", done, of),
    )
    return Measured(method.name, figures_of(trials, halves=wanted.halves, seed=wanted.seed))


def _with_memory(measured: Measured) -> Measured:
    return replace(
        measured, resident_megabytes=resident_megabytes(), peak_megabytes=peak_megabytes()
    )


def _print_json(wanted: _Wanted, run: Run, measured: Measured) -> None:
    from knowledge.evaluation.report import as_json

    if wanted.as_json:
        print_json(as_json(run, measured))


def _print_tables(run: Run, measured: Sequence[Measured], guards: Sequence[Measured]) -> None:
    from knowledge.evaluation.report import as_text, guards_table, tables

    click.echo(
        f"{run.name}, {run.split}: {run.claims:,} claims, {run.questions:,} questions;"
        f" {run.halves} halves, seed {run.seed}"
    )
    for table in tables(run, measured):
        click.echo("\n" + as_text(table))
    if guards:
        click.echo("\n" + as_text(guards_table(run, guards)))


def _rewritten(
    page: str,
    run: Run,
    measured: Sequence[Measured],
    guards: Sequence[Measured],
    wanted: _Wanted,
) -> str:
    from knowledge.evaluation.results_page import rewrite

    packages = ("gainsay", "numpy", "onnxruntime", "rapidfuzz")
    versions = {"Python": python_version()} | {name: version(name) for name in packages}
    return rewrite(page, run, measured, guards, command=wanted.command, versions=versions)


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror}")
        finish(ExitCode.WRONG_USAGE)
