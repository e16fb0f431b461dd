"""What a claim can explain: its words, names, figures, chain, and who gives what to whom.

From the records alone. Each part is made when it is first asked for: most claims that come
into question are set aside by their words, before anybody asks which way they point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.matching.amounts import figures
from knowledge.matching.directions import Step, described_between, directions_between
from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.model import Claim, Quote, Response
from knowledge.text import Token, stem, tokens, words
from knowledge.vocabulary import SILENCES

START_CHARACTERS = 4
"""Words of one family begin with the same letters, at least so many."""


@dataclass(frozen=True)
class Evidence:
    """One claim, which `responses` answer, as the matcher sees it.

    Words are folded, stems are `text.stem`s, parties are speakers' ids.
    """

    claim: Claim
    responses: tuple[Response, ...]
    names: NameIndex = field(compare=False, repr=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its text, quotes, topics and hedge."""
        return frozenset(token.folded for part in self._own for token in part)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of `words`."""
        return frozenset(map(stem, self.words))

    @cached_property
    def stems_by_start(self) -> Mapping[str, Sequence[str]]:
        """The `stems` by their first letters, `START_CHARACTERS` of them."""
        by_start: dict[str, list[str]] = {}
        for root in self.stems:
            by_start.setdefault(root[:START_CHARACTERS], []).append(root)
        return by_start

    @cached_property
    def synonyms(self) -> frozenset[int]:
        """The lists of synonyms in which any of its `stems` stands."""
        lists = self.names.lexicon.synonyms
        return frozenset().union(*(lists[root] for root in self.stems if root in lists))

    @cached_property
    def long_words(self) -> tuple[str, ...]:
        """Those of `words` that may have a vector, in alphabetical order."""
        return tuple(sorted(w for w in self.words if len(w) > 2 and w.isalpha()))

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers, amounts and designations in it."""
        return frozenset(f for part in self._own for f in figures(part, self.names.lexicon))

    @cached_property
    def amounts(self) -> frozenset[str]:
        """The number words in it."""
        return self.words & self.names.lexicon.numbers.keys()

    @cached_property
    def named(self) -> frozenset[str]:
        """The parties that its text and quotes name."""
        return frozenset().union(*(self.names.mentioned_in(part) for part in self._told))

    @cached_property
    def named_around(self) -> frozenset[str]:
        """The parties that the paragraphs name in which its quotes stand."""
        return frozenset().union(*(self.names.mentioned_in(part) for part in self._around))

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of those paragraphs."""
        return frozenset(stem(token.folded) for part in self._around for token in part)

    @cached_property
    def response_stems(self) -> frozenset[str]:
        """The stems of the responses' texts and quotes."""
        return frozenset(stem(token.folded) for part in self._answers for token in part)

    @cached_property
    def response_figures(self) -> frozenset[str]:
        """The figures in the responses' texts and quotes."""
        return frozenset(f for part in self._answers for f in figures(part, self.names.lexicon))

    @cached_property
    def chain(self) -> frozenset[str]:
        """Who said or carried it, and whom those speak for."""
        said = frozenset(self.claim.said_by + self.claim.via)
        return said | {other for s in said for other in self.names.speakers[s].speaks_for}

    @cached_property
    def answered(self) -> frozenset[str]:
        """Whose answers or silences are recorded."""
        return frozenset(party for r in self.responses for party in r.parties)

    @cached_property
    def answerers(self) -> frozenset[str]:
        """Those of `answered` who spoke."""
        spoken = (r for r in self.responses if r.stance not in SILENCES)
        return frozenset(party for r in spoken for party in r.by + r.on_behalf_of)

    @cached_property
    def directions(self) -> frozenset[Step]:
        """Who gives to whom in its text and quotes."""
        return frozenset().union(
            *(directions_between(part, named, self.names) for part, named in self._mentions)
        )

    @cached_property
    def described(self) -> frozenset[tuple[str, str]]:
        """Whom nouns in its text and quotes are said of (directions.described_between)."""
        return frozenset().union(
            *(described_between(part, named) for part, named in self._mentions)
        )

    @cached_property
    def quoted(self) -> str:
        """The words of its quotes."""
        return _spoken(self.claim.quotes)

    @cached_property
    def response_quoted(self) -> str:
        """The words of the responses' quotes."""
        return _spoken(quote for r in self.responses for quote in r.quotes)

    @cached_property
    def text(self) -> str:
        """The words of its text."""
        return " ".join(words(self.claim.text))

    @cached_property
    def _told(self) -> tuple[list[Token], ...]:
        """Its text and quotes, cut; what stands there twice, once."""
        texts = (self.claim.text, *(quote.exact for quote in self.claim.quotes))
        return tuple(tokens(text) for text in dict.fromkeys(texts))

    @cached_property
    def _own(self) -> tuple[list[Token], ...]:
        beside = (*self.claim.topics, self.claim.hedge or "")
        return (*self._told, *(tokens(text) for text in beside if text))

    @cached_property
    def _around(self) -> tuple[list[Token], ...]:
        paragraphs = dict.fromkeys(_paragraphs(self.claim.quotes))
        return tuple(tokens(paragraph) for paragraph in paragraphs)

    @cached_property
    def _answers(self) -> tuple[list[Token], ...]:
        texts = (text for r in self.responses for text in (r.text, *_exacts(r.quotes)))
        return tuple(tokens(text) for text in dict.fromkeys(texts))

    @cached_property
    def _mentions(self) -> tuple[tuple[list[Token], list[Mention]], ...]:
        # A record's own words are never taken for a misspelt name.
        return tuple((part, self.names.find(part, lambda _: True)) for part in self._told)


def _exacts(quotes: Iterable[Quote]) -> Iterable[str]:
    return (quote.exact for quote in quotes)


def _spoken(quotes: Iterable[Quote]) -> str:
    return " | ".join(" ".join(words(quote.exact)) for quote in quotes)


def _paragraphs(quotes: Sequence[Quote]) -> Iterable[str]:
    for quote in quotes:
        text = quote.source.text
        start = text.rfind("\n", 0, quote.start) + 1
        end = text.find("\n", quote.end)
        yield text[start : end if end >= 0 else len(text)]
