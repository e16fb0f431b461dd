"""Roles: "the White House spokesman" is whoever every word of it fits.

A role that fits nobody on record ("the French ambassador") is a mention of nobody, so that
the question is not answered with somebody else's words.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.matching.inverted import Inverted
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.mentions import PEOPLE, Mention, name_words
from knowledge.model import Role as Held
from knowledge.model import Speaker
from knowledge.text import Token
from knowledge.vocabulary import NameKind

CONNECTORS = frozenset({"the", "of", "to", "for", "at", "from", "s", "der", "des", "de", "la"})
_MODIFIERS = frozenset({"former", "ex", "current", "acting", "new", "own"})
_TABLES = ("titles", "beside", "heads", "near")
_Filed = tuple[str, str]
"""The name of a table, and the key under which a role is filed there."""


@dataclass(slots=True)
class RoleIndex:
    """The roles of all speakers, by number.

    `titles` holds them by the words of their titles, `heads` by the nouns of these, `beside` by
    all words that may stand there (of organisation and names, too), `near` by whose they are and
    by those for whom that speaker speaks. `nouns` are words that are a role wherever they stand.
    """

    lexicon: Lexicon
    speakers: Mapping[str, Speaker]
    nouns: frozenset[str]
    holders: MutableMapping[int, str] = field(default_factory=dict)
    titles: Inverted[int] = field(default_factory=Inverted)
    beside: Inverted[int] = field(default_factory=Inverted)
    heads: Inverted[int] = field(default_factory=Inverted)
    near: Inverted[int] = field(default_factory=Inverted)

    def read(self, found: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
        """Read "the White House spokesman", and names that stand beside a role as one person."""
        named = {at: mention for mention in mentions for at in range(mention.start, mention.end)}
        merged, at = [], 0
        while at < len(found):
            end = self._run(found, named, at)
            run = None if end is None else self._resolve(found, named, at, end)
            if run is not None:
                merged.append(run)
                at = run.end
            elif at in named:
                merged.append(named[at])
                at = named[at].end
            else:
                at += 1
        return merged

    def are_people(self, mention: Mention) -> bool:
        """Whether the mention names persons."""
        return bool(mention.speakers) and all(
            self.speakers[speaker].kind in PEOPLE for speaker in mention.speakers
        )

    def with_speakers(
        self, changed: Mapping[str, Speaker], speakers: Mapping[str, Speaker]
    ) -> RoleIndex:
        """Return the index with what these have now; `speakers` are all, with the changed ones."""
        index = RoleIndex(self.lexicon, speakers, self.nouns, dict(self.holders))
        gone: dict[str, list[tuple[str, int]]] = {table: [] for table in _TABLES}
        come: dict[str, list[tuple[str, int]]] = {table: [] for table in _TABLES}
        free = self._free
        for speaker in changed.values():
            for number, filed in self._filed_for(speaker.id):
                del index.holders[number]
                for table, key in filed:
                    gone[table].append((key, number))
            for filed in _filed(speaker, self.lexicon, self.nouns):
                index.holders[free] = speaker.id
                for table, key in filed:
                    come[table].append((key, free))
                free += 1
        for table in _TABLES:
            setattr(index, table, getattr(self, table).changed(gone[table], come[table]))
        return index

    def with_own(self, own: Iterable[Speaker], speakers: Mapping[str, Speaker]) -> RoleIndex:
        """Return the index with the roles of these, too, which are among `speakers`."""
        held: dict[int, str] = {}
        come: dict[str, list[tuple[str, int]]] = {table: [] for table in _TABLES}
        for speaker in own:
            for filed in _filed(speaker, self.lexicon, self.nouns):
                number = self._free + len(held)
                held[number] = speaker.id
                for table, key in filed:
                    come[table].append((key, number))
        index = RoleIndex(self.lexicon, speakers, self.nouns, ChainMap(held, self.holders))
        for table in _TABLES:
            setattr(index, table, getattr(self, table).with_own(come[table]))
        return index

    @property
    def _free(self) -> int:
        """The first number that no role has."""
        return max(self.holders, default=-1) + 1

    def _filed_for(self, speaker: str) -> Iterable[tuple[int, list[_Filed]]]:
        """Return each role that the speaker has until now, and where it is filed."""
        if speaker not in self.speakers:
            return ()
        # `near` also holds the roles of those who speak for this one.
        own = sorted(n for n in self.near.get(speaker) if self.holders[n] == speaker)
        return zip(own, _filed(self.speakers[speaker], self.lexicon, self.nouns), strict=True)

    def _is_word(self, word: str) -> bool:
        return word in self.titles or (word in _MODIFIERS and bool(self.holders))

    def _run(self, found: Sequence[Token], named: Mapping[int, Mention], start: int) -> int | None:
        """Return where the run of names and role words ends; None if there is no role in it."""
        end, at, heads = start, start, 0
        while at < len(found):
            word = found[at].folded
            if at in named:
                at = end = named[at].end
            elif self._is_word(self.lexicon.role(word)):
                heads, at = heads + (self.lexicon.role(word) in self.heads), at + 1
                end = at
            elif word in CONNECTORS and at > start:
                at += 1
            else:
                break
        return end if heads else None

    def _resolve(
        self, found: Sequence[Token], named: Mapping[int, Mention], start: int, end: int
    ) -> Mention | None:
        """Return whom every word of the run fits; a mention of nobody if it fits no one."""
        inside = list(dict.fromkeys(named[at] for at in range(start, end) if at in named))
        people = [m for m in inside if self.are_people(m)]
        typed = [
            self.lexicon.role(found[at].folded)
            for at in range(start, end)
            if at not in named and found[at].folded not in CONNECTORS
        ]
        spelt = {m: {found[at].folded for at in range(m.start, m.end)} for m in inside}
        fitting = frozenset(map(self.holders.__getitem__, self._fitting(typed, spelt)))
        if people:
            # A name says who it is; a role beside it that is not theirs makes that doubtful.
            speakers = people[0].speakers & fitting
            doubtful = people[0].is_doubtful or not speakers
            known = speakers or people[0].speakers
            return Mention(known, start, end, people[0].spelled, is_doubtful=doubtful)
        if not fitting and inside and set(typed) <= self.lexicon.institutions:
            return Mention(inside[0].speakers, start, end)
        if not any(word in self.titles for word in typed):
            return None
        return Mention(fitting, start, end, by_role=True)

    def _fitting(
        self, typed: Sequence[str], inside: Mapping[Mention, set[str]]
    ) -> AbstractSet[int]:
        """Return the roles that every word fits, and at least one word of the title.

        `inside` are the names among them, with their words as typed.
        """
        needed = self._beside(typed)
        for mention, spelt in inside.items():
            spelling = self._beside(spelt)
            if spelling:
                needed.append(self.near.under_any(mention.speakers) | _in_all(spelling))
        return _in_all([*needed, self.titles.under_any(typed)])

    def _beside(self, spelt: Iterable[str]) -> list[AbstractSet[int]]:
        """Return for each word that may not stand beside every role, beside which it may."""
        return [
            self.beside.get(word)
            for word in set(spelt)
            if word not in self.lexicon.titles and word not in _MODIFIERS
        ]


def _in_all(sets: Sequence[AbstractSet[int]]) -> AbstractSet[int]:
    smallest, *others = sorted(sets, key=len)
    return frozenset(smallest).intersection(*others)


def index_roles(speakers: Mapping[str, Speaker], lexicon: Lexicon) -> RoleIndex:
    """Return the index of the roles of `speakers`, by id."""
    nouns = lexicon.titles | frozenset(lexicon.role_forms.values())
    index = RoleIndex(lexicon, speakers, nouns)
    put = {table: getattr(index, table).put for table in _TABLES}
    for speaker in speakers.values():
        for filed in _filed(speaker, lexicon, nouns):
            number = len(index.holders)
            index.holders[number] = speaker.id
            for table, key in filed:
                put[table](key, number)
    return index


def _filed(speaker: Speaker, lexicon: Lexicon, nouns: frozenset[str]) -> Iterator[list[_Filed]]:
    """Yield for each role of `speaker` where it is filed."""
    if not speaker.roles:
        return
    called = (speaker.name, *(name.name for name in speaker.names))
    names = {word for name in called for word in name_words(name)}
    shared: set[str] = set()
    for name in speaker.names:
        if name.kind is NameKind.ROLE:
            shared |= {lexicon.role(word) for word in name_words(name.name)} - CONNECTORS
    near = {speaker.id, *speaker.speaks_for}
    for role in speaker.roles:
        title, organisation = _words_of(role, lexicon)
        title = title | shared
        if {"united", "nations"} <= title | organisation:
            title = title | {"un"}
        filed = [("titles", word) for word in title]
        filed += [("beside", word) for word in title | organisation | names]
        filed += [("heads", word) for word in _heads(role.title, lexicon, nouns)]
        yield filed + [("near", party) for party in near]


def _words_of(role: Held, lexicon: Lexicon) -> tuple[set[str], set[str]]:
    title = {lexicon.role(word) for word in name_words(role.title)} - CONNECTORS
    return title, {lexicon.role(word) for word in name_words(role.organisation)}


def _heads(title: str, lexicon: Lexicon, nouns: frozenset[str]) -> set[str]:
    """Return the nouns of a role: "ambassador" in "UK Ambassador to the United Nations"."""
    spelt = name_words(title)
    if not spelt:
        return set()  # a role may only say whom it speaks for
    end = next((at for at, word in enumerate(spelt) if at and word in CONNECTORS), len(spelt))
    return {lexicon.role(word) for word in (spelt[end - 1], *nouns.intersection(spelt))}
