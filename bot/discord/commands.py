"""The commands as Discord shows them. The client's `listening` hears them; nothing is decided here.

A command's permission holds for all below it on Discord, and help and forgetting are
everybody's: so `/gainsay` has none, and who may set a channel up is looked at when it is used.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, Choice, locale_str

from bot.discord.at_desk import DeskListening
from bot.discord.jobs import Do
from bot.discord.listening import Listening

QUESTION_CHARACTERS = 1_000
WORDS_CHARACTERS = 200
EDITORS_CHARACTERS = 1_000
CHECK, RECORD = "Check this message", "Record this message"
_HERE = "Say or set when Gainsay speaks in this channel. Setting it needs Manage Server."

Interaction = discord.Interaction[Any]
_EVERYWHERE = AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_FOR_ALL = AppInstallationType(guild=True, user=True)
# Records are a server's: in a direct message nobody has a desk.
_IN_SERVERS = AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_BY_SERVERS = AppInstallationType(guild=True, user=False)
_MODES = (
    Choice(name=locale_str("off: says nothing here"), value="off"),
    Choice(name=locale_str("mentions: answers when it is mentioned"), value="mentions"),
    Choice(
        name=locale_str("listen: also answers questions that it is sure to know"), value="listen"
    ),
)
_TOPICS = tuple(
    Choice(name=f"/{topic}", value=topic)
    for topic in ("factcheck", "source", "speaker", "gaps", "gainsay", "desk")
)


def make_tree(client: discord.Client) -> app_commands.CommandTree[Any]:
    """Return all commands of the bot, also for people who installed it for themselves."""
    tree: app_commands.CommandTree[Any] = _Tree(
        client, allowed_contexts=_EVERYWHERE, allowed_installs=_FOR_ALL
    )
    tree.add_command(_factcheck())
    for command in _look_ups():
        tree.add_command(command)
    tree.add_command(_gainsay())
    tree.add_command(_desk())
    tree.add_command(_check())
    tree.add_command(_record())
    return tree


class _Tree(app_commands.CommandTree[Any]):
    """Says sorry where a command fails that nobody knows any more."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        await _listening(interaction).failed(interaction, error)


def _factcheck() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description="Who said it, and who denied it? Answered for you alone; you can share it."
    )
    @app_commands.describe(question="What do you want to know?")
    async def factcheck(
        interaction: Interaction, question: app_commands.Range[str, 1, QUESTION_CHARACTERS]
    ) -> None:
        await _listening(interaction).command(interaction, Do.FACTCHECK, question)

    return factcheck


def _look_ups() -> list[app_commands.Command[Any, ..., None]]:
    @app_commands.command(description="Look a stored source up, and the claims that quote it.")
    @app_commands.describe(words="Title, publisher, symbol or words; empty for all sources.")
    @app_commands.autocomplete(words=_sources)
    async def source(
        interaction: Interaction, words: app_commands.Range[str, 1, WORDS_CHARACTERS] | None = None
    ) -> None:
        await _listening(interaction).command(interaction, Do.SOURCE, words or "")

    @app_commands.command(
        description="Look up what somebody said, carried, answered or was silent on."
    )
    @app_commands.describe(name="Name, role or country; empty for everybody on record.")
    @app_commands.autocomplete(name=_speakers)
    async def speaker(
        interaction: Interaction, name: app_commands.Range[str, 1, WORDS_CHARACTERS] | None = None
    ) -> None:
        await _listening(interaction).command(interaction, Do.SPEAKER, name or "")

    @app_commands.command(description="List the claims that have no recorded response.")
    @app_commands.describe(party="Claims by or about whom; empty for all.")
    @app_commands.autocomplete(party=_speakers)
    async def gaps(
        interaction: Interaction, party: app_commands.Range[str, 1, WORDS_CHARACTERS] | None = None
    ) -> None:
        await _listening(interaction).command(interaction, Do.GAPS, party or "")

    return [source, speaker, gaps]


def _gainsay() -> app_commands.Group:
    group = app_commands.Group(
        name="gainsay", description="Help, when Gainsay speaks here, and forgetting you."
    )

    @group.command(description=_HERE)
    @app_commands.describe(mode="When it may speak; empty to see what is set.")
    @app_commands.choices(mode=list(_MODES))
    async def here(interaction: Interaction, mode: str | None = None) -> None:
        await _listening(interaction).command(interaction, Do.HERE, mode or "")

    @group.command(name="help", description="Show what Gainsay can do.")
    @app_commands.describe(about="A command; empty for all.")
    @app_commands.choices(about=list(_TOPICS))
    async def help_(interaction: Interaction, about: str | None = None) -> None:
        await _listening(interaction).command(interaction, Do.HELP, about or "")

    @group.command(description="Delete what is kept about you here.")
    async def forget(interaction: Interaction) -> None:
        await _listening(interaction).command(interaction, Do.FORGET, "")

    return group


def _check() -> app_commands.ContextMenu:
    async def check(interaction: Interaction, message: discord.Message) -> None:
        await _listening(interaction).check(interaction, message)

    return app_commands.ContextMenu(name=locale_str(CHECK), callback=check)


def _desk() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Where this server’s editors work: what waits, and records.")
    @app_commands.describe(
        words="The id of a record, or words of a claim; empty for what waits.",
        history="The id of a record: who changed it, when and why.",
        editors="The people and roles who are editors from now on, or “nobody”.",
    )
    @app_commands.autocomplete(words=_claims, history=_claims)
    async def desk(
        interaction: Interaction,
        words: app_commands.Range[str, 1, WORDS_CHARACTERS] | None = None,
        history: app_commands.Range[str, 1, WORDS_CHARACTERS] | None = None,
        editors: app_commands.Range[str, 1, EDITORS_CHARACTERS] | None = None,
    ) -> None:
        if editors:
            await _desk_listening(interaction).editors(interaction, editors)
        else:
            typed = f"history {history}" if history else words
            await _desk_listening(interaction).typed(interaction, typed or "")

    desk.allowed_contexts, desk.allowed_installs = _IN_SERVERS, _BY_SERVERS
    return desk


def _record() -> app_commands.ContextMenu:
    async def record(interaction: Interaction, message: discord.Message) -> None:
        await _desk_listening(interaction).record(interaction, message)

    return app_commands.ContextMenu(
        name=locale_str(RECORD),
        callback=record,
        allowed_contexts=_IN_SERVERS,
        allowed_installs=_BY_SERVERS,
    )


async def _sources(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return await _listening(interaction).suggest_sources(interaction, typed)


async def _speakers(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return await _listening(interaction).suggest_speakers(interaction, typed)


async def _claims(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return await _desk_listening(interaction).suggest_claims(interaction, typed)


def _listening(interaction: Interaction) -> Listening:
    listening: Listening = interaction.client.listening
    return listening


def _desk_listening(interaction: Interaction) -> DeskListening:
    listening: DeskListening = interaction.client.desk_listening
    return listening
