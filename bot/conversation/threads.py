"""What was asked before, here? Follow-ups lean on it, and never on another person's privacy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.known import Known, id_of
from bot.conversation.place import Asked
from knowledge.matching.items import READ_CHARACTERS
from knowledge.matching.matcher import READ_TURNS
from knowledge.store.conversation_port import QUESTION, AskedQuestion

THREAD_SECONDS = 24 * 3600.0
DIRECT_SECONDS = 3600.0
"""A direct message outside a thread leans on what was asked there in the last hour."""
KEPT_SECONDS = 30 * 24 * 3600.0
FAILED = "failed"
LOOKED_UP = "looked_up"
_PRIVATE = "private:"
_AGAIN_TURNS = 200
"""So many of a thread's questions are looked through, later ones too."""


class _Thread(NamedTuple):
    name: str
    lives_seconds: float


@dataclass(frozen=True, slots=True)
class Threads:
    """Keeps questions, and finds those that a question may lean on."""

    known: Known

    def before(self, asked: Asked) -> tuple[str, ...]:
        """Return the thread's earlier questions, oldest first."""
        thread = self._thread(asked)
        if thread is None:
            return ()
        own = self.known.kept.find_question(question_id(asked.key))
        now = own.asked_at if own else self.known.clock()
        place = asked.place
        found = self.known.kept.thread_questions(
            place.space,
            place.channel,
            thread.name,
            since=now - thread.lives_seconds,
            # Asked again after a fault, it may stand there itself, and later ones too.
            limit=2 * READ_TURNS,
        )
        earlier = [q.text for q in found if q.id != question_id(asked.key) and q.asked_at <= now]
        return tuple(earlier[-READ_TURNS:])

    def before_again(self, question: AskedQuestion) -> tuple[str, ...]:
        """Return the earlier questions that a kept one leaned on, as far as they are kept."""
        lives = THREAD_SECONDS
        if question.thread in ("", question.channel) or question.thread.startswith(_PRIVATE):
            lives = DIRECT_SECONDS
        found = self.known.kept.thread_questions(
            question.space,
            question.channel,
            question.thread,
            since=question.asked_at - lives,
            limit=_AGAIN_TURNS,
        )
        earlier = [q.text for q in found if q.id != question.id and q.asked_at <= question.asked_at]
        return tuple(earlier[-READ_TURNS:])

    def keep(
        self, asked: Asked, outcome: str, *, is_of_thread: bool = True, kind: str = QUESTION
    ) -> str:
        """Keep the question; return its id. One of no thread is nobody's context."""
        place, id_ = asked.place, question_id(asked.key)
        thread = self._thread(asked) if is_of_thread else None
        own = self.known.kept.find_question(id_)
        asked_at = own.asked_at if own else self.known.clock()
        self.known.kept.keep_question(
            AskedQuestion(
                id=id_,
                space=place.space,
                channel=place.channel,
                thread=thread.name if thread else f"alone:{id_}",
                asker=self.known.asker(place),
                text=asked.text[:READ_CHARACTERS],
                outcome=outcome,
                asked_at=asked_at,
                expires_at=asked_at + KEPT_SECONDS,
                kind=kind,
            )
        )
        return id_

    def _thread(self, asked: Asked) -> _Thread | None:
        """Return which thread the question belongs to; None if to no other's."""
        place = asked.place
        if asked.is_private and not place.is_direct:
            # What one person asks in private must not show in what another is answered.
            return _Thread(f"{_PRIVATE}{self.known.asker(place)}", DIRECT_SECONDS)
        if place.is_direct and place.thread in ("", place.channel):
            return _Thread(place.thread, DIRECT_SECONDS)
        return _Thread(place.thread, THREAD_SECONDS) if place.thread else None


def question_id(key: str) -> str:
    """Return the id of the question that came with the delivery `key`."""
    return id_of(key, "question")
