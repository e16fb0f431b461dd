"""The page of each thing at the desk: what it says, and which buttons stand under it.

The first of the items that a page keeps is what it is about; a button's number says which is
meant. Raises `NotFoundError` where the thing is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.place import Place
from bot.desk.items import Item, Thing
from bot.desk.known import Known
from bot.desk.looking import Looking
from bot.desk.queueing import Queueing
from bot.phrases import desk_buttons as under
from bot.phrases import desk_pages as words
from bot.phrases.desk_done import Done, done_reply, gone
from bot.phrases.desk_history import history_reply, shown_changes
from bot.reply import Button, Reply
from knowledge.errors import NotFoundError, RecordError
from knowledge.intake.publishing import STATED, is_finished, main_of, read_draft
from knowledge.model import Claim, Response
from knowledge.records import Record
from knowledge.store.desk_port import DraftKind, DraftState, KeptDraft
from knowledge.vocabulary import State

LISTED = 5
"""So many claims are offered, each with its button: a row of the narrower platform."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Shows one thing, kept so that its buttons work."""

    known: Known
    looking: Looking
    queueing: Queueing

    def open(self, item: Item, place: Place, key: str) -> Reply:
        """Show the thing with what can be done with it."""
        match item.thing:
            case Thing.DRAFT:
                return self._draft(item, place, key)
            case Thing.QUESTION:
                return self._question(item, place, key)
            case Thing.WRONG:
                return self._wrong(item, place, key)
            case Thing.CHANGE | Thing.MESSAGE | Thing.FORM:
                return gone()
            case _:
                return self._record(item, place, key)

    def find(self, typed: str, place: Place, key: str) -> Reply:
        """Show the draft or record of that id, or the claims that have such words."""
        item = self.looking.find_by_id(typed, place.space)
        if item is not None:
            return self.open(item, place, key)
        claims = self.looking.likely(typed, place.space, LISTED)
        reply = words.found_reply(typed, claims, self.looking.speakers_of(claims, place.space))
        return self._kept(reply, under.under_found(len(claims)), _items(claims), place, key)

    def done(self, done: Done, place: Place, key: str, *, following: Item | None) -> Reply:
        """Say what was done, with what can be done next; `following` is what waits then."""
        change = [Item(Thing.CHANGE, str(done.change))] if done.change else []
        buttons = under.under_done(can_undo=bool(change), has_next=following is not None)
        return self._kept(done_reply(done), buttons, [*change, *_maybe(following)], place, key)

    def history(self, item: Item, place: Place, key: str) -> Reply:
        """Show how a record came to be what it is, with what can be undone of it."""
        revisions = self.known.desk.history(item.id, space=place.space)
        shown = shown_changes(revisions)
        own = {revision.change for revision in revisions if revision.space == place.space}
        return self._kept(
            history_reply(item.id, revisions),
            under.under_history(shown, own, most=LISTED),
            [Item(Thing.CHANGE, str(number)) for number in shown],
            place,
            key,
        )

    def _draft(self, item: Item, place: Place, key: str) -> Reply:
        draft = self.looking.draft(item, place.space)
        if draft.state is not DraftState.WAITING:
            raise NotFoundError(str(item), "was decided on")
        following = self.queueing.next(item, place.space)
        about = [item, *_maybe(following)]
        try:
            if draft.kind is DraftKind.SAME_CLAIM:
                return self._duplicate(draft, following, place, key)
            reply, buttons = self._proposed(draft, following, place)
        except (RecordError, NotFoundError) as error:
            # It must be possible to get it out of the way.
            reply = words.unusable_reply(draft.title, error.why)
            buttons = under.under_unusable(has_next=following is not None)
        return self._kept(reply, buttons, about, place, key)

    def _proposed(
        self, draft: KeptDraft, following: Item | None, place: Place
    ) -> tuple[Reply, list[Button]]:
        records = read_draft(draft, self.known.desk)
        record = records[-1]
        finished = is_finished(main_of(draft))
        answered = _answered(record) if finished else ()
        reply = words.draft_reply(
            draft,
            record,
            self.looking.speakers_of([record], place.space, also=records),
            {claim.id: claim for claim in self.looking.claims(answered, place.space)},
            is_finished=finished,
        )
        buttons = under.under_draft(
            is_response=isinstance(record, Response),
            is_finished=finished,
            has_next=following is not None,
        )
        return reply, buttons

    def _duplicate(self, draft: KeptDraft, following: Item | None, place: Place, key: str) -> Reply:
        claims = self.looking.claims(draft.claims, place.space)
        if len(claims) != 2:
            raise NotFoundError(draft.id, "one of the two claims is not shown any more")
        reply = words.duplicate_reply(draft, claims, self.looking.speakers_of(claims, place.space))
        buttons = under.under_duplicate(has_next=following is not None)
        about = [Item(Thing.DRAFT, draft.id), *_items(claims), *_maybe(following)]
        return self._kept(reply, buttons, about, place, key)

    def _question(self, item: Item, place: Place, key: str) -> Reply:
        group = self.looking.question(item, place.space)
        claims = self.looking.likely(group.text, place.space, LISTED)
        following = self.queueing.next(item, place.space)
        reply = words.question_reply(group, claims, self.looking.speakers_of(claims, place.space))
        buttons = under.under_question(len(claims), has_next=following is not None)
        about = [item, *_items(claims), *_maybe(following)]
        return self._kept(reply, buttons, about, place, key)

    def _wrong(self, item: Item, place: Place, key: str) -> Reply:
        wrong = self.looking.wrong(item, place.space)
        claims = self.looking.claims([wrong.claim], place.space)
        following = self.queueing.next(item, place.space)
        if not claims:
            reply = words.unusable_reply(wrong.text, "the claim is not shown any more")
            buttons = under.under_unusable(has_next=following is not None)
            return self._kept(reply, buttons, [item, *_maybe(following)], place, key)
        speakers = self.looking.speakers_of(claims, place.space)
        reply = words.wrong_reply(wrong, claims[0], speakers)
        buttons = under.under_wrong(has_next=following is not None)
        about = [item, *_items(claims), *_maybe(following)]
        return self._kept(reply, buttons, about, place, key)

    def _record(self, item: Item, place: Place, key: str) -> Reply:
        record = self.looking.record(item, place.space)
        responses = self._responses(record, place.space)
        claims = self.looking.claims(_answered(record), place.space)
        may_change = record.space == place.space
        reply = words.record_reply(
            record,
            self.looking.speakers_of([record, *responses], place.space),
            {claim.id: claim for claim in claims},
            responses,
            may_change=may_change,
        )
        others = [*(Item(Thing.RESPONSE, r.id) for r in responses[:3]), *_items(claims[:3])]
        buttons = under.under_record(
            [other.thing for other in others], may_change=may_change, is_shown=_is_shown(record)
        )
        return self._kept(reply, buttons, [item, *others], place, key)

    def _kept(
        self, reply: Reply, buttons: Sequence[Button], about: Sequence[Item], place: Place, key: str
    ) -> Reply:
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=about)

    def _responses(self, record: Record, space: str) -> Sequence[Response]:
        if not isinstance(record, Claim):
            return ()
        return self.known.store.responses_to([record.id], space=space)[record.id]


def _is_shown(record: Record) -> bool | None:
    return record.state is State.PUBLISHED if isinstance(record, STATED) else None


def _answered(record: Record) -> Sequence[str]:
    return [answers.claim for answers in record.answers] if isinstance(record, Response) else ()


def _items(claims: Iterable[Claim]) -> list[Item]:
    return [Item(Thing.CLAIM, claim.id) for claim in claims]


def _maybe(following: Item | None) -> list[Item]:
    return [following] if following else []
