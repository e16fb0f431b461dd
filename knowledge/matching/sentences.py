"""Where does a sentence of a message end? Good enough to ask about each, not for grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = 3
_LONGEST_ABBREVIATION = 40
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>]*>?")
_MARKS = re.compile(r"^(?:>+|[-*•·]|\d{1,2}[.)])\s+")
_ALARM = re.compile(r"^[A-Z]{4,}(?: [A-Z]{4,})?\s*[:|–—-]\s+")
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\Wa-z_])")
_GOES_ON = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Col|Lt|Sgt|Prof|No|vs|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)|(?:\b[A-Za-z]\.)+[A-Za-z])\.$"
)


def sentences_of(message: str) -> Iterable[str]:
    """Yield the sentences of a message that have words enough to say something.

    Addresses, marks of quoting and listing, and a cry like "BREAKING:" are left out.
    """
    for line in _ADDRESS.sub(" ", message).splitlines():
        text = _ALARM.sub("", _MARKS.sub("", line.strip()))
        for sentence in _split(text):
            if len(sentence.split()) >= _WORDS:
                yield sentence


def _split(text: str) -> Iterable[str]:
    begins = 0
    for end in _END.finditer(text):
        # "U.S. officials", "Mr. Kirby": the stop belongs to the word.
        # Only the last characters are looked at: a message of stops must not take for ever.
        last = text[max(begins, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        if not _GOES_ON.search(last):
            yield text[begins : end.end()].strip()
            begins = end.end()
    if text[begins:].strip():
        yield text[begins:].strip()
