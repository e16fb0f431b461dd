"""Which things can be done with a reply? They are written down before the reply goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.conversation.facts import digests_of
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


UNCERTAIN = "uncertain"
"""The digest of what was shown just when it changed: it equals none."""
_NO_THREAD = "private"
"""What one person saw, the thread has not seen."""
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
        notes: Sequence[str] = (),
        version: str = "",
    ) -> Reply:
        """Return `reply` with its id and buttons, kept together with what it shows and offers.

        `notes` stay when it is corrected; `version` is of the knowledge it was made from.
        """
        reply = brief(reply)
        shown = tuple(card.id for card in reply.cards)
        digests, at = self._digests(shown, place.space, version)
        self.known.kept.keep_reply(
            SentReply(
                id=id_,
                space=place.space,
                channel=place.channel,
                thread=_NO_THREAD if reply.is_private else place.thread,
                asker=self.known.asker(place),
                kind=kind,
                question=question,
                shown=shown,
                why=tuple(card.why for card in reply.cards),
                offered=tuple(offered),
                knowledge_version=at,
                sent_at=self.known.clock(),
                digests=digests,
                notes=tuple(notes),
            )
        )
        return replace(reply, id=id_, buttons=tuple(buttons))

    def _digests(
        self, shown: Sequence[str], space: str, version: str
    ) -> tuple[tuple[str, ...], str]:
        """Return what is recorded of these claims, and at which version."""
        digests = digests_of(self.known.store, shown, space=space)
        now = self.known.store.knowledge_version()
        if version in ("", now):
            return digests, now
        # It changed meanwhile: what is shown may be what was recorded before.
        return (UNCERTAIN,) * len(shown), version
