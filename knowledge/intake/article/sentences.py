"""Where does a sentence end? With offsets, in quotations as outside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.intake.article.paragraphs import paragraphs
from knowledge.model import Span

_END = re.compile(r"(?:[.!?…]+|[.!?…]['’]?\s*['\"”])['\"”’»)\]]*(?=\s)|[.!?][”»]['’]?(?=[A-Z“])")
_NEXT = re.compile(r"\s+['\"“”‘’«(\[$€£-]*(\w)")
# Titles stand before a name, so the sentence goes on; the others go on unless a new one begins.
_TITLE = re.compile(
    r"\b(?:Mrs?|Ms|Mx|Dr|St|Gen|Sens?|Reps?|Govs?|Col|Lt|Sgt|Capt|Cmdr|Adm|Maj|Prof|Hon|Rev|Msgr|Fr"
    r"|Sr|Pres|Supt|Atty|Amb|Messrs|Mme|Mlle|vs|No|Nos|Art|Fig|cf|e\.g|i\.e|approx|p|pp)\.$"
)
_SHORTENED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Bros|Jr|Ave|Blvd|Rd|Dept"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont"
    r"|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|etc|al|Univ|Assn)\.$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"‘'-])[A-Z]\.$")
_LETTERS = re.compile(r"(?:\b[A-Za-z]\.){2,}$")
_STARTS = frozenset(
    "The A An In On At But And He She They It We I You This That These Those There When While As"
    " If For With After Before His Her Their Its Our However Meanwhile So What Who Why How Some"
    " Many Most No Not Yet Now Then Also Since Because Although Though By From To Under"
    " Over".split()
)
_LOOKED_BACK = 24


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text`, in order, without the white space around them.

    A heading is a sentence of its own; no sentence goes over the end of a paragraph.
    """
    return tuple(
        span for paragraph in paragraphs(text) for span in sentences_within(text, paragraph)
    )


def sentences_within(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    start, stop = paragraph
    for end in _END.finditer(text, start, stop):
        if end.end() <= start or not _is_end(text, end, stop):
            continue
        yield start, end.end()
        start = end.end()
        while start < stop and text[start].isspace():
            start += 1
    if start < stop:
        yield start, stop


def _is_end(text: str, end: re.Match[str], stop: int) -> bool:
    follows = _NEXT.match(text, end.end(), stop)
    if follows is None:
        return end.end() >= stop or not text[end.end()].isspace()
    if follows.group(1).islower():
        return False
    # Only the last characters are looked at: a text of stops must not take for ever.
    marks = end.group()
    before = text[max(0, end.start() - _LOOKED_BACK) : end.start()] + marks[0]
    if marks[0] != "." or (len(marks) > 1 and marks[1] not in "'’)]"):
        return True
    if _TITLE.search(before) or _INITIAL.search(before):
        return False
    if _SHORTENED.search(before) or _LETTERS.search(before):
        word = re.match(r"\w+", text[follows.start(1) : follows.start(1) + 20])
        return bool(word and word.group() in _STARTS)
    return True
