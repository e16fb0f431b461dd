"""A question cut into items, as the reader of a shelf does it."""

from __future__ import annotations

from knowledge.matching.items import Item, cut
from knowledge.matching.reading import Reader


def items_of(reader: Reader, text: str) -> list[Item]:
    found, _ = cut(text, names=reader.names, vocabulary=reader.vocabulary, lexicon=reader.lexicon)
    return found


def language(reader: Reader, text: str) -> str:
    return cut(text, names=reader.names, vocabulary=reader.vocabulary, lexicon=reader.lexicon)[1]
