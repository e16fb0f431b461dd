"""What is somebody told who waited, and where? One message for all who wait in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.facts import digests_of
from bot.conversation.known import Known
from bot.conversation.place import Place
from bot.conversation.replying import Kind, Replies
from bot.phrases.answers import answer_reply, version
from bot.phrases.buttons import UNDER_SHARED, under_claims
from bot.phrases.telling import told_of_answer, told_of_claims
from bot.reply import Reply
from bot.telling.correcting import day_of
from bot.telling.finding import asked_again, claims_of
from bot.telling.places import public_reply
from knowledge.answer import Answer, Outcome
from knowledge.store.conversation_port import AskedQuestion, SentReply, Subscription


@dataclass(frozen=True, slots=True)
class News:
    """What is told: below the reply `below` to all of `wishes`, or to the only one of them alone.

    `digests` has, by claim, what a wish for a claim has seen then.
    """

    reply: Reply
    wishes: tuple[Subscription, ...]
    below: SentReply | None = None
    digests: Mapping[str, str] | None = None

    @property
    def space(self) -> str:
        """Where they asked."""
        return self.wishes[0].space

    @property
    def people(self) -> tuple[str, ...]:
        """Who is told, by the platform's ids."""
        return tuple(dict.fromkeys(wish.person for wish in self.wishes))


@dataclass(frozen=True, slots=True)
class Bringing:
    """Brings news. Synchronous; what it says is sent by the platforms."""

    known: Known

    def news(self, payload: Mapping[str, Any]) -> News | None:
        """Return what is to be told for a job; None if nobody waits for it any more."""
        if "claims" in payload:
            return self._of_claims(payload)
        return self._of_questions(payload)

    def done(self, news: News) -> None:
        """Write down that they were told: a question is answered then, a claim may change again."""
        for wish in news.wishes:
            if wish.question:
                self.known.kept.unsubscribe(wish)
                self._is_answered(wish.question)
            elif news.digests is not None:
                digest = news.digests[wish.claim]
                matches = self.known.matches([wish.claim], wish.space)
                about = matches[0].claim.text if matches else wish.about
                self.known.kept.note_told(wish, digest=digest, about=about)

    def give_up(self, news: News) -> None:
        """They cannot be reached: nothing more is tried."""
        for wish in news.wishes:
            self.known.kept.unsubscribe(wish)

    def _of_questions(self, payload: Mapping[str, Any]) -> News | None:
        wishes = self._waiting(payload)
        answered, questions = self._answered(wishes)
        if answered is None:
            return None
        ids = {question.id for question in questions}
        wishes = tuple(wish for wish in wishes if wish.question in ids)
        told = [(question.text, day_of(question.asked_at)) for question in questions]
        reply = told_of_answer(answer_reply(answered), told)
        below = public_reply(self.known.kept, wishes[0])
        at = answered.knowledge_version
        kept = self._kept(payload["reply"], reply, wishes, below, question=questions[0], at=at)
        return News(kept, wishes, below)

    def _answered(
        self, wishes: Sequence[Subscription]
    ) -> tuple[Answer | None, Sequence[AskedQuestion]]:
        """Return the answer to the first of the questions, and all that it is the answer to."""
        found: Answer | None = None
        questions: dict[str, AskedQuestion] = {}
        for wish in wishes:
            question = self.known.kept.find_question(wish.question)
            if question is None or question.id in questions:
                continue
            answered = asked_again(self.known, question)
            if answered.outcome is not Outcome.ANSWER:
                continue
            found = found or answered
            if claims_of(answered) == claims_of(found):
                questions[question.id] = question
        return found, tuple(questions.values())

    def _waiting(self, payload: Mapping[str, Any]) -> tuple[Subscription, ...]:
        """Return whose wishes the job fulfils: of one person alone, or in public."""
        every = self.known.kept.subscriptions_to(questions=payload["questions"])
        if asker := payload["asker"]:
            mine = (wish for wish in every if wish.asker == asker)
            return tuple(wish for wish in mine if public_reply(self.known.kept, wish) is None)
        return tuple(wish for wish in every if public_reply(self.known.kept, wish) is not None)

    def _of_claims(self, payload: Mapping[str, Any]) -> News | None:
        store, space = self.known.store, payload["space"]
        every = self.known.kept.subscriptions_to(claims=payload["claims"])
        mine = [wish for wish in every if (wish.space, wish.asker) == (space, payload["asker"])]
        ids = [wish.claim for wish in mine]
        digests = dict(zip(ids, digests_of(store, ids, space=space), strict=True))
        wishes = tuple(wish for wish in mine if wish.digest != digests[wish.claim])
        if not wishes:
            return None
        matches = self.known.matches([wish.claim for wish in wishes], space)
        seen = {match.claim.id for match in self.known.matches(ids, space)}
        gone = [wish.about for wish in wishes if wish.claim not in seen]
        shown = self.known.shown_again(matches, space) if matches else None
        reply = told_of_claims(shown, gone)
        if not matches:
            return News(
                replace(reply, footer=version(store.knowledge_version())), wishes, None, digests
            )
        return News(self._kept(payload["reply"], reply, wishes, None), wishes, None, digests)

    def _kept(
        self,
        id_: str,
        reply: Reply,
        wishes: Sequence[Subscription],
        below: SentReply | None,
        *,
        question: AskedQuestion | None = None,
        at: str = "",
    ) -> Reply:
        """Return the reply with its buttons, kept so that it can be corrected, too."""
        first = wishes[0]
        channel, thread = (below.channel, below.thread) if below else ("", "")
        return Replies(self.known).keep(
            replace(reply, takes_feedback=question is not None),
            Kind.ANSWER if question else Kind.CARD,
            id_=id_,
            place=Place(first.space, channel, thread, first.person),
            buttons=under_claims(can_share=False) if question else UNDER_SHARED,
            question=question.id if question else "",
            notes=reply.notes,
            version=at,
        )

    def _is_answered(self, question: str) -> None:
        found = self.known.kept.find_question(question)
        if found and found.outcome != Outcome.ANSWER.value:
            answered = replace(found, outcome=Outcome.ANSWER.value)
            self.known.kept.keep_question(answered)
