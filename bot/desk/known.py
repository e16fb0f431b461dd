"""What does the desk know: records, what editors work with, who is at it? All lean on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.known import id_of
from bot.conversation.place import Place
from bot.desk.items import Item, item_from
from bot.privacy import People
from bot.reply import Button, Reply
from knowledge.model import Speaker
from knowledge.store.conversation_port import ConversationStore, SentReply
from knowledge.store.desk_port import DeskStore, Who
from knowledge.store.port import RecordStore

KIND = "desk"
"""What a kept reply of the desk is."""
_NO_THREAD = "private"


@dataclass(frozen=True, slots=True)
class Known:
    """The records, what editors work with, and the time."""

    store: RecordStore
    desk: DeskStore
    kept: ConversationStore
    people: People
    clock: Callable[[], float]

    def who(self, place: Place) -> Who:
        """Return who is at the desk."""
        return Who(place.person, self.asker(place))

    def asker(self, place: Place) -> str:
        """Return the hash of who is at the desk; the operator has none."""
        return self.people.hash_of(place.space, place.person) if place.space else ""

    def secret(self, place: Place, key: str) -> str:
        """Return digits that nobody guesses, the same whenever the delivery comes again."""
        return self.people.hash_of(place.space, f"record {key}")[:16]

    def speakers(self, ids: Collection[str], space: str) -> Mapping[str, Speaker]:
        """Return those of these speakers that are seen from `space`, by id."""
        found = self.store.get_speakers(tuple(dict.fromkeys(ids)), space=space)
        return {speaker.id: speaker for speaker in found}

    def keep(
        self,
        reply: Reply,
        *,
        place: Place,
        key: str,
        buttons: Sequence[Button] = (),
        about: Sequence[Item] = (),
    ) -> Reply:
        """Return `reply` for the editor alone, its buttons working also after a restart.

        A button's number says which of the items in `about` is meant.
        """
        if not buttons:
            return replace(reply, is_private=True)
        id_ = id_of(key, KIND)
        self.kept.keep_reply(
            SentReply(
                id=id_,
                space=place.space,
                channel=place.channel,
                thread=_NO_THREAD,
                asker=self.asker(place),
                kind=KIND,
                question="",
                shown=(),
                why=(),
                offered=tuple(map(str, about)),
                knowledge_version=self.store.knowledge_version(),
                sent_at=self.clock(),
            )
        )
        return replace(reply, id=id_, buttons=tuple(buttons), is_private=True)

    def about(self, reply: str, space: str) -> tuple[Item, ...]:
        """Return what a kept reply is about; nothing if it is not kept, or none of the desk's."""
        found = self.kept.find_reply(reply, space=space)
        if found is None or found.kind != KIND:
            return ()
        return tuple(map(item_from, found.offered))
