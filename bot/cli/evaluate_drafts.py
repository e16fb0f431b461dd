"""`gainsay evaluate --drafts`: how good is what is drafted from articles?"""

from __future__ import annotations

import shlex
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import click

from bot.cli.output import print_json
from bot.terminal.progress import shown_progress

Tables = list[list[list[str]]]


def evaluate_drafts(
    folder: Path, *, split: str | None, limit: int | None, as_json: bool, write: Path | None
) -> None:
    """Measure on the articles in `folder`, print the figures, and write them if wanted."""
    from knowledge.errors import DocumentError
    from knowledge.evaluation.report import as_text

    try:
        tables = _of_marked(folder, split, limit, as_json) if split else _of_read(folder, as_json)
        if write:
            _write(write, folder, split, tables)
    except (ValueError, OSError, DocumentError) as error:
        raise click.UsageError(str(error)) from error
    if not as_json:
        click.echo("\n\n".join(map(as_text, tables)))


def _of_marked(folder: Path, split: str | None, limit: int | None, as_json: bool) -> Tables:
    """Return the tables for articles in which every attribution is marked."""
    from knowledge.evaluation import marked_articles as marked

    articles = marked.read_articles(folder / f"{split}.jsonl")[:limit]
    figures = []
    with shown_progress() as progress:
        for each in marked.measure(articles):
            figures.append(each)
            progress("Reading articles", len(figures), len(articles))
    total = marked.total(figures)
    if as_json:
        print_json({"set": folder.resolve().name, "split": split, **marked.as_json(total)})
    return [marked.rows(total), marked.error_rows(total)]


def _of_read(folder: Path, as_json: bool) -> Tables:
    """Return the tables for articles with readings."""
    from knowledge.evaluation import read_folders as read

    articles = read.read_folder(folder)
    if not articles:
        why = "holds no readings; with marked articles in NAME.jsonl, give --split NAME"
        raise ValueError(f"{folder}: {why}")
    measured = list(read.measure(articles))
    if as_json:
        for name, figures in measured:
            print_json(read.as_json(name, figures))
    return [read.rows(measured)]


def _write(path: Path, folder: Path, split: str | None, tables: Tables) -> None:
    """Put the section of this set into the page at `path`."""
    from knowledge.evaluation.report import as_markdown
    from knowledge.evaluation.results_page import put_section

    name = folder.resolve().name
    typed = ["gainsay", "evaluate", "--drafts", name, *(["--split", split] if split else [])]
    packages = ", ".join(f"{what} {version(what)}" for what in ("gainsay", "trafilatura"))
    lines = [
        f"Drafts from articles. Python {python_version()}, {packages}.",
        "",
        "```",
        shlex.join(typed),
        "```",
    ]
    for table in tables:
        lines += ["", as_markdown(table)]
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(put_section(page, name, split or "drafts", lines), encoding="utf-8")
