"""Who gives what to whom: "Russia trains Iran's pilots" is not "Iran trains Russia's".

Two sentences with the same words can be opposite claims. Verbs of giving and getting fix
who is at which end; a nationality before a noun fixes whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.text import Token, stem, tokens

Step = tuple[str, str]
"""(giver, receiver), as speaker ids; "" for an end that is not named."""

_PASSIVE = frozenset("is are was were be been being gets got".split())
_ACTIVE = frozenset("did does do will would".split())
_CLAUSES = frozenset("that who which because if whether and so while".split())
_REACH_TOKENS = 12
_PASSIVE_TOKENS = 6


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: Sequence[Token]
    mentions: Sequence[Mention]

    def is_passive(self, at: int) -> bool:
        """Whether the verb at `at` has a form of "be" before it, and is no -ing form."""
        if self.tokens[at].folded.endswith("ing"):
            return False
        before = [token.folded for token in self.tokens[max(0, at - _PASSIVE_TOKENS) : at]]
        clause = max((i + 1 for i, word in enumerate(before) if word in _CLAUSES), default=0)
        return bool(_PASSIVE & set(before[clause:])) and not _ACTIVE & set(before[clause:])

    def name_at(self, at: int) -> Mention | None:
        return next((m for m in self.mentions if m.start <= at < m.end), None)

    def before(self, at: int) -> Mention | None:
        near = [m for m in self.mentions if m.end <= at and at - m.end < _REACH_TOKENS]
        return near[-1] if near else None

    def after(self, at: int, words: Sequence[str]) -> Mention | None:
        """Return the first name after `at` that one of `words` introduces."""
        for mention in self.mentions:
            if mention.start <= at or mention.start - at > _REACH_TOKENS:
                continue
            lead = mention.start - 1
            if lead > at and self.tokens[lead].folded == "the":
                lead -= 1
            if lead > at and self.tokens[lead].folded in words:
                return mention
        return None


def directions(text: str, names: NameIndex) -> frozenset[Step]:
    """Return who gives to whom in `text`, as far as its verbs say so plainly."""
    found = tokens(text)
    return directions_between(found, names.find(found, lambda _: True), names)


def directions_between(
    found: Sequence[Token], mentions: Sequence[Mention], names: NameIndex
) -> frozenset[Step]:
    """Return the steps in a text that is cut and read already."""
    sentence = _Sentence(found, mentions)
    steps: set[Step] = set()
    for at, token in enumerate(found):
        giving = token.folded in names.lexicon.gives
        if giving or token.folded in names.lexicon.gets:
            steps |= _steps_of(sentence, at, giving=giving)
    return frozenset(steps | _routes(sentence))


def _steps_of(sentence: _Sentence, at: int, *, giving: bool) -> set[Step]:
    """Return who stands at which end of the verb at `at`."""
    subject, agent = sentence.before(at), sentence.after(at, ("by",))
    origin, goal = sentence.after(at, ("from",)), sentence.after(at, ("to", "with"))
    direct = sentence.name_at(at + 1)
    if sentence.is_passive(at):
        giver = agent or origin if giving else origin
        receiver = goal or (subject or direct if giving else agent)
        if giver is None and goal is None:
            return set()
    elif giving:
        giver, receiver = subject, direct or goal
    else:
        giver, receiver = origin, subject
    if (not giver and not receiver) or (not giving and not giver):
        return set()
    return _pairs(giver, receiver)


def _routes(sentence: _Sentence) -> set[Step]:
    """Read "from Velland to Norvay", whatever the verb."""
    steps: set[Step] = set()
    for one, other in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        between = [token.folded for token in sentence.tokens[one.end : other.start]]
        lead = sentence.tokens[one.start - 1].folded if one.start else ""
        if lead == "from" and between in (["to"], ["to", "the"]):
            steps |= _pairs(one, other)
    return steps


def _pairs(giver: Mention | None, receiver: Mention | None) -> set[Step]:
    givers = giver.speakers if giver else frozenset({""})
    receivers = receiver.speakers if receiver else frozenset({""})
    return {(g, r) for g in givers for r in receivers if g != r}


def opposed(asked: frozenset[Step], has: frozenset[Step]) -> Step | None:
    """Return the step of `asked` that `has` has the other way round only; None if there is none."""
    for giver, receiver in sorted(asked):
        alike = any(
            (giver and giver == g and (not receiver or not r or receiver == r))
            or (receiver and receiver == r and (not giver or not g or giver == g))
            for g, r in has
        )
        crossed = any((giver and giver == r) or (receiver and receiver == g) for g, r in has)
        if crossed and not alike:
            return giver, receiver
    return None


def described(text: str, names: NameIndex) -> frozenset[tuple[str, str]]:
    """Return (speaker, stem) for each name right before a noun, or after its "in" or "from"."""
    found = tokens(text)
    return described_between(found, names.find(found, lambda _: True))


def described_between(
    found: Sequence[Token], mentions: Sequence[Mention]
) -> frozenset[tuple[str, str]]:
    """Return the descriptions in a text that is cut and read already."""
    pairs: set[tuple[str, str]] = set()
    for mention in mentions:
        noun = found[mention.end] if mention.end < len(found) else None
        if noun and noun.kind == "word" and noun.start - found[mention.end - 1].end <= 1:
            pairs |= {(speaker, stem(noun.folded)) for speaker in mention.speakers}
        if mention.start >= 2 and found[mention.start - 1].folded == "in":
            place = stem(found[mention.start - 2].folded)
            pairs |= {(speaker, f"{place} in") for speaker in mention.speakers}
        if mention.start >= 2 and found[mention.start - 1].folded == "from":
            thing = stem(found[mention.start - 2].folded)
            pairs |= {(speaker, thing) for speaker in mention.speakers}
    return frozenset(pairs)
