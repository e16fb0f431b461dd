"""How tests talk to the bot: over the real matcher and records, and a real store of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

from bot.conversation.place import Asked, Place, Press
from bot.conversation.talking import Conversation
from bot.pace import Pace
from bot.privacy import People
from bot.reply import Act, Reply
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore

DAY = 24 * 3600.0
CHANNEL = Place("slack:T1", "C1", "thread-1", "U1")
ELSEWHERE = Place("discord:9", "C9", "thread-9", "U9")
DIRECT = Place("slack:T1", "D1", "", "U1", is_direct=True)
MISSILES = "Who said Russia wants hundreds of ballistic missiles from Iran?"
DRONES = "Who said Iran's drones for Russia violate Resolution 2231?"
ASSEMBLY = "Who said Russia and Iran are considering a drone assembly line?"
UNKNOWN = "Who said that the harbour would be closed in winter?"


@dataclass(slots=True)
class Clock:
    """Tells a time that the test sets."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Talk:
    """A conversation, and what is kept of it. Every delivery has a new key unless it is given."""

    matcher: Matcher
    kept: ConversationStore
    clock: Clock = field(default_factory=Clock)
    pace: Pace = field(default_factory=lambda: Pace(10_000, 10_000))
    keys: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    bot: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.bot = Conversation(self.matcher, self.kept, People(b"k" * 32), self.pace, self.clock)

    def asked(self, text: str, place: Place = CHANNEL, *, key: str = "") -> Asked:
        self.clock.now += 1
        return Asked(text, place, key or f"delivery {self.keys()}")

    def ask(self, text: str, place: Place = CHANNEL, *, key: str = "") -> Reply | None:
        return self.bot.ask(self.asked(text, place, key=key))

    def answer(self, text: str, place: Place = CHANNEL, *, key: str = "") -> Reply:
        reply = self.ask(text, place, key=key)
        assert reply is not None
        return reply

    def overhear(self, text: str, place: Place = CHANNEL, *, key: str = "") -> Reply | None:
        return self.bot.ask(replace(self.asked(text, place, key=key), is_addressed=False))

    def press(
        self,
        act: Act,
        reply: Reply | str,
        number: int = 0,
        place: Place = CHANNEL,
        *,
        key: str = "",
    ) -> Reply:
        id_ = reply if isinstance(reply, str) else reply.id
        self.clock.now += 1
        key = key or f"press {self.keys()}"
        return self.bot.press(Press(act, id_, number, place, key))

    def set_mode(self, mode: str, place: Place = CHANNEL) -> Reply:
        return self.bot.here(mode, replace(place, may_manage=True))


def claims(reply: Reply | None) -> list[str]:
    """Return the ids of the claims that a reply shows."""
    assert reply is not None
    return [card.id for card in reply.cards]


def acts(reply: Reply) -> list[Act]:
    return [button.act for button in reply.buttons]


def text_of(reply: Reply) -> str:
    """Return everything that a reply says."""
    return repr(reply)
