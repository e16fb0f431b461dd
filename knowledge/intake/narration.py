"""Which sentences does the author state as facts, without naming anybody who said so?

Only what can be checked: somebody or something with a name, or a number, and something said of
it. Questions, the author's "I", headings, and sentences about claims as such ("the accusations
caused a stir") are no statements of facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge.intake.splitting import as_sentence, is_clause
from knowledge.intake.statements import Statement
from knowledge.model import Span
from knowledge.vocabulary import Mode

_ENDS = re.compile(r"[.!…][”’\"')]*\Z")
_NAME = re.compile(r"(?<=[\w,;:] )[“‘(]?[A-Z][\w’'-]+")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_ABOUT_CLAIMS = re.compile(
    r"\b(?:accusations?|allegations?|claims?|criticisms?|denials?|rumou?rs?|questions?|opinions?|statements)\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\b(?:I|me|my|mine|you|your|"
    r"let us|let’s|let's|let alone|ought|shame|perhaps|maybe|sadly|hopefully)\b"
)
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|reported|claimed|claims|alleged that|denied|denies|added|wrote|"
    r"according to|argued|insisted|warned|accused|citing)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]*\s[^”\"]*\s[^”\"]*[”\"]")
_GREETING = re.compile(r"(?:hello|hi|welcome|good (?:morning|afternoon|evening)|thanks?)\b", re.I)
_FEWEST_WORDS = 5
_COVERED_AT_MOST = 0.2


def narrated(
    text: str, sentences: Sequence[Span], covered: Sequence[Span], author: str
) -> Iterator[Statement]:
    """Yield what the author states in sentences of which next to nothing is `covered`."""
    by_start = sorted(covered)
    longest = max((end - start for start, end in covered), default=0)
    for number, (start, end) in enumerate(sentences):
        words = text[start:end].strip()
        near = by_start[
            bisect_left(by_start, (start - longest, 0)) : bisect_left(by_start, (end, 0))
        ]
        shared = sum(max(0, min(end, e) - max(start, s)) for s, e in near)
        is_own = shared <= _COVERED_AT_MOST * (end - start) and author not in words
        if is_own and _is_checkable(words):
            at = text.index(words, start)
            span = (at, at + len(words))
            yield Statement(as_sentence(words), (span,), span, author, number, Mode.NARRATION)


def _is_checkable(sentence: str) -> bool:
    if not _ENDS.search(sentence) or len(sentence.split()) < _FEWEST_WORDS:
        return False
    if sentence.isupper() or _GREETING.match(sentence):
        return False
    if _SAYS.search(sentence) or _QUOTED.search(sentence):
        return False  # somebody says it, though it was not understood who
    if _ABOUT_CLAIMS.search(sentence) or _OWN_VOICE.search(sentence) or "\n" in sentence:
        return False
    is_sentence = len(sentence.split()) > _FEWEST_WORDS or is_clause(sentence)
    return is_sentence and bool(_NUMBER.search(sentence) or _NAME.search(sentence))
