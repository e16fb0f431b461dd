"""Buttons and menus: what they carry, and how they are known again after a restart.

A custom id says everything: `gainsay:<act>:<reply id>:<number>`. Nothing is remembered of
the message that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import discord
from discord import ui

from bot.discord.escaping import plain
from bot.discord.limits import (
    BUTTONS_OF_ROW,
    LABEL_CHARACTERS,
    OPTION_CHARACTERS,
    OPTIONS,
    PLACEHOLDER_CHARACTERS,
)
from bot.reply import OF_THE_DESK, Act, Button, Listed, Reply

TEMPLATE = re.compile(r"gainsay:(?P<act>[a-z_]+):(?P<reply>[^:\s]{1,64}):(?P<number>\d{1,4})")
BUTTONS = 10
HELPFUL, NOT_HELPFUL = "Helpful", "Not what I asked"


class Pressed(ui.DynamicItem[ui.Item[Any]], template=TEMPLATE):
    """A button or a menu of ours, made again from its custom id when somebody uses it."""

    def __init__(self, item: ui.Item[Any], act: str, reply: str, number: int) -> None:
        super().__init__(item)
        self.act = act
        self.reply = reply
        self.number = number

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Pressed:
        """Return what was pressed; of a menu the number is what was chosen in it."""
        data: Mapping[str, Any] = interaction.data or {}
        number, *_ = data.get("values") or [match["number"]]
        return cls(item, match["act"], match["reply"], int(number))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        client = interaction.client
        try:
            act = Act(self.act)
        except ValueError as error:  # a button of a version that knew more
            await client.listening.failed(interaction, error)
        else:
            hears = client.desk_listening if act in OF_THE_DESK else client.listening
            await hears.press(interaction, act, self.reply, self.number)


def custom_id(act: Act, reply: str, number: int = 0) -> str:
    """Return what a button of that reply carries."""
    return f"gainsay:{act.value}:{reply}:{number}"


def buttons_of(reply: Reply) -> list[ui.Button[Any]]:
    """Return the buttons under a reply; Discord refuses a message with two that do the same."""
    wanted = list(reply.buttons)
    if reply.takes_feedback:
        wanted += [Button(Act.HELPFUL, HELPFUL), Button(Act.NOT_THIS, NOT_HELPFUL)]
    taken = {custom_id(Act.CHOOSE, reply.id, number) for number in range(len(reply.choices))}
    taken |= {custom_id(Act.SHOW, reply.id)} if reply.menu else set()
    labels: dict[str, str] = {}
    for button in wanted:
        labels.setdefault(custom_id(button.act, reply.id, button.number), button.label)
    distinct = [_button(label, id_) for id_, label in labels.items() if id_ not in taken]
    return distinct[:BUTTONS] if reply.id else []


def choose_button(reply: str, number: int) -> ui.Button[Any]:
    """Return the button that chooses one of the choices, counted from 0."""
    return _button(f"Choose {number + 1}", custom_id(Act.CHOOSE, reply, number))


def menu_of(reply: Reply) -> ui.Select[Any] | None:
    """Return the menu of a reply, if it has one."""
    if not reply.id or not reply.menu:
        return None
    shown = reply.menu[:OPTIONS]
    left = len(reply.menu) - len(shown)
    more = f" ({left:,} more are not in this list)" if left else ""
    return ui.Select(
        custom_id=custom_id(Act.SHOW, reply.id),
        placeholder=plain(f"Show one of these{more}", PLACEHOLDER_CHARACTERS),
        options=[_option(listed, number) for number, listed in enumerate(shown)],
    )


def in_rows(buttons: Iterable[ui.Button[Any]]) -> list[list[ui.Button[Any]]]:
    """Return the buttons in rows that are not too long."""
    every = list(buttons)
    return [every[at : at + BUTTONS_OF_ROW] for at in range(0, len(every), BUTTONS_OF_ROW)]


def _button(label: str, id_: str) -> ui.Button[Any]:
    # One style for all: a colour would say what is right.
    return ui.Button(label=plain(label, LABEL_CHARACTERS), custom_id=id_)


def _option(listed: Listed, number: int) -> discord.SelectOption:
    return discord.SelectOption(
        label=plain(listed.text, OPTION_CHARACTERS),
        value=str(number),
        description=plain(listed.remark, OPTION_CHARACTERS) if listed.remark else None,
    )
