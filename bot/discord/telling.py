"""News is sent: a reply is corrected in place or below, and who waited is told. Once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.conversation.talking import Conversation
from bot.discord.answering import patiently
from bot.discord.sending import NotEditableError, Sending
from bot.inbox.delivery import Delivery, UnanswerableError, Work
from bot.inbox.running import Inbox
from bot.telling.bringing import Bringing, News
from bot.telling.correcting import Correcting, Correction
from bot.telling.tasks import correct_kind, tell_kind

_PLATFORM = "discord"
_DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Telling:
    """Does the jobs that nobody has just asked for."""

    conversation: Conversation
    correcting: Correcting
    bringing: Bringing
    sending: Callable[[], Sending]

    def serve(self, inbox: Inbox) -> None:
        """Do the jobs of `inbox` that are Discord's news."""
        works: dict[str, Work] = {
            correct_kind(_PLATFORM): self.correct,
            tell_kind(_PLATFORM): self.tell,
        }
        for kind, work in works.items():
            inbox.serve(kind, patiently(work), is_news=True)

    async def correct(self, delivery: Delivery) -> None:
        """Correct a reply where it stands; where that cannot be, below it."""
        correction = await delivery.think(self.correcting.correction, delivery.payload)
        if correction is None:
            return
        sent = correction.sent
        try:
            try:
                channel, message = int(sent.channel), int(sent.message)
                await self.sending().edit(channel, message, correction.reply)
                await delivery.think(self.correcting.done, correction)
            except NotEditableError:
                await self._correct_below(delivery, correction)
        except UnanswerableError:
            await delivery.think(self.correcting.give_up, correction)
            raise

    async def tell(self, delivery: Delivery) -> None:
        """Tell who waited: all of a place together below its reply, one alone directly."""
        news = await delivery.think(self.bringing.news, delivery.payload)
        if news is None:
            return
        try:
            channel, message = await self._told(delivery, news)
        except UnanswerableError:
            await delivery.think(self.bringing.give_up, news)
            raise
        await delivery.think(self.conversation.sent, news.reply.id, str(channel), message)
        await delivery.think(self.bringing.done, news)

    async def _correct_below(self, delivery: Delivery, correction: Correction) -> None:
        sent = correction.sent
        below = await delivery.think(self.correcting.below, correction)
        # The question that began the talk; in a thread the channel is all there is.
        question = int(sent.thread) if sent.thread.isdecimal() else int(sent.message)
        reply_to = None if sent.thread == sent.channel else question
        channel = int(sent.channel)
        message = await self._find(delivery, channel, int(sent.message))
        if message is None:
            mark = below.sent.id
            await delivery.sending(mark)
            message = await self.sending().post(channel, below.reply, mark, reply_to)
        await delivery.think(self.correcting.done_below, correction, below, message)

    async def _told(self, delivery: Delivery, news: News) -> tuple[int, str]:
        """Return in which channel, and as which message, it stands."""
        reply, people, below = news.reply, news.people, news.below
        if below is None:
            channel, reply_to = await self._direct(news), None
            if _guild(news.space):
                # Its buttons would be pressed where nothing of the server is seen.
                reply = replace(reply, buttons=(), takes_feedback=False)
            people = ()
        else:
            channel, reply_to = int(below.channel), int(below.message)
            people = people if _guild(news.space) else ()
        mark = delivery.mark_of(news.reply.id)
        found = await self._find(delivery, channel, reply_to) if reply_to else None
        if found is None:
            await delivery.sending(mark)
            found = await self.sending().post(channel, reply, mark, reply_to, people=people)
        return channel, found

    async def _direct(self, news: News) -> int:
        """Return the channel where one person is told; it must be still theirs to know."""
        guild = _guild(news.space)
        if guild is None:
            return int(news.space.rpartition(":")[2])
        person = int(news.people[0])
        await self.sending().find_member(guild, person)
        return await self.sending().open_direct(person)

    async def _find(self, delivery: Delivery, channel: int, after: int) -> str | None:
        """Return the message that a former try may have sent, if it is there."""
        if not delivery.is_doubtful:
            return None
        return await self.sending().find(channel, after, delivery.job.reply)


def _guild(space: str) -> int | None:
    """Return the server that the space is; None for direct messages."""
    _, where, *_ = space.split(":")
    return None if where == _DIRECT else int(where)
