"""Answer -> Reply, where a message was checked that somebody else wrote."""

from __future__ import annotations

from dataclasses import replace

from bot.phrases.answers import NOTHING, reply_to, version
from bot.phrases.chat import HOW_TO_ASK
from bot.phrases.wording import lower_first
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
        return Reply("Nothing in this message is on record.", notes, footer=at)
    return replace(reply, headline=f"On record from this message: {lower_first(reply.headline)}")


def nothing_to_check() -> Reply:
    """Say that a message has no words that could be on record."""
    headline = "This message has no statement that could be looked up."
    return Reply(headline, (HOW_TO_ASK,), is_private=True)
