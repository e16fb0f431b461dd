"""What is done with an editor's jobs: commands, presses, and windows that were filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.place import Asked, Press, asked_from, filled_from
from bot.conversation.talking import Conversation
from bot.form import Form
from bot.inbox.delivery import Delivery, LaterError, UnanswerableError
from bot.phrases import desk as words
from bot.reply import Reply
from bot.slack.at_desk import AtDesk
from bot.slack.awaited import Answer, Awaited
from bot.slack.deliveries import Way, remembering, way_from
from bot.slack.desk_deliveries import remembering_form
from bot.slack.forms import errors_of, inputs_of, render_form
from bot.slack.rich import Block
from bot.slack.sending import RefusedError, Sending
from bot.slack.views import render_modal

_EDITORS, _NOBODY, _HELP = "editors", "nobody", ("help", "?")


@dataclass(slots=True)
class DeskWorking:
    """Does the jobs of the desk."""

    at_desk: AtDesk
    conversation: Conversation
    sending: Sending
    awaited: Awaited = field(default_factory=Awaited)

    async def command(self, delivery: Delivery) -> None:
        """Do what was typed after `/desk`, for the person alone."""
        way, asked = way_from(delivery.payload["way"]), asked_from(delivery.payload["typed"])
        if delivery.is_doubtful:
            await self.sending.find_sent(delivery, way)
        await self.sending.show(delivery, way, await self._commanded(delivery, way, asked))

    async def press(self, delivery: Delivery, way: Way, press: Press) -> Reply:
        """Return what comes of a press that opens no window."""
        desk = self.at_desk.desk
        done = await self.at_desk.ask(way.workspace, press, desk.press, delivery.think)
        assert isinstance(done, Reply)  # what opens a window goes another way (listening.py)
        return done

    async def fill(self, delivery: Delivery) -> None:
        """Do what a window asked for, and say what came of it."""
        way, filled = way_from(delivery.payload["way"]), filled_from(delivery.payload["filled"])
        done = await self.at_desk.ask(
            way.workspace, filled, self.at_desk.desk.submit, delivery.think
        )
        if isinstance(done, Form):
            window = render_form(done, remembering_form(way))
            await self._tell(delivery, way, window, _wrong(done, window, delivery.payload))
            return
        window = render_modal(done, remembers=remembering(way))
        is_shown = await self._is_shown_below(delivery, way, done)
        # Told nothing else, Slack closes the window.
        told: Answer = {} if is_shown else {"response_action": "update", "view": window}
        await self._tell(delivery, way, window, told)

    async def _commanded(self, delivery: Delivery, way: Way, asked: Asked) -> Reply:
        verb, _, rest = asked.text.partition(" ")
        if asked.text.casefold() in _HELP:
            return await delivery.think(self.conversation.help, "desk")
        if verb.casefold() != _EDITORS or not rest.strip():
            return await self.at_desk.ask(
                way.workspace, asked, self.at_desk.desk.desk, delivery.think
            )
        named = tuple(delivery.payload["named"])
        if not named and rest.strip().casefold() != _NOBODY:
            return words.no_editors_named()
        return await self.at_desk.set_editors(way.workspace, named, asked)

    async def _is_shown_below(self, delivery: Delivery, way: Way, done: Reply) -> bool:
        """Whether the message whose button opened the window says now what was done."""
        if not way.response_url or not self.awaited.is_waiting(delivery.job.key):
            return False
        try:
            await self.sending.replace(way, done)
        except (RefusedError, LaterError, UnanswerableError):
            return False  # the window says it
        return True

    async def _tell(self, delivery: Delivery, way: Way, window: Block, told: Answer) -> None:
        """Say in the window what came of it: to who still waits to acknowledge it, or by a call."""
        if self.awaited.tell(delivery.job.key, told):
            return
        client = await self.sending.client(way.workspace)
        try:
            with self.sending.calling(way.workspace):
                await client.views_update(view_id=way.view, view=window)
        except LaterError as error:
            # It is done, and must not be done again for want of words.
            raise UnanswerableError from error


def _wrong(form: Form, window: Block, payload: Mapping[str, Any]) -> Answer:
    """Return how Slack is told what is wrong: under the fields, or with another window."""
    errors = errors_of(form)
    if errors and inputs_of(window) == payload["inputs"]:
        return {"response_action": "errors", "errors": errors}
    return {"response_action": "update", "view": window}
