"""A private reply is shown to everybody in its channel: once, and without what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.known import Known, id_of
from bot.conversation.looking_up import LookingUp
from bot.conversation.manners import Manners
from bot.conversation.place import Press
from bot.conversation.replying import LOOK_UPS, Kind, Replies
from bot.phrases import chat
from bot.phrases.buttons import UNDER_SHARED
from bot.reply import Reply
from knowledge.store.conversation_port import SentReply

SENDING_SECONDS = 120.0
"""What was not sent by then was not shared, and may be shared with another press."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Shares replies."""

    known: Known
    manners: Manners
    looking_up: LookingUp
    replies: Replies

    def share(self, press: Press, found: SentReply) -> Reply:
        """Return the public reply; or a private one that says why there is none."""
        if self.manners.is_off(press.place):
            return chat.may_not_share()
        # Of the reply and not of the press: pressed twice, it is still shared once.
        id_ = id_of(found.id, "shared", press.place.channel)
        kind = f"shared {id_of(press.key)}"
        if self._is_shared(id_, kind, press.place.space):
            return chat.shared_already()
        if found.kind in LOOK_UPS:
            return self._look_up(press, found, id_, kind)
        return self._claims(press, found, id_, kind)

    def _is_shared(self, id_: str, kind: str, space: str) -> bool:
        """Whether another press has shared it, or is about to."""
        before = self.known.kept.find_reply(id_, space=space)
        if before is None or before.kind == kind:
            return False
        is_fresh = self.known.clock() - before.sent_at < SENDING_SECONDS
        return bool(before.message) or is_fresh

    def _claims(self, press: Press, found: SentReply, id_: str, kind: str) -> Reply:
        place = press.place
        matches = self.known.matches(found.shown, place.space)
        if not matches:
            return chat.claim_gone() if found.shown else chat.gone()
        # Without its reasons, which would tell what was asked in private.
        reply = chat.shared(self.known.shown_again(matches, place.space))
        return self.replies.keep(reply, kind, id_=id_, place=place, buttons=UNDER_SHARED)

    def _look_up(self, press: Press, found: SentReply, id_: str, kind: str) -> Reply:
        question = self.known.kept.find_question(found.question)
        if question is None:
            return chat.gone()
        reply = self.looking_up.found(Kind(found.kind), question.text, press.place.space)
        return self.looking_up.kept(chat.shared(reply), kind, id_=id_, place=press.place)
