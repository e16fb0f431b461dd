"""Telling Discord of the commands: only when they changed, 200 a day are all that it takes."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.discord.translations import CommandTranslator
from bot.logs import said_of
from knowledge.errors import StoreError
from knowledge.store.conversation_port import ConversationStore

Command = dict[str, Any]

_log = logging.getLogger(__name__)
# discord.py writes them. Discord's list of what a command may have does not have the first;
# the second is what there was before contexts.
_NOT_SENT = ("nsfw", "dm_permission")


async def as_payload(tree: app_commands.CommandTree[Any]) -> list[Command]:
    """Return all commands as Discord is told of them, with their translations."""
    translator = CommandTranslator()
    commands = [
        *tree.get_commands(type=discord.AppCommandType.chat_input),
        *tree.get_commands(type=discord.AppCommandType.message),
    ]
    return [_known(await command.get_translated_payload(tree, translator)) for command in commands]


def hash_of(commands: list[Command]) -> str:
    """Return what differs if and only if the commands do."""
    return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()


async def register(
    client: discord.Client, tree: app_commands.CommandTree[Any], kept: ConversationStore
) -> bool:
    """Tell Discord of the commands if they are not those that it knows; return whether it was.

    That it fails keeps nobody from being answered: it is logged, and tried at the next start.
    """
    commands = await as_payload(tree)
    name, hashed = f"discord.commands.{client.application_id}", hash_of(commands)
    try:
        if await asyncio.to_thread(kept.find_value, name) == hashed:
            return False
        await client.http.bulk_upsert_global_commands(client.application_id or 0, commands)
        await asyncio.to_thread(kept.set_value, name, hashed)
    except (discord.HTTPException, StoreError) as error:
        _log.error("the commands could not be registered: %s", said_of(error))
        return False
    _log.info("registered %d commands with Discord", len(commands))
    return True


def _known(command: Command) -> Command:
    """Return the command without nulls and unknown fields."""
    return {
        field: value
        for field, value in command.items()
        if field not in _NOT_SENT and value is not None
    }
