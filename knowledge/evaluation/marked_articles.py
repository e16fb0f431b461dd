"""How well is it found who said what? On articles in which people marked every attribution.

The form is PolNeAR's: a line an article, with its text and spans of source, cue and content.
Only numbers leave here, never a word of an article.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.evaluation.attribution_metrics import (
    Marked,
    Tally,
    agree,
    is_spoken,
    mode_of,
    score,
)
from knowledge.intake.article.attribution import Attribution, attributions
from knowledge.model import Span
from knowledge.vocabulary import Mode

KINDS = (None, Mode.DIRECT, Mode.INDIRECT, Mode.MIXED)
ERRORS = ("not found", "other source", "other content", "not marked")


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and what people marked in it."""

    id: str
    text: str
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """The tallies of all articles by mode (None: all together), and the errors by class."""

    articles: int
    tallies: Mapping[Mode | None, Tally]
    errors: Mapping[str, int]


def read_articles(path: Path) -> tuple[Article, ...]:
    """Return the articles of a file. Raises `ValueError` that says where, `OSError`."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                articles.append(_article(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path.name}, line {number}: is no marked article") from error
    return tuple(articles)


def measure(articles: Sequence[Article]) -> Iterator[ArticleFigures]:
    """Yield the figures of one article after the other; add them up with `total`."""
    for article in articles:
        found = [_found(article.text, each) for each in attributions(article.text)]
        tallies = score(article.marked, found)
        yield ArticleFigures(1, tallies, _errors(article.marked, found))


def total(figures: Sequence[ArticleFigures]) -> ArticleFigures:
    """Return the sums."""
    tallies = {
        kind: sum((each.tallies.get(kind, Tally()) for each in figures), Tally()) for kind in KINDS
    }
    errors: Counter[str] = Counter()
    for each in figures:
        errors.update(each.errors)
    return ArticleFigures(sum(f.articles for f in figures), tallies, errors)


def as_json(figures: ArticleFigures) -> dict[str, Any]:
    """Return the figures as `gainsay evaluate --drafts --json` prints them."""
    return {
        "articles": figures.articles,
        "kinds": {
            kind or "all": {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "gold": tally.gold,
                "found": tally.found,
                "right": tally.right,
            }
            for kind, tally in figures.tallies.items()
        },
        "errors": {error: figures.errors.get(error, 0) for error in ERRORS},
    }


def rows(figures: ArticleFigures) -> list[list[str]]:
    """Return a row for each mode, under a header."""
    header = ["attributions", "precision", "recall", "marked", "found", "right"]
    return [
        header,
        *(
            [
                kind or "all",
                f"{tally.precision:.3f}",
                f"{tally.recall:.3f}",
                *(f"{number:,}" for number in (tally.gold, tally.found, tally.right)),
            ]
            for kind, tally in figures.tallies.items()
        ),
    ]


def error_rows(figures: ArticleFigures) -> list[list[str]]:
    """Return how often each class of error was made, the commonest first."""
    listed = sorted(ERRORS, key=lambda error: -figures.errors.get(error, 0))
    return [["error", "times"], *([e, f"{figures.errors.get(e, 0):,}"] for e in listed)]


def _article(line: Mapping[str, Any]) -> Article:
    text = line["text"]
    return Article(line["id"], text, tuple(_marked(text, m) for m in line["attributions"]))


def _marked(text: str, mark: Mapping[str, Any]) -> Marked:
    content = _spans(mark["content"])
    cue = " ".join(text[start:end] for start, end in _spans(mark["cue"]))
    return Marked(content, _spans(mark["source"]), cue, mode_of(text, content))


def _spans(listed: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in listed)


def _found(text: str, found: Attribution) -> Marked:
    cue = " ".join(text[start:end] for start, end in found.cue)
    is_nested = found.within is not None
    return Marked(found.content, found.source, cue, found.mode, is_nested)


def _errors(gold: Sequence[Marked], found: Sequence[Marked]) -> Counter[str]:
    """Count what went wrong: for each marked one that was missed, and each found that is wrong."""
    errors: Counter[str] = Counter()
    for mark in gold:
        if is_spoken(mark.cue) and not any(agree(mark, each) for each in found):
            errors[_why_missed(mark, found)] += 1
    for each in found:
        is_counted = is_spoken(each.cue) and not each.is_nested
        if is_counted and not any(_meet(mark.content, each.content) for mark in gold):
            errors["not marked"] += 1
    return errors


def _why_missed(mark: Marked, found: Sequence[Marked]) -> str:
    without_source = [Marked(f.content, mark.source, f.cue, f.mode) for f in found]
    if any(agree(mark, each) for each in without_source):
        return "other source"
    if any(_meet(mark.content, each.content) for each in found):
        return "other content"
    return "not found"


def _meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(min(e, f) > max(s, t) for s, e in one for t, f in other)
