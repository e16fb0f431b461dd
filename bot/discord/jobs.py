"""The jobs of Discord: what is written down with each, and how long it can be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.conversation.place import Place
from bot.conversation.place import place_from as read_place
from bot.discord.limits import INTERACTION_SECONDS

MESSAGE, COMMAND, PRESS = "discord.message", "discord.command", "discord.press"
DESK = "discord.desk"
MESSAGE_LIVES_SECONDS = 6 * 3600.0
"""A later answer would surprise more than it helps; the question is then the desk's."""
INTERACTION_LIVES_SECONDS = INTERACTION_SECONDS - 30.0


class Do(StrEnum):
    """What a command wants. The spelling stands in the store."""

    FACTCHECK = "factcheck"
    SOURCE = "source"
    SPEAKER = "speaker"
    GAPS = "gaps"
    CHECK = "check"
    HERE = "here"
    HELP = "help"
    FORGET = "forget"


class AtDesk(StrEnum):
    """What an editor did. The spelling stands in the store."""

    TYPED = "typed"
    EDITORS = "editors"
    RECORD = "record"
    PRESS = "press"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Way:
    """How an interaction is answered. `can_post` says whether the bot itself is in the channel.

    The answer `replaces` the message whose button was pressed, or is one of its own.
    """

    application: int
    interaction: int
    token: str
    can_post: bool
    replaces: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as a part of a job's payload."""
        return asdict(self)


def way_from(kept: Mapping[str, Any]) -> Way:
    """Return how the interaction of a job is answered."""
    return Way(**kept["way"])


def place_from(kept: Mapping[str, Any]) -> Place:
    """Return where something was done that asks nothing."""
    return read_place(kept["place"])


def message_key(message: int) -> str:
    """Return the key of a message's job: the same for every delivery of it."""
    return f"discord:message:{message}"


def interaction_key(interaction: int) -> str:
    """Return the key of an interaction's job."""
    return f"discord:interaction:{interaction}"
