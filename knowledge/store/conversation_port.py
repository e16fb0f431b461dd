"""What is kept of conversations, and what every implementation promises about it.

Promises, for each of which the contract suite has a test:

- Each method is one transaction: after a kill at any moment it happened whole, or not at all.
- A job is kept once by its key, whoever delivers it again and how often; a job that was taken
  is nobody else's until it is finished, postponed, given up, or its taker is gone.
- The payload of a job is gone once it is finished or given up; its key stays, so that a late
  delivery is still known, until `forget_before`.
- One space never sees what another has: every listing names its space.
- A person is a hash (bot/privacy.py), except where they asked to be told: a subscription keeps
  whom to tell. `forget_person` leaves nothing of either.
- Methods may be called from several threads and processes at once.
- Every method may raise `StoreError`; after it the store is as it was before the call.

Times are seconds since 1970, given by the caller.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from knowledge.store.kept import (
    CHECKED,
    QUESTION,
    AskedQuestion,
    Job,
    SentReply,
    Subscription,
    Suggestion,
)

__all__ = [
    "CHECKED",
    "QUESTION",
    "AskedQuestion",
    "ConversationStore",
    "Job",
    "SentReply",
    "Subscription",
    "Suggestion",
]


class ConversationStore(Protocol):
    """Keeps what the bot was asked, what it replied, and what people want of it."""

    # The inbox

    def keep_jobs(self, jobs: Sequence[Job]) -> tuple[bool, ...]:
        """Keep each job whose key is not known yet; return for each whether it was new."""
        ...

    def take_jobs(
        self, taker: str, kinds: Collection[str], *, now: float, until: float, limit: int
    ) -> tuple[Job, ...]:
        """Take up to `limit` jobs of these kinds that are due and nobody's, oldest first.

        They are `taker`'s until `until`; taking also ends leases that are over by `now`.
        """
        ...

    def renew(self, taker: str, *, until: float) -> None:
        """Keep all that `taker` has until `until`."""
        ...

    def takers(self) -> tuple[str, ...]:
        """Return who has jobs at present."""
        ...

    def release(self, taker: str, *, was_killed: bool = False) -> int:
        """Give back all that `taker` has; return how many jobs that were.

        If it `was_killed`, that counts as an attempt: one of the jobs may be why.
        """
        ...

    def note_sending(self, key: str, reply: str) -> None:
        """Write down that `reply` is about to be sent for the job."""
        ...

    def finish_job(self, key: str, *, now: float) -> None:
        """The job is over: it was answered, or needs no answer."""
        ...

    def postpone_job(self, key: str, *, due_at: float) -> None:
        """Give the job back, to be taken again from `due_at` on; counts one attempt."""
        ...

    def give_up_job(self, key: str, *, now: float) -> None:
        """The job is over: it could not be answered."""
        ...

    def count_waiting(self, kinds: Collection[str]) -> int:
        """Return how many jobs of these kinds are not over."""
        ...

    # Questions and replies

    def keep_question(self, question: AskedQuestion) -> None:
        """Keep `question`; one with the same id is replaced."""
        ...

    def find_question(self, id_: str) -> AskedQuestion | None:
        """Return the question, unless it was forgotten."""
        ...

    def thread_questions(
        self, space: str, channel: str, thread: str, *, since: float, limit: int
    ) -> tuple[AskedQuestion, ...]:
        """Return the thread's last `limit` questions asked from `since` on, oldest first."""
        ...

    def keep_reply(self, reply: SentReply) -> None:
        """Keep `reply`; one with the same id is replaced, but a known `message` stays."""
        ...

    def find_reply(self, id_: str, *, space: str) -> SentReply | None:
        """Return the reply if it was sent in that space and is not forgotten."""
        ...

    def note_message(self, reply: str, channel: str, message: str) -> None:
        """Write down as which message the reply was sent."""
        ...

    def find_reply_to_message(self, space: str, channel: str, message: str) -> SentReply | None:
        """Return the reply that was sent as that message."""
        ...

    def claims_shown(self, space: str, channel: str, thread: str) -> frozenset[str]:
        """Return the claims that replies in that thread have shown."""
        ...

    def iter_replies_showing(self, claims: Collection[str]) -> Iterator[SentReply]:
        """Yield the replies of all spaces, sent as a known message, that show any of `claims`.

        Latest first, read page by page.
        """
        ...

    def note_correction(
        self, reply: str, *, digests: Sequence[str], knowledge_version: str, at: float
    ) -> None:
        """Write down what the reply shows since it was corrected."""
        ...

    def keep_feedback(self, reply: str, asker: str, *, is_helpful: bool) -> None:
        """Keep what somebody thought of a reply; a second opinion of theirs replaces it."""
        ...

    # What people want

    def set_mode(self, space: str, channel: str, mode: str) -> None:
        """Keep when the bot may speak in a channel."""
        ...

    def find_mode(self, space: str, channel: str) -> str | None:
        """Return when the bot may speak in a channel, if that was set."""
        ...

    def subscribe(self, subscription: Subscription) -> bool:
        """Keep `subscription`, unless the same person waits for the same; return whether new."""
        ...

    def subscriptions(self, space: str) -> tuple[Subscription, ...]:
        """Return who wants to be told of what, in the order in which they said so."""
        ...

    def subscriptions_to(
        self, *, claims: Collection[str] = (), questions: Collection[str] = ()
    ) -> tuple[Subscription, ...]:
        """Return who wants to be told of any of these, in all spaces, in the order of wishing."""
        ...

    def questions_waited_for(self, *, now: float) -> tuple[str, ...]:
        """Return the ids of the questions that somebody waits for, oldest first.

        Those that have expired are left out.
        """
        ...

    def note_told(self, subscription: Subscription, *, digest: str, about: str) -> None:
        """Write down what the person was told of the claim."""
        ...

    def unsubscribe(self, subscription: Subscription) -> bool:
        """Forget the wish; return whether it was kept."""
        ...

    def suggest(self, suggestion: Suggestion) -> bool:
        """Keep `suggestion`; return whether it was new (same space, asker, text and claim).

        One that the desk has dealt with (`DeskStore.close_wrong_match`) is new again.
        """
        ...

    def suggestions(self, space: str) -> tuple[Suggestion, ...]:
        """Return what was suggested in that space, oldest first."""
        ...

    # Installations and small things

    def keep_installation(self, platform: str, team: str, sealed: bytes) -> None:
        """Keep what it takes to speak in a workspace; replaces what there was."""
        ...

    def find_installation(self, platform: str, team: str) -> bytes | None:
        """Return what `keep_installation` kept."""
        ...

    def delete_installation(self, platform: str, team: str) -> None:
        """Forget what it takes to speak in a workspace."""
        ...

    def find_values(self, prefix: str) -> Mapping[str, str]:
        """Return the small things whose name begins with `prefix`, by name."""
        ...

    def find_value(self, name: str) -> str | None:
        """Return a small thing that was kept under `name`."""
        ...

    def set_value(self, name: str, value: str) -> None:
        """Keep a small thing under `name`."""
        ...

    def set_value_once(self, name: str, value: str) -> str:
        """Keep `value` if nothing is kept under `name` yet; return what is kept there now."""
        ...

    def pop_value(self, name: str) -> str | None:
        """Return a small thing and forget it: of several callers only one gets it."""
        ...

    def take_lease(self, name: str, taker: str, *, now: float, until: float) -> bool:
        """Let `taker` alone do what `name` says, until then; return False if another does."""
        ...

    def end_lease(self, name: str, taker: str) -> None:
        """Let others do it, if it was `taker`'s."""
        ...

    # Forgetting

    def forget_person(self, space: str, asker: str) -> int:
        """Forget what is kept of a person in a space; return how many things that were.

        A reply stays, without its asker, its question, its reasons and its notes: those have
        its words. Who else waited for an answer to a forgotten question waits no more.
        What they changed or proposed at the desk stays, without them.
        """
        ...

    def forget_space(self, space: str) -> int:
        """Forget what is kept of a space's conversations; return how many things that were.

        So are its drafts, phrasings, relations and editors. Its private records stay, and
        who changed what of them when, but not by whom.
        """
        ...

    def forget_before(self, now: float) -> int:
        """Forget expired questions, jobs over for two days, and what is half a year old.

        So old are replies, with what was said of them, and suggestions.

        A reply to a forgotten question loses its reasons and its notes, and nobody waits for
        an answer to it any more.
        """
        ...
