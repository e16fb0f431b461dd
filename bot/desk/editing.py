"""What can an editor do, on any platform? Everything, on one page; the parts are next door.

access     who may                               queueing    what waits, and the page of each thing
changing   publish, edit, reject, withdraw, undo linking     questions, wrong matches, duplicates
recording  a message becomes a record            unfinished  what was typed and is no record yet
items      what a button is about                known       the stores: all parts lean on it

A platform shows a `Reply` to the editor alone, and a `Form` as a window. Each act is checked
anew, also when a form comes back: whoever saw a button need not be an editor any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from bot.conversation.place import Asked, Filled, Place, Pointed, Press
from bot.desk.access import Access
from bot.desk.known import Known
from bot.desk.queueing import Queueing
from bot.form import Form
from bot.phrases import desk as words
from bot.privacy import People
from bot.reply import Act, Reply
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import DeskStore
from knowledge.store.port import RecordStore


class Desk:
    """What an editor can do. Synchronous; safe to use from several threads."""

    def __init__(
        self,
        store: RecordStore,
        desk: DeskStore,
        kept: ConversationStore,
        people: People,
        clock: Callable[[], float] = time.time,
    ) -> None:
        known = Known(store, desk, kept, people, clock)
        self._access = Access(known)
        self._known = known
        self._queueing = Queueing(known)

    def may_edit(self, place: Place) -> bool:
        """Whether the person may do anything here: an editor of the space, or its owner."""
        return self._access.may_edit(place)

    def desk(self, asked: Asked) -> Reply:
        """Do what is typed after `/desk`: nothing is the queue; an id or words open a record.

        Also "history ID" and "editors".
        """
        refused = self._access.refusal(asked.place, Act.DESK)
        return refused or self._queueing.queue(asked.place, asked.key)

    def record(self, pointed: Pointed) -> Reply:
        """Offer to record what a message says, as a claim or as a response."""
        raise NotImplementedError

    def press(self, press: Press) -> Reply | Form:
        """Do what a button of `bot.reply.OF_THE_DESK` says.

        Only those of `OPENS_A_FORM` may lead to a form. Never slow: a window has to open
        within three seconds.
        """
        refused = self._access.refusal(press.place, press.act)
        if refused:
            return refused
        return self._queueing.queue(press.place, press.key)

    def submit(self, filled: Filled) -> Reply | Form:
        """Do what a form asked for. A form that comes back says what is wrong in `problems`.

        Where a platform cannot open a window after a window (Discord), it shows the problems
        with a button that calls `reopen`.
        """
        raise NotImplementedError

    def reopen(self, form: str, place: Place) -> Reply | Form:
        """Return the form of that id as it was last filled in by anybody of the space."""
        raise NotImplementedError

    def editors(self, place: Place) -> Reply:
        """Say who edits here."""
        return self._access.refusal(place, "editors") or self._access.editors(place)

    def set_editors(self, editors: Collection[str], place: Place) -> Reply:
        """Say from now on who edits here: "user:U1", "group:S1", "role:42". Only owners may."""
        return self._access.set_editors(tuple(editors), place)

    def forget_space(self, space: str) -> None:
        """Delete what was begun at the desk of a place from which the bot was removed."""

    @staticmethod
    def sorry() -> Reply:
        """Say that something went wrong."""
        return words.sorry()
