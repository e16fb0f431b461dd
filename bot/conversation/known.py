"""What does the bot know: of the records, and of what was said before? All parts lean on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.conversation.place import Place
from bot.phrases.answers import answer_reply, choices_reply, choosable
from bot.phrases.reasons import because
from bot.privacy import People
from bot.reply import Reply
from knowledge.answer import Answer, Match, Outcome
from knowledge.errors import NotFoundError
from knowledge.matching.matcher import Matcher
from knowledge.matching.names import NameIndex
from knowledge.model import Speaker
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.port import RecordStore

ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Known:
    """The records, what is kept of conversations, and the time."""

    matcher: Matcher
    kept: ConversationStore
    people: People
    clock: Callable[[], float]

    @property
    def store(self) -> RecordStore:
        """The records."""
        return self.matcher.store

    def speakers(self, space: str) -> Mapping[str, Speaker]:
        """Return every speaker whom `space` knows, by id."""
        return self.names(space).speakers

    def names(self, space: str) -> NameIndex:
        """Return the names that are known in `space`."""
        return self.matcher.shelf(space).names

    def asker(self, place: Place) -> str:
        """Return the hash of who asks."""
        return self.people.hash_of(place.space, place.person)

    def matches(self, claims: Iterable[str], space: str) -> tuple[Match, ...]:
        """Return these claims as they are on record now, with what answers and reviews them.

        Those that are not on record any more, or not seen from `space`, are left out.
        """
        found = []
        for id_ in dict.fromkeys(claims):
            try:
                (claim,) = self.store.get_claims([id_], space=space)
            except NotFoundError:
                continue
            responses = self.store.responses_to([id_], space=space)[id_]
            reviews = self.store.reviews_of([id_], space=space)[id_]
            found.append(Match(claim, 1.0, responses, reviews=reviews))
        return tuple(found)

    def shown_again(self, matches: tuple[Match, ...], space: str, *, reason: str = "") -> Reply:
        """Return the cards of these claims, whatever was asked; `reason` is why they are shown."""
        return because(answer_reply(self._as_answer(matches, space)), reason)

    def offered_instead(self, matches: tuple[Match, ...], space: str) -> Reply:
        """Return these claims as choices, whatever was asked."""
        return choosable(choices_reply(self._as_answer(matches, space)))

    def _as_answer(self, matches: tuple[Match, ...], space: str) -> Answer:
        version, speakers = self.store.knowledge_version(), self.speakers(space)
        return Answer("", Outcome.ANSWER, "", 1.0, matches, speakers, (), version)


def id_of(key: str, *what: str) -> str:
    """Return 16 hexadecimal digits that are the same for the same key, and for `what` of it."""
    named = "\0".join((key, *what)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()[:ID_DIGITS]
