"""`gainsay calibrate`: how right and how honest is the matcher, and by which numbers?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.product import open_product
from bot.settings import Settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from bot.assembly import Progress
    from knowledge.evaluation.calibrating import Measured, QuestionSet
    from knowledge.evaluation.claim_questions import ClaimQuestions, Compared
    from knowledge.evaluation.claim_sets import ClaimSet
    from knowledge.evaluation.question_sets import Question
    from knowledge.matching.confidence import Thresholds
    from knowledge.matching.survey.weights import SurveyWeights

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITTEN = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed."""

    claims: tuple[Path, ...]
    split: str
    questions_a_set: int
    seed: int
    unless: tuple[tuple[Path, str], ...]
    survey: Path | None
    fitted: tuple[tuple[Path, Path], ...]
    reported: tuple[tuple[Path, Path], ...]
    without_guards: tuple[str, ...]
    write: Path | None

    def check(self) -> None:
        """Raise `click.UsageError` if what was typed does not go together."""
        from knowledge.evaluation.ablation import guard_names

        if not (self.claims or self.fitted or self.reported):
            raise click.UsageError("Give --claims DIR, --fit PACK FILE or --report PACK FILE.")
        if set(self.fitted) & set(self.reported):
            raise click.UsageError("A set that is fitted on cannot be reported on: name another.")
        if self.claims and not (self.survey or self.write):
            raise click.UsageError("--claims needs --survey FILE, --write FILE, or both.")
        if self.survey and not self.claims:
            raise click.UsageError("--survey needs --claims DIR: what is it to be fitted on?")
        unknown = set(self.without_guards) - set(guard_names())
        if unknown:
            raise click.UsageError(
                f"No guard is called {unknown.pop()}: {', '.join(guard_names())}"
            )
        for path in (self.survey, self.write):
            if path and not path.resolve().parent.is_dir():
                raise click.UsageError(f"{path}: there is no such folder to write into")


@click.command(
    short_help="Fit the matcher's numbers on question sets.",
    epilog="Example: gainsay calibrate --fit my-pack my-questions.jsonl --report other other.jsonl",
)
@click.option(
    "--claims", type=_FOLDER, multiple=True, metavar="DIR", help="A set to fit on; several may be."
)
@click.option(
    "--split",
    default="train",
    show_default=True,
    metavar="NAME",
    help="Which questions of --claims to ask.",
)
@click.option(
    "--questions-a-set",
    type=click.IntRange(1),
    default=2000,
    show_default=True,
    metavar="N",
    help="How many questions of each --claims to draw at most.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="What to draw with."
)
@click.option(
    "--unless",
    type=(_FOLDER, str),
    multiple=True,
    metavar="DIR SPLIT",
    help="Leave out questions of --claims that this split asks too; may be given several times.",
)
@click.option(
    "--survey", type=_WRITTEN, metavar="FILE", help="Where to write the survey's weights."
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
@click.option("--without", "without_guards", multiple=True, metavar="GUARD", help="Leave it out.")
@click.option("--write", type=_WRITTEN, metavar="FILE", help="Where to write the thresholds.")
def calibrate(**typed: Any) -> None:
    """Fit the matcher's numbers, and print how each question set goes.

    Without --claims and --fit, the numbers that ship are reported on. With --survey the weights
    of the survey are fitted on --claims, and go to a file in the form of
    knowledge/matching/survey/weights.toml; with --write the confidence and the decision go to
    one in the form of knowledge/matching/thresholds.toml: for many claims fitted on --claims, for
    few on --fit. DIR holds a set as `gainsay evaluate` reads it; FILE questions in the form that
    docs/measuring.md describes. Exits with 3 if questions of a set could not be used.
    """
    wanted = _Wanted(**typed)
    wanted.check()
    sets = [_read_set(folder, wanted.split) for folder in wanted.claims]
    asked_elsewhere = _asked_elsewhere(wanted)
    with ExitStack() as stack, shown_progress() as progress:
        opened = [
            stack.enter_context(_opened_set(each, wanted, asked_elsewhere, progress))
            for each in sets
        ]
        packs = [stack.enter_context(_opened(*pair)) for pair in wanted.fitted]
        weights = _fit_survey(wanted, opened, progress)
        thresholds = _fit_confidence(wanted, weights, opened, packs, progress)
        others = [stack.enter_context(_opened(*pair)) for pair in wanted.reported]
        for kind, reported in (("fitted", packs), ("reported", others)):
            for each in reported:
                disabled = frozenset(wanted.without_guards)
                matcher = replace(each.matcher, thresholds=thresholds, weights=weights)
                _print(kind, replace(each, matcher=replace(matcher, disabled_guards=disabled)))
    left_out = [line for each in sets for line in each.left_out]
    for line in left_out:
        say(line)
    finish(ExitCode.LEFT_OUT if left_out else ExitCode.DONE)


def _fit_survey(
    wanted: _Wanted, sets: Sequence[ClaimQuestions], progress: Progress
) -> SurveyWeights:
    """Return the weights of the survey: those that ship, or fitted anew, written and said."""
    from knowledge.evaluation.calibrating import counting
    from knowledge.evaluation.survey_fitting import as_toml, fit_survey, listed, right_first
    from knowledge.matching.survey.weights import load_survey_weights

    if not wanted.survey:
        return load_survey_weights()
    names: tuple[str, ...] = ()
    groups = []
    for each in sets:
        questions = ((question.text, question.golds) for question in each.questions)
        names, found = listed(questions, each.matcher, names, counting(progress, each))
        groups.append(found)
    try:
        weights = fit_survey(names, groups, ", ".join(each.name for each in sets))
    except ValueError as error:
        raise click.UsageError(f"The survey cannot be fitted: {error}.") from error
    _write(wanted.survey, as_toml(weights))
    for each, found in zip(sets, groups, strict=True):
        click.echo(
            f"surveyed {each.name}: a right claim among the candidates of {len(found)} of"
            f" {len(each.questions)}, first for {right_first(found, weights)}"
        )
    return weights


def _fit_confidence(
    wanted: _Wanted,
    weights: SurveyWeights,
    sets: Sequence[ClaimQuestions],
    packs: Sequence[QuestionSet],
    progress: Progress,
) -> Thresholds:
    """Return the thresholds: those that ship, or fitted anew, and written where that is wanted.

    They are fitted on what is considered under `weights`: the survey's score is a feature.
    """
    from knowledge.evaluation.calibrating import as_toml
    from knowledge.evaluation.calibrating import calibrate as fit_to
    from knowledge.matching.confidence import load_thresholds

    before = load_thresholds()
    if not (packs or (sets and wanted.write)):
        return before

    packs = [replace(e, matcher=replace(e.matcher, weights=weights)) for e in packs]
    sets = [replace(e, matcher=replace(e.matcher, weights=weights)) for e in sets]
    try:
        fitted = fit_to(packs, before, progress, claim_sets=sets)
    except ValueError as error:
        raise click.UsageError(f"The confidence cannot be fitted: {error}.") from error
    if wanted.write:
        _write(wanted.write, as_toml(fitted.thresholds))
    if fitted.kept:
        click.echo(f"too few examples of a {' and of a '.join(fitted.kept)}: kept as it was")
    return fitted.thresholds


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror}")
        finish(ExitCode.WRONG_USAGE)


def _print(kind: str, reported: QuestionSet) -> None:
    from knowledge.evaluation.calibrating import measure

    measured: Measured = measure(reported)
    quiet = measured.questions - measured.right - measured.wrong
    click.echo(
        f"{kind} {measured.name}: right {measured.right} of {measured.questions}, wrong"
        f" {measured.wrong}, else quiet {quiet}; calibration error"
        f" {measured.calibration_error:.3f}"
    )


def _read_set(folder: Path, split: str) -> ClaimSet:
    from knowledge.evaluation.claim_sets import read_claim_set

    try:
        return read_claim_set(folder, split, read_on=date.today())
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error


def _asked_elsewhere(wanted: _Wanted) -> frozenset[Compared]:
    """Return what the sets ask that are reported on: here, or as --unless says, elsewhere."""
    from knowledge.evaluation.claim_questions import compared

    sets = (_read_set(*pair) for pair in wanted.unless)
    asked = [question.text for each in sets for question in each.questions]
    asked += [q.question for _, file in wanted.reported for q in _read(file)]
    return frozenset(map(compared, asked))


@contextmanager
def _opened_set(
    claim_set: ClaimSet,
    wanted: _Wanted,
    asked_elsewhere: frozenset[Compared],
    progress: Progress,
) -> Iterator[ClaimQuestions]:
    from knowledge.evaluation.claim_questions import ClaimQuestions, drawn

    name = f"{claim_set.name}/{claim_set.split}"
    questions = drawn(
        claim_set.questions, wanted.questions_a_set, seed=wanted.seed, unless=asked_elsewhere
    )
    if not questions:
        raise click.UsageError(f"{name}: every question is asked in a set that is reported on")
    with open_product(claim_set, progress) as product:
        matcher = product.parts.matcher
        if matcher.encoder is None or matcher.vectors is None:
            raise click.UsageError("--claims needs the encoder: it is not installed here")
        yield ClaimQuestions(name, questions, matcher)


@contextmanager
def _opened(pack: Path, file: Path) -> Iterator[QuestionSet]:
    from bot.assembly import open_parts
    from knowledge.evaluation.calibrating import QuestionSet

    questions = _read(file)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "gainsay.sqlite", (pack,))
        with open_parts(settings) as parts:
            yield QuestionSet(f"{pack.name}/{file.stem}", questions, parts.matcher)


def _read(file: Path) -> tuple[Question, ...]:
    from knowledge.evaluation.question_sets import read_questions

    try:
        return read_questions(file)
    except ValueError as error:
        raise click.UsageError(f"{file} holds no questions with expectations: {error}") from error
