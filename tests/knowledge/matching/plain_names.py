"""Names as they were first found, one by one among all: what every quicker way has to give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import OSA

from knowledge.matching.lexicon import Lexicon
from knowledge.matching.mentions import PEOPLE, Mention
from knowledge.matching.slips import SHORT_NAME_CHARACTERS, is_another_name
from knowledge.model import Speaker
from knowledge.text import Token, fold, tokens, words
from knowledge.vocabulary import NameKind
from tests.knowledge.matching.plain_roles import PlainRoles, index_roles

_LONG_NAME_CHARACTERS = 8
_INFLECTION_CHARACTERS = 3


@dataclass(slots=True)
class PlainNames:
    """The names of all speakers, made once per knowledge version."""

    lexicon: Lexicon
    speakers: Mapping[str, Speaker]
    roles: PlainRoles
    exact: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    single: dict[str, set[str]] = field(default_factory=dict)
    inflected: dict[str, set[str]] = field(default_factory=dict)
    longest: int = 1

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
        found = tokens(text)
        return frozenset().union(*(mention.speakers for mention in self._exact_mentions(found)))

    def speaking_for(self, speakers: Iterable[str]) -> frozenset[str]:
        """Return `speakers` and everybody who speaks for one of them."""
        wanted = frozenset(speakers)
        return wanted | {
            speaker.id for speaker in self.speakers.values() if wanted & set(speaker.speaks_for)
        }

    def nearest(self, typed: str) -> str | None:
        """Return the listed name most like `typed`, for "did you mean"; None if none is like it."""
        folded = fold(typed)
        best = min(self.single, key=lambda name: OSA.distance(folded, name), default=None)
        if best is None or OSA.distance(folded, best) > max(1, len(folded) // 3):
            return None
        return self.speakers[min(self.single[best])].name

    def _exact_mentions(self, found: Sequence[Token]) -> list[Mention]:
        mentions, at = [], 0
        while at < len(found):
            for length in range(min(self.longest, len(found) - at), 0, -1):
                key = tuple(token.folded for token in found[at : at + length])
                speakers = self.exact.get(key) or (
                    self._plural_or_inflected(key[0]) if length == 1 else None
                )
                if speakers:
                    mentions.append(Mention(frozenset(speakers), at, at + length))
                    at += length - 1
                    break
            at += 1
        return mentions

    def _plural_or_inflected(self, word: str) -> set[str] | None:
        """Read "kirbys", typed without its apostrophe, and "russischen", which German inflects."""
        if word.endswith("s") and len(word) > SHORT_NAME_CHARACTERS and word[:-1] in self.single:
            return self.single[word[:-1]]
        for ending in range(1, _INFLECTION_CHARACTERS + 1):
            if word[:-ending] in self.inflected and len(word) - ending >= SHORT_NAME_CHARACTERS - 1:
                return self.inflected[word[:-ending]]
        return None

    def _near(self, token: Token, is_word: Callable[[str], bool]) -> tuple[str, set[str]] | None:
        """Return the one name that `token` can be a slip of the finger for."""
        word = token.folded
        if len(word) < SHORT_NAME_CHARACTERS - 1 or is_word(word):
            return None
        allowed = 2 if len(word) >= _LONG_NAME_CHARACTERS else 1
        near: dict[str, int] = {}
        for name in self.single:
            if name[0] == word[0] or sorted(name) == sorted(word):
                distance = OSA.distance(word, name, score_cutoff=allowed)
                short = len(word) <= SHORT_NAME_CHARACTERS
                if distance <= allowed and not (short and is_another_name(word, name)):
                    near[name] = distance
        if not near:
            return None
        least = min(near.values())
        best = [name for name, distance in near.items() if distance == least]
        speakers = set().union(*(self.single[name] for name in best))
        return (best[0], speakers) if len(best) == 1 or len(speakers) == 1 else None

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
                fitting = frozenset(s for s in speakers if self._has_given(s, given, is_word))
                if not fitting or given in self.lexicon.frames["en"].function:
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
        return given.end - given.start == 1 and any(
            part in (typed, typed.removesuffix("s"))
            for s in given.speakers & surname.speakers
            for part in words(self.speakers[s].name)[:-1]
        )

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
            and all(words(self.speakers[s].name)[-1] != typed for s in given.speakers)
        )

    def _has_given(self, speaker: str, typed: str, is_word: Callable[[str], bool]) -> bool:
        known = self.speakers[speaker]
        if known.kind not in PEOPLE:
            return False
        return any(
            typed == part
            or (
                len(part) > 3
                and OSA.distance(typed, part) == 1
                and not is_word(typed)
                and not is_another_name(typed, part)
            )
            for part in words(known.name)[:-1]
        )


def plain_names(speakers: Sequence[Speaker], lexicon: Lexicon) -> PlainNames:
    """Return the index of all names of `speakers`."""
    by_id = {speaker.id: speaker for speaker in speakers}
    index = PlainNames(lexicon, by_id, index_roles(by_id, lexicon))
    given: dict[str, set[str]] = {}
    for speaker in speakers:
        for name, kind, language in _all_names(speaker):
            spelling = tuple(w for w in words(name) if w != "the")
            if not spelling:
                continue
            index.exact.setdefault(spelling, set()).add(speaker.id)
            index.longest = max(index.longest, len(spelling))
            if len(spelling) == 1:
                index.single.setdefault(spelling[0], set()).add(speaker.id)
                if kind is NameKind.DEMONYM and language not in ("", "en"):
                    index.inflected.setdefault(spelling[0], set()).add(speaker.id)
        if speaker.kind in PEOPLE:
            for part in words(speaker.name):
                given.setdefault(part, set()).add(speaker.id)
    _add_given_names(index, given)
    return index


def _all_names(speaker: Speaker) -> Iterable[tuple[str, NameKind, str]]:
    yield speaker.name, NameKind.ALIAS, ""
    for name in speaker.names:
        yield name.name, name.kind, name.language


def _add_given_names(index: PlainNames, given: Mapping[str, set[str]]) -> None:
    # "What did Barbara say": a part of a person's name names whoever bears it.
    for part, bearers in given.items():
        if len(part) > 2:
            index.exact.setdefault((part,), set()).update(bearers)
            index.single.setdefault(part, set()).update(bearers)
