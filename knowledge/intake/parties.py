"""Are two of one party, and is a party named here? In the words of one text only."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.intake.statements import Statement

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_COMMON = frozenset(
    """the a an and or of to in on at by for from with about as that this these those it its he she
    they his her their we our i my you your who which what is are was were be been being has have
    had do does did will would can could may might must should not no nor so than then there here
    over under into after before also again more most very just only any some all one two three
    said says say told mr mrs ms dr sir""".split()
)
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|ions?)\Z")
_STEM_CHARACTERS = 6
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the telling words of `text`, by their beginnings: "inspected" is "inspection"."""
    words = (word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(
        word if word[0].isdigit() else _ENDING.sub("", word)[:_STEM_CHARACTERS]
        for word in words
        if word not in _COMMON and (len(word) > 1 or word[0].isdigit())
    )


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a name by which it is known again: those with a capital, or all."""
    words = [word.removesuffix("’s").removesuffix("'s") for word in _WORD.findall(name)]
    telling = [word for word in words if word.lower() not in _COMMON]
    capital = [word for word in telling if word[0].isupper()]
    return frozenset(word.lower() for word in capital or telling)


def are_same_party(one: Statement, other: Statement) -> bool:
    """Whether both are said by one person or organisation, or by somebody of it."""
    ours = [n for n in (one.speaker, one.organisation) if n]
    theirs = [n for n in (other.speaker, other.organisation) if n]
    return any(_are_same(a, b) for a in ours for b in theirs)


def _are_same(one: str, other: str) -> bool:
    ours, theirs = name_words(one), name_words(other)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def is_named(statement: Statement, text: str) -> bool:
    """Whether `text` names the speaker of `statement`, or the organisation."""
    return any(_stands(name, text) for name in (statement.speaker, statement.organisation) if name)


def names_in(statement: Statement, text: str) -> bool:
    """Whether `text` names everybody who is credited with `statement`, or who carried it."""
    speakers = speakers_in(statement.speaker)
    if speakers and all(_stands(each, text) for each in speakers):
        return True
    return any(_stands(each, text) for each in statement.via)


def _stands(name: str, text: str) -> bool:
    words = name_words(name)
    here = {word.removesuffix("’s").removesuffix("'s").lower() for word in _WORD.findall(text)}
    last = name.split()[-1].lower() if name.split() else ""
    return bool(words) and (words <= here or (last in words and len(last) > 3 and last in here))


def speakers_in(name: str) -> tuple[str, ...]:
    """Return the names that `name` lists: "France, Germany, and the UK" are three."""
    listed = re.sub(r"\A[Bb]oth ", "", name)
    parts = [part for part in _LISTED.split(listed) if part]
    is_list = (
        len(parts) > 2
        or (listed != name and len(parts) == 2)
        or (len(parts) == 2 and all(len(p.split()) == 1 for p in parts))
    )
    are_names = all(part.removeprefix("the ")[:1].isupper() for part in parts)
    return tuple(parts) if is_list and are_names else ((name,) if name else ())
