"""What is claimed without anybody being named: "there are claims on social media that …".

Such a sentence says that something is claimed, and often the next one answers it. Who claims
it is then said in the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.splitting import as_sentence
from knowledge.intake.statements import Statement
from knowledge.model import Span
from knowledge.vocabulary import Mode

NOUNS = ("claims", "reports", "rumors", "rumours", "allegations")
"""With what the speaker's name begins where nobody is named."""
NOBODY = -2
"""Numbers what no attribution says."""
_THERE = re.compile(
    r"\bThere (?:are|were|have been) (?:\w+ ){0,2}?"
    r"(?P<who>(?:claims|reports|rumou?rs|allegations)\b[^.!?\n]{0,60}?) that "
    r"(?P<what>[^!?\n]{10,}?)[.!](?=\s|\Z)"
)
_BEFORE = re.compile(r"\b(?P<who>claims|reports|rumou?rs|allegations)\b[^.!?\n]{0,40}? that \Z")
_WITHIN = re.compile(
    r"(?:\w+ ){0,2}?(?P<who>claims|reports|rumou?rs|allegations)\b[^.!?\n]{0,40}? that "
)
_BEFORE_CHARACTERS = 60


def claimed(text: str, parts: Sequence[Span]) -> Iterator[Statement]:
    """Yield what sentences of the text say that is claimed."""
    for number, (start, end) in enumerate(parts):
        if found := _THERE.search(text, start, end):
            yield _statement(text, found["who"], found.span("what"), (start, end), number)


def claimed_in(text: str, found: Attribution, sentence: int) -> Statement | None:
    """Return what an answer says that is claimed: "have not confirmed reports that …"."""
    if found.stance is None or not found.content or not found.cue:
        return None
    start, end = found.content[0]
    within = _WITHIN.match(text, start, end)
    if within:
        start = within.end()
    who = within or _BEFORE.search(text[max(0, start - _BEFORE_CHARACTERS) : start])
    return _statement(text, who["who"], (start, end), (start, end), sentence) if who else None


def _statement(text: str, who: str, span: Span, hull: Span, number: int) -> Statement:
    words = text[slice(*span)]
    return Statement(
        as_sentence(words),
        (span,),
        hull,
        who,
        number,
        Mode.INDIRECT,
        attribution=NOBODY,
        cue=who.split()[0],
        about=words,
    )
