"""What arrives is written down, then acknowledged, and nothing else is done here.

A message needs no acknowledgement. An interaction is told within three seconds that an answer
will come; the work that gives it waits for that (see `deferring`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

import discord
from discord.app_commands import Choice

from bot.conversation.place import Asked, Place, Press, Suggested
from bot.conversation.talking import Conversation
from bot.discord import jobs
from bot.discord.deferring import Deferring
from bot.discord.escaping import plain
from bot.discord.jobs import Do, Way
from bot.discord.limits import SUGGESTION_CHARACTERS, SUGGESTIONS
from bot.discord.places import place_of_interaction, place_of_message, space_of_guild, way_of
from bot.discord.reading import typed_in
from bot.discord.sending import Sending
from bot.inbox.delivery import LaterError, UnanswerableError, mark_of
from bot.inbox.running import Inbox
from bot.logs import said_of
from bot.reply import Act

Interaction = discord.Interaction[Any]
_ASKS = frozenset({Do.FACTCHECK, Do.SOURCE, Do.SPEAKER, Do.GAPS, Do.CHECK})
_MESSAGES_OF_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Listening:
    """Hears what people do, and keeps it. `faults` counts what went wrong."""

    conversation: Conversation
    inbox: Inbox
    deferring: Deferring
    sending: Callable[[], Sending]
    reads_messages: bool = False
    faults: int = field(default=0)

    async def message(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Keep a message that is for the bot, or that it may answer unasked."""
        if message.author.bot or message.webhook_id or message.type not in _MESSAGES_OF_PEOPLE:
            return
        place, text = place_of_message(message), typed_in(message, me.id)
        is_addressed = place.is_direct or _is_addressed(message, me)
        if not is_addressed and not await self._may_overhear(text, place):
            return
        asked = Asked(text, place, jobs.message_key(message.id), is_addressed)
        payload = {"asked": asdict(asked), "message": message.id, "reply_to": replied_to(message)}
        try:
            await self.inbox.keep(
                asked.key,
                jobs.MESSAGE,
                place.space,
                payload,
                lives_seconds=jobs.MESSAGE_LIVES_SECONDS,
            )
        except Exception as error:  # the outermost listener: nobody delivers it again
            self._count("a message could not be kept", error)
            if is_addressed:
                with suppress(LaterError, UnanswerableError):
                    sorry, mark = self.conversation.sorry(), mark_of(f"sorry {asked.key}")
                    await self.sending().post(message.channel.id, sorry, mark, message.id)

    async def command(self, interaction: Interaction, do: Do, words: str) -> None:
        """Keep a command."""
        key, place = jobs.interaction_key(interaction.id), place_of_interaction(interaction)
        payload: dict[str, Any] = {"do": do.value, "place": asdict(place), "words": words}
        if do in _ASKS:
            payload["asked"] = asdict(Asked(words, place, key, is_private=True))
        await self.keep(interaction, jobs.COMMAND, place, payload)

    async def check(self, interaction: Interaction, message: discord.Message) -> None:
        """Keep what the context menu of a message asks: is any of it on record?"""
        me = interaction.client.user
        await self.command(interaction, Do.CHECK, typed_in(message, me.id if me else 0))

    async def press(self, interaction: Interaction, act: Act, reply: str, number: int) -> None:
        """Keep a press of a button, or a choice from a menu."""
        place = place_of_interaction(interaction)
        press = Press(act, reply, number, place, jobs.interaction_key(interaction.id))
        await self.keep(interaction, jobs.PRESS, place, {"press": asdict(press)})

    async def suggest_sources(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Offer sources while somebody types."""
        return await self.suggest(self.conversation.suggest_sources, interaction, typed)

    async def suggest_speakers(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Offer speakers while somebody types."""
        return await self.suggest(self.conversation.suggest_speakers, interaction, typed)

    async def removed(self, guild: discord.Guild) -> None:
        """Forget what is kept of a server that threw the bot out."""
        await asyncio.to_thread(self.conversation.forget_space, space_of_guild(guild.id))

    async def failed(self, interaction: Interaction, error: BaseException) -> None:
        """Say sorry for what could not even be heard, unless it only asks for suggestions."""
        self._count("an interaction could not be heard", error.__cause__ or error)
        if interaction.type is not discord.InteractionType.autocomplete:
            await self._say_sorry(way_of(interaction))

    async def keep(
        self,
        interaction: Interaction,
        kind: str,
        place: Place,
        payload: Mapping[str, Any],
        *,
        replaces: bool = False,
    ) -> None:
        """Write down what somebody did, and say that an answer will come.

        The answer `replaces` the message under which it was done, or is one of its own.
        """
        key, way = jobs.interaction_key(interaction.id), way_of(interaction, replaces=replaces)
        with self.deferring.acknowledging(key):
            try:
                await self.inbox.keep(
                    key,
                    kind,
                    place.space,
                    {**payload, "way": way.as_json()},
                    lives_seconds=jobs.INTERACTION_LIVES_SECONDS,
                )
            except Exception as error:  # the outermost listener: nobody delivers it again
                self._count("an interaction could not be kept", error)
                await self._say_sorry(way)
            else:
                # If it fails the work finds out why, and what can still be done.
                with suppress(LaterError, UnanswerableError):
                    await self.sending().acknowledge(way)

    async def _say_sorry(self, way: Way) -> None:
        with suppress(LaterError, UnanswerableError):
            await self.sending().respond(way, self.conversation.sorry())

    async def _may_overhear(self, text: str, place: Place) -> bool:
        if not self.reads_messages or not text:
            return False
        return await asyncio.to_thread(self.conversation.is_listening, place)

    async def suggest(
        self,
        suggest: Callable[[str, Place], tuple[Suggested, ...]],
        interaction: Interaction,
        typed: str,
    ) -> list[Choice[str]]:
        """Return what `suggest` offers, as far as Discord takes it."""
        try:
            found = await asyncio.to_thread(suggest, typed, place_of_interaction(interaction))
        except Exception as error:  # the outermost listener: nothing is offered then
            self._count("nothing could be suggested", error)
            return []
        fitting = [each for each in found if 0 < len(each.value) <= SUGGESTION_CHARACTERS]
        return [
            Choice(name=plain(each.label, SUGGESTION_CHARACTERS), value=each.value)
            for each in fitting[:SUGGESTIONS]
        ]

    def _count(self, what: str, error: BaseException) -> None:
        self.faults += 1
        _log.error("%s: %s", what, said_of(error))


def _is_addressed(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message mentions the bot: itself, or the role that only it has."""
    own_role = message.guild.self_role if message.guild else None
    return me.id in (user.id for user in message.mentions) or (
        own_role is not None and own_role in message.role_mentions
    )


def replied_to(message: discord.Message) -> int | None:
    """Return the message that a message replies to."""
    reference = message.reference
    is_reply = reference is not None and reference.type is discord.MessageReferenceType.reply
    return reference.message_id if is_reply and reference else None
