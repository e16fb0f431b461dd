"""The conversations in the SQLite store, beside the records: a `ConversationStore`.

Each method is one transaction. The work is next door: inbox.py (jobs), questions.py, replies.py,
wishes.py (what people want), small_things.py, forgetting.py, any_text.py (text that SQLite
cannot hold); the tables are in migrations/0003_conversations.sql.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.store import forgetting, inbox, questions, replies, small_things, wishes
from knowledge.store.conversation_port import (
    AskedQuestion,
    Job,
    SentReply,
    Subscription,
    Suggestion,
)
from knowledge.store.transactions import Transactions


class SqliteConversationStore:
    """A `ConversationStore` in one file. May be used by several threads and processes at once."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._reading = transactions.reading
        self._writing = transactions.writing

    def keep_jobs(self, jobs: Sequence[Job]) -> tuple[bool, ...]:
        with self._writing("keep what was asked") as db:
            return tuple([inbox.keep(db, job) for job in jobs])

    def take_jobs(
        self, taker: str, kinds: Collection[str], *, now: float, until: float, limit: int
    ) -> tuple[Job, ...]:
        # Asked all the time, mostly in vain: only a job that is due is worth the writer's place.
        with self._reading("look for jobs") as db:
            if not inbox.has_due(db, kinds, now=now):
                return ()
        with self._writing("take jobs") as db:
            return inbox.take(db, taker, kinds, now=now, until=until, limit=limit)

    def renew(self, taker: str, *, until: float) -> None:
        with self._writing("keep jobs longer") as db:
            inbox.renew(db, taker, until=until)

    def takers(self) -> tuple[str, ...]:
        with self._reading("list who has jobs") as db:
            return inbox.takers(db)

    def release(self, taker: str, *, was_killed: bool = False) -> int:
        with self._writing("give jobs back") as db:
            return inbox.release(db, taker, attempts=int(was_killed))

    def note_sending(self, key: str, reply: str) -> None:
        with self._writing("note that a reply is being sent") as db:
            inbox.note_sending(db, key, reply)

    def finish_job(self, key: str, *, now: float) -> None:
        with self._writing("finish a job") as db:
            inbox.end(db, key, inbox.FINISHED, now=now)

    def postpone_job(self, key: str, *, due_at: float) -> None:
        with self._writing("postpone a job") as db:
            inbox.postpone(db, key, due_at=due_at)

    def give_up_job(self, key: str, *, now: float) -> None:
        with self._writing("give a job up") as db:
            inbox.end(db, key, inbox.GIVEN_UP, now=now)

    def count_waiting(self, kinds: Collection[str]) -> int:
        with self._reading("count the jobs") as db:
            return inbox.count_waiting(db, kinds)

    def keep_question(self, question: AskedQuestion) -> None:
        with self._writing("keep a question") as db:
            questions.keep(db, question)

    def find_question(self, id_: str) -> AskedQuestion | None:
        with self._reading("find a question") as db:
            return questions.find(db, id_)

    def thread_questions(
        self, space: str, channel: str, thread: str, *, since: float, limit: int
    ) -> tuple[AskedQuestion, ...]:
        with self._reading("read a thread's questions") as db:
            return questions.of_thread(db, space, channel, thread, since=since, limit=limit)

    def keep_reply(self, reply: SentReply) -> None:
        with self._writing("keep a reply") as db:
            replies.keep(db, reply)

    def find_reply(self, id_: str, *, space: str) -> SentReply | None:
        with self._reading("find a reply") as db:
            return replies.find(db, id_, space=space)

    def note_message(self, reply: str, channel: str, message: str) -> None:
        with self._writing("note as which message a reply was sent") as db:
            replies.note_message(db, reply, channel, message)

    def find_reply_to_message(self, space: str, channel: str, message: str) -> SentReply | None:
        with self._reading("find the reply of a message") as db:
            return replies.find_sent_as(db, space, channel, message)

    def claims_shown(self, space: str, channel: str, thread: str) -> frozenset[str]:
        with self._reading("list the claims shown in a thread") as db:
            return replies.claims_shown(db, space, channel, thread)

    def iter_replies_showing(self, claims: Collection[str]) -> Iterator[SentReply]:
        before: int | None = None
        while True:
            with self._reading("list the replies that show a claim") as db:
                page = replies.page_showing(db, claims, before=before)
            yield from (reply for _, reply in page)
            if not page:
                return
            before = page[-1][0]

    def note_correction(
        self, reply: str, *, digests: Sequence[str], knowledge_version: str, at: float
    ) -> None:
        with self._writing("note that a reply was corrected") as db:
            replies.note_correction(
                db, reply, digests=digests, knowledge_version=knowledge_version, at=at
            )

    def keep_feedback(self, reply: str, asker: str, *, is_helpful: bool) -> None:
        with self._writing("keep an opinion of a reply") as db:
            replies.keep_feedback(db, reply, asker, is_helpful=is_helpful)

    def set_mode(self, space: str, channel: str, mode: str) -> None:
        with self._writing("keep when to speak in a channel") as db:
            wishes.set_mode(db, space, channel, mode)

    def find_mode(self, space: str, channel: str) -> str | None:
        with self._reading("find when to speak in a channel") as db:
            return wishes.find_mode(db, space, channel)

    def subscribe(self, subscription: Subscription) -> bool:
        with self._writing("keep whom to tell") as db:
            return wishes.subscribe(db, subscription)

    def subscriptions(self, space: str) -> tuple[Subscription, ...]:
        with self._reading("list whom to tell") as db:
            return wishes.subscriptions(db, space)

    def subscriptions_to(
        self, *, claims: Collection[str] = (), questions: Collection[str] = ()
    ) -> tuple[Subscription, ...]:
        with self._reading("list who waits for news") as db:
            return wishes.subscriptions_to(db, claims=claims, questions=questions)

    def questions_waited_for(self, *, now: float) -> tuple[str, ...]:
        with self._reading("list the questions that are waited for") as db:
            return wishes.questions_waited_for(db, now=now)

    def note_told(self, subscription: Subscription, *, digest: str, about: str) -> None:
        with self._writing("note what somebody was told") as db:
            wishes.note_told(db, subscription, digest=digest, about=about)

    def unsubscribe(self, subscription: Subscription) -> bool:
        with self._writing("forget whom to tell") as db:
            return wishes.unsubscribe(db, subscription)

    def suggest(self, suggestion: Suggestion) -> bool:
        with self._writing("keep a suggestion") as db:
            return wishes.suggest(db, suggestion)

    def suggestions(self, space: str) -> tuple[Suggestion, ...]:
        with self._reading("list the suggestions") as db:
            return wishes.suggestions(db, space)

    def keep_installation(self, platform: str, team: str, sealed: bytes) -> None:
        with self._writing("keep an installation") as db:
            small_things.keep_installation(db, platform, team, sealed)

    def find_installation(self, platform: str, team: str) -> bytes | None:
        with self._reading("find an installation") as db:
            return small_things.find_installation(db, platform, team)

    def delete_installation(self, platform: str, team: str) -> None:
        with self._writing("forget an installation") as db:
            small_things.delete_installation(db, platform, team)

    def find_values(self, prefix: str) -> Mapping[str, str]:
        with self._reading("find small things") as db:
            return small_things.find_values(db, prefix)

    def find_value(self, name: str) -> str | None:
        with self._reading("find a small thing") as db:
            return small_things.find_value(db, name)

    def set_value(self, name: str, value: str) -> None:
        with self._writing("keep a small thing") as db:
            small_things.set_value(db, name, value)

    def set_value_once(self, name: str, value: str) -> str:
        # Kept once, asked for at every start, also where nothing can be written.
        if (there := self.find_value(name)) is not None:
            return there
        with self._writing("keep a small thing") as db:
            return small_things.set_value_once(db, name, value)

    def pop_value(self, name: str) -> str | None:
        with self._writing("take a small thing away") as db:
            return small_things.pop_value(db, name)

    def take_lease(self, name: str, taker: str, *, now: float, until: float) -> bool:
        with self._writing("take a lease") as db:
            return small_things.take_lease(db, name, taker, now=now, until=until)

    def end_lease(self, name: str, taker: str) -> None:
        with self._writing("end a lease") as db:
            small_things.end_lease(db, name, taker)

    def forget_person(self, space: str, asker: str) -> int:
        with self._writing("forget a person") as db:
            forgotten = forgetting.forget_person(db, space, asker)
        self._transactions.empty_log()
        return forgotten

    def forget_space(self, space: str) -> int:
        with self._writing("forget a space") as db:
            forgotten = forgetting.forget_space(db, space)
        self._transactions.empty_log()
        return forgotten

    def forget_before(self, now: float) -> int:
        with self._writing("forget what has had its time") as db:
            forgotten = forgetting.forget_before(db, now)
        self._transactions.empty_log()
        return forgotten
