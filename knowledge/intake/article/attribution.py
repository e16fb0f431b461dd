"""Who is said to have said what? Source, cue and content of every attribution in an article."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.intake.article.assembling import assemble
from knowledge.intake.article.found import Attribution
from knowledge.intake.article.sentences import sentences
from knowledge.model import Span

__all__ = ["Attribution", "attributions", "sentences"]


def attributions(text: str, *, boilerplate: Sequence[Span] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, in order; none that stands in `boilerplate`."""
    return assemble(text, boilerplate)
