"""What editors do arrives: it is written down as all else, but a window opens at once.

A modal cannot follow the promise of an answer, so a press that opens one is answered while
Discord waits. What comes back in it is written down, and answered from the inbox.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import discord
from discord.app_commands import Choice

from bot.conversation.place import Filled, Place, Pointed, Press, Suggested
from bot.desk.editing import Desk
from bot.discord import jobs
from bot.discord.editors import read_editors
from bot.discord.forms import form_of, render_form, values_of
from bot.discord.jobs import AtDesk
from bot.discord.listening import Listening, replied_to
from bot.discord.places import place_of_interaction, place_of_pointed, space_of_guild, way_of
from bot.discord.reading import typed_in
from bot.form import Form
from bot.inbox.delivery import LaterError, UnanswerableError
from bot.reply import OPENS_A_FORM, Act

Interaction = discord.Interaction[Any]


@dataclass(slots=True)
class DeskListening:
    """Hears what editors do."""

    desk: Desk
    listening: Listening

    async def typed(self, interaction: Interaction, words: str) -> None:
        """Keep what was typed after `/desk`."""
        place = place_of_interaction(interaction)
        await self._keep(interaction, AtDesk.TYPED, place, {"words": words})

    async def suggest_claims(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Offer claims to an editor who is still typing."""
        return await self.listening.suggest(self._claims, interaction, typed)

    async def editors(self, interaction: Interaction, typed: str) -> None:
        """Keep who is named as editors."""
        roles = {role.id for role in interaction.guild.roles} if interaction.guild else set()
        named = {"named": read_editors(typed, roles)}
        await self._keep(interaction, AtDesk.EDITORS, place_of_interaction(interaction), named)

    async def record(self, interaction: Interaction, message: discord.Message) -> None:
        """Keep which message somebody pointed at, to record what it says."""
        place, key = place_of_pointed(interaction, message), jobs.interaction_key(interaction.id)
        kept = {"pointed": asdict(_pointed(interaction, message, place, key))}
        about = {"message": message.id, "reply_to": replied_to(message)}
        await self._keep(interaction, AtDesk.RECORD, place, kept | about)

    async def press(self, interaction: Interaction, act: Act, reply: str, number: int) -> None:
        """Open a window, if that is what the button does; keep the press of any other."""
        place, key = place_of_interaction(interaction), jobs.interaction_key(interaction.id)
        press = Press(act, reply, number, place, key)
        if act in OPENS_A_FORM:
            await self._open(interaction, press)
        else:
            await self._keep(interaction, AtDesk.PRESS, place, {"press": asdict(press)})

    async def submitted(self, interaction: Interaction) -> None:
        """Keep what was filled in."""
        place, key = place_of_interaction(interaction), jobs.interaction_key(interaction.id)
        data: Mapping[str, Any] = interaction.data or {}
        filled = Filled(form_of(data), values_of(data), place, key)
        await self._keep(interaction, AtDesk.FILLED, place, {"filled": asdict(filled)})

    async def removed(self, guild: discord.Guild) -> None:
        """Forget what was begun at the desk of a server that threw the bot out."""
        await asyncio.to_thread(self.desk.forget_space, space_of_guild(guild.id))

    def _claims(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        found = self.desk.claims_like(typed, "", place)
        return tuple(Suggested(option.value, option.label) for option in found)

    async def _open(self, interaction: Interaction, press: Press) -> None:
        way, sending = way_of(interaction), self.listening.sending
        try:
            found = await asyncio.to_thread(self.desk.press, press)
        except Exception as error:  # the outermost listener: nobody delivers it again
            await self.listening.failed(interaction, error)
            return
        # If it fails Discord says so, and the button is still there.
        with suppress(LaterError, UnanswerableError):
            if isinstance(found, Form):
                await sending().open_window(way, render_form(found))
            else:
                await sending().respond(way, found)

    async def _keep(
        self, interaction: Interaction, task: AtDesk, place: Place, kept: Mapping[str, Any]
    ) -> None:
        payload = {"task": task.value, "place": asdict(place), **kept}
        # The pages of the desk follow one another in one place, which only the editor sees.
        page = interaction.message
        replaces = page is not None and page.flags.ephemeral
        await self.listening.keep(interaction, jobs.DESK, place, payload, replaces=replaces)


def _pointed(interaction: Interaction, message: discord.Message, place: Place, key: str) -> Pointed:
    """Return what a message says. Of one that is only passed on nobody knows who wrote it."""
    me = interaction.client.user
    is_forwarded = not message.content and bool(message.message_snapshots)
    return Pointed(
        text=typed_in(message, me.id if me else 0),
        author="" if is_forwarded else message.author.display_name,
        link=message.jump_url,
        written_at=None if is_forwarded else message.created_at.timestamp(),
        message=str(message.id),
        place=place,
        key=key,
    )
