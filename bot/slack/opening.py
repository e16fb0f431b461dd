"""A window has to open within three seconds: whatever leads to one is done at once.

Nothing is written down before: after a kill the window could not be opened any more, and
whoever sees none presses again. What is filled in is a job (desk_working.py).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.conversation.place import Pointed, Press
from bot.form import Form
from bot.inbox.delivery import LaterError, UnanswerableError
from bot.logs import said_of
from bot.reply import Reply
from bot.slack.at_desk import AtDesk
from bot.slack.deliveries import Way, remembering
from bot.slack.desk_deliveries import Message, remembering_form
from bot.slack.forms import render_form
from bot.slack.rich import Block
from bot.slack.sending import RefusedError, Sending
from bot.slack.views import render_modal

_log = logging.getLogger(__name__)

WITHIN_SECONDS = 2.5


@dataclass(slots=True)
class Opening:
    """Opens windows. `failed` counts those that did not open."""

    at_desk: AtDesk
    sending: Sending
    failed: int = 0
    _opening: set[asyncio.Task[None]] = field(default_factory=set)

    def press(self, way: Way, press: Press) -> None:
        """Open what a button asks for, beside what acknowledges it."""
        self._begin(way, self._pressed(way, press))

    def record(self, message: Message) -> None:
        """Ask as what a message is to be recorded, beside what acknowledges it."""
        self._begin(message.way, self._pointed(message))

    async def close(self) -> None:
        """Stop what is being opened."""
        for task in (cut := list(self._opening)):
            task.cancel()
        await asyncio.gather(*cut, return_exceptions=True)

    def _begin(self, way: Way, opening: Awaitable[None]) -> None:
        task = asyncio.create_task(self._or_sorry(way, opening))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _or_sorry(self, way: Way, opening: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                await opening
        except Exception as error:  # the outermost place where a person waits
            self.failed += 1
            _log.error("a window could not be opened: %s", said_of(error))
            with suppress(LaterError, RefusedError, UnanswerableError):
                # Beside the button, not in its place: it can be pressed again.
                await self._say(replace(way, replaces=False), self.at_desk.desk.sorry())

    async def _pressed(self, way: Way, press: Press) -> None:
        desk = self.at_desk.desk
        shown = await self.at_desk.ask(way.workspace, press, desk.press, asyncio.to_thread)
        if isinstance(shown, Form):
            await self._open(way, render_form(shown, remembering_form(way)))
        else:
            await self._say(way, shown)

    async def _pointed(self, message: Message) -> None:
        way, desk = message.way, self.at_desk.desk
        name = message.pointed.author or await self._name(message)
        pointed: Pointed = replace(message.pointed, author=name)
        shown = await self.at_desk.ask(way.workspace, pointed, desk.record, asyncio.to_thread)
        await self._open(way, render_modal(shown, remembers=remembering(way)))

    async def _name(self, message: Message) -> str:
        return await self.at_desk.editors.name(message.way.workspace, message.author)

    async def _open(self, way: Way, window: Block) -> None:
        """Open the window, or put it into the one whose button was pressed."""
        client = await self.sending.client(way.workspace)
        with self.sending.calling(way.workspace):
            if way.view:
                await client.views_update(view_id=way.view, view=window)
            else:
                await client.views_open(trigger_id=way.trigger, view=window)

    async def _say(self, way: Way, reply: Reply) -> None:
        """Say where the button was pressed why no window opens."""
        if way.view or not way.response_url:
            await self._open(way, render_modal(reply, remembers=remembering(way)))
        else:
            await self.sending.replace(way, reply)
