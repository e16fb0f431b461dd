"""What is everybody called? The tables in which names are looked up, exactly and nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.matching.inverted import Inverted
from knowledge.matching.mentions import PEOPLE, name_words
from knowledge.matching.near_words import NearWords
from knowledge.model import Speaker
from knowledge.vocabulary import NameKind

_BETWEEN = "\0"
_PART_CHARACTERS = 3
"""A part of a person's name is a name of its own if it has as many."""
_TABLES = ("spelt", "single", "full", "inflected", "given", "surnames", "spoken_for")


@dataclass(slots=True)
class Called:
    """The ids of speakers by what they are called. Filled once, then only read.

    `spelt`: by names of several words. `single`: by names of one word, and by the parts of a
    person's name; `full` without the parts. `inflected`: by foreign demonyms. `given`: by the
    words before the last of the name itself, `surnames` by the last. `spoken_for`: by whom they
    speak for.
    """

    spelt: Inverted[str] = field(default_factory=Inverted)
    single: Inverted[str] = field(default_factory=Inverted)
    full: Inverted[str] = field(default_factory=Inverted)
    inflected: Inverted[str] = field(default_factory=Inverted)
    given: Inverted[str] = field(default_factory=Inverted)
    surnames: Inverted[str] = field(default_factory=Inverted)
    spoken_for: Inverted[str] = field(default_factory=Inverted)
    longest: int = 1
    _near: NearWords = field(default_factory=lambda: NearWords(()))
    _near_given: NearWords = field(default_factory=lambda: NearWords(()))

    def by(self, spelling: Sequence[str]) -> AbstractSet[str]:
        """Return who is called exactly this; words are folded."""
        if len(spelling) == 1:
            return self.single.get(spelling[0])
        return self.spelt.get(_BETWEEN.join(spelling))

    def near(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Return the names of one word within `distance` slips of `word`, nearest first."""
        near = self._near.near(word, distance)
        return [(name, slips) for name, slips in near if name in self.single]

    def near_given(self, word: str) -> list[tuple[str, int]]:
        """Return the given names within one slip of `word`, nearest first."""
        near = self._near_given.near(word, 1)
        return [(name, slips) for name, slips in near if name in self.given]

    def listed_at(self, name: str, speakers: Mapping[str, Speaker]) -> tuple[bool, str, int]:
        """Return where a name of one word is first listed: as a part, of whom, as which name."""
        if name in self.full:
            first = min(self.full.get(name))
            listed = [spelling for spelling, _ in _spellings(speakers[first])]
            return False, first, listed.index((name,))
        first = min(self.single.get(name))
        return True, first, name_words(speakers[first].name).index(name)

    def changed(self, before: Iterable[Speaker], now: Iterable[Speaker]) -> Called:
        """Return the tables with what the speakers are called `now` instead of `before`."""
        gone, come = _by_table(before), _by_table(now)
        tables = {
            table: getattr(self, table).changed(gone[table], come[table]) for table in _TABLES
        }
        return self._with(tables, come)

    def with_own(self, own: Iterable[Speaker]) -> Called:
        """Return the tables with what these are called, too; they share the rest."""
        come = _by_table(own)
        tables = {table: getattr(self, table).with_own(come[table]) for table in _TABLES}
        return self._with(tables, come)

    def _with(
        self,
        tables: Mapping[str, Inverted[str]],
        come: Mapping[str, Sequence[tuple[str, str]]],
    ) -> Called:
        """Return these tables, with what came to them."""
        longest = max(self.longest, _longest(key for key, _ in come["spelt"]))
        called = Called(longest=longest)
        for name, table in tables.items():
            setattr(called, name, table)
        called._near = self._near.with_words(_new(come["single"], self.single))
        called._near_given = self._near_given.with_words(_new(come["given"], self.given))
        return called


def index_called(speakers: Iterable[Speaker]) -> Called:
    """Return the tables for `speakers`."""
    called = Called()
    put = {table: getattr(called, table).put for table in _TABLES}
    for speaker in speakers:
        for table, key in _filed(speaker):
            put[table](key, speaker.id)
    called.longest = _longest(called.spelt.keys())
    called._near = NearWords(called.single.keys())
    called._near_given = NearWords(called.given.keys())
    return called


def _by_table(speakers: Iterable[Speaker]) -> dict[str, list[tuple[str, str]]]:
    """Return for each table the keys under which these speakers are filed, with their ids."""
    filed: dict[str, list[tuple[str, str]]] = {table: [] for table in _TABLES}
    for speaker in speakers:
        for table, key in _filed(speaker):
            filed[table].append((key, speaker.id))
    return filed


def _longest(spelt: Iterable[str]) -> int:
    """Return of how many words the longest of these names is."""
    return max((key.count(_BETWEEN) + 1 for key in spelt), default=1)


def _new(come: Iterable[tuple[str, str]], table: Inverted[str]) -> Iterator[str]:
    return (key for key in dict(come) if key not in table)


def _filed(speaker: Speaker) -> Iterator[tuple[str, str]]:
    """Yield the tables and keys under which `speaker` is filed."""
    for spelling, is_inflected in _spellings(speaker):
        if len(spelling) > 1:
            yield "spelt", _BETWEEN.join(spelling)
        elif spelling:
            yield "single", spelling[0]
            yield "full", spelling[0]
            if is_inflected:
                yield "inflected", spelling[0]
    for party in speaker.speaks_for:
        yield "spoken_for", party
    parts = name_words(speaker.name)
    for part in parts[:-1]:
        yield "given", part
    if parts:
        yield "surnames", parts[-1]
    if speaker.kind in PEOPLE:
        for part in parts:
            if len(part) >= _PART_CHARACTERS:
                yield "single", part


def _spellings(speaker: Speaker) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the words of each name without articles, and whether German and others inflect it."""
    yield _without_article(speaker.name), False
    for name in speaker.names:
        is_foreign = name.language not in ("", "en")
        yield _without_article(name.name), name.kind is NameKind.DEMONYM and is_foreign


def _without_article(name: str) -> tuple[str, ...]:
    return tuple(word for word in name_words(name) if word != "the")


def index_words(speakers: Iterable[Speaker]) -> Inverted[str]:
    """Return the ids of `speakers` by all words of their ids, names and roles."""
    table = Inverted[str]()
    for speaker in speakers:
        for word, id_ in words_filed(speaker):
            table.put(word, id_)
    return table


def words_filed(speaker: Speaker) -> Iterator[tuple[str, str]]:
    """Yield each word of the id, the names and the roles of `speaker`, with the id."""
    titles = (f"{role.title} {role.organisation}".strip() for role in speaker.roles)
    for known in (speaker.id, speaker.name, *(name.name for name in speaker.names), *titles):
        for word in name_words(known):
            yield word, speaker.id
