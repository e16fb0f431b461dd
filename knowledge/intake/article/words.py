"""What kind of word is this? Tokens of a sentence, and small closed classes of words.

No tagger: a word that no list knows counts as a noun, which is right often enough to see where
a noun phrase ends. The lists are data (words.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.intake.article.quotations import Quotation, overlapping
from knowledge.model import Span

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|[@#]?\w+(?:[-‑/&]\w+|(?<=\d)[.,](?=\d)\w+|['’](?![sS]\b|re\b|ve\b|d\b|ll\b|m\b)\w+)*"
    r"|['’](?:s|S|re|ve|d|ll|m)\b|--+|\.\.+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole quotation, with its place in the text."""

    text: str
    low: str
    start: int
    end: int
    quotation: Quotation | None = None

    @property
    def is_word(self) -> bool:
        return self.quotation is None and (self.text[0].isalnum() or self.low in _CLITICS)

    @property
    def is_capital(self) -> bool:
        return self.quotation is None and (self.text[0].isupper() or self.text[0] in "@")


_CLITICS = frozenset("'s 're 've 'd 'll 'm".split())


def tokens_of(text: str, span: Span, quoted: Sequence[Quotation]) -> tuple[Token, ...]:
    """Return the tokens of `span`; each quotation in it is one token."""
    found: list[Token] = []
    at, stop = span
    for quotation in overlapping(quoted, span):
        found += _plain(text, (at, max(at, quotation.start)))
        end = min(quotation.end, stop)
        start = max(at, quotation.start)
        found.append(Token(text[start:end], "", start, end, quotation))
        at = end
    return (*found, *_plain(text, (at, stop)))


def _plain(text: str, span: Span) -> list[Token]:
    return [
        Token(part.group(), part.group().lower().replace("’", "'"), part.start(), part.end())
        for part in _TOKEN.finditer(text, *span)
    ]


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one class of words.toml."""
    text = _lists()[kind]
    if "|" in text:
        return frozenset(" ".join(part.split()) for part in text.replace("\n", "|").split("|"))
    return frozenset(text.split())


@cache
def _lists() -> dict[str, str]:
    file = resources.files("knowledge.intake.article").joinpath("words.toml")
    lists: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return lists
