"""Which things can be done with a reply? They are written down before the reply goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.conversation.known import Known
from bot.conversation.place import Place
from bot.phrases.brief import brief
from bot.reply import Button, Reply
from knowledge.store.conversation_port import SentReply


class Kind(StrEnum):
    """What a kept reply is."""

    ANSWER = "answer"
    CHOICES = "choices"
    NONE = "none"
    CARD = "card"
    CHECK = "check"
    SOURCE = "source"
    SPEAKER = "speaker"
    GAPS = "gaps"


_NO_THREAD = "private"
LOOK_UPS = frozenset({Kind.SOURCE, Kind.SPEAKER, Kind.GAPS})


@dataclass(frozen=True, slots=True)
class Replies:
    """Keeps replies with which something can be done."""

    known: Known

    def keep(
        self,
        reply: Reply,
        kind: str,
        *,
        id_: str,
        place: Place,
        buttons: Sequence[Button] = (),
        question: str = "",
        offered: Sequence[str] = (),
    ) -> Reply:
        """Return `reply` with its id and buttons, kept together with what it shows and offers."""
        reply = brief(reply)
        self.known.kept.keep_reply(
            SentReply(
                id=id_,
                space=place.space,
                channel=place.channel,
                # What one person saw, the thread has not seen.
                thread=_NO_THREAD if reply.is_private else place.thread,
                asker=self.known.asker(place),
                kind=kind,
                question=question,
                shown=tuple(card.id for card in reply.cards),
                why=tuple(card.why for card in reply.cards),
                offered=tuple(offered),
                knowledge_version=self.known.store.knowledge_version(),
                sent_at=self.known.clock(),
            )
        )
        return replace(reply, id=id_, buttons=tuple(buttons))
