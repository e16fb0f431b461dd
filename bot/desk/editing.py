"""What can an editor do, on any platform? Everything, on one page; the parts are next door.

access      who may                              queueing   what waits
pages       each thing with its buttons          forms      what is asked for, and comes back
doing       publish, edit, withdraw, undo        linking    questions, reports, duplicates
recording   a message becomes a record           unfinished what is begun and no record yet
items       what a button is about               looking    what is there
known       the stores: all parts lean on it

A platform shows a `Reply` to the editor alone, and a `Form` as a window. Each act is checked
anew, also when a form comes back: whoever saw a button need not be an editor any more.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection

from bot.conversation.place import Asked, Filled, Place, Pointed, Press
from bot.desk.access import Access
from bot.desk.doing import Doing
from bot.desk.forms import Forms, Opened, opened_from
from bot.desk.items import Item, Thing
from bot.desk.known import Known
from bot.desk.linking import Linking, WhyNotLinked, nothing_against_it
from bot.desk.looking import Looking
from bot.desk.pages import Pages
from bot.desk.queueing import Queueing
from bot.desk.recording import Recording
from bot.desk.unfinished import Unfinished
from bot.form import OPTIONS, Form, Option
from bot.phrases import desk as words
from bot.phrases import desk_done
from bot.phrases.desk_buttons import UNDER_FORM, UNDER_MESSAGE
from bot.phrases.desk_done import Done
from bot.phrases.desk_forms import CLAIM, claim_options
from bot.privacy import People
from bot.reply import OPENS_A_FORM, Act, Reply
from knowledge.errors import (
    ForbiddenError,
    NotFoundError,
    RecordError,
    StaleError,
)
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import DeskStore
from knowledge.store.port import RecordStore

_HISTORY = re.compile(r"history\s+(?P<id>\S+)", re.IGNORECASE)
_EDITORS = re.compile(r"editors", re.IGNORECASE)
_TOLD = (ForbiddenError, NotFoundError, RecordError, StaleError)
"""What an editor is told in words. All else is the fault of nobody at the desk."""


class Desk:
    """What an editor can do. Synchronous; safe to use from several threads.

    The parts are for who needs no leave: the operator, at the command line.
    """

    def __init__(
        self,
        store: RecordStore,
        desk: DeskStore,
        kept: ConversationStore,
        people: People,
        clock: Callable[[], float] = time.time,
        *,
        why_not_linked: WhyNotLinked = nothing_against_it,
    ) -> None:
        self._known = known = Known(store, desk, kept, people, clock)
        self._access = Access(known)
        self.queueing = Queueing(known)
        self.looking = looking = Looking(known)
        self._unfinished = Unfinished(known)
        self.doing = Doing(known, looking)
        self.linking = Linking(self.doing, looking, why_not_linked)
        recording = Recording(self.doing, looking)
        self.pages = Pages(known, looking, self.queueing)
        self._forms = Forms(self.doing, looking, self.linking, recording, self._unfinished)

    def may_edit(self, place: Place) -> bool:
        """Whether the person may do anything here: an editor of the space, or its owner."""
        return self._access.may_edit(place)

    def desk(self, asked: Asked) -> Reply:
        """Do what is typed after `/desk`: nothing is the queue; an id or words open a record.

        Also "history ID" and "editors".
        """
        place, typed = asked.place, asked.text.strip()
        if refused := self._access.refusal(place, Act.DESK):
            return refused
        if not typed:
            return self.queueing.queue(place, asked.key)
        if _EDITORS.fullmatch(typed):
            return self._access.editors(place)
        try:
            if (found := _HISTORY.fullmatch(typed)) is not None:
                return self._history(found["id"], place, asked.key)
            return self.pages.find(typed, place, asked.key)
        except _TOLD as error:
            return desk_done.not_done(error)

    def record(self, pointed: Pointed) -> Reply:
        """Offer to record what a message says, as a claim or as a response."""
        if refused := self._access.refusal(pointed.place, Act.RECORD_CLAIM):
            return refused
        if not pointed.text.strip():
            return desk_done.nothing_said()
        item = self._unfinished.keep_message(pointed)
        return self._known.keep(
            words.message_reply(pointed.text, pointed.author),
            place=pointed.place,
            key=pointed.key,
            buttons=UNDER_MESSAGE,
            about=[item],
        )

    def press(self, press: Press) -> Reply | Form:
        """Do what a button of `bot.reply.OF_THE_DESK` says.

        Only those of `OPENS_A_FORM` may lead to a form. Never slow: a window has to open
        within three seconds.
        """
        place = press.place
        if refused := self._access.refusal(place, press.act):
            return refused
        if press.act is Act.DESK:
            return self.queueing.queue(place, press.key)
        about = self._known.about(press.reply, place.space)
        if not 0 <= press.number < len(about):
            return desk_done.gone()
        try:
            if press.act is Act.REOPEN:
                return self.reopen(about[press.number].id, place)
            if press.act in OPENS_A_FORM:
                opened = Opened(press.act, press.reply, press.number)
                return self._forms.open(opened, about[press.number], place)
            return self._do(press, about)
        except _TOLD as error:
            return desk_done.not_done(error)

    def submit(self, filled: Filled) -> Reply | Form:
        """Do what a form asked for. A form that comes back says what is wrong in `problems`.

        Where a platform cannot open a window after a window (Discord), it shows `again`.
        """
        place, opened = filled.place, opened_from(filled.form)
        if refused := self._access.refusal(place, opened.act if opened else "form"):
            return refused
        try:
            item = self._item(opened, place)
            assert opened is not None
            following = self.queueing.next(item, place.space)
            done = self._forms.submit(opened, item, filled)
        except _TOLD as error:
            return desk_done.not_done(error)
        if isinstance(done, Form):
            return done
        return self._after(done, item, place, filled.key, following=following)

    def reopen(self, form: str, place: Place) -> Reply | Form:
        """Return the form of that id as it was filled in when it last came back."""
        opened = opened_from(form)
        if refused := self._access.refusal(place, opened.act if opened else "form"):
            return refused
        try:
            item = self._item(opened, place)
            assert opened is not None
            typed = self._unfinished.find_typed(form, place.space)
            return self._forms.open(opened, item, place, typed)
        except _TOLD as error:
            return desk_done.not_done(error)

    def again(self, form: Form, place: Place, key: str) -> Reply:
        """Say what is wrong with what was filled in, with a button that reopens the form."""
        return self._known.keep(
            desk_done.again_reply(form),
            place=place,
            key=key,
            buttons=UNDER_FORM,
            about=[Item(Thing.FORM, form.id)],
        )

    def claims_like(self, typed: str, form: str, place: Place) -> tuple[Option, ...]:
        """Return the claims that may be meant by what is typed in a form, for who may edit.

        While nothing is typed they are those that the form offers.
        """
        if not self.may_edit(place):
            return ()
        if typed.strip():
            likely = self.looking.likely(typed, place.space, OPTIONS, first=[typed.strip()])
            return claim_options(likely)
        opened = self.reopen(form, place)
        fields = opened.fields if isinstance(opened, Form) else ()
        return next((field.choices for field in fields if field.id == CLAIM), ())

    def editors(self, place: Place) -> Reply:
        """Say who edits here."""
        return self._access.refusal(place, "editors") or self._access.editors(place)

    def named_editors(self, space: str) -> tuple[str, ...]:
        """Return how the editors of a space are named: a platform may have to ask who is meant."""
        return tuple(self._known.desk.editors(space))

    def set_editors(self, editors: Collection[str], place: Place) -> Reply:
        """Say from now on who edits here: "user:U1", "group:S1", "role:42". Only owners may."""
        return self._access.set_editors(tuple(editors), place)

    def forget_space(self, space: str) -> None:
        """Delete what was begun at the desk of a place from which the bot was removed."""
        self._unfinished.forget_space(space)

    @staticmethod
    def sorry() -> Reply:
        """Say that something went wrong."""
        return words.sorry()

    def _do(self, press: Press, about: tuple[Item, ...]) -> Reply:
        item, place = about[press.number], press.place
        match press.act:
            case Act.OPEN:
                return self.pages.open(item, place, press.key)
            case Act.HISTORY:
                return self.pages.history(item, place, press.key)
            case _:
                subject = about[0]
                following = self.queueing.next(subject, place.space)
                done = self._done(press, about)
                return self._after(done, subject, place, press.key, following=following)

    def _done(self, press: Press, about: tuple[Item, ...]) -> Done:
        item, place = about[press.number], press.place
        match press.act:
            case Act.PUBLISH:
                return self.doing.publish(item, place)
            case Act.UNDO:
                return self.doing.undo(item, place)
            case Act.LINK:
                return self.linking.link(about[0], item.id, place)
            case Act.RULE_OUT:
                return self.linking.rule_out(item, place)
            case Act.DISMISS:
                return self.linking.dismiss(item, place)
            case Act.SAME | Act.REPEATS | Act.DIFFERENT:
                return self.linking.relate(about[0], press.act, place, which=press.number)
            case _:
                raise NotFoundError(press.act, "cannot be done")

    def _after(
        self, done: Done, item: Item, place: Place, key: str, *, following: Item | None
    ) -> Reply:
        """Return the draft again where it only was edited: it still has to be decided on."""
        if done.act in (Act.EDIT, Act.ANSWERS) and not done.change:
            return self.pages.open(item, place, key)
        return self.pages.done(done, place, key, following=following)

    def _history(self, id_: str, place: Place, key: str) -> Reply:
        item = self.looking.find_by_id(id_, place.space)
        if item is None:
            raise NotFoundError(id_, "there is none")
        return self.pages.history(item, place, key)

    def _item(self, opened: Opened | None, place: Place) -> Item:
        """Return what a form is about; raise `NotFoundError` if that is not known any more."""
        about = self._known.about(opened.reply, place.space) if opened else ()
        if opened is None or opened.number >= len(about):
            raise NotFoundError("form", "is not kept any more")
        return about[opened.number]
