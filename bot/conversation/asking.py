"""A question is asked: in a channel, in a direct message, in private, or just overheard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.known import Known, id_of
from bot.conversation.manners import Manners
from bot.conversation.place import Asked
from bot.conversation.replying import Kind, Replies
from bot.conversation.threads import Threads
from bot.phrases import chat
from bot.phrases.answers import choosable, reply_to
from bot.phrases.buttons import UNDER_CHOICES, UNDER_NOTHING, under_claims
from bot.reply import Button, Reply
from knowledge.answer import Answer, Outcome
from knowledge.answering import answer
from knowledge.matching.notes import NO_VERDICT
from knowledge.matching.question import Intent
from knowledge.store.conversation_port import CHECKED, QUESTION, Subscription

_OVERHEARD_INTENTS = frozenset({Intent.CLAIMED, Intent.WHO_SAID, Intent.ANSWERED, Intent.VERDICT})
"""What is asked by its subject, and not by a name alone."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers questions."""

    known: Known
    manners: Manners
    threads: Threads
    replies: Replies

    def ask(self, asked: Asked) -> Reply | None:
        """Return the reply to a question that was meant for the bot; None if it is none."""
        answered = answer(
            asked.text,
            self.known.matcher,
            context=self.threads.before(asked),
            space=asked.place.space,
        )
        return self._replied(asked, answered)

    def overhear(self, asked: Asked) -> Reply | None:
        """Return a reply to a message that was for somebody else: only if it is very sure."""
        if not self.manners.may_overhear(asked.place):
            return None
        answered = answer(asked.text, self.known.matcher, space=asked.place.space)
        sure = self._sure(asked, answered)
        return self._replied(asked, sure) if sure.matches else None

    def kept(
        self, asked: Asked, answered: Answer, reply: Reply, kind: str, *, is_of_thread: bool = True
    ) -> Reply:
        """Return the reply with its buttons, kept with its question."""
        reply = replace(
            choosable(reply) if reply.choices else reply,
            is_private=asked.is_private,
            takes_feedback=answered.outcome is Outcome.ANSWER,
        )
        question = self.threads.keep(
            asked,
            answered.outcome.value,
            is_of_thread=is_of_thread,
            kind=CHECKED if kind == Kind.CHECK else QUESTION,
        )
        if answered.outcome is Outcome.NONE and kind != Kind.CHECK:
            reply = self._promised(asked, reply, question)
        return self.replies.keep(
            reply,
            kind,
            id_=id_of(asked.key),
            place=asked.place,
            buttons=self._buttons(answered.outcome, asked),
            question=question,
            offered=_offered(answered),
            notes=answered.notes if answered.outcome is Outcome.ANSWER else (),
            version=answered.knowledge_version,
        )

    def _promised(self, asked: Asked, reply: Reply, question: str) -> Reply:
        """Have whoever asked in vain told when there is an answer; say so, and how to end it."""
        place, under = asked.place, "" if asked.is_private else id_of(asked.key)
        asker = self.known.asker(place)
        wish = Subscription(place.space, place.person, asker, question=question, reply=under)
        self.known.kept.subscribe(wish)
        return chat.will_be_told(reply)

    def _replied(self, asked: Asked, answered: Answer) -> Reply | None:
        reply = reply_to(answered)
        return reply and self.kept(asked, answered, reply, answered.outcome.value)

    def _sure(self, asked: Asked, answered: Answer) -> Answer:
        """Return the answer with only what may be said unasked: sure, and new in its thread.

        Whatever would have to be said beside it ("not in what is shown: …") makes it unsure.
        """
        is_plain = set(answered.notes) <= {NO_VERDICT} and answered.intent in _OVERHEARD_INTENTS
        if answered.outcome is not Outcome.ANSWER or not is_plain:
            return replace(answered, matches=())
        least = self.known.matcher.thresholds.decision.unasked
        place = asked.place
        seen: frozenset[str] = frozenset()
        # Asked again after a fault, what it shows has not been shown yet.
        if self.known.kept.find_reply(id_of(asked.key), space=place.space) is None:
            seen = self.known.kept.claims_shown(place.space, place.channel, place.thread)
        sure = (m for m in answered.matches if m.confidence >= least)
        return replace(answered, matches=tuple(m for m in sure if m.claim.id not in seen))

    def _buttons(self, outcome: Outcome, asked: Asked) -> tuple[Button, ...]:
        if outcome is Outcome.CHOICES:
            return UNDER_CHOICES
        if outcome is not Outcome.ANSWER:
            return UNDER_NOTHING
        can_share = asked.is_private and not self.manners.is_off(asked.place)
        return under_claims(can_share=can_share)


def _offered(answered: Answer) -> tuple[str, ...]:
    matches = answered.matches if answered.outcome is Outcome.CHOICES else answered.others
    return tuple(match.claim.id for match in matches)
