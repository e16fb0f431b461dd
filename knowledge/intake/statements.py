"""What exactly was said? Each attribution becomes statements that can be checked one by one.

The words stay the text's own. Where what was said cannot stand alone ("accused the minister of
cutting the budget"), the statement is the whole: who said what of whom.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.splitting import (
    Piece,
    as_sentence,
    ends_sentence,
    hull,
    is_clause,
    is_clause_by_cue,
    pieces,
    restated,
    trimmed,
)
from knowledge.model import Span
from knowledge.vocabulary import Mode, Stance

OBJECT_FIRST = frozenset(("accuse", "charge", "blame", "fault", "call", "describe"))
"""Verbs of which the content is no statement without who said it of whom."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one attribution says, before it is decided what draft it becomes.

    `hull` is the whole utterance with who said it; `about` is what an answer is about, in the
    words of the text. `attribution` numbers those of the document; -1 is the author's own.
    """

    text: str
    spans: Piece
    hull: Span
    speaker: str
    sentence: int
    mode: Mode
    attribution: int = -1
    role: str = ""
    organisation: str = ""
    via: tuple[str, ...] = ()
    cue: str = ""
    lemma: str = ""
    stance: Stance | None = None
    hedge: str | None = None
    said_as_written: str | None = None
    is_accusing: bool = False
    is_ended: bool = False
    is_clause: bool = False
    about: str = field(default="", repr=False)

    @property
    def start(self) -> int:
        return self.hull[0]


def of_attribution(
    text: str, number: int, found: Attribution, inner: Sequence[Span], starts: Sequence[int]
) -> Iterator[Statement]:
    """Yield the statements of one attribution; `starts` are those of the sentences."""
    parts = list(pieces(text, found, inner)) or [(hull(found),)]
    for order, piece in enumerate(parts):
        # What comes after the denial itself is said besides.
        stance = found.stance if order == 0 else None
        yield _statement(text, found, piece, stance, number=number, starts=starts)


def _statement(
    text: str,
    found: Attribution,
    piece: Piece,
    stance: Stance | None,
    *,
    number: int,
    starts: Sequence[int],
) -> Statement:
    about = " ".join(text[start:end] for start, end in piece)
    is_own = is_clause_by_cue(text, piece, found) or is_clause(about)
    is_whole = found.cue_lemma in OBJECT_FIRST or not is_own or stance is not None
    whole = _whole(text, found, piece, starts) if is_whole else None
    return Statement(
        as_sentence(_named(text, whole, found)) if whole else restated(text, piece),
        (whole,) if whole else piece,
        hull(found),
        found.speaker,
        sentence_at(starts, piece[0][0]),
        found.mode,
        attribution=number,
        role=found.role,
        organisation=found.organisation,
        via=found.via,
        cue=" ".join(text[start:end] for start, end in found.cue),
        lemma=found.cue_lemma,
        stance=stance,
        # Of several statements only those hold the hedge that have its words.
        hedge=found.hedge if found.hedge and found.hedge in about else None,
        said_as_written=found.said_as_written,
        is_accusing=found.is_accusing,
        is_ended=ends_sentence(text, piece),
        is_clause=is_own,
        about=about,
    )


def _whole(text: str, found: Attribution, piece: Piece, starts: Sequence[int]) -> Span | None:
    """Return the span from who said it to the end of what was said, if that is one sentence."""
    start, _ = hull(found)
    if not found.source or sentence_at(starts, piece[0][0]) != sentence_at(starts, start):
        return None
    end = max(piece[-1][1], *(stop for _, stop in (*found.cue, *found.source)))
    return trimmed(text, (start, end))


def sentence_at(starts: Sequence[int], place: int) -> int:
    """Return the number of the sentence in which `place` is."""
    return max(0, bisect_right(starts, place) - 1)


def _named(text: str, span: Span, found: Attribution) -> str:
    """Return the words of `span` with the speaker's name for "he" or a short name."""
    start, end = found.source[0]
    source = text[start:end]
    is_short = (
        len(source.split()) < len(found.speaker.split()) and span[0] <= start < end <= span[1]
    )
    if not is_short or not found.speaker or "," in found.speaker:
        return text[span[0] : span[1]]
    return text[span[0] : start] + found.speaker + text[end : span[1]]
