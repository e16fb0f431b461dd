"""Folders of articles with what a careful person read in them: how good are the drafts?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.evaluation.readings import DraftFigures, Readings, read_readings, score
from knowledge.intake.document import Document, read_document
from knowledge.intake.drafting import drafts_of

BLIND = "blind"
"""Articles whose names begin so are reported apart: nobody may learn from them."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A document, and the readings of it."""

    name: str
    document: Document
    gold: Readings

    @property
    def is_blind(self) -> bool:
        return self.name.startswith(BLIND)


def read_folder(folder: Path) -> tuple[ReadArticle, ...]:
    """Return the articles of `folder` that have readings. Raises `ValueError`, `OSError`."""
    articles = []
    for path in sorted(folder.glob("*readings.json")):
        name = _document_of(path)
        document = read_document(name, (folder / name).read_bytes())
        articles.append(ReadArticle(Path(name).stem, document, read_readings(path, document.text)))
    return tuple(articles)


def measure(articles: tuple[ReadArticle, ...]) -> Iterator[tuple[str, DraftFigures]]:
    """Yield name and figures of each article, then the sums: of those that are blind apart."""
    sums: dict[str, DraftFigures] = {}
    for article in articles:
        figures = score(drafts_of(article.document), article.gold)
        yield article.name, figures
        group = "all blind" if article.is_blind else "all others"
        sums[group] = sums.get(group, DraftFigures()) + figures
    if len(articles) > 1:
        yield from sums.items()


def as_json(name: str, figures: DraftFigures) -> dict[str, Any]:
    """Return the figures as `gainsay evaluate --drafts --json` prints them."""
    return {"article": name, **asdict(figures)}


def rows(measured: list[tuple[str, DraftFigures]]) -> list[list[str]]:
    """Return a row for each article, under a header."""
    header = ["article", "claims", "responses", "drafts", "wrong", "speaker", "links", "wrong links", "proposed right"]  # fmt: skip  # noqa: E501
    return [header, *(_row(name, figures) for name, figures in measured)]


def _row(name: str, figures: DraftFigures) -> list[str]:
    return [
        name,
        f"{figures.claims_found} of {figures.claims}",
        f"{figures.responses_found} of {figures.responses}",
        f"{figures.drafts}",
        f"{figures.wrong}",
        f"{figures.wrong_speaker}",
        f"{figures.links}",
        f"{figures.wrong_links}",
        f"{figures.proposed_right} of {figures.proposed}",
    ]


def _document_of(path: Path) -> str:
    try:
        name = json.loads(path.read_text(encoding="utf-8"))["document"]["path"]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: names no document") from error
    if not isinstance(name, str) or Path(name).name != name:
        raise ValueError(f"{path.name}: its document is not a file beside it")
    return name
