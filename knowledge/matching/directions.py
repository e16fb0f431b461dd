"""Who gives what to whom: "Russia trains Iran's pilots" is not "Iran trains Russia's".

Two sentences with the same words can be opposite claims. Words of giving, getting and wanting
fix who is at which end; a nationality before a noun fixes whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.matching.clauses import Kind, Sentence
from knowledge.matching.mentions import DEFINITE_SPEAKERS, Mention
from knowledge.matching.names import NameIndex
from knowledge.text import Token, stem

_OBJECT_TOKENS = 4
_ASKED_TOKENS = 8
_STAYING = frozenset("in from into at on".split())


class Side(StrEnum):
    """Which side of a trade a step is: who buys gets the goods and gives the money."""

    NONE = ""
    GOODS = "goods"
    MONEY = "money"
    LENT = "lent"
    OWED = "owed"


_TWO_SIDES = (
    frozenset({Side.GOODS, Side.MONEY}),
    frozenset({Side.GOODS, Side.OWED}),
    frozenset({Side.LENT, Side.OWED}),
)


@dataclass(frozen=True, slots=True)
class Step:
    """From whom to whom, as speaker ids; "" for an end that is not named.

    `things` are the stems of what is given, as far as they stand beside it.
    """

    giver: str
    receiver: str
    things: frozenset[str] = frozenset()
    side: Side = Side.NONE

    def agrees_with(self, other: Step) -> bool:
        """Whether a named party stands at the same end, and no other stands where one is named."""
        ends = tuple(zip((self.giver, self.receiver), self._ends_of(other), strict=True))
        named = [(one, two) for one, two in ends if one and two]
        return bool(named) and all(one == two for one, two in named)

    def crosses(self, other: Step) -> bool:
        """Whether a named party stands at the other end."""
        giver, receiver = self._ends_of(other)
        return bool(
            (self.giver and self.giver == receiver) or (self.receiver and self.receiver == giver)
        )

    def _ends_of(self, other: Step) -> tuple[str, str]:
        """Return the ends of `other`; of the other side of a trade, turned around."""
        if {self.side, other.side} in _TWO_SIDES:
            return other.receiver, other.giver
        return other.giver, other.receiver


Ends = tuple[Mention | None, Mention | None]
"""Giver and receiver, as they are named."""


def directions_between(
    found: Sequence[Token], mentions: Sequence[Mention], names: NameIndex
) -> frozenset[Step]:
    """Return who gives to whom in a text that is cut and read already, where it says so plainly."""
    sentence = Sentence(found, _definite(mentions), names)
    steps: set[Step] = set()
    for at, kind in enumerate(sentence.kinds):
        if kind:
            ends = _ENDS[kind](sentence, at)
            steps |= _steps(*ends, sentence.things(at), _side(sentence, at))
    return frozenset(steps | _routes(sentence))


def _definite(mentions: Sequence[Mention]) -> list[Mention]:
    """Return those that name somebody: "Mara" may be a thousand people."""
    return [mention for mention in mentions if len(mention.speakers) <= DEFINITE_SPEAKERS]


def opposed(asked: Iterable[Step], has: Iterable[Step]) -> Step | None:
    """Return the step of `asked` that `has` has the other way round; None if there is none.

    Where `has` goes both ways ("jets for drones"), the way of what is asked about counts.
    """
    for step in sorted(asked, key=lambda s: (s.giver, s.receiver)):
        crossed = _likeness(step, (other for other in has if step.crosses(other)))
        if crossed > _likeness(step, (other for other in has if step.agrees_with(other))):
            return step
    return None


def _likeness(step: Step, others: Iterable[Step]) -> int:
    """Return how many things the likest of `others` shares; -1 if there is none."""
    return max((len(step.things & other.things) for other in others), default=-1)


def _gives(sentence: Sentence, at: int) -> Ends:
    if sentence.is_passive(at):
        return _given(sentence, at)
    if sentence.word(at + 1) in _STAYING:
        return None, None  # "pilots train in Norvay" says not who trains them
    goal, direct = sentence.after(at, "to"), sentence.direct(at)
    serves = sentence.words[at] in sentence.names.lexicon.serves
    if direct and not serves and sentence.describes(direct):
        direct = None
    if direct and goal and sentence.word(direct.end) == "to":
        direct = None  # "sold Velland to Norvay"
    if not direct and not goal and _side(sentence, at) is Side.NONE:
        goal = sentence.after(at, "for")
    if direct or goal or sentence.has_object(at):
        return sentence.subject(at), direct or goal
    return None, None


def _given(sentence: Sentence, at: int) -> Ends:
    """Read "Velland was given boats by Norvay", "boats were given to Velland"."""
    goal, patient = sentence.after(at, "to"), sentence.patient(at)
    giver = sentence.after(at, "by") or sentence.after(at, "from")
    if sentence.has_object(at):
        return giver, patient or sentence.direct(at) or goal
    if not patient or goal:
        # "Norvay's boats were sent to Velland": by whom, if not by Norvay?
        owner = patient if patient and sentence.describes(patient) else None
        return giver or owner, goal
    serves = sentence.words[at] in sentence.names.lexicon.serves
    is_served = giver and (serves or not sentence.describes(patient))
    return giver, patient if is_served else None


def _gets(sentence: Sentence, at: int) -> Ends:
    origin = sentence.after(at, "from")
    if sentence.is_passive(at):
        return origin, sentence.after(at, "by")
    if not origin and sentence.words[at] in sentence.names.lexicon.vague:
        return None, None
    return (origin, sentence.subject(at)) if origin or sentence.has_object(at) else (None, None)


def _seeks(sentence: Sentence, at: int) -> Ends:
    origin, asked = sentence.after(at, "from"), sentence.direct(at)
    following = sentence.words[at + 1 :]
    if sentence.is_passive(at):
        is_asked = not origin and sentence.words[at] == "asked" and "for" in following
        giver = sentence.patient(at) if is_asked else origin
        return (giver, sentence.after(at, "by")) if giver else (None, None)
    if asked and "for" in following[:_ASKED_TOKENS]:
        origin = origin or asked
    is_party = asked is not None and not sentence.describes(asked)
    wants = sentence.has_object(at) and not is_party and "with" not in following
    if sentence.words[at].startswith("ask"):
        wants = following[:1] == ("for",)
    return (origin, sentence.subject(at)) if origin or wants else (None, None)


def _gift(sentence: Sentence, at: int) -> Ends:
    """Read "support from Norvay to Velland", "Norvay's deliveries to Velland"."""
    giver = sentence.after(at, "by") or sentence.after(at, "from")
    goal = sentence.after(at, "to") or sentence.after(at, "for")
    owner = sentence.owner(at)
    if giver:
        return giver, goal or owner
    return (owner, goal) if goal else (None, None)


def _taking(sentence: Sentence, at: int) -> Ends:
    """Read "Velland's purchases from Norvay"."""
    origin, by = sentence.after(at, "from"), sentence.after(at, "by")
    return (origin, sentence.owner(at) or by) if origin or by else (None, None)


def _request(sentence: Sentence, at: int) -> Ends:
    """Read "Velland's request to Norvay for boats"."""
    giver = sentence.after(at, "from") or sentence.after(at, "to")
    receiver = sentence.owner(at) or sentence.after(at, "by")
    return (giver, receiver) if giver else (None, None)


_ENDS: dict[Kind, Callable[[Sentence, int], Ends]] = {
    Kind.GIVES: _gives,
    Kind.GETS: _gets,
    Kind.SEEKS: _seeks,
    Kind.GIFT: _gift,
    Kind.TAKING: _taking,
    Kind.REQUEST: _request,
}


def _routes(sentence: Sentence) -> set[Step]:
    """Read "from Velland to Norvay" and "boats for Norvay from Velland", whatever the verb."""
    steps: set[Step] = set()
    for one, other in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        lead, between = sentence.lead(one), sentence.words[one.end : other.start]
        ways = (lead, *(word for word in between if word != "the"))
        things = sentence.things(max(0, one.start - 1))
        if ways in (("from", "to"), ("from", "for")):
            steps |= _steps(one, other, things)
        if ways in (("to", "from"), ("for", "from")):
            steps |= _steps(other, one, things)
    return steps


def _steps(
    giver: Mention | None, receiver: Mention | None, things: frozenset[str], side: Side = Side.NONE
) -> set[Step]:
    givers = giver.speakers if giver else frozenset({""})
    receivers = receiver.speakers if receiver else frozenset({""})
    return {Step(g, r, things, side) for g in givers for r in receivers if g != r}


def _side(sentence: Sentence, at: int) -> Side:
    """Return the side of the trade, which what is got may tell: "get a loan"."""
    words, trades = sentence.words[at : at + _OBJECT_TOKENS], sentence.names.lexicon.trades
    sides = (Side(side) for word in words for side, listed in trades.items() if word in listed)
    return next(sides, Side.NONE)


def described_between(
    found: Sequence[Token], mentions: Sequence[Mention]
) -> frozenset[tuple[str, str]]:
    """Return (speaker, stem) for each name right before a noun, or after its "in" or "from"."""
    pairs: set[tuple[str, str]] = set()
    for mention in _definite(mentions):
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
