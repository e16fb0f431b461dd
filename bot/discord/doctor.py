"""`gainsay doctor` for Discord: is the application set up as the bot needs it? Changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.discord.client import intents_of
from bot.discord.commands import make_tree
from bot.discord.pointing import point_at
from bot.discord.registering import Command, as_payload
from bot.discord.service import NO_INTENT, WRONG_TOKEN
from bot.findings import Finding
from bot.settings import DiscordSettings

_PORTAL = "https://discord.com/developers/applications (your application"
_GUILD, _PERSON = "0", "1"
_SECONDS = 20.0


async def examine(settings: DiscordSettings) -> list[Finding]:
    """Return what was found; what is wrong says what to do, and never the token."""
    if not settings.token:
        return [Finding("Discord", "not set up; set DISCORD_TOKEN to serve it")]
    point_at(settings)
    async with discord.Client(intents=intents_of(settings)) as client:
        try:
            async with asyncio.timeout(_SECONDS):
                await client.login(settings.token)
                return await _findings(client, settings)
        except discord.LoginFailure:
            return [_wrong("token", WRONG_TOKEN)]
        except discord.HTTPException as error:
            return [_wrong("Discord", f"refuses to be asked (status {error.status}); try again")]
        except (aiohttp.ClientError, OSError, TimeoutError):
            return [_wrong("Discord", "cannot be reached from here; look at the network")]


async def _findings(client: discord.Client, settings: DiscordSettings) -> list[Finding]:
    about = await client.http.request(Route("GET", "/applications/@me"))
    commands = Route("GET", f"/applications/{client.application_id}/commands")
    registered = await client.http.request(commands, params={"with_localizations": "true"})
    wanted = await as_payload(make_tree(client))
    return [
        Finding("token", f"works, for the application {client.application_id}"),
        _intents(about, settings),
        *_endpoint(about),
        _commands(wanted, registered),
        *_installing(about),
    ]


def _intents(about: Mapping[str, Any], settings: DiscordSettings) -> Finding:
    flags = discord.ApplicationFlags._from_value(about.get("flags", 0))
    may_read = flags.gateway_message_content or flags.gateway_message_content_limited
    if not settings.reads_messages:
        return Finding("intents", "none of the privileged ones is asked for")
    if may_read:
        return Finding("intents", "the application may read messages, so it can listen")
    return _wrong("intents", NO_INTENT)


def _endpoint(about: Mapping[str, Any]) -> Iterator[Finding]:
    if about.get("interactions_endpoint_url"):
        yield _wrong(
            "commands",
            "Discord sends commands to an “Interactions Endpoint URL”, and not to this bot; empty"
            f" that field at {_PORTAL}, General Information)",
        )


def _commands(wanted: list[Command], registered: list[Any]) -> Finding:
    found = {(each.get("type", 1), each["name"]): each for each in registered}
    missing = [w["name"] for w in wanted if (w.get("type", 1), w["name"]) not in found]
    if missing:
        return _wrong(
            "commands", f"not registered: {', '.join(missing)}; start `gainsay serve discord` once"
        )
    old = [w["name"] for w in wanted if not _is_same(w, found[(w.get("type", 1), w["name"])])]
    if old:
        return _wrong(
            "commands",
            f"registered in an older form: {', '.join(old)}; start `gainsay serve discord` once",
        )
    return Finding("commands", f"{len(wanted)} registered, as they should be")


def _installing(about: Mapping[str, Any]) -> Iterator[Finding]:
    config = about.get("integration_types_config") or {}
    where = f"at {_PORTAL}, Installation)"
    if _GUILD not in config:
        yield _wrong("installing", f"servers cannot add it; turn on “Guild Install” {where}")
    else:
        asked = (config[_GUILD] or {}).get("oauth2_install_params") or {}
        scopes = set(asked.get("scopes", ()))
        if asked and not {"bot", "applications.commands"} <= scopes:
            yield _wrong(
                "installing",
                f"give “Guild Install” the scopes bot and applications.commands {where}",
            )
    if _PERSON not in config:
        yield _wrong(
            "installing", f"people cannot add it for themselves; turn on “User Install” {where}"
        )
    if config.keys() >= {_GUILD, _PERSON}:
        yield Finding("installing", "for servers and for people")


def _is_same(wanted: Any, found: Any) -> bool:
    """Whether Discord has everything of `wanted`; it adds fields of its own, and leaves out
    what is empty or false.
    """
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_is_same(value, found.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_is_same, wanted, found))
    return wanted == found or (not wanted and not found)


def _wrong(what: str, found: str) -> Finding:
    return Finding(what, found, is_well=False)
