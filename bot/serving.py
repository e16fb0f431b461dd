"""Serving chat: which services run, over one inbox, in one process that ends well."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.assembly import Parts, open_conversation, open_desk, open_sealer
from bot.conversation.place import asked_from
from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.inbox.running import Inbox
from bot.logs import said_of
from bot.service import Health, Service
from bot.settings import ServeSettings, Settings
from bot.settings.records import HTTP
from bot.supervising import Supervisor, until_stopped
from bot.telling.finding import Finding
from bot.telling.watching import Watcher
from bot.web.server import RouteDef, WebServer

DEFAULT_PORT = 3000
SLACK, DISCORD = "slack", "discord"

Look = Callable[[], Awaitable[Mapping[str, Health]]]
"""Returns how everything is doing."""

_log = logging.getLogger(__name__)


async def serve(
    parts: Parts, settings: Settings, platforms: Sequence[str], report: Callable[[str], None]
) -> bool:
    """Serve these platforms until a signal says stop; return False if nothing could run.

    `report` is told, a line each, why something cannot run. Raises `StoreError`.
    """
    asyncio.get_running_loop().set_exception_handler(_log_place)
    stop = _stop_signal()
    conversation = open_conversation(parts, settings.serve)
    inbox = Inbox(parts.store.conversations, given_up=lambda kept: _keep(kept, conversation))
    desk = open_desk(parts)
    services, routes = _services(parts, settings, platforms, conversation, desk, inbox)
    chat = Supervisor(tuple(services), report)
    watcher = Watcher(Finding(conversation.known), inbox, read_new=parts.read_new)
    tasks = (chat.run(), inbox.run(), watcher.run())
    running = [asyncio.create_task(task) for task in tasks]
    if web := _web(settings.serve, routes, lambda: _look(chat, inbox, watcher)):
        running.append(asyncio.create_task(Supervisor((web,), report).run()))
    try:
        await until_stopped(running, stop)
    finally:
        await inbox.close()
    return stop.is_set()


def _services(
    parts: Parts,
    settings: Settings,
    platforms: Sequence[str],
    conversation: Conversation,
    desk: Desk,
    inbox: Inbox,
) -> tuple[list[Service], list[RouteDef]]:
    """Return the services; the library of a platform that is not served is never loaded."""
    kept = parts.store.conversations
    services: list[Service] = []
    routes: list[RouteDef] = []
    if SLACK in platforms:
        from bot.slack.service import SlackService

        sealer = open_sealer(settings.serve)
        slack = SlackService(settings.slack, conversation, desk, inbox, kept, sealer)
        services.append(slack)
        routes += slack.routes() if settings.slack.mode == HTTP else []
    if DISCORD in platforms:
        from bot.discord.service import DiscordService

        services.append(DiscordService(settings.discord, conversation, desk, inbox, kept))
    return services, routes


def _web(settings: ServeSettings, routes: Sequence[RouteDef], look: Look) -> WebServer | None:
    """Return the HTTP server, if a platform posts to us or a port was set."""
    if settings.port is None and not routes:
        return None
    port = DEFAULT_PORT if settings.port is None else settings.port
    return WebServer(settings.host, port, look, routes)


async def _look(chat: Supervisor, inbox: Inbox, watcher: Watcher) -> Mapping[str, Health]:
    counts = inbox.counts
    figures = {
        "waiting": await inbox.waiting(),
        "done": counts.done,
        "postponed": counts.postponed,
        "given_up": counts.given_up,
        "faults": counts.faults,
        "restarts": chat.restarts,
    }
    news = {"asked_again": watcher.asked, "faults": watcher.faults}
    well = {"inbox": figures, "news": news}
    return {**chat.health(), **{name: Health(is_well=True, figures=well[name]) for name in well}}


def _keep(payload: Mapping[str, Any], conversation: Conversation) -> None:
    """Keep for the desk what nobody could be answered."""
    if "asked" in payload:
        conversation.keep_for_desk(asked_from(payload["asked"]))


def _stop_signal() -> asyncio.Event:
    """Return what is set when the operator, or the service manager, says stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def _log_place(_loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """Log what nobody waited for; its message may hold anything."""
    error = context.get("exception")
    _log.error("something failed aside: %s", said_of(error) if error else "no error given")
