"""Who asks, where, and what: made at each platform's border, read by the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reply import Act


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked, and by whom.

    `space` is the workspace or server ("slack:T1", "discord:42"; a Discord direct message has
    one of its own, "discord:direct:77"). `channel` and `person` are the platform's ids.
    `thread` ties follow-ups together: the same thread, the same conversation. `may_manage`
    says whether this person may set the bot up here, `is_owner` whether they look after the
    whole space and say who its editors are. `belongs_to` are the groups or roles of the person,
    as editors are named by them: "group:S1", "role:42". Where a platform has not looked,
    the person is no owner and belongs to none.
    """

    space: str
    channel: str
    thread: str
    person: str
    is_direct: bool = False
    may_manage: bool = False
    is_owner: bool = False
    belongs_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed, without the platform's markup and without the bot's own name.

    `key` names the delivery: the same key asks the same thing again, and gets the same reply
    with the same id. What is asked in private is answered in private.
    """

    text: str
    place: Place
    key: str
    is_addressed: bool = True
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed, or a thing chosen from a menu, under the reply of that id."""

    act: Act
    reply: str
    number: int
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is offered while somebody types: `value` finds the record, `label` is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A message that somebody pointed at, to record what it says.

    `author` is the writer's name as the platform shows it, `link` leads to the message, and
    `message` is the platform's id of it: the same message is the same source. `written_at` is
    in seconds since 1970.
    """

    text: str
    author: str
    link: str
    written_at: float | None
    message: str
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form came back: what was filled in, by the fields' ids."""

    form: str
    values: Mapping[str, str]
    place: Place
    key: str


def place_from(kept: Mapping[str, Any]) -> Place:
    """Return the place that `dataclasses.asdict` made a part of a job's payload of."""
    return Place(**{**kept, "belongs_to": tuple(kept.get("belongs_to", ()))})


def asked_from(kept: Mapping[str, Any]) -> Asked:
    """Return the question that `dataclasses.asdict` made a job's payload of."""
    return Asked(**{**kept, "place": place_from(kept["place"])})


def press_from(kept: Mapping[str, Any]) -> Press:
    """Return the press that `dataclasses.asdict` made a job's payload of."""
    return Press(**{**kept, "act": Act(kept["act"]), "place": place_from(kept["place"])})


def pointed_from(kept: Mapping[str, Any]) -> Pointed:
    """Return the message that `dataclasses.asdict` made a job's payload of."""
    return Pointed(**{**kept, "place": place_from(kept["place"])})


def filled_from(kept: Mapping[str, Any]) -> Filled:
    """Return the form that `dataclasses.asdict` made a job's payload of."""
    return Filled(**{**kept, "place": place_from(kept["place"])})
