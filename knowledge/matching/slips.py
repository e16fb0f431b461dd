"""A slip of the finger, or another name?"""

from __future__ import annotations

import re

SHORT_NAME_CHARACTERS = 5
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def is_another_name(word: str, name: str) -> bool:
    """Whether `word` may be a name of its own rather than a slip of the finger for `name`.

    Dropped, doubled and swapped letters are slips, and so is a neighbouring key or another vowel;
    any other changed letter makes another name: "Irak" and "Iran", "Calden" and "Calder".
    """
    if sorted(word) == sorted(name):
        return False
    if len(word) != len(name):
        doubled = re.sub(r"(.)\1", r"\1", word) == re.sub(r"(.)\1", r"\1", name)
        return min(len(word), len(name)) < SHORT_NAME_CHARACTERS and not doubled
    changed = [(one, other) for one, other in zip(word, name, strict=True) if one != other]
    return not all(_is_slip(one, other) for one, other in changed)


def _is_slip(one: str, other: str) -> bool:
    vowels = "aeiouy"
    if one in vowels and other in vowels:
        return True
    for row in _KEYBOARD:
        if one in row and other in row:
            return abs(row.index(one) - row.index(other)) == 1
    return False
