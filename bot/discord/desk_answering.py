"""The work on what editors did: ask the desk, and say to them alone what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.conversation.place import (
    Asked,
    Filled,
    Place,
    Pointed,
    filled_from,
    pointed_from,
    press_from,
)
from bot.desk.editing import Desk
from bot.discord import jobs
from bot.discord.answering import Answering, patiently
from bot.discord.forms import in_full, is_shortened
from bot.discord.jobs import AtDesk, place_from
from bot.form import Form
from bot.inbox.delivery import Delivery
from bot.inbox.running import Inbox
from bot.phrases.desk import no_editors_named
from bot.reply import Reply


@dataclass(slots=True)
class DeskAnswering:
    """Does the jobs of editors."""

    desk: Desk
    answering: Answering

    def serve(self, inbox: Inbox) -> None:
        """Do the jobs of `inbox` that are the desk's on Discord."""
        inbox.serve(jobs.DESK, patiently(self.work))

    async def work(self, delivery: Delivery) -> None:
        """Do what an editor asked for, and answer it."""
        await self.answering.answer(delivery, partial(self._thought, delivery))

    def _thought(self, delivery: Delivery) -> Reply:
        place, key = place_from(delivery.payload), delivery.job.key
        found = self._done(delivery.payload, place, key)
        # Discord opens no window after a window: a form that comes back is offered to be reopened.
        return self.desk.again(found, place, key) if isinstance(found, Form) else found

    def _done(self, kept: Mapping[str, Any], place: Place, key: str) -> Reply | Form:
        match AtDesk(kept["task"]):
            case AtDesk.TYPED:
                return self.desk.desk(Asked(kept["words"], place, key, is_private=True))
            case AtDesk.EDITORS:
                named = kept["named"]
                return no_editors_named() if named is None else self.desk.set_editors(named, place)
            case AtDesk.RECORD:
                return self.desk.record(self._in_thread(kept))
            case AtDesk.PRESS:
                return self.desk.press(press_from(kept["press"]))
            case AtDesk.FILLED:
                return self.desk.submit(self._in_full(filled_from(kept["filled"])))

    def _in_full(self, filled: Filled) -> Filled:
        """Return what was chosen where something shorter stood for it: the menu is made again."""
        if not is_shortened(filled.values):
            return filled
        form = self.desk.reopen(filled.form, filled.place)
        return (
            replace(filled, values=in_full(filled.values, form))
            if isinstance(form, Form)
            else filled
        )

    def _in_thread(self, kept: Mapping[str, Any]) -> Pointed:
        """Return the message in its thread of talk: what it answers was most likely shown there."""
        pointed, reply_to = pointed_from(kept["pointed"]), kept["reply_to"]
        place = pointed.place
        if reply_to is None or place.thread != str(kept["message"]):
            return pointed
        talk = self.answering.conversation
        thread = talk.thread_of(place.space, place.channel, str(reply_to)) or str(reply_to)
        return replace(pointed, place=replace(place, thread=thread))
