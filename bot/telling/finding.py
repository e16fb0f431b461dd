"""What follows from changes of the records: which replies are wrong now, and who waited for this?

Only what a reply's own space sees counts: the digests are made as that space sees the claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.conversation.facts import digests_of
from bot.conversation.known import Known
from bot.conversation.threads import Threads
from bot.phrases.answers import CARDS
from bot.telling.places import public_reply
from bot.telling.tasks import Task, correct_task, tell_claims_task, tell_question_task
from knowledge.answer import Answer, Outcome
from knowledge.answering import answer, check
from knowledge.store.conversation_port import CHECKED, AskedQuestion, Subscription
from knowledge.store.port import RecordStore

PAGE_CLAIMS = 1_000

Changed = Sequence[tuple[str, int]]
"""Claims that changed, each with the number of its last change."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that has an answer now: these claims; and who waits for it."""

    question: AskedQuestion
    claims: tuple[str, ...]
    wishes: tuple[Subscription, ...]


@dataclass(slots=True)
class _Digests:
    """The digests of claims as spaces see them, each made once."""

    store: RecordStore
    _made: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, claims: Sequence[str], space: str) -> tuple[str, ...]:
        new = [claim for claim in claims if (space, claim) not in self._made]
        for claim, digest in zip(new, digests_of(self.store, new, space=space), strict=True):
            self._made[space, claim] = digest
        return tuple(self._made[space, claim] for claim in claims)


@dataclass(frozen=True, slots=True)
class Finding:
    """Finds what has to be told. Synchronous; reads, and keeps nothing but what it has seen."""

    known: Known

    def changed(self, after: int) -> Changed:
        """Return the first claims that changed after that change number."""
        return self.known.store.list_claims_changed(after, limit=PAGE_CLAIMS)

    def of_claims(self, changed: Changed) -> tuple[Task, ...]:
        """Return what has to be corrected and told since these claims have changed."""
        digests = _Digests(self.known.store)
        return (*self._corrections(changed, digests), *self._wishes(changed, digests))

    def waited_for(self) -> tuple[str, ...]:
        """Return the ids of the questions that somebody waits for."""
        return self.known.kept.questions_waited_for(now=self.known.clock())

    def ask_again(self, questions: Iterable[str]) -> tuple[Answered, ...]:
        """Return those of these questions that have an answer now."""
        found = []
        for id_ in questions:
            question = self.known.kept.find_question(id_)
            if question is None:
                continue
            answered = asked_again(self.known, question)
            if answered.outcome is Outcome.ANSWER:
                wishes = self.known.kept.subscriptions_to(questions=[id_])
                found.append(Answered(question, claims_of(answered), wishes))
        return tuple(found)

    def of_questions(self, answered: Iterable[Answered], change: int) -> Iterator[Task]:
        """Yield what has to be told since these questions have an answer: once in each place."""
        together: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for each in answered:
            for wish in each.wishes:
                place = (wish.space, *self._place(wish))
                together[(*place, *each.claims)][each.question.id] = None
        for (space, asker, channel, thread, *claims), questions in together.items():
            where = (channel, thread, *claims)
            yield tell_question_task(space, tuple(questions), asker, where, change)

    def _place(self, wish: Subscription) -> tuple[str, str, str]:
        """Return (asker, channel, thread): one person alone, or everybody in a thread."""
        reply = public_reply(self.known.kept, wish)
        return ("", reply.channel, reply.thread) if reply else (wish.asker, "", "")

    def _corrections(self, changed: Changed, digests: _Digests) -> Iterator[Task]:
        numbers = dict(changed)
        for reply in self.known.kept.iter_replies_showing(list(numbers)):
            now = digests.of(reply.shown, reply.space)
            if reply.digests and reply.digests != now:
                last = max(numbers.get(claim, 0) for claim in reply.shown)
                yield correct_task(reply.space, reply.id, (*now, str(last)))

    def _wishes(self, changed: Changed, digests: _Digests) -> Iterator[Task]:
        numbers = dict(changed)
        news: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for wish in self.known.kept.subscriptions_to(claims=list(numbers)):
            (now,) = digests.of([wish.claim], wish.space)
            if wish.digest != now:
                news[wish.space, wish.asker][wish.claim] = now
        for (space, asker), claims in news.items():
            every = list(claims.items())
            for start in range(0, len(every), CARDS):
                some = dict(every[start : start + CARDS])
                yield tell_claims_task(space, asker, some, max(numbers[claim] for claim in some))


def asked_again(known: Known, question: AskedQuestion) -> Answer:
    """Return the answer that a kept question has now, as it was asked."""
    if question.kind == CHECKED:
        return check(question.text, known.matcher, space=question.space)
    context = Threads(known).before_again(question)
    return answer(question.text, known.matcher, context=context, space=question.space)


def claims_of(answered: Answer) -> tuple[str, ...]:
    """Return the ids of the claims that an answer shows."""
    return tuple(match.claim.id for match in answered.matches)
