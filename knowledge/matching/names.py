"""Who is named here? Names, other names, roles and slips of the finger.

A name is only taken for somebody if every word of it can be: "John Kerry" is not John
Kirby, "the French ambassador" is not Iran's, and "Iraq" is never a misspelt Iran. What
looks like a name and is nobody's is reported as unknown, because a question about an
unknown party must not be answered with a known one.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property

from knowledge.matching.called import Called, index_called, index_words, words_filed
from knowledge.matching.inverted import Inverted
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.mentions import PEOPLE, Mention
from knowledge.matching.roles import RoleIndex, index_roles
from knowledge.matching.slips import SHORT_NAME_CHARACTERS, is_another_name
from knowledge.model import Speaker
from knowledge.text import Token, fold, tokens, words

Speakers = dict[str, Speaker] | ChainMap[str, Speaker]
"""By id; those of one space lie over the public ones."""

_LONG_NAME_CHARACTERS = 8
_INFLECTION_CHARACTERS = 3
_GIVEN_CHARACTERS = 4
"""A slip is understood in given names that have as many."""


@dataclass(frozen=True)
class NameIndex:
    """The names of all speakers. It never changes: `with_speakers` returns another one.

    Where it is one space's, `public` is what everybody knows, and `own` whom that space alone does.
    """

    lexicon: Lexicon
    speakers: Speakers
    called: Called
    roles: RoleIndex
    public: NameIndex | None = None
    own: Mapping[str, Speaker] = field(default_factory=dict)

    def with_speakers(self, changed: Iterable[Speaker]) -> NameIndex:
        """Return the index with these speakers, each instead of what it was; 10-20 ms at 50,000."""
        by_id = {speaker.id: speaker for speaker in changed}
        speakers = {**self.speakers, **by_id}
        before = [self.speakers[id_] for id_ in by_id if id_ in self.speakers]
        index = NameIndex(
            self.lexicon,
            speakers,
            self.called.changed(before, by_id.values()),
            self.roles.with_speakers(by_id, speakers),
        )
        if "words" in self.__dict__:  # made when first asked for
            gone = (filed for speaker in before for filed in words_filed(speaker))
            come = (filed for speaker in by_id.values() for filed in words_filed(speaker))
            index.__dict__["words"] = self.words.changed(gone, come)
        return index

    def with_own(self, own: Mapping[str, Speaker]) -> NameIndex:
        """Return the index with these, too, whom one space alone knows; it shares the rest."""
        speakers = ChainMap(dict(own), self.speakers)
        called, roles = (
            self.called.with_own(own.values()),
            self.roles.with_own(own.values(), speakers),
        )
        return NameIndex(self.lexicon, speakers, called, roles, self, own)

    @cached_property
    def words(self) -> Inverted[str]:
        """The ids of speakers by all words of their ids, names and roles. Look-ups only."""
        if self.public:
            filed = (each for speaker in self.own.values() for each in words_filed(speaker))
            return self.public.words.with_own(filed)
        return index_words(self.speakers.values())

    def find(self, found: Sequence[Token], is_word: Callable[[str], bool]) -> list[Mention]:
        """Return who is named in `found`, in order, not overlapping.

        `is_word` says of a folded word whether it is one: a word is never taken for a
        misspelt name.
        """
        mentions = self._exact_mentions(found)
        taken = {at for mention in mentions for at in range(mention.start, mention.end)}
        for at, token in enumerate(found):
            if at not in taken and token.kind == "word":
                near = self._near(token, is_word)
                if near:
                    doubtful = is_another_name(token.folded, near[0])
                    speakers = frozenset(near[1])
                    mention = Mention(speakers, at, at + 1, near[0], is_doubtful=doubtful)
                    mentions.append(mention)
        mentions.sort(key=lambda mention: mention.start)
        return self._with_given_names(found, self.roles.read(found, mentions), is_word)

    def mentioned(self, text: str) -> frozenset[str]:
        """Return whom the text of a record names, spelt as listed."""
        return self.mentioned_in(tokens(text))

    def mentioned_in(self, found: Sequence[Token]) -> frozenset[str]:
        """Return whom a record's text names that is cut already."""
        return frozenset().union(*(mention.speakers for mention in self._exact_mentions(found)))

    def speaking_for(self, speakers: Iterable[str]) -> frozenset[str]:
        """Return `speakers` and everybody who speaks for one of them."""
        wanted = frozenset(speakers)
        return wanted | self.called.spoken_for.under_any(wanted)

    def spokespeople(self, speaker: str) -> tuple[str, ...]:
        """Return the ids of those who speak for `speaker`, in order."""
        return tuple(sorted(self.called.spoken_for.get(speaker)))

    def with_words_of(self, typed: str) -> tuple[str, ...]:
        """Return the ids of those in whose id, names and roles all words stand, in order.

        The first time takes a second at 50,000 speakers.
        """
        wanted = sorted((self.words.get(word) for word in set(words(typed))), key=len)
        return tuple(sorted(frozenset(wanted[0]).intersection(*wanted[1:]))) if wanted else ()

    def completed(self, typed: str) -> tuple[str, ...]:
        """Return the ids of those who may be meant by somebody still typing, in order.

        Each word typed begins one of their words; if nobody has such words, it is one of their
        names with a slip. 10 ms a word at 50,000 speakers.
        """
        meant = [
            self.words.beginning(word)
            or self.called.single.under_any(name for name, _ in self.called.near(word, 1))
            for word in set(words(typed))
        ]
        return tuple(sorted(meant[0].intersection(*meant[1:]))) if meant else ()

    def nearest(self, typed: str) -> str | None:
        """Return the listed name most like `typed`, for "did you mean"; None if none is like it."""
        folded = fold(typed)
        most = max(1, len(folded) // 3)
        for distance in dict.fromkeys((1, min(2, most), most)):
            near = self.called.near(folded, distance)
            if near:
                best = [name for name, slips in near if slips == near[0][1]]
                name = min(best, key=self._listed_at)
                return self.speakers[min(self.called.single.get(name))].name
        return None

    def _exact_mentions(self, found: Sequence[Token]) -> list[Mention]:
        mentions, at = [], 0
        while at < len(found):
            for length in range(min(self.called.longest, len(found) - at), 0, -1):
                spelling = [token.folded for token in found[at : at + length]]
                speakers = self.called.by(spelling) or (
                    self._plural_or_inflected(spelling[0]) if length == 1 else None
                )
                if speakers:
                    mentions.append(Mention(frozenset(speakers), at, at + length))
                    at += length - 1
                    break
            at += 1
        return mentions

    def _plural_or_inflected(self, word: str) -> AbstractSet[str] | None:
        """Read "kirbys", typed without its apostrophe, and "russischen", which German inflects."""
        single, inflected = self.called.single, self.called.inflected
        if word.endswith("s") and len(word) > SHORT_NAME_CHARACTERS and word[:-1] in single:
            return single.get(word[:-1])
        for ending in range(1, _INFLECTION_CHARACTERS + 1):
            if word[:-ending] in inflected and len(word) - ending >= SHORT_NAME_CHARACTERS - 1:
                return inflected.get(word[:-ending])
        return None

    def _near(
        self, token: Token, is_word: Callable[[str], bool]
    ) -> tuple[str, AbstractSet[str]] | None:
        """Return the one name that `token` can be a slip of the finger for."""
        word = token.folded
        if len(word) < SHORT_NAME_CHARACTERS - 1 or is_word(word):
            return None
        allowed = 2 if len(word) >= _LONG_NAME_CHARACTERS else 1
        short = len(word) <= SHORT_NAME_CHARACTERS
        near = [
            (name, slips)
            for name, slips in self.called.near(word, allowed)
            if (name[0] == word[0] or sorted(name) == sorted(word))
            and not (short and is_another_name(word, name))
        ]
        if not near:
            return None
        best = [name for name, slips in near if slips == near[0][1]]
        if len(best) == 1:
            return best[0], self.called.single.get(best[0])
        speakers = self.called.single.under_any(best)
        return (min(best, key=self._listed_at), speakers) if len(speakers) == 1 else None

    def _listed_at(self, name: str) -> tuple[bool, str, int]:
        """Return what tells which of equally near names comes first.

        Names come before parts of names, then in the order in which they are listed.
        """
        return self.called.listed_at(name, self.speakers)

    def _with_given_names(
        self, found: Sequence[Token], mentions: list[Mention], is_word: Callable[[str], bool]
    ) -> list[Mention]:
        """Let a person's mention take in the given names typed before it, also misspelt."""
        widened: list[Mention] = []
        for mention in mentions:
            start, speakers = mention.start, mention.speakers
            last = widened[-1] if widened else None
            if last and last.end == start and self._is_given_of_another(found, last, mention):
                widened[-1] = replace(mention, speakers=frozenset(), start=last.start)
                continue
            if last and last.end == start and self._is_given_of(found, last, mention):
                shared = last.speakers & speakers
                widened[-1] = replace(mention, speakers=shared, start=last.start)
                continue
            while start and speakers and not mention.by_role:
                given = found[start - 1].folded
                if given in self.lexicon.frames["en"].function:
                    break
                fitting = self._bearing(given, speakers, is_word)
                if not fitting:
                    break
                start, speakers = start - 1, fitting
            if not widened or widened[-1].end <= start:
                widened.append(replace(mention, speakers=speakers, start=start))
            else:
                widened.append(mention)
        return widened

    def _is_given_of(self, found: Sequence[Token], given: Mention, surname: Mention) -> bool:
        """Whether "Mara" stands before a surname, perhaps misspelt, that Mara bears."""
        typed = given.spelled or found[given.start].folded
        shared = given.speakers & surname.speakers
        bearers = self.called.given.under_any({typed, typed.removesuffix("s")}) if shared else ()
        return given.end - given.start == 1 and not shared.isdisjoint(bearers)

    def _is_given_of_another(
        self, found: Sequence[Token], given: Mention, surname: Mention
    ) -> bool:
        """Whether a given name of one person stands before the surname of another."""
        typed = found[given.start].folded
        return (
            given.end - given.start == 1
            and not given.speakers & surname.speakers
            and self.roles.are_people(given)
            and self.roles.are_people(surname)
            and given.speakers.isdisjoint(self.called.surnames.get(typed))
        )

    def _bearing(
        self, typed: str, speakers: AbstractSet[str], is_word: Callable[[str], bool]
    ) -> frozenset[str]:
        """Return which of `speakers` are people with this given name, perhaps misspelt."""
        parts = [typed]
        if not is_word(typed):
            parts += [
                part
                for part, slips in self.called.near_given(typed)
                if slips == 1 and len(part) >= _GIVEN_CHARACTERS
                if not is_another_name(typed, part)
            ]
        bearers = speakers & self.called.given.under_any(parts)
        return frozenset(s for s in bearers if self.speakers[s].kind in PEOPLE)


def index_names(speakers: Iterable[Speaker], lexicon: Lexicon) -> NameIndex:
    """Return the index of all names of `speakers`; 1 s for 50,000."""
    by_id = {speaker.id: speaker for speaker in speakers}
    return NameIndex(lexicon, by_id, index_called(by_id.values()), index_roles(by_id, lexicon))
