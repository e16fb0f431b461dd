"""A question as it was understood: what is asked, about whom, and about what."""

from __future__ import annotations

from dataclasses import dataclass
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
    without its frame, in its own words, for the encoder.
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
    doubtful: tuple[str, ...] = ()

    @property
    def has_topic(self) -> bool:
        """Whether it is about something besides who speaks."""
        return any(not unit.is_optional for unit in self.units) or bool(self.quoted)
