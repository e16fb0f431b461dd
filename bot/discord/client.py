"""The gateway client: what it may hear, what it does at the start, when it last heard something."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.discord.at_desk import DeskListening
from bot.discord.commands import make_tree
from bot.discord.listening import Listening
from bot.discord.pressing import Pressed
from bot.discord.registering import register
from bot.discord.watching import Times
from bot.logs import said_of
from bot.settings import DiscordSettings
from knowledge.store.conversation_port import ConversationStore

_log = logging.getLogger(__name__)

# It says at every start that it cannot speak aloud; we never do.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class GainsayClient(discord.AutoShardedClient):
    """Hears with three intents, none of them privileged unless the operator has that one."""

    def __init__(
        self,
        settings: DiscordSettings,
        listening: Listening,
        desk_listening: DeskListening,
        kept: ConversationStore,
        times: Times,
    ) -> None:
        super().__init__(
            intents=intents_of(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            heartbeat_timeout=times.heartbeat_timeout_seconds,
            # Tells `dispatch` of everything that arrives, heartbeats' answers, too.
            enable_debug_events=True,
        )
        self.listening = listening
        self.desk_listening = desk_listening
        self.tree = make_tree(self)
        self.heard_at = time.monotonic()
        self._kept = kept
        self._has_own_gateway = bool(settings.gateway_url)
        self._identify_pause_seconds = times.identify_pause_seconds

    async def setup_hook(self) -> None:
        """Make the buttons of old messages work, and the commands known."""
        self.add_dynamic_items(Pressed)
        await register(self, self.tree, self._kept)

    async def before_identify_hook(
        self,
        shard_id: int | None,  # noqa: ARG002 - the library names it
        *,
        initial: bool = False,
    ) -> None:
        """Wait between two sessions: Discord allows one start in five seconds."""
        if not initial:
            await asyncio.sleep(self._identify_pause_seconds)

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Connect a shard; the address that is set counts more than what Discord answers."""
        if self._has_own_gateway:
            gateway = DiscordWebSocket.DEFAULT_GATEWAY
        await super().launch_shard(gateway, shard_id, initial=initial)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Pass an event on; of raw ones only the time counts."""
        if event == "socket_raw_receive":
            self.heard_at = time.monotonic()
        elif event != "socket_raw_send":
            super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None:
            await self.listening.message(message, self.user)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        # The library knows no window that another process opened: all are known by their ids.
        if interaction.type is discord.InteractionType.modal_submit:
            await self.desk_listening.submitted(interaction)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.listening.removed(guild)
        await self.desk_listening.removed(guild)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Count and log what went wrong, without what it went wrong with."""
        self.listening.faults += 1
        error = sys.exception()
        _log.error("%s failed: %s", event_method, said_of(error) if error else "")


def intents_of(settings: DiscordSettings) -> discord.Intents:
    """Return what the bot wants to hear."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=settings.reads_messages,
    )
