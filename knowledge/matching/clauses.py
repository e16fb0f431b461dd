"""Who stands where around a word of giving: who does it, by whom, from whom, to whom?

No grammar is parsed: names, prepositions and the order of words tell enough of a short sentence,
and where they do not, nobody is found, which refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.matching.grammar import AUXILIARIES, BE, DETERMINERS, SKIPPED
from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.text import Token, stem
from knowledge.vocabulary import NameKind

_REACH_TOKENS = 12
_PASSIVE_TOKENS = 6
_NOUN_TOKENS = 4
_PASSIVE = BE | frozenset("get gets got getting".split())
_DO = frozenset("did does do will would".split())
_CUTS = frozenset("that who which because if whether so while whereas but".split())
_PREPOSITIONS = frozenset(
    "in with against on about to from by for at under like than into over between of".split()
)
_IN_RETURN = {("in", "return"), ("in", "exchange")}
_ACTORS = frozenset("it they he she we you i".split())
_PRONOUNS = _ACTORS | frozenset("them us him her his their our my your".split())
_PARTICIPLES = frozenset("given sent sold lent taught bought sought taken got paid".split())
# "To support Iran", "who supports Iran" are verbs; "has support", "their support" are nouns.
_VERB_LEADS = (
    (AUXILIARIES - BE - {"has", "have", "had"}) | _ACTORS | {"to", "who", "which", "that", "not"}
)
_NOUN_LEADS = (DETERMINERS | _PREPOSITIONS) - _VERB_LEADS


class Kind(StrEnum):
    """What a word says of a thing that changes hands."""

    GIVES = "gives"
    GETS = "gets"
    SEEKS = "seeks"
    GIFT = "gift"
    TAKING = "taking"
    REQUEST = "request"


VERBS = (Kind.GIVES, Kind.GETS, Kind.SEEKS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text that is cut and read, with the words of giving in it."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    names: NameIndex
    words: tuple[str, ...] = field(init=False)
    kinds: tuple[Kind | None, ...] = field(init=False)
    named: Mapping[int, Mention] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(token.folded for token in self.tokens))
        named = {at: m for m in self.mentions for at in range(m.start, m.end)}
        object.__setattr__(self, "named", named)
        object.__setattr__(self, "kinds", tuple(map(self._kind, range(len(self.tokens)))))

    def is_passive(self, at: int) -> bool:
        """Whether the participle at `at` has a form of "be" before it, or what it needs behind."""
        if not self._is_participle(at):
            return False
        following = self.word(at + 1)
        if following == "by":
            return True
        if following in ("from", "to") and self.after(at, "by") and not self._name_ending(at):
            return True
        before = self.words[max(0, at - _PASSIVE_TOKENS) : at]
        clause = max((i + 1 for i, word in enumerate(before) if word in _CUTS | {"and"}), default=0)
        be = max((i + 1 for i, word in enumerate(before) if word in _PASSIVE), default=0)
        # "Is it true Norvay sent": what follows "it" is another clause, with no "that" before it.
        is_true = before[be : be + 1] and before[be] in _ACTORS and len(before) > be + 1
        return be > clause and not is_true and not _DO & set(before[clause:])

    def subject(self, at: int) -> Mention | None:
        """Return who does what the verb at `at` says."""
        for end in range(at, max(0, at - _REACH_TOKENS), -1):
            mention = self._name_ending(end)
            if mention and self._others_between(end, at):
                return None
            if mention and self._may_act(mention, at):
                return mention
        return None

    def patient(self, at: int) -> Mention | None:
        """Return to whom the participle at `at` is done: "Velland was given", "Vellish pilots"."""
        mention = self.subject(at)
        if mention is None:
            return None
        between = [w for w in self.words[mention.end : at] if w not in SKIPPED | AUXILIARIES]
        return mention if not between or self.describes(mention) else None

    def after(self, at: int, preposition: str) -> Mention | None:
        """Return the first name behind `at`, in the same clause, that `preposition` introduces."""
        for start in range(at + 1, min(len(self.words), at + _REACH_TOKENS + 1)):
            mention = self.named.get(start)
            if self._is_cut(start):
                return None
            if mention is None or mention.start != start:
                continue
            lead = self._before(mention)
            if lead > at and self.words[lead] == preposition:
                return mention if self.words[lead - 1] != "according" else None
        return None

    def direct(self, at: int) -> Mention | None:
        """Return the name right behind the verb at `at`: "gave Velland boats"."""
        start = at + 2 if self.word(at + 1) == "the" else at + 1
        return self.named.get(start)

    def owner(self, at: int) -> Mention | None:
        """Return the name that describes the noun at `at`: "Norvay's generous support"."""
        for start in range(at, max(-1, at - _NOUN_TOKENS - 1), -1):
            named = self._name_ending(start)
            if named:
                return None if self._receives(named) else named
            if self._is_small(start - 1) or self.kinds[start - 1] in VERBS:
                return None
        return None

    def describes(self, mention: Mention) -> bool:
        """Whether the name stands like an adjective, as "Vellish" and "Norvay's" do."""
        last = self.tokens[mention.end - 1]
        if last.typed.casefold().endswith(("'s", "s'")):
            return True
        return any(
            name.kind is NameKind.DEMONYM and name.name.casefold() == last.typed.casefold()
            for speaker in mention.speakers
            for name in self.names.speakers[speaker].names
        )

    def has_object(self, at: int) -> bool:
        """Whether a thing is named right behind the verb at `at`."""
        following = self.word(at + 1)
        small = _PREPOSITIONS | _CUTS | AUXILIARIES | _ACTORS | {"", "and", "or"}
        return following not in small and not following.endswith("ed")

    def things(self, at: int) -> frozenset[str]:
        """Return the stems of what changes hands by the word at `at`."""
        start, end = at, at + 1
        while start > max(0, at - _REACH_TOKENS) and not self._is_cut(start - 1):
            start -= 1
        while end < min(len(self.words), at + _REACH_TOKENS) and not self._is_cut(end):
            end += 1
        behind = self._content(range(at + 1, end))
        if behind and self.kinds[at] in VERBS and not self.is_passive(at):
            return behind
        itself = range(at, at + 1) if self.kinds[at] not in VERBS else range(0)
        return behind | self._content(itself) | self._content(range(start, at))

    def lead(self, mention: Mention) -> str:
        """Return the word that introduces a name, "" if there is none."""
        before = self._before(mention)
        return self.words[before] if before >= 0 else ""

    def word(self, at: int) -> str:
        """Return the folded word at `at`, "" behind the end."""
        return self.words[at] if at < len(self.words) else ""

    def _content(self, places: range) -> frozenset[str]:
        return frozenset(
            stem(self.words[at]) for at in places if at not in self.named and not self._is_small(at)
        )

    def _kind(self, at: int) -> Kind | None:
        word, lexicon = self.words[at], self.names.lexicon
        if at in self.named:
            return None
        nouns = {
            Kind.GIFT: lexicon.gifts,
            Kind.TAKING: lexicon.takings,
            Kind.REQUEST: lexicon.requests,
        }
        verbs = {Kind.GIVES: lexicon.gives, Kind.GETS: lexicon.gets, Kind.SEEKS: lexicon.seeks}
        noun = next((kind for kind, listed in nouns.items() if word in listed), None)
        verb = next((kind for kind, listed in verbs.items() if word in listed), None)
        return verb if verb and self._is_verb(at, is_noun=noun is not None) else noun

    def _is_verb(self, at: int, *, is_noun: bool) -> bool:
        """Whether a word that may be a noun as well is a verb here."""
        word, lead = self.words[at], self.words[at - 1] if at else ""
        if word.endswith("ing"):
            return not is_noun or self.word(at + 1) not in _PREPOSITIONS
        if self._is_participle(at):
            return True
        if lead in _NOUN_LEADS or (lead == "to" and word.endswith("s")):
            return False  # "the ship", "to ships"
        return not is_noun or lead in _VERB_LEADS or (at > 0 and self.direct(at) is not None)

    def _is_participle(self, at: int) -> bool:
        return self.words[at].endswith("ed") or self.words[at] in _PARTICIPLES

    def _is_small(self, at: int) -> bool:
        return at < 0 or self.words[at] in self.names.lexicon.frames["en"].function

    def _is_cut(self, at: int) -> bool:
        """Whether another clause, or another verb of giving, begins at `at`."""
        if self.words[at] in _CUTS or self.kinds[at] in VERBS:
            return True
        return self.words[max(0, at - 1) : at + 1] in _IN_RETURN

    def _name_ending(self, at: int) -> Mention | None:
        mention = self.named.get(at - 1)
        return mention if mention and mention.end == at else None

    def _before(self, mention: Mention) -> int:
        """Return the place of the word that introduces a name, -1 if there is none."""
        lead = mention.start - 1
        return lead - 1 if lead >= 0 and self.words[lead] in DETERMINERS else lead

    def _may_act(self, mention: Mention, at: int) -> bool:
        """Whether the name can be the subject of the verb at `at`, and is no object before it."""
        between = [word for word in self.words[mention.end : at] if word not in SKIPPED]
        governed = self.lead(mention) in _PREPOSITIONS - {"of"}
        if not between and (self.words[at].endswith("ing") or self.word(mention.end) == "to"):
            return True  # "for Norvay to get", "of Norvay sending"
        if governed:
            return False
        return not between or not self._receives(mention)

    def _receives(self, mention: Mention) -> bool:
        """Whether the name is the object of a verb of giving: "gave Velland", not "Vellish"."""
        lead = self._before(mention)
        if lead < 0 or self.kinds[lead] not in VERBS:
            return False
        return self.kinds[lead] is Kind.GIVES or not self.describes(mention)

    def _others_between(self, start: int, at: int) -> bool:
        """Whether somebody else, whom no name tells, does what the verb at `at` says."""
        words = self.words[start:at]
        if _PRONOUNS & set(words):
            return True
        breaks = _CUTS | self.names.lexicon.frames["en"].say
        last = max((i for i, word in enumerate(words) if word in breaks), default=len(words))
        return any(word not in SKIPPED | AUXILIARIES for word in words[last + 1 :])
