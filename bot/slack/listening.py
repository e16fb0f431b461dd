"""Listeners: a delivery is written down, and only then acknowledged. Nothing else happens here.

Bolt is told to process before it responds: it then acknowledges when a listener is done, and
not at all if it failed, so that Slack delivers again. (By itself it acknowledges events
before their listener begins; asyncio_runner.py of slack-bolt.)
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.conversation.place import asked_from, press_from
from bot.conversation.talking import Conversation
from bot.form import Option
from bot.logs import said_of
from bot.phrases.desk import being_done, sorry
from bot.phrases.desk_forms import CLAIM
from bot.reply import OPENS_A_FORM
from bot.slack.awaited import Awaited
from bot.slack.deliveries import (
    CHECK_SHORTCUT,
    COMMANDS,
    Arrived,
    read_check,
    read_command,
    read_gone,
    read_home,
    read_message,
    read_press,
    read_thread_started,
    way_from,
    workspace_of,
)
from bot.slack.desk_deliveries import (
    DESK_COMMAND,
    RECORD_SHORTCUT,
    read_desk,
    read_filled,
    read_pointed,
    read_typing,
)
from bot.slack.direct import DirectThreads
from bot.slack.forms import FORM, render_options, wrong_below
from bot.slack.opening import WITHIN_SECONDS, Opening
from bot.slack.render import render
from bot.slack.views import render_modal
from bot.slack.widgets import ACTION

_log = logging.getLogger(__name__)
_ANYTHING = re.compile("")

LISTENED = (
    "app_mention",
    "message",
    "app_home_opened",
    "app_uninstalled",
    "tokens_revoked",
    "assistant_thread_started",
)
"""The events that are listened to."""
OLDER = ("assistant_thread_started",)
"""Those of them that only apps of the older kind get ("assistant_view")."""

Body = dict[str, Any]
Keep = Callable[[Arrived], Awaitable[bool]]
"""Writes a delivery down; returns whether it was new. Raises if it could not."""


@dataclass(slots=True)
class Listening:
    """Hears Slack. `failed` counts deliveries that could not be written down."""

    conversation: Conversation
    keep: Keep
    opening: Opening
    awaited: Awaited
    directs: DirectThreads = field(default_factory=DirectThreads)
    failed: int = 0

    def listen(self, app: AsyncApp) -> None:
        """Register what is listened to; what nobody listens to is just acknowledged."""
        app.error(self._failed)
        does = (self._message, self._message, self._home, self._gone, self._gone, self._started)
        for event, listener in zip(LISTENED, does, strict=True):
            app.event(event)(listener)
        for command in COMMANDS:
            app.command(f"/{command}")(self._command)
        app.shortcut({"type": "message_action", "callback_id": CHECK_SHORTCUT})(self._check)
        app.command(f"/{DESK_COMMAND}")(self._command)
        app.shortcut({"type": "message_action", "callback_id": RECORD_SHORTCUT})(self._record)
        app.view(FORM)(self._filled)
        app.options(CLAIM)(self._typing)
        app.action(re.compile(f"{ACTION}:"))(self._press)
        app.event(_ANYTHING)(self._nothing)
        for catch_all in (app.command, app.shortcut, app.action, app.view, app.options):
            catch_all(_ANYTHING)(self._nothing)

    async def _message(self, body: Body, context: AsyncBoltContext) -> None:
        arrived = read_message(body, workspace_of(body, context), _me(body, context), self.directs)
        if arrived is None or not await self._is_for_us(arrived):
            return
        await self.keep(arrived)

    async def _home(self, body: Body, context: AsyncBoltContext) -> None:
        await self._keep(read_home(body, workspace_of(body, context)))

    async def _started(self, body: Body, context: AsyncBoltContext) -> None:
        await self._keep(read_thread_started(body, workspace_of(body, context)))

    async def _gone(self, body: Body, context: AsyncBoltContext) -> None:
        await self._keep(read_gone(body, workspace_of(body, context)))

    async def _command(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        read = read_desk if body["command"] == f"/{DESK_COMMAND}" else read_command
        try:
            await self.keep(read(body, workspace_of(body, context)))
        except Exception as error:  # Slack does not deliver a command again
            self._note(error)
            said = render(self.conversation.sorry())
            await ack(text=said["text"], blocks=said["blocks"], response_type="ephemeral")
        else:
            await ack()

    async def _check(
        self, ack: AsyncAck, body: Body, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        await self._keep_or_respond(
            lambda: read_check(body, workspace_of(body, context)), ack, respond
        )

    async def _press(
        self, ack: AsyncAck, body: Body, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        arrived = read_press(body, workspace_of(body, context))
        press = press_from(arrived.payload["press"]) if arrived else None
        if arrived and press and press.act in OPENS_A_FORM:
            await ack()
            self.opening.press(way_from(arrived.payload["way"]), press)
        else:
            await self._keep_or_respond(lambda: arrived, ack, respond)

    async def _record(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        self.opening.record(read_pointed(body, workspace_of(body, context)))

    async def _filled(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """Write down what was filled in, and wait somewhat for what comes of it."""
        arrived = read_filled(body, workspace_of(body, context))
        if arrived is None:
            await ack()
            return
        self.awaited.expect(arrived.key)
        try:
            await self.keep(arrived)
        except Exception as error:  # the window stays open, with what was typed
            self._note(error)
            self.awaited.forget(arrived.key)
            await ack(**wrong_below(arrived.payload["inputs"], sorry().headline))
        else:
            answer = await self.awaited.wait(arrived.key)
            moment = {"response_action": "update", "view": render_modal(being_done())}
            await ack(**(moment if answer is None else answer))

    async def _typing(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """Offer claims to somebody who types; what fails offers none."""
        workspace = workspace_of(body, context)
        found: Sequence[Option] = ()
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                found = await self.opening.at_desk.suggest(workspace, read_typing(body, workspace))
        except Exception as error:  # the outermost place where a person waits
            _log.warning("no claims could be offered: %s", said_of(error))
        await ack(options=render_options(found))

    async def _nothing(self, ack: AsyncAck) -> None:
        await ack()

    async def _keep_or_respond(
        self, read: Callable[[], Arrived | None], ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """Write down what `read` returns; Slack would not deliver it again, so say sorry if not."""
        await ack()
        try:
            await self._keep(read())
        except Exception as error:
            self._note(error)
            said = render(self.conversation.sorry())
            with suppress(Exception):
                await respond(
                    text=said["text"],
                    blocks=said["blocks"],
                    response_type="ephemeral",
                    replace_original=False,
                )

    async def _keep(self, arrived: Arrived | None) -> None:
        if arrived is not None:
            await self.keep(arrived)

    async def _is_for_us(self, arrived: Arrived) -> bool:
        """Whether a message is to be read: said to the bot, or overheard where it may listen."""
        asked = asked_from(arrived.payload["asked"])
        if asked.is_addressed:
            return True
        return await asyncio.to_thread(self.conversation.is_listening, asked.place)

    async def _failed(self, error: Exception) -> None:
        """Hear what a listener raised. Bolt does not acknowledge, and Slack delivers again."""
        self._note(error)

    def _note(self, error: Exception) -> None:
        self.failed += 1
        _log.error("a delivery could not be written down: %s", said_of(error))


def _me(body: Body, context: AsyncBoltContext) -> str:
    """Return the bot's id as a member; each event names it, in case it is not known yet."""
    if context.bot_user_id:
        return context.bot_user_id
    authorizations = body.get("authorizations") or [{}]
    return str(authorizations[0].get("user_id") or "")
