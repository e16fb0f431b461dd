"""docs/results.md: one section for each set and split, each written by one run.

A run replaces its own section and leaves the others. The page holds figures and names of sets,
never their text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.evaluation.report import (
    Measured,
    Run,
    as_markdown,
    guards_table,
    tables,
)

HEAD = """\
# Results

Written by `gainsay evaluate … --write`; change nothing by hand. Each set is indexed through the
product's own store and asked through its own matcher; the other methods rank the same claims in
the same run. The sets are measured with and not part of Gainsay.

- MAP@5, MRR, P@1 and recall@20 (R@20) are means over all questions of the split. In brackets:
  between which bounds MAP@5 lies in 95 % of 1,000 resamples of the questions. MAP@5 is divided by
  the number of claims that a question means, as the CheckThat! scorers do.
- AUROC and what stands right of it are means over drawings in which a random half of the questions
  lose the claims that they mean. *False*: the share of these answered where 90 % of the others
  are. *ECE*: the expected calibration error of the confidence that the first claim is right (10
  bins). *Answered*, *offered*: the share of all questions met with an answer, or with "did you
  mean". *Wrong*: the share of answers that show a claim which is not meant.
- A method that only ranks has a score and no confidence: it decides nothing.
- Milliseconds are those of a whole `answer()`, or of a peer's ranking, each question asked once;
  MB those of the whole process. Machines differ: compare within one table.
- Drafts from articles: *claims* and *responses* count readings that were found with the right
  speaker, each by a draft of its own; *wrong* are drafts that mean no reading or have another
  speaker (*speaker*); *wrong links* are responses under a claim that they do not answer.
  Attributions are right where content (half of the shorter one) and source agree. Articles called
  *blind* were never looked at while the rules were written.
"""


def rewrite(
    page: str,
    run: Run,
    methods: Sequence[Measured],
    guards: Sequence[Measured],
    *,
    command: str,
    versions: Mapping[str, str],
) -> str:
    """Return `page` (empty if there is none yet) with the section of `run`.

    `guards` are the rows of an ablation, if one was made. Raises `ValueError` as `check` does.
    """
    return _put(page, run, _body(run, methods, guards, command, versions))


def put_section(page: str, name: str, split: str, lines: Sequence[str]) -> str:
    """Return `page` with a section of `lines`, under a heading. Raises as `check` does."""
    run = Run(name, split, 0, 0, 0, 0)
    return _put(page, run, [f"## {_plain(name)}, {_plain(split)}", "", *lines])


def check(page: str, name: str, split: str) -> None:
    """Raise `ValueError` if `page` has a section of that set and split that does not end."""
    _place(page, Run(name, split, 0, 0, 0, 0))


def _body(
    run: Run,
    methods: Sequence[Measured],
    guards: Sequence[Measured],
    command: str,
    versions: Mapping[str, str],
) -> list[str]:
    with_versions = ", ".join(f"{what} {version}" for what, version in versions.items())
    lines = [
        f"## {_plain(run.name)}, {_plain(run.split)}",
        "",
        f"{run.claims:,} claims, {run.questions:,} questions; {run.halves} halves, seed"
        f" {run.seed}. {with_versions}.",
        "",
        "```",
        command,
        "```",
    ]
    for table in tables(run, methods):
        lines += ["", as_markdown(table)]
    if guards:
        lines += ["", "Each guard taken out:", "", as_markdown(guards_table(run, guards))]
    return lines


def _put(page: str, run: Run, lines: Sequence[str]) -> str:
    section = "\n".join((_begin(run), *lines, _end(run), ""))
    place = _place(page, run)
    if place:
        return page[: place[0]] + section + page[place[1] :]
    return (page.rstrip("\n") or HEAD.rstrip("\n")) + "\n\n" + section


def _place(page: str, run: Run) -> tuple[int, int] | None:
    """Return where the section of `run` begins and ends; None if there is none."""
    start = page.find(_begin(run))
    if start < 0:
        return None
    end = page.find(_end(run) + "\n", start)
    if end < 0:
        raise ValueError(f"the section of {run.name}, {run.split} has no end: {_end(run)}")
    return start, end + len(_end(run)) + 1


def _begin(run: Run) -> str:
    return f"<!-- begin {_plain(run.name)} {_plain(run.split)} -->"


def _end(run: Run) -> str:
    return f"<!-- end {_plain(run.name)} {_plain(run.split)} -->"


def _plain(name: str) -> str:
    """Return `name` without what could end a comment or start markup."""
    return re.sub(r"[^\w.]+", "-", name)
