"""What is kept of conversations: jobs, questions, replies, and what people want, as records.

Times are seconds since 1970. A person is a hash (`asker`), except where they have to be reached.
"""

from __future__ import annotations

from dataclasses import dataclass

QUESTION, CHECKED = "question", "checked"


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
    `kind` says how it was read: QUESTION, or CHECKED for somebody's message that was checked.
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
    kind: str = QUESTION


@dataclass(frozen=True, slots=True)
class SentReply:
    """What was shown to whom, so that its buttons work and it can be corrected later.

    `shown` are the claims it shows with their reasons (`why`, one text for each), `offered`
    the claims it offers as choices, in its menu, or as the next candidates. `message` is the
    platform's id of the message, "" if it is not known or was private. `question` is the id
    of an `AskedQuestion` or "". `kind` is what bot/conversation made. `digests` has one text
    for each of `shown`: what was shown of it, so that a difference is noticed; `notes` are what
    was said beside them. `corrected_at` is 0 until the reply is corrected.
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
    digests: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrected_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody wants to be told when a claim changes, or when their question gets an answer.

    `person` is the platform's id: they have to be reached. `asker` is its hash. One of `claim`
    and `question` is "". `reply` is the id of the public reply under which they are told, ""
    for telling them alone. `digest` is what they have last seen of the claim, and `about` its
    text: once it is withdrawn, nobody else could say which one it was.
    """

    space: str
    person: str
    asker: str
    claim: str = ""
    question: str = ""
    reply: str = ""
    digest: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody said that `claim` is not what they asked: an anti-phrasing, for the desk."""

    space: str
    asker: str
    text: str
    claim: str
    suggested_at: float
