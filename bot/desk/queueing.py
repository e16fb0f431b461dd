"""What waits for the editors? How much of each kind, and the first of each."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.place import Place
from bot.desk.items import Item, Thing, item_of_wrong
from bot.desk.known import Known
from bot.phrases import desk as words
from bot.phrases.desk import COUNTED, Waiting
from bot.phrases.desk_buttons import under_queue
from bot.reply import Reply
from knowledge.store.desk_port import DraftKind

_NEAR = 30


@dataclass(frozen=True, slots=True)
class Queueing:
    """Shows what waits, kind by kind."""

    known: Known

    def waiting(self, space: str, *, most: int | None = COUNTED) -> Waiting:
        """Return what waits for the editors of `space`, at most so many things of each kind."""
        desk, now = self.known.desk, self.known.clock()
        return Waiting(
            drafts=desk.list_drafts(space=space, kinds=(DraftKind.RECORDS,), limit=most),
            questions=desk.unanswered_questions(space=space, now=now, limit=most),
            wrongs=desk.wrong_matches(space=space, limit=most),
            duplicates=desk.list_drafts(space=space, kinds=(DraftKind.SAME_CLAIM,), limit=most),
        )

    def queue(self, place: Place, key: str) -> Reply:
        """Say how much waits, with the first of each kind to open."""
        waiting = self.waiting(place.space)
        first = [of_kind[0] for of_kind in all_items(waiting) if of_kind]
        buttons = under_queue(words.opens(waiting))
        return self.known.keep(
            words.queue_reply(waiting), place=place, key=key, buttons=buttons, about=first
        )

    def next(self, item: Item, space: str) -> Item | None:
        """Return what waits after `item` among its kind; after the last comes the first."""
        # Work goes from the first on: what comes much later need not be read for it.
        for of_kind in all_items(self.waiting(space, most=_NEAR)):
            if item in of_kind:
                at = (of_kind.index(item) + 1) % len(of_kind)
                return of_kind[at] if of_kind[at] != item else None
        return None


def all_items(waiting: Waiting) -> list[list[Item]]:
    """Return all that waits, kind by kind."""
    return [
        [Item(Thing.DRAFT, draft.id) for draft in waiting.drafts],
        [Item(Thing.QUESTION, group.questions[0]) for group in waiting.questions],
        [item_of_wrong(wrong) for wrong in waiting.wrongs],
        [Item(Thing.DRAFT, draft.id) for draft in waiting.duplicates],
    ]
