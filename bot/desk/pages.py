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
from bot.phrases import desk_pages as words
from bot.phrases.desk_done import Done, done_reply, gone, undo_button
from bot.phrases.desk_history import history_reply, shown_changes
from bot.reply import Act, Button, Reply
from knowledge.errors import NotFoundError
from knowledge.intake.publishing import STATED, is_finished, main_of, read_draft
from knowledge.model import Claim, Response
from knowledge.records import Record
from knowledge.store.desk_port import DraftKind, DraftState, KeptDraft
from knowledge.vocabulary import State

LISTED = 5
"""So many claims are offered, each with its button: a row of the narrower platform."""
QUEUE = Button(Act.DESK, "Back to the desk")


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
            case Thing.CHANGE | Thing.MESSAGE:
                return gone()
            case _:
                return self._record(item, place, key)

    def find(self, typed: str, place: Place, key: str) -> Reply:
        """Show the draft or record of that id, or the claims that have such words."""
        item = self.looking.find_by_id(typed, place.space)
        if item is not None:
            return self.open(item, place, key)
        claims = self.looking.likely(typed, place.space, LISTED)
        speakers = self.looking.speakers_of(claims, place.space)
        buttons = [Button(Act.OPEN, f"Open {n}", n - 1) for n in range(1, len(claims) + 1)]
        return self.known.keep(
            words.found_reply(typed, claims, speakers),
            place=place,
            key=key,
            buttons=[*buttons, QUEUE],
            about=_items(claims),
        )

    def done(self, done: Done, place: Place, key: str, *, following: Item | None) -> Reply:
        """Say what was done, with what can be done next; `following` is what waits then."""
        change = [Item(Thing.CHANGE, str(done.change))] if done.change else []
        undo = [undo_button(0)] if change else []
        buttons = [*undo, *_next(following, len(change)), QUEUE]
        about = [*change, *([following] if following else [])]
        return self.known.keep(done_reply(done), place=place, key=key, buttons=buttons, about=about)

    def history(self, item: Item, place: Place, key: str) -> Reply:
        """Show how a record came to be what it is, with what can be undone of it."""
        revisions = self.known.desk.history(item.id, space=place.space)
        shown = shown_changes(revisions)
        own = {r.change for r in revisions if r.space == place.space}
        buttons = [
            Button(Act.UNDO, f"Undo {number}", at)
            for at, number in enumerate(shown)
            if number in own
        ][:LISTED]
        return self.known.keep(
            history_reply(item.id, revisions),
            place=place,
            key=key,
            buttons=[*buttons, QUEUE],
            about=[Item(Thing.CHANGE, str(number)) for number in shown],
        )

    def _draft(self, item: Item, place: Place, key: str) -> Reply:
        draft = self.looking.draft(item, place.space)
        if draft.state is not DraftState.WAITING:
            raise NotFoundError(str(item), "was decided on")
        if draft.kind is DraftKind.SAME_CLAIM:
            return self._duplicate(draft, place, key)
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
        following = self.queueing.next(item, place.space)
        publish = [Button(Act.PUBLISH, "Publish")] if finished else []
        answers = [Button(Act.ANSWERS, "Choose what it answers")]
        buttons = [
            *publish,
            *(answers if isinstance(record, Response) else []),
            Button(Act.EDIT, "Edit"),
            Button(Act.REJECT, "Reject"),
            *_next(following, 1),
            QUEUE,
        ]
        about = [item, *([following] if following else [])]
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=about)

    def _duplicate(self, draft: KeptDraft, place: Place, key: str) -> Reply:
        claims = self.looking.claims(draft.claims, place.space)
        if len(claims) != 2:
            raise NotFoundError(draft.id, "one of the two is not shown any more")
        item = Item(Thing.DRAFT, draft.id)
        following = self.queueing.next(item, place.space)
        buttons = [
            Button(Act.SAME, "The same claim"),
            Button(Act.REPEATS, "1 repeats 2", 1),
            Button(Act.REPEATS, "2 repeats 1", 2),
            Button(Act.DIFFERENT, "Two different claims"),
            *_next(following, 3),
            QUEUE,
        ]
        reply = words.duplicate_reply(draft, claims, self.looking.speakers_of(claims, place.space))
        about = [item, *_items(claims), *([following] if following else [])]
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=about)

    def _question(self, item: Item, place: Place, key: str) -> Reply:
        group = self.looking.question(item, place.space)
        claims = self.looking.likely(group.text, place.space, LISTED)
        following = self.queueing.next(item, place.space)
        buttons = [
            *(Button(Act.LINK, f"It means {n}", n) for n in range(1, len(claims) + 1)),
            Button(Act.LINK_OTHER, "Another claim"),
            Button(Act.DISMISS, "Put aside"),
            *_next(following, len(claims) + 1),
            QUEUE,
        ]
        reply = words.question_reply(group, claims, self.looking.speakers_of(claims, place.space))
        about = [item, *_items(claims), *([following] if following else [])]
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=about)

    def _wrong(self, item: Item, place: Place, key: str) -> Reply:
        wrong = self.looking.wrong(item, place.space)
        claims = self.looking.claims([wrong.claim], place.space)
        if not claims:
            raise NotFoundError(str(item), "the claim is not shown any more")
        following = self.queueing.next(item, place.space)
        buttons = [
            Button(Act.RULE_OUT, "Right: not this claim"),
            Button(Act.LINK, "It does mean this claim", 1),
            Button(Act.LINK_OTHER, "It means another claim"),
            Button(Act.DISMISS, "Put aside"),
            *_next(following, 2),
            QUEUE,
        ]
        reply = words.wrong_reply(wrong, claims[0], self.looking.speakers_of(claims, place.space))
        about = [item, *_items(claims), *([following] if following else [])]
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=about)

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
        buttons = [
            *(_changing(record) if may_change else []),
            Button(Act.HISTORY, "History"),
            *(
                Button(Act.OPEN, f"{other.thing.capitalize()} {n}", n)
                for n, other in enumerate(others, 1)
            ),
            QUEUE,
        ]
        return self.known.keep(reply, place=place, key=key, buttons=buttons, about=[item, *others])

    def _responses(self, record: Record, space: str) -> Sequence[Response]:
        if not isinstance(record, Claim):
            return ()
        return self.known.store.responses_to([record.id], space=space)[record.id]


def _changing(record: Record) -> list[Button]:
    edit = [Button(Act.EDIT, "Edit")]
    if not isinstance(record, STATED):
        return edit
    if record.state is State.PUBLISHED:
        return [*edit, Button(Act.WITHDRAW, "Withdraw")]
    return [*edit, Button(Act.PUBLISH, "Publish")]


def _answered(record: Record) -> Sequence[str]:
    return [answers.claim for answers in record.answers] if isinstance(record, Response) else ()


def _items(claims: Iterable[Claim]) -> list[Item]:
    return [Item(Thing.CLAIM, claim.id) for claim in claims]


def _next(following: Item | None, number: int) -> list[Button]:
    return [Button(Act.OPEN, "Next", number)] if following else []
