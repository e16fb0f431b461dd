"""A run's figures as rows: for a program (JSON), for people (a table), for a page (Markdown)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.evaluation.figures import Figures

DIGITS = 4

Table = Sequence[Sequence[str]]
"""Rows of cells; the first row is the header."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One method's figures, and what they took.

    `index_seconds` is what it took to make ready what the method looks in. The megabytes are
    those of the whole process after its questions, everything measured before included. What was
    not, or cannot be, measured is None.
    """

    method: str
    figures: Figures
    index_seconds: float | None = None
    resident_megabytes: float | None = None
    peak_megabytes: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured with: the set, and how halves and resamples were drawn."""

    name: str
    split: str
    claims: int
    questions: int
    halves: int
    seed: int


def as_json(run: Run, measured: Measured) -> dict[str, Any]:
    """Return one method's figures as a flat object; None for what was not measured."""
    ranking, honesty, waiting = (
        measured.figures.ranking,
        measured.figures.honesty,
        measured.figures.waiting,
    )
    deciding = honesty.deciding if honesty else None
    figures = {
        "map_at_5": ranking.map_at_5,
        "map_at_5_low": ranking.low,
        "map_at_5_high": ranking.high,
        "mrr": ranking.mrr,
        "p_at_1": ranking.precision_at_1,
        "recall_at_20": ranking.recall_at_20,
        "auroc": honesty.auroc if honesty else None,
        "false_answers": honesty.false_answers if honesty else None,
        "ece": deciding.calibration_error if deciding else None,
        "answered": deciding.answered if deciding else None,
        "offered": deciding.offered if deciding else None,
        "quiet": deciding.quiet if deciding else None,
        "wrong_answers": deciding.wrong_answers if deciding else None,
        "median_ms": waiting.median_ms if waiting else None,
        "p99_ms": waiting.p99_ms if waiting else None,
        "index_seconds": measured.index_seconds,
        "resident_megabytes": measured.resident_megabytes,
        "peak_megabytes": measured.peak_megabytes,
    }
    rounded = {k: None if value is None else round(value, DIGITS) for k, value in figures.items()}
    return {
        "set": run.name,
        "split": run.split,
        "method": measured.method,
        "claims": run.claims,
        "questions": run.questions,
        "halves": run.halves,
        "seed": run.seed,
        **rounded,
    }


_Row = dict[str, Any]
_Columns = Sequence[tuple[str, Callable[[_Row], str]]]


def _share(name: str) -> Callable[[_Row], str]:
    return lambda row: "–" if row[name] is None else f"{row[name]:.3f}"


def _number(name: str, digits: int) -> Callable[[_Row], str]:
    return lambda row: "–" if row[name] is None else f"{row[name]:,.{digits}f}"


def _method(row: _Row) -> str:
    return str(row["method"])


def _precision(row: _Row) -> str:
    return f"{row['map_at_5']:.3f} ({row['map_at_5_low']:.3f}–{row['map_at_5_high']:.3f})"


_RIGHT: _Columns = (
    ("method", _method),
    ("MAP@5 (95 %)", _precision),
    ("MRR", _share("mrr")),
    ("P@1", _share("p_at_1")),
    ("R@20", _share("recall_at_20")),
    ("AUROC", _share("auroc")),
    ("false", _share("false_answers")),
    ("ECE", _share("ece")),
    ("answered", _share("answered")),
    ("offered", _share("offered")),
    ("wrong", _share("wrong_answers")),
)
_COSTS: _Columns = (
    ("method", _method),
    ("median ms", _number("median_ms", 1)),
    ("p99 ms", _number("p99_ms", 1)),
    ("index s", _number("index_seconds", 1)),
    ("MB", _number("resident_megabytes", 0)),
    ("peak MB", _number("peak_megabytes", 0)),
)
_GUARDS: _Columns = (
    ("guards", _method),
    ("MAP@5 (95 %)", _precision),
    ("AUROC", _share("auroc")),
    ("false", _share("false_answers")),
    ("ECE", _share("ece")),
    ("answered", _share("answered")),
    ("wrong", _share("wrong_answers")),
)


def tables(run: Run, measured: Sequence[Measured]) -> tuple[Table, Table]:
    """Return a row for each method: how right and honest it is, and what it takes."""
    return _table(_RIGHT, run, measured), _table(_COSTS, run, measured)


def guards_table(run: Run, measured: Sequence[Measured]) -> Table:
    """Return a row for the product, and for the product without each guard."""
    return _table(_GUARDS, run, measured)


def as_text(table: Table) -> str:
    """Return `table` with its columns aligned: the first to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(table: Table) -> str:
    """Return `table` as Markdown."""
    header, *rows = table
    rule = ["---"] + ["--:"] * (len(header) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def _table(columns: _Columns, run: Run, measured: Sequence[Measured]) -> Table:
    rows = [as_json(run, each) for each in measured]
    return [[title for title, _ in columns], *([cell(row) for _, cell in columns] for row in rows)]
