"""Discord's objects -> who asks, and where.

A server is a space; so is each direct message. A Discord thread is a thread of talk; elsewhere
each question begins one of its own, and replies to the bot's reply go on with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.conversation.place import Place
from bot.discord.jobs import Way


def place_of_message(message: discord.Message) -> Place:
    """Return where a message was written, and by whom."""
    author, is_direct = message.author, message.guild is None
    may_manage = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
    return Place(
        space=_space(message.guild.id if message.guild else None, message.channel.id),
        channel=str(message.channel.id),
        thread=_thread(message.channel, message.channel.id, message.id, is_direct=is_direct),
        person=str(author.id),
        is_direct=is_direct,
        may_manage=may_manage,
    )


def place_of_interaction(interaction: discord.Interaction[Any]) -> Place:
    """Return where something was typed or pressed, and by whom."""
    is_direct = interaction.guild_id is None
    channel = interaction.channel_id or 0
    return Place(
        space=_space(interaction.guild_id, channel),
        channel=str(channel),
        thread=_thread(interaction.channel, channel, interaction.id, is_direct=is_direct),
        person=str(interaction.user.id),
        is_direct=is_direct,
        may_manage=interaction.permissions.manage_guild,
        is_owner=interaction.permissions.manage_guild,
        belongs_to=_roles(interaction.user),
    )


def place_of_pointed(interaction: discord.Interaction[Any], message: discord.Message) -> Place:
    """Return where a message stands at which somebody points, and who does."""
    place, channel = place_of_interaction(interaction), interaction.channel_id or 0
    thread = _thread(interaction.channel, channel, message.id, is_direct=place.is_direct)
    return replace(place, thread=thread)


def way_of(interaction: discord.Interaction[Any], *, replaces: bool = False) -> Way:
    """Return how an interaction is answered, now or after a restart."""
    # The bot itself may not be there: a person can have installed it for themselves alone.
    can_post = interaction.is_guild_integration() or interaction.context.dm_channel
    return Way(interaction.application_id, interaction.id, interaction.token, can_post, replaces)


def space_of_guild(guild: int) -> str:
    """Return the space of a server."""
    return f"discord:{guild}"


def _space(guild: int | None, channel: int) -> str:
    return space_of_guild(guild) if guild else f"discord:direct:{channel}"


def _roles(person: discord.User | discord.Member) -> tuple[str, ...]:
    """Return the person's roles, as editors are named by them."""
    # Not `roles`: that leaves out what the library has not heard of, as after a restart.
    roles = person._roles if isinstance(person, discord.Member) else ()
    return tuple(f"role:{id_}" for id_ in roles)


def _thread(channel: object, id_: int, own: int, *, is_direct: bool) -> str:
    """Return the thread of talk: the channel's, or one that `own` begins."""
    # The library knows every channel of a server: one that it does not know is a thread.
    is_thread = isinstance(channel, discord.Thread | discord.PartialMessageable)
    return str(id_ if is_direct or is_thread else own)
