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

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Job:
    """Something a person asked of the bot, written down before it is worked on.

    `key` names the delivery, `kind` who can work on it; `payload` is JSON, "" once the job is
    over. `reply` is the id of a reply that may have been sent already: it was about to be when
    the work last stopped. After `expires_at` nobody can be answered any more.
    """

    key: str
    kind: str
    space: str
    payload: str
    received_at: float
    expires_at: float
    attempts: int = 0
    reply: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What somebody asked, kept for the thread's follow-ups and for the desk, until it expires.

    `outcome` is the answer's, or "failed" if no answer could be given. `asker` is a hash.
    """

    id: str
    space: str
    channel: str
    thread: str
    asker: str
    text: str
    outcome: str
    asked_at: float
    expires_at: float


@dataclass(frozen=True, slots=True)
class SentReply:
    """What was shown to whom, so that its buttons work and it can be corrected later.

    `shown` are the claims it shows with their reasons (`why`, one text for each), `offered`
    the claims it offers as choices, in its menu, or as the next candidates. `message` is the
    platform's id of the message, "" if it is not known or was private. `question` is the id
    of an `AskedQuestion` or "". `kind` is what bot/conversation made.
    """

    id: str
    space: str
    channel: str
    thread: str
    asker: str
    kind: str
    question: str
    shown: tuple[str, ...]
    why: tuple[str, ...]
    offered: tuple[str, ...]
    knowledge_version: str
    sent_at: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody wants to be told when a claim changes, or when their question gets an answer.

    `person` is the platform's id: they have to be reached. `asker` is its hash. One of `claim`
    and `question` is "".
    """

    space: str
    person: str
    asker: str
    claim: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody said that `claim` is not what they asked: an anti-phrasing, for the desk."""

    space: str
    asker: str
    text: str
    claim: str
    suggested_at: float


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
        """Keep `subscription`; return whether it was new."""
        ...

    def subscriptions(self, space: str) -> tuple[Subscription, ...]:
        """Return who wants to be told of what, in the order in which they said so."""
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

    # Forgetting

    def forget_person(self, space: str, asker: str) -> int:
        """Forget what is kept of a person in a space; return how many things that were.

        A reply stays, without its asker, its question and its reasons: those have its words.
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

        A reply to a forgotten question loses its reasons.
        """
        ...
