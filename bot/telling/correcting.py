"""What does a reply show now, in place of what it showed when it was sent?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from bot.conversation.facts import GONE, changed_parts, digests_of
from bot.conversation.known import Known, id_of
from bot.conversation.replying import Kind
from bot.conversation.sharing import SHARED
from bot.phrases import chat
from bot.phrases.answers import version
from bot.phrases.brief import brief
from bot.phrases.buttons import UNDER_SHARED, under_claims
from bot.phrases.telling import corrected, correction_note, withdrawn
from bot.reply import Reply
from knowledge.store.conversation_port import SentReply


@dataclass(frozen=True, slots=True)
class Correction:
    """What takes the place of a reply that was sent; `sent` has the new digests already."""

    sent: SentReply
    reply: Reply


@dataclass(frozen=True, slots=True)
class Correcting:
    """Corrects replies. Synchronous; what it says is sent by the platforms."""

    known: Known

    def correction(self, payload: Mapping[str, Any]) -> Correction | None:
        """Return how the reply of a job is corrected; None if it is right as it is, or gone."""
        sent = self.known.kept.find_reply(payload["reply"], space=payload["space"])
        if sent is None or not sent.message or not sent.digests:
            return None
        digests = digests_of(self.known.store, sent.shown, space=sent.space)
        if digests == sent.digests:
            return None
        now = replace(
            sent,
            digests=digests,
            knowledge_version=self.known.store.knowledge_version(),
            corrected_at=self.known.clock(),
        )
        return Correction(now, self._reply(sent, digests))

    def done(self, correction: Correction) -> None:
        """Write down that the message shows the correction."""
        now = correction.sent
        self.known.kept.note_correction(
            now.id,
            digests=now.digests,
            knowledge_version=now.knowledge_version,
            at=now.corrected_at,
        )

    def below(self, correction: Correction) -> Correction:
        """Return the correction as a reply of its own, kept: for below one that must stay."""
        id_ = id_of(correction.sent.id, "correction", *correction.sent.digests)
        note = replace(correction.sent, id=id_, message="", sent_at=self.known.clock())
        self.known.kept.keep_reply(note)
        said = correction_note(correction.reply)
        return Correction(note, replace(said, id=id_ if said.id else ""))

    def done_below(self, correction: Correction, below: Correction, message: str) -> None:
        """Write down as which message it was sent; the reply itself is not looked at again."""
        self.known.kept.note_message(below.sent.id, below.sent.channel, message)
        self.give_up(correction)

    def give_up(self, correction: Correction) -> None:
        """The message cannot be reached any more: there is nothing to correct."""
        self.known.kept.note_message(correction.sent.id, correction.sent.channel, "")

    def _reply(self, sent: SentReply, digests: tuple[str, ...]) -> Reply:
        today = day_of(self.known.clock())
        matches = self.known.matches(sent.shown, sent.space)
        at = version(self.known.store.knowledge_version())
        if not matches:
            return replace(withdrawn(today, len(sent.shown)), footer=at)
        shown = self.known.shown_again(matches, sent.space)
        shown = brief(replace(shown, notes=tuple(note for note in sent.notes if note)))
        pairs = zip(sent.digests, digests, strict=True)
        parts = {part for old, new in pairs if new != GONE for part in changed_parts(old, new)}
        gone = sum(new == GONE for new in digests)
        is_answer = sent.kind == Kind.ANSWER
        if sent.kind.startswith(SHARED):
            shown = chat.shared(shown)
        return replace(
            corrected(shown, today, parts, gone=gone),
            id=sent.id,
            buttons=under_claims(can_share=False) if is_answer else UNDER_SHARED,
            takes_feedback=is_answer,
        )


def day_of(seconds: float) -> date:
    """Return the day, in UTC: the same for everybody who reads it."""
    return datetime.fromtimestamp(seconds, UTC).date()
