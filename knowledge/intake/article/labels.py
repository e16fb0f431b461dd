"""Who speaks in a transcript or a headline with a colon: "KIRBY: …", "Kirby: Russia is …"?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.intake.article.words import words
from knowledge.model import Span

_LABEL = re.compile(
    r"(?:(?:[A-Z]\.|[A-Z@][\w.'’&-]*|\([^)\n]{1,60}\))(?:[ ,]{1,2}|(?=:))){1,8}(?<! ):\s+(?=\S)"
)
_PAPERS = frozenset("poll report study survey insiders sources".split())
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A name with a colon at the beginning of a paragraph, and the rest of the paragraph."""

    name: Span
    colon: Span
    said: Span
    is_transcript: bool


def labels_of(text: str, whole: Sequence[Span]) -> dict[int, Label]:
    """Return the labels of these paragraphs, by number.

    In capitals, or used again: a transcript. Else only the headline may have one, if the text
    names the person again.
    """
    found = {at: label for at, span in enumerate(whole) if (label := label_of(text, span))}
    names = Counter(text[slice(*label.name)] for label in found.values())
    kept = {}
    for at, label in found.items():
        name = text[slice(*label.name)]
        if label.is_transcript or names[name] > 1:
            kept[at] = replace(label, is_transcript=True)
        elif at == 0 and (name.split()[-1] in text[label.said[1] :] or name.lower() in _PAPERS):
            kept[at] = label
    return kept


def label_of(text: str, paragraph: Span) -> Label | None:
    """Return the label that the paragraph begins with, if there is one."""
    found = _LABEL.match(text, *paragraph)
    if found is None:
        return None
    colon = text.rindex(":", found.start(), found.end())
    name = text[found.start() : colon]
    parts = re.sub(r"\([^)]*\)", "", name).lower().replace(",", " ").split()
    if not parts or set(parts) & words("no_names"):
        return None
    if not _may_name(parts):
        return None
    bare = re.sub(r"\([^)]*\)|[^A-Za-z]", "", name)
    says_something = re.search(r"[^\W\d_]", text[found.end() : paragraph[1]])
    if len(bare) < 2 or says_something is None:  # "Q:" and "A:" name nobody
        return None
    return Label(
        (found.start(), colon), (colon, colon + 1), (found.end(), paragraph[1]), bare.isupper()
    )


def _may_name(parts: list[str]) -> bool:
    """Return whether no word of it is one that no name has: "On Trade, Voters Have a Point"."""
    never = words("prepositions") | words("auxiliaries") | words("pronouns") | words("verbs")
    return not set(parts) & (never - {"of", "for", "may"}) and len(parts) <= _LONGEST
