"""Reads who said what out of a text, as words instead of offsets."""

from __future__ import annotations

from knowledge.intake.article.attribution import Attribution, attributions
from knowledge.model import Span


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def said(text: str) -> list[tuple[str, str]]:
    """Return (speaker, content) of each attribution."""
    return [(found.speaker, words(text, found.content)) for found in attributions(text)]


def only(text: str) -> Attribution:
    """Return the one attribution of `text`."""
    found = attributions(text)
    assert len(found) == 1, said(text)
    return found[0]


def content(text: str) -> str:
    return words(text, only(text).content)


def source(text: str) -> str:
    return words(text, only(text).source)
