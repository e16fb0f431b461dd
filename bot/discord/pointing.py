"""Where is Discord? Its own addresses, or those of a proxy or a fake that the settings name."""

from __future__ import annotations

import discord.asset
import discord.gateway
import discord.http
import yarl

from bot.settings import DiscordSettings

_API = discord.http.Route.BASE
_GATEWAY = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
_FILES = discord.asset.Asset.BASE


def point_at(settings: DiscordSettings) -> None:
    """Have the library speak to the addresses that are set; "" means Discord's own.

    The library keeps them in its classes: all of the process speaks to the same Discord.
    """
    discord.http.Route.BASE = settings.api_url.rstrip("/") or _API
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = (
        yarl.URL(settings.gateway_url) if settings.gateway_url else _GATEWAY
    )
    discord.asset.Asset.BASE = (
        str(yarl.URL(settings.api_url).origin()) if settings.api_url else _FILES
    )
