"""Mention: which words of a text name whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.text import words
from knowledge.vocabulary import SpeakerKind

PEOPLE = (SpeakerKind.PERSON, SpeakerKind.AUTHOR)

# What has other letters than these is read by the rules of text.py.
_PLAIN_NAME = re.compile(r"[A-Za-z]+\.?(?:[ -][A-Za-z]+\.?)*")
_APART = str.maketrans(".-", "  ")


DEFINITE_SPEAKERS = 8
"""A name that more people bear says of nobody in particular what he did."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [start, end) that name `speakers`; several if the name is shared.

    `spelled` is the name that they were read as, if they were typed otherwise; `is_doubtful` if
    what was typed may as well be another name.
    """

    speakers: frozenset[str]
    start: int
    end: int
    spelled: str | None = None
    by_role: bool = False
    is_doubtful: bool = False


@lru_cache(maxsize=65_536)  # a name is filed in several tables, and titles come again
def name_words(name: str) -> tuple[str, ...]:
    """Return `text.words` of a name, for plain names without cutting it into tokens.

    Ten times as fast; at the start all names on record are read.
    """
    # "US" is a country's name in capitals only: text.py knows.
    if "US" not in name and _PLAIN_NAME.fullmatch(name):
        return tuple(name.lower().translate(_APART).split())
    return words(name)
