"""What is there? Records, drafts, questions and reports at the desk, found by their items."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bot.desk.items import RECORDS, Item, Thing, digest, item_of_wrong
from bot.desk.known import Known
from knowledge.codec import as_plain
from knowledge.errors import NotFoundError, RecordError
from knowledge.intake.publishing import find_record, main_of
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import Record, mentions
from knowledge.store.desk_port import AskedGroup, DraftState, KeptDraft, WrongMatch
from knowledge.text import stems


@dataclass(frozen=True, slots=True)
class Looking:
    """Finds what an item is; raises `NotFoundError` where it is not there (any more)."""

    known: Known

    def draft(self, item: Item, space: str) -> KeptDraft:
        """Return the draft, also one that was decided on."""
        found = self.known.desk.find_draft(item.id, space=space)
        if item.thing is not Thing.DRAFT or found is None:
            raise NotFoundError(str(item), "there is no such draft here")
        return found

    def question(self, item: Item, space: str) -> AskedGroup:
        """Return the question, as often as it was asked."""
        now = self.known.clock()
        for group in self.known.desk.unanswered_questions(space=space, now=now):
            if item.thing is Thing.QUESTION and item.id in group.questions:
                return group
        raise NotFoundError(str(item), "there is no such question here")

    def wrong(self, item: Item, space: str) -> WrongMatch:
        """Return what was said of a claim that was shown."""
        for wrong in self.known.desk.wrong_matches(space=space):
            if item == item_of_wrong(wrong):
                return wrong
        raise NotFoundError(str(item), "there is no such report here")

    def record(self, item: Item, space: str) -> Record:
        """Return the record, in whatever state."""
        if item.thing not in RECORDS:
            raise NotFoundError(str(item), "is no record")
        return self.known.desk.get_record(item.thing, item.id, space=space)

    def find_by_id(self, id_: str, space: str) -> Item | None:
        """Return which draft or record has that id.

        A published draft has the id of its record: then the record is meant.
        """
        draft = self.known.desk.find_draft(id_, space=space)
        if draft is not None and draft.state is DraftState.WAITING:
            return Item(Thing.DRAFT, id_)
        for thing in RECORDS:
            if find_record(self.known.desk, thing, id_, space) is not None:
                return Item(thing, id_)
        return None if draft is None else Item(Thing.DRAFT, id_)

    def find_waiting(self, name: str, space: str) -> Item | None:
        """Return which question or report is called so in the queue."""
        now = self.known.clock()
        for group in self.known.desk.unanswered_questions(space=space, now=now):
            if name in group.questions:
                return Item(Thing.QUESTION, name)
        item = Item(Thing.WRONG, name)
        wrongs = self.known.desk.wrong_matches(space=space)
        return item if item in map(item_of_wrong, wrongs) else None

    def claims(self, ids: Iterable[str], space: str) -> list[Claim]:
        """Return those of these claims that are shown in `space`, each once."""
        found: list[Claim] = []
        for id_ in dict.fromkeys(ids):
            try:
                found += self.known.store.get_claims([id_], space=space)
            except NotFoundError:
                continue
        return found

    def likely(self, text: str, space: str, most: int, *, first: Iterable[str] = ()) -> list[Claim]:
        """Return at most `most` claims: `first`, then those that share the rarest words."""
        scored = self.known.store.search(stems(text), limit=most, space=space)
        return self.claims(chain(first, (id_ for id_, _ in scored)), space)[:most]

    def claim_meant(self, typed: str, space: str) -> Claim | None:
        """Return the claim with that id, if it is shown in `space`."""
        return next(iter(self.claims([typed.strip()], space)), None)

    def speakers_of(
        self, records: Collection[Record], space: str, *, also: Iterable[Record] = ()
    ) -> Mapping[str, Speaker]:
        """Return everybody whom `records` mention; `also` has some who are not kept yet.

        Raises `RecordError` if somebody is neither: only a draft can mention who is not there.
        """
        ids = [
            id_
            for record in records
            for mention in mentions(record)
            if mention.kind == "speaker"
            for id_ in mention.ids
        ]
        new = {speaker.id: speaker for speaker in also if isinstance(speaker, Speaker)}
        found = {**new, **self.known.speakers(ids, space)}
        for id_ in ids:
            if id_ not in found:
                raise RecordError("draft", "speakers", f"there is no speaker '{id_}' any more")
        return found

    def stamp(self, item: Item, space: str) -> str:
        """Return what is different whenever the item was changed meanwhile."""
        if item.thing is Thing.DRAFT:
            return digest(repr(self.draft(item, space).records))
        return digest(self.digest(item, space)) if item.thing in RECORDS else ""

    def digest(self, item: Item, space: str) -> str:
        """Return the digest of a record."""
        if item.thing not in RECORDS:
            raise NotFoundError(str(item), "is no record")
        return self.known.desk.digest_of(item.thing, item.id, space=space)

    def text(self, item: Item, space: str) -> str:
        """Return how people know the item."""
        match item.thing:
            case Thing.DRAFT:
                return self.draft(item, space).title
            case Thing.QUESTION:
                return self.question(item, space).text
            case Thing.WRONG:
                return self.wrong(item, space).text
            case Thing.CHANGE:
                return f"change {item.id}"
            case Thing.MESSAGE:
                return "a message"
            case _:
                return text_of(self.record(item, space))

    def plain(self, item: Item, space: str) -> Mapping[str, Any]:
        """Return the record, or what the draft is about, in plain form."""
        if item.thing is Thing.DRAFT:
            return main_of(self.draft(item, space))
        return as_plain(self.record(item, space))


def text_of(record: Record) -> str:
    """Return how people know a record."""
    match record:
        case Claim() | Response():
            return record.text
        case Speaker():
            return record.name
        case Source():
            return record.title or record.id
        case Review():
            return record.title or record.rating or record.publisher
