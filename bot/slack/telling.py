"""News is sent: a reply is corrected in place or below, and who waited is told. Once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.talking import Conversation
from bot.inbox.delivery import Delivery, UnanswerableError, Work
from bot.slack.deliveries import Way
from bot.slack.refusals import Kind
from bot.slack.sending import RefusedError, Sending
from bot.slack.workspaces import Workspaces
from bot.telling.bringing import Bringing, News
from bot.telling.correcting import Correcting, Correction
from bot.telling.tasks import correct_kind, tell_kind

_PLATFORM = "slack"
_OUT_OF_REACH = (Kind.NOT_A_MEMBER, Kind.NOT_EDITABLE, Kind.FOR_GOOD)
"""Trying again would not help, and neither can an operator."""
_TIME = re.compile(r"\d+\.\d+")
_DIRECT = "D"


@dataclass(slots=True)
class Telling:
    """Does the jobs that nobody has just asked for."""

    conversation: Conversation
    correcting: Correcting
    bringing: Bringing
    sending: Sending
    workspaces: Workspaces

    def works(self) -> Mapping[str, Work]:
        """Return what does each kind of job."""
        return {correct_kind(_PLATFORM): self.correct, tell_kind(_PLATFORM): self.tell}

    async def correct(self, delivery: Delivery) -> None:
        """Correct a reply where it stands; where that cannot be, below it."""
        correction = await delivery.think(self.correcting.correction, delivery.payload)
        if correction is None:
            return
        sent = correction.sent
        workspace = await self.workspaces.of(sent.space)
        way = Way(workspace, sent.channel, "", thread=_thread(sent.channel, sent.thread))
        try:
            try:
                await self.sending.update(way, sent.message, correction.reply)
                await delivery.think(self.correcting.done, correction)
            except RefusedError as error:
                if error.refusal.kind is not Kind.NOT_EDITABLE:
                    raise
                await self._correct_below(delivery, way, correction)
        except RefusedError as error:
            if error.refusal.kind in _OUT_OF_REACH:
                await delivery.think(self.correcting.give_up, correction)
            raise UnanswerableError from error

    async def tell(self, delivery: Delivery) -> None:
        """Tell who waited: all of a place together in their thread, one alone directly."""
        news = await delivery.think(self.bringing.news, delivery.payload)
        if news is None:
            return
        workspace = await self.workspaces.of(news.space)
        try:
            channel, message = await self._told(delivery, Way(workspace, "", ""), news)
        except RefusedError as error:
            if error.refusal.kind in _OUT_OF_REACH:
                await delivery.think(self.bringing.give_up, news)
            raise UnanswerableError from error
        await delivery.think(self.conversation.sent, news.reply.id, channel, message)
        await delivery.think(self.bringing.done, news)

    async def _correct_below(self, delivery: Delivery, way: Way, correction: Correction) -> None:
        below = await delivery.think(self.correcting.below, correction)
        found = await self.sending.find_sent(delivery, way) if delivery.is_doubtful else None
        message = found or (await self.sending.post(delivery, way, below.reply))[1]
        await delivery.think(self.correcting.done_below, correction, below, message)

    async def _told(self, delivery: Delivery, way: Way, news: News) -> tuple[str, str]:
        """Return in which channel, and as which message, it stands."""
        below = news.below
        if below is None:
            # Whoever is written to directly: which channel that is, only the answer says.
            if delivery.is_doubtful:
                raise UnanswerableError
            alone = Way(way.workspace, news.people[0], news.people[0])
            return await self.sending.post(delivery, alone, news.reply)
        thread = _thread(below.channel, below.thread)
        there = Way(way.workspace, below.channel, "", thread=thread)
        if delivery.is_doubtful and (found := await self.sending.find_sent(delivery, there)):
            return below.channel, found
        people = () if below.channel.startswith(_DIRECT) else news.people
        return await self.sending.post(delivery, there, news.reply, people=people)


def _thread(channel: str, thread: str) -> str:
    """Return the thread of Slack's that a thread of talk is; "" for the stream of a channel."""
    return thread if thread != channel and _TIME.fullmatch(thread) else ""
