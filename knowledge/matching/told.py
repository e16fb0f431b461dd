"""What does a statement say: who, what, when, where, how many, how sure, which way round?

Each is read by itself, so that two statements can be compared condition by condition
(conditions.py). The words that it depends on are data (conditions.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from knowledge.matching.amounts import figures
from knowledge.matching.directions import Step, described_between, directions_between
from knowledge.matching.grammar import BE
from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.matching.spelling import Vocabulary
from knowledge.matching.wordings import Content
from knowledge.text import Token, stem, tokens

Words = frozenset[str]
_SIGNS = str.maketrans({"%": " percent ", "$": " dollars ", "€": " euros ", "£": " pounds "})
_PARTICIPLES = ("ed", "en", "n", "t", "ld", "de")
_BECAUSE = ("caused", "owingto")
_BOUND_WORDS = 3


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of conditions.toml."""

    negating: Words
    hedged: Mapping[str, str]
    shares: Mapping[str, str]
    bounds: Mapping[str, str]
    relative: Words
    orders: Words
    opposites: frozenset[tuple[str, str]]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    converse: Mapping[str, frozenset[int]]
    same: Mapping[str, frozenset[int]]
    optional: Words
    light: Words


@lru_cache(maxsize=1)
def load_lists() -> Lists:
    """Return the lists that ship."""
    file = resources.files("knowledge.matching").joinpath("conditions.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    pairs = [pair.split(":") for pair in data["opposites"]["pairs"].split()]
    return Lists(
        negating=frozenset(data["negating"]["words"].split()),
        hedged=_by_word(data["hedged"]),
        shares=_by_word(data["shares"]),
        bounds={phrase: name for name, phrases in data["bounds"].items() for phrase in phrases},
        relative=frozenset(data["relative"]["words"].split()),
        orders=frozenset(data["orders"]["words"].split()),
        opposites=frozenset((a, b) for one, two in pairs for a, b in ((one, two), (two, one))),
        phrases=tuple(_phrases(data["phrases"])),
        converse=_groups(data["converse"]["groups"]),
        same=_groups(data["same"]["groups"]),
        optional=frozenset(map(stem, data["optional"]["words"].split())),
        light=frozenset(data["light"]["words"].split()),
    )


def _groups(lines: str) -> dict[str, frozenset[int]]:
    """Return for each stem in which of the lines it stands."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


def _phrases(phrases: Mapping[str, Any]) -> Iterable[tuple[re.Pattern[str], str]]:
    for word, listed in phrases.items():
        either = "|".join(map(re.escape, listed))
        yield re.compile(rf"\b(?:{either})\b", re.IGNORECASE), word


def _by_word(groups: Mapping[str, Any]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words.split()}


@dataclass(frozen=True)
class Statement:
    """A statement as it is compared; `said_on` and `hedge` are what is recorded of it."""

    text: str
    names: NameIndex
    vocabulary: Vocabulary
    said_on: date | None = None
    hedge: str = ""

    @cached_property
    def found(self) -> list[Token]:
        """Its tokens: percent and currencies as words, some phrases as one."""
        text = self.text.translate(_SIGNS)
        for phrase, word in load_lists().phrases:
            text = phrase.sub(word, text)
        return tokens(text)

    @cached_property
    def words(self) -> list[str]:
        """Its folded tokens, in order."""
        return [token.folded for token in self.found]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Whom it names."""
        return self.names.find(self.found, lambda _: True)

    @cached_property
    def named(self) -> frozenset[frozenset[str]]:
        """The speakers that each name may mean."""
        return frozenset(mention.speakers for mention in self.mentions if mention.speakers)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its numbers, amounts and designations, in digits."""
        lexicon = self.names.lexicon
        small = (lexicon.numbers.get(word, "") for word in self.words)
        amounts = set(figures(self.found, lexicon))
        return frozenset(amounts | {n for n in small if n and not self._is_multiplied(n, amounts)})

    def _is_multiplied(self, number: str, amounts: set[str]) -> bool:
        return any(a.startswith(number) and set(a[len(number) :]) == {"0"} for a in amounts)

    @cached_property
    def magnitudes(self) -> frozenset[str]:
        """Hundreds, thousands: where no figure stands before them."""
        lexicon = self.names.lexicon
        pairs = zip(["", *self.words], self.words, strict=False)
        return frozenset(
            word.rstrip("s")
            for before, word in pairs
            if word in lexicon.magnitudes
            and not (before[:1].isdigit() or before in lexicon.numbers)
        )

    @cached_property
    def bounds(self) -> frozenset[str]:
        """Whether its numbers are at least or at most what they are."""
        lists, told = load_lists(), []
        for at, word in enumerate(self.words):
            if word[:1].isdigit() or word in self.names.lexicon.numbers:
                before = " ".join(self.words[max(0, at - _BOUND_WORDS) : at])
                likest = max((p for p in lists.bounds if before.endswith(p)), key=len, default=None)
                told += [lists.bounds[likest]] if likest else []
        return frozenset(told)

    @cached_property
    def days(self) -> frozenset[str]:
        """The months, weekdays and seasons in it."""
        lexicon = self.names.lexicon
        return frozenset(w[:3] for w in self.words if w in lexicon.dates and w != "may") | (
            {"may"} if any(t.typed == "May" for t in self.found[1:]) else frozenset()
        )

    @cached_property
    def relative_days(self) -> frozenset[str]:
        """Words for days that depend on when it was said."""
        return load_lists().relative & frozenset(self.words)

    @cached_property
    def negations(self) -> int:
        """How often it is turned around, without those that belong to a bound."""
        text = f" {' '.join(self.words)} "
        for phrase in load_lists().bounds:
            text = text.replace(f" {phrase} ", " ")
        return sum(word in load_lists().negating for word in text.split())

    @cached_property
    def hedges(self) -> frozenset[str]:
        """How sure, and how far off, it is."""
        lists = load_lists()
        said = [*self.words, *(t.folded for t in tokens(self.hedge))]
        typed = {token.typed for token in self.found[1:]}
        return frozenset(
            lists.hedged[word]
            for word in said
            if word in lists.hedged and not (word == "may" and "May" in typed)
        )

    @cached_property
    def shares(self) -> frozenset[str]:
        """Of how many it is said."""
        lists = load_lists()
        return frozenset(lists.shares[word] for word in self.words if word in lists.shares)

    @cached_property
    def orders(self) -> frozenset[str]:
        """Whether something came before or after."""
        return load_lists().orders & frozenset(self.words)

    @cached_property
    def proper(self) -> frozenset[str]:
        """Stems of what is capitalised like a name and no speaker's."""
        inside = self._inside
        return frozenset(
            stem(token.folded)
            for at, token in enumerate(self.found)
            if at not in inside
            and token.kind == "word"
            and token.is_capitalised
            and token.folded not in self.names.lexicon.dates
            and (at > 0 or not self.vocabulary.is_word(token.folded))
        )

    @cached_property
    def telling(self) -> dict[str, str]:
        """The words that are neither names, numbers nor grammar: as typed, by stem."""
        lists, lexicon = load_lists(), self.names.lexicon
        conditions = (
            lists.light | lists.hedged.keys() | lists.shares.keys() | lists.negating
            | lists.relative | lists.orders | lexicon.countables
        )  # fmt: skip
        bounds = {word for phrase in lists.bounds for word in phrase.split()}
        return {
            stem(token.folded): token.folded
            for at, token in enumerate(self.found)
            if at not in self._inside
            and token.kind == "word"
            and token.folded not in conditions | bounds
        }

    @cached_property
    def order(self) -> tuple[Content, ...]:
        """Names and telling words, in order."""
        return tuple(thing for _, thing in self._placed)

    @cached_property
    def _placed(self) -> tuple[tuple[int, Content], ...]:
        starts = {mention.start: mention for mention in self.mentions}
        things: list[tuple[int, Content]] = []
        for at, token in enumerate(self.found):
            if at in starts:
                things.append((at, ("name", " ".join(sorted(starts[at].speakers)))))
            elif at not in self._inside and stem(token.folded) in self.telling:
                things.append((at, ("word", stem(token.folded))))
        return tuple(things)

    @property
    def doer(self) -> Content | None:
        """Who or what did it, where it says first what was done and then by whom; else None."""
        by = self._passive_by
        return next((thing for at, thing in self._placed if at > by), None) if by else None

    @cached_property
    def _passive_by(self) -> int:
        """Where the "by" of a passive stands, or of "because of"; 0 if nowhere."""
        for at, word in enumerate(self.words):
            done = self.words[at + 1 : at + 3]
            if word in _BECAUSE or (word in BE and any(w.endswith(_PARTICIPLES) for w in done)):
                later = (i for i in range(at + 1, len(self.words)) if self.words[i] == "by")
                return next(later, 0)
        return 0

    @cached_property
    def steps(self) -> frozenset[Step]:
        """Who gives to whom."""
        return directions_between(self.found, self.mentions, self.names)

    @cached_property
    def described(self) -> frozenset[tuple[str, str]]:
        """Whose the things are."""
        return described_between(self.found, self.mentions)

    @cached_property
    def _inside(self) -> frozenset[int]:
        return frozenset(at for m in self.mentions for at in range(m.start, m.end))
