"""What has to be sent, as a job: the same state of the records makes the same job, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation.known import id_of

LIVES_SECONDS = 7 * 24 * 3600.0
"""News that could not be sent by then is none any more."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job to be kept. `payload` says under "about" what is to be done one after another."""

    key: str
    kind: str
    space: str
    payload: Mapping[str, Any]


def correct_kind(platform: str) -> str:
    """Return the kind of the platform's jobs that correct a reply."""
    return f"{platform}.correct"


def tell_kind(platform: str) -> str:
    """Return the kind of the platform's jobs that tell somebody."""
    return f"{platform}.tell"


def correct_task(space: str, reply: str, state: tuple[str, ...]) -> Task:
    """Return the job that corrects a reply to that state of what it shows."""
    payload = {"space": space, "reply": reply, "about": f"reply {reply}"}
    kind = correct_kind(_platform(space))
    return Task(f"correct:{id_of(space, reply, *state)}", kind, space, payload)


def tell_question_task(
    space: str, questions: tuple[str, ...], asker: str, where: tuple[str, ...], change: int
) -> Task:
    """Return the job that answers questions: for `asker` alone, or ("") for all in that place."""
    payload = {"questions": questions}
    key = id_of(space, asker, *where, *questions, str(change))
    return _tell(space, asker, key, id_of(space, asker, *where), payload)


def tell_claims_task(space: str, asker: str, claims: Mapping[str, str], change: int) -> Task:
    """Return the job that tells somebody of claims; `claims` has their digests."""
    payload = {"claims": tuple(claims)}
    state = [part for claim in claims.items() for part in claim]
    key = id_of(space, asker, *state, str(change))
    return _tell(space, asker, key, id_of(space, asker), payload)


def _tell(space: str, asker: str, key: str, about: str, payload: Mapping[str, Any]) -> Task:
    """`key` is also the id of the reply that is sent."""
    said = {**payload, "space": space, "asker": asker, "reply": key, "about": f"news {about}"}
    return Task(f"tell:{key}", tell_kind(_platform(space)), space, said)


def _platform(space: str) -> str:
    return space.partition(":")[0]
