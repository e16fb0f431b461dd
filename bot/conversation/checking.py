"""Which recorded claims are in a message? It may be long, and no question at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.asking import Asking
from bot.conversation.known import Known
from bot.conversation.place import Asked
from bot.conversation.replying import Kind
from bot.phrases.checks import check_reply, nothing_to_check
from bot.reply import Reply
from knowledge.answering import check


@dataclass(frozen=True, slots=True)
class Checking:
    """Finds recorded claims in messages."""

    known: Known
    asking: Asking

    def check(self, asked: Asked) -> Reply:
        """Return the claims that the message makes, for the person alone; never silence."""
        asked = replace(asked, is_private=True)
        found = check(asked.text, self.known.matcher, space=asked.place.space)
        reply = check_reply(found)
        if reply is None:
            return nothing_to_check()
        # Somebody else's message: it is nothing that the person's next question leans on.
        return self.asking.kept(asked, found, reply, Kind.CHECK, is_of_thread=False)
