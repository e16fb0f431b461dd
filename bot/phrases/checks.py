"""Answer -> Reply, where a message was checked that somebody else wrote."""

from __future__ import annotations

from dataclasses import replace

from bot.phrases.answers import NOTHING, by_whom, one_claim, reply_to, standings, version
from bot.reply import Reply
from knowledge.answer import Answer, Outcome


def check_reply(answer: Answer) -> Reply | None:
    """Return which recorded claims the message makes; None if it has no sentence to look up."""
    reply = reply_to(answer)
    if reply is None:
        return None
    if answer.outcome is not Outcome.ANSWER:
        notes = tuple(note for note in answer.notes if note != NOTHING)
        at = version(answer.knowledge_version)
        return Reply(NOTHING_FOUND, (*notes, _NO_VERDICT), footer=at)
    return replace(reply, headline=f"This message contains {_recorded(answer)}")


NOTHING_FOUND = "No recorded claim was found in this message."
_NO_VERDICT = "That says nothing about whether the message is right."


def _recorded(answer: Answer) -> str:
    """Return "a recorded claim by X: …" or "2 recorded claims by X and Y. …"."""
    if len(answer.matches) == 1:
        return f"a recorded claim {one_claim(answer)}"
    return f"{len(answer.matches):,} recorded claims {by_whom(answer)}. {standings(answer)}"


def nothing_to_check() -> Reply:
    """Say that a message has no words that could be on record."""
    headline = "This message has no statement that could be looked up."
    return Reply(headline, (_ONLY_WORDS,), is_private=True)


_ONLY_WORDS = (
    "Only the words of a message are read, and no pictures, files or pages behind links. "
    "Choose a message that states something."
)
