"""Small change of language: lists, counts, days, quotation marks, shortening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return the different `parts` as people list them: "A, B and C"."""
    different = list(dict.fromkeys(parts))
    if len(different) < 2:
        return "".join(different)
    return f"{', '.join(different[:-1])} {last} {different[-1]}"


def listed_up_to(parts: Iterable[str], most: int) -> str:
    """Return at most `most` of the parts as a list, and how many others there are."""
    different = list(dict.fromkeys(parts))
    left = len(different) - most
    return listed([*different[:most], count(left, "other")] if left > 0 else different)


def count(number: int, thing: str) -> str:
    """Return "1 claim", "2 claims", "1,200 claims"; `thing` forms its plural with an s."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def marked(words: str) -> str:
    """Return `words` in quotation marks: taken from a source, or typed by somebody."""
    return f"“{words}”"


def day(on: date) -> str:
    """Return "2 May 2024", whatever the machine's language."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def shortened(text: str, most: int) -> str:
    """Return `text` if it has at most `most` characters, else its first words and " …"."""
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    words = kept.rsplit(maxsplit=1)[0] if " " in kept[most // 2 :] else kept
    return f"{words.rstrip()} …"


def sentence(text: str) -> str:
    """Return `text` with a full stop, unless it ends like a sentence already."""
    text = text.strip()
    return text if text.rstrip("”\"'’)").endswith((".", "!", "?", "…")) else f"{text}."


def lower_first(text: str) -> str:
    """Return `text` as it goes on within a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return `text` as it begins a line."""
    return text[:1].upper() + text[1:]
