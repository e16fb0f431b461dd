"""A question as it was understood: what is asked, about whom, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.matching.items import Item


class Intent(StrEnum):
    """What a question asks for."""

    CLAIMED = "what_was_claimed"
    WHO_SAID = "who_said"
    BY_SPEAKER = "by_speaker"
    ANSWERED = "response"
    SOURCE = "source"
    VERDICT = "verdict"
    FOLLOW_UP = "follow_up"
    NOT_A_QUESTION = "not_a_question"


STATEMENT_WORDS = 8
"""So many words without a question mark, about nobody's words, state something."""


class Kind(StrEnum):
    """As what a text is written."""

    QUESTION = "question"
    STATEMENT = "statement"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text for which claims are looked for.

    `text` is mended where slips were found, `typed` as it was typed. `author`, `handle` (in
    words) and `posted_on` are of a post's tail.
    """

    text: str = ""
    typed: str = ""
    author: str = ""
    handle: str = ""
    posted_on: date | None = None

    @property
    def to_encode(self) -> str:
        """What is encoded: with who wrote a post, whom a claim about it often names."""
        return f"{self.typed} — {self.author}" if self.author else self.typed


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a question: the speakers that the typed words may mean."""

    speakers: frozenset[str]
    typed: str
    spokespeople: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that a claim has to explain. `kind` is word, number, designation or name.

    An optional unit ("letters" in "Iran's letters") counts only where a claim explains it.
    """

    kind: str
    word: str
    typed: str
    speakers: frozenset[str] = frozenset()
    spokespeople: frozenset[str] = frozenset()
    weight: float = 0.0
    is_optional: bool = False
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood.

    `sayers` limit whose claims are meant, `responders` whose answers; `unknown` are parties,
    names and designations that nothing on record bears; `doubtful` are names typed so unlike
    the ones that they were read as that the person has to be asked; `generic` of the unknown are
    those that a thread may explain ("the company"); `content` is the question
    without its frame, in its own words; `wanted` is what the claims are surveyed for.
    """

    intent: Intent
    asked: str = ""
    language: str = "en"
    sayers: tuple[Party, ...] = ()
    responders: tuple[Party, ...] = ()
    units: tuple[Unit, ...] = ()
    unknown: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    content: str = ""
    items: tuple[Item, ...] = ()
    generic: tuple[str, ...] = ()
    is_negated: bool = False
    is_instruction: bool = False
    points_back: bool = False
    refers_to_speaker: bool = False
    has_open_subject: bool = False
    asks_what: bool = False
    asks_amount: bool = False
    asks_retraction: bool = False
    asks_denial: bool = False
    is_cut: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    is_post: bool = False
    wanted: Wanted = Wanted()
    doubtful: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """As what it was written: each kind is another probability for the same likeness."""
        if self.is_post:
            return Kind.POST
        states = self.intent is Intent.CLAIMED and not (self.sayers or self.responders)
        is_long = len(self.items) >= STATEMENT_WORDS and "?" not in self.asked
        return Kind.STATEMENT if states and is_long else Kind.QUESTION

    @property
    def has_topic(self) -> bool:
        """Whether it is about something besides who speaks."""
        return any(not unit.is_optional for unit in self.units) or bool(self.quoted)

    @property
    def has_only_figures(self) -> bool:
        """Whether it is about numbers and designations alone."""
        return bool(self.units) and all(
            unit.kind in ("number", "designation") or unit.is_optional for unit in self.units
        )

    @property
    def named_parties(self) -> tuple[Party, ...]:
        """Whom it is about, as far as they are on record."""
        return tuple(
            Party(unit.speakers, unit.typed, unit.spokespeople)
            for unit in self.units
            if unit.kind == "name"
        )
