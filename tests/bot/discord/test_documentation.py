"""What deploy/discord-setup.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import discord

from bot.discord.commands import CHECK, make_tree
from bot.settings.fields import VARIABLES

GUIDE = Path(__file__).parents[3] / "deploy" / "discord-setup.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def test_the_invitation_asks_for_the_permissions_that_are_named() -> None:
    (number,) = re.findall(r"permissions=(\d+)", TEXT)
    wanted = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        embed_links=True,
        read_message_history=True,
    )
    assert int(number) == wanted.value


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"GAINSAY_[A-Z_]+|DISCORD_TOKEN", TEXT))
    assert named <= VARIABLES


async def test_every_command_that_is_named_exists() -> None:
    tree = make_tree(discord.Client(intents=discord.Intents.none()))
    commands = {command.qualified_name for command in tree.walk_commands()}
    for named in re.findall(r"`/([a-z]+(?: (?:here|forget|help))?)", TEXT):
        assert named in commands | {"healthz"}, named
    assert CHECK in TEXT
