"""Which sentences are read together? A quotation, its "he said", and what goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.intake.article.lexicon import verb_cues
from knowledge.intake.article.paragraphs import paragraphs
from knowledge.intake.article.quotations import Quotation, overlapping
from knowledge.intake.article.sentences import sentences_within
from knowledge.model import Span

_TAIL = re.compile(r"(?:[\w.’'-]+[ ,]+){0,7}?[\w.’'-]+")


def units(text: str, quoted: Sequence[Quotation]) -> Iterator[tuple[int, Span]]:
    """Yield (number of the paragraph, span) of each sentence as it stands around its quotations."""
    for number, paragraph in enumerate(paragraphs(text)):
        for span in _joined(text, list(sentences_within(text, paragraph)), quoted):
            yield number, span


def _joined(text: str, spans: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
        elif _is_one(text, held, span, quoted):
            held = held[0], span[1]
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _is_one(text: str, held: Span, span: Span, quoted: Sequence[Quotation]) -> bool:
    if any(quotation.start < span[0] for quotation in overlapping(quoted, (span[0], span[0] + 1))):
        return True
    # “Really?” Bush said: the mark ends the quotation, not the sentence.
    ends = text[max(held[0], held[1] - 3) : held[1]]
    last = overlapping(quoted, (held[1] - 1, held[1]))
    if not last or last[0].end != held[1] or not re.search(r"[?!…,]", ends):
        return False
    tail = text[span[0] : span[0] + 80].replace("’", "'").split()
    return any(word.strip(".,:").lower() in verb_cues() for word in tail[:6])
