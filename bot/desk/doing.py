"""What an editor does to drafts and records: each is one change, which can be undone.

Everything here returns what was done, or raises what the stores raise; nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conversation.place import Place
from bot.desk.items import Item, Thing
from bot.desk.known import Known
from bot.desk.looking import Looking, text_of
from bot.phrases.desk_done import Done
from bot.reply import Act
from knowledge.codec import FindSource, as_plain, from_plain
from knowledge.errors import NotFoundError, RecordError, StaleError
from knowledge.intake.amending import Amending
from knowledge.intake.naming import Called, People, slug
from knowledge.intake.publishing import (
    STATED,
    find_record,
    main_of,
    publication_of,
    read_draft,
    sources_for,
    widening_of,
)
from knowledge.model import Source
from knowledge.store.desk_port import Change
from knowledge.vocabulary import State

_LATEST = 20
"""Of so many latest revisions one says what was undone."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Publishes, edits, rejects, withdraws and undoes."""

    known: Known
    looking: Looking

    def publish(self, item: Item, place: Place, why: str = "") -> Done:
        """Publish a draft, or a record that was withdrawn."""
        if item.thing is not Thing.DRAFT:
            return self._restate(Act.PUBLISH, item, place, State.PUBLISHED, why)
        draft = self.looking.draft(item, place.space)
        change = self.change(publication_of(draft, self.known.desk), place, why)
        return Done(Act.PUBLISH, main_of(draft)["id"], draft.title, change)

    def withdraw(self, item: Item, place: Place, why: str) -> Done:
        """Show a record to nobody any more."""
        return self._restate(Act.WITHDRAW, item, place, State.WITHDRAWN, why)

    def reject(self, item: Item, place: Place, why: str) -> Done:
        """Close a draft without publishing it."""
        draft = self.looking.draft(item, place.space)
        self.known.desk.reject_draft(
            draft.id, space=place.space, who=self.known.who(place), at=self.known.clock(), why=why
        )
        (decided, *_) = self.known.desk.history(draft.id, space=place.space, limit=1)
        return Done(Act.REJECT, draft.id, draft.title, decided.change)

    def edit(
        self, item: Item, typed: Mapping[str, str], place: Place, why: str, *, act: Act = Act.EDIT
    ) -> Done:
        """Change fields of a record or of a draft to what was typed."""
        if item.thing is Thing.DRAFT:
            return self._edit_draft(item, typed, place, act)
        digest = self.looking.digest(item, place.space)
        people = self.people(place)
        plain = Amending(people, self.find_source(place.space)).amended(
            self.looking.plain(item, place.space), typed
        )
        changed = from_plain(plain, self.find_source(place.space))
        wanted = Change((*people.new.values(), changed), {(item.thing, item.id): digest})
        return Done(act, changed.id, text_of(changed), self.change(wanted, place, why))

    def undo(self, item: Item, place: Place, why: str = "") -> Done:
        """Put everything back as it was before a change."""
        if item.thing is not Thing.CHANGE or not item.id.isdecimal():
            raise NotFoundError(str(item), "is no change")
        change = self.known.desk.undo(
            int(item.id),
            space=place.space,
            who=self.known.who(place),
            at=self.known.clock(),
            why=why,
        )
        what = self._what(change, place.space) or f"change {item.id}"
        return Done(Act.UNDO, item.id, what, change)

    def _what(self, change: int, space: str) -> str:
        """Return how people know what was changed; "" for what has no words of its own."""
        latest = self.known.desk.changes_by(space=space, limit=_LATEST)
        changed = [each for each in latest if each.change == change]
        texts = (
            str((each.after or each.before or {}).get("text", ""))
            for kind in ("response", "claim", "phrasing")
            for each in changed
            if each.kind == kind
        )
        return next(texts, "")

    def widen(self, item: Item, place: Place, operator: Place, why: str) -> Done:
        """Make a record of the place public, with all that it mentions: for the operator only."""
        change = widening_of(item.thing, item.id, self.known.desk, space=place.space)
        text = self.looking.text(item, place.space)
        return Done(Act.PUBLISH, item.id, text, self.change(change, operator, why))

    def change(self, change: Change, place: Place, why: str) -> int:
        """Do the change in the name of who is at the desk; return its number."""
        return self.known.desk.change(
            change, space=place.space, who=self.known.who(place), at=self.known.clock(), why=why
        )

    def people(self, place: Place) -> People:
        """Return who is meant by typed names, with ids for those who are new."""
        called = Called.of(self.known.store.list_speakers(space=place.space))

        def make_id(name: str) -> str:
            # Of a private space nobody may guess an id, nor meet it from another space.
            secret = self.known.secret(place, f"speaker {name}") if place.space else ""
            made = "-".join(part for part in (slug(name), secret) if part)
            return made if made not in called.by_id else f"{made}-2"

        return People(called, make_id, place.space)

    def find_source(self, space: str) -> FindSource:
        """Return what finds the sources that quotes name."""

        def found(id_: str) -> Source | None:
            record = find_record(self.known.desk, "source", id_, space)
            return record if isinstance(record, Source) else None

        return found

    def _edit_draft(self, item: Item, typed: Mapping[str, str], place: Place, act: Act) -> Done:
        draft = self.looking.draft(item, place.space)
        people, find_source = self.people(place), sources_for(draft, self.known.desk)
        plain = Amending(people, find_source).amended(main_of(draft), typed)
        title = str(plain.get("text") or draft.title)
        records = (*draft.records[:-1], *map(as_plain, people.new.values()), plain)
        changed = replace(draft, records=records, title=title)
        read_draft(changed, self.known.desk)  # raises where it could never be published
        self.known.desk.edit_draft(changed)
        return Done(act, draft.id, title)

    def _restate(self, act: Act, item: Item, place: Place, state: State, why: str) -> Done:
        digest = self.looking.digest(item, place.space)
        record = self.looking.record(item, place.space)
        if not isinstance(record, STATED):
            raise RecordError(str(item), "state", "sources and speakers are kept as long as needed")
        if record.state is state:
            raise StaleError(str(item), f"is {state} already")
        wanted = Change((replace(record, state=state),), {(item.thing, item.id): digest})
        return Done(act, record.id, text_of(record), self.change(wanted, place, why))
