"""The work on what was kept: ask the conversation, and send what it says. Once.

Before a reply goes out it is written down that it is about to. Work that stopped after that
finds out first whether the reply is there: editing an answer again is no second answer, but
for a message the channel's history is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from bot.conversation.place import Asked, Press, asked_from, press_from
from bot.conversation.talking import Conversation
from bot.discord import jobs
from bot.discord.deferring import Deferring
from bot.discord.jobs import Do, Way, place_from, way_from
from bot.discord.sending import NotAcknowledgedError, Sending
from bot.inbox.delivery import Delivery, LaterError, UnanswerableError, Work, mark_of
from bot.inbox.running import ATTEMPTS, Inbox
from bot.reply import Act, Reply

_DOUBLED_TIMES = 10
_LONGEST_PAUSE_SECONDS = 300.0


@dataclass(slots=True)
class Answering:
    """Does the jobs of Discord."""

    conversation: Conversation
    deferring: Deferring
    sending: Callable[[], Sending]
    reads_messages: bool = False
    answered: int = field(default=0)

    def serve(self, inbox: Inbox) -> None:
        """Do the jobs of `inbox` that are Discord's."""
        inbox.serve(jobs.MESSAGE, patiently(self.message))
        inbox.serve(jobs.COMMAND, patiently(self.command))
        inbox.serve(jobs.PRESS, patiently(self.press))

    async def message(self, delivery: Delivery) -> None:
        """Answer a message where it was written."""
        asked = await self._with_thread(delivery)
        channel, message = int(asked.place.channel), int(delivery.payload["message"])
        if delivery.is_doubtful and await self._is_there(delivery, channel, message):
            return
        try:
            reply = await delivery.think(self.conversation.ask, asked)
        except Exception:  # said in words, once, when it is not tried again
            if asked.is_addressed and delivery.job.attempts + 1 >= ATTEMPTS:
                sorry, mark = self.conversation.sorry(), mark_of(f"{delivery.job.key} sorry")
                await self.sending().post(channel, sorry, mark, message)
            raise
        if reply is not None:
            await self._post(delivery, reply, channel, message)

    async def command(self, delivery: Delivery) -> None:
        """Answer a command, for who typed it alone."""
        await self.answer(delivery, self._thought_of(delivery))

    async def press(self, delivery: Delivery) -> None:
        """Do what a button says; what is shared is posted for all to see."""
        press = press_from(delivery.payload["press"])
        think = partial(self.conversation.press, press)
        if press.act is Act.SHARE:
            await self._share(delivery, press, think)
        else:
            await self.answer(delivery, think)

    async def _with_thread(self, delivery: Delivery) -> Asked:
        """Return what was asked; a reply to a reply of ours goes on with that one's thread."""
        asked = asked_from(delivery.payload["asked"])
        place, reply_to = asked.place, delivery.payload["reply_to"]
        if reply_to is None or place.thread != str(delivery.payload["message"]):
            return asked
        thread = await delivery.think(
            self.conversation.thread_of, place.space, place.channel, str(reply_to)
        )
        return replace(asked, place=replace(place, thread=thread)) if thread else asked

    async def _is_there(self, delivery: Delivery, channel: int, message: int) -> bool:
        """Whether a reply that may have been sent was; if so, note it."""
        mark = delivery.job.reply
        found = await self.sending().find(channel, message, mark)
        if found is not None:
            await delivery.think(self.conversation.sent, mark, str(channel), found)
        return found is not None

    async def _post(
        self, delivery: Delivery, reply: Reply, channel: int, reply_to: int | None
    ) -> None:
        mark = delivery.mark_of(reply.id)
        await delivery.sending(mark)
        sent = await self.sending().post(channel, reply, mark, reply_to)
        self.answered += 1
        await delivery.think(self.conversation.sent, reply.id, str(channel), sent)

    def _thought_of(self, delivery: Delivery) -> Callable[[], Reply]:
        kept = delivery.payload
        words, place = kept["words"], place_from(kept)
        match Do(kept["do"]):
            case Do.HERE:
                can_listen = self.reads_messages
                return partial(self.conversation.here, words, place, can_listen=can_listen)
            case Do.HELP:
                return partial(self.conversation.help, words)
            case Do.FORGET:
                return partial(self.conversation.forget, place)
            case asks:
                calls = {
                    Do.FACTCHECK: self.conversation.factcheck,
                    Do.SOURCE: self.conversation.source,
                    Do.SPEAKER: self.conversation.speaker,
                    Do.GAPS: self.conversation.gaps,
                    Do.CHECK: self.conversation.check,
                }
                return partial(calls[asks], asked_from(kept["asked"]))

    async def answer(self, delivery: Delivery, think: Callable[[], Reply]) -> None:
        """Say what comes of `think` to whoever did something, and to nobody else."""
        way = way_from(delivery.payload)
        reply = await self._thought(delivery, way, think)
        await delivery.sending(delivery.mark_of(reply.id))
        await self._give(way, reply)

    async def _thought(self, delivery: Delivery, way: Way, think: Callable[[], Reply]) -> Reply:
        """Return what to say. A fault is said in words at once, where somebody waits."""
        await self.deferring.wait(delivery.job.key)
        try:
            return await delivery.think(think)
        except Exception:
            with suppress(LaterError, UnanswerableError):
                await self._give(way, self.conversation.sorry())
            raise

    async def _give(self, way: Way, reply: Reply) -> None:
        """Give the answer; if Discord was not told of it before, tell it now."""
        try:
            await self.sending().answer(way, reply)
        except NotAcknowledgedError:
            await self.sending().acknowledge(way)
            try:
                await self.sending().answer(way, reply)
            except NotAcknowledgedError as error:
                raise UnanswerableError from error
        self.answered += 1

    async def _share(self, delivery: Delivery, press: Press, think: Callable[[], Reply]) -> None:
        """Post what is shared, and take back the answer that only one person would see."""
        way = way_from(delivery.payload)
        try:
            is_posted = await self._publish(delivery, way, int(press.place.channel), think)
        except UnanswerableError:
            with suppress(LaterError, UnanswerableError):
                await self._give(way, self.conversation.sorry())
            raise
        if is_posted:
            with suppress(LaterError, UnanswerableError):
                await self.sending().withdraw(way)

    async def _publish(
        self, delivery: Delivery, way: Way, channel: int, think: Callable[[], Reply]
    ) -> bool:
        """Post a reply for all to see; return False if there was only something to say to one."""
        pressed = way.interaction  # whatever was posted came after it
        may_be_there = delivery.is_doubtful and way.can_post
        if may_be_there and await self._is_there(delivery, channel, pressed):
            return True
        reply = await self._thought(delivery, way, think)
        if reply.is_private:
            await delivery.sending(delivery.mark_of(reply.id))
            await self._give(way, reply)
            return False
        if way.can_post:
            try:
                await self._post(delivery, reply, channel, None)
                return True
            except UnanswerableError:
                pass  # the bot may not write there; the interaction still may
        await self._follow_up(delivery, way, reply, channel)
        return True

    async def _follow_up(self, delivery: Delivery, way: Way, reply: Reply, channel: int) -> None:
        if delivery.is_doubtful:
            raise UnanswerableError  # it may be there, and nobody can tell
        await delivery.sending(reply.id)
        sent = await self.sending().follow_up(way, reply)
        self.answered += 1
        await delivery.think(self.conversation.sent, reply.id, str(channel), sent)


def patiently(work: Work) -> Work:
    """Return work that waits twice as long each time that Discord has to be waited for."""

    async def done(delivery: Delivery) -> None:
        try:
            await work(delivery)
        except LaterError as error:
            seconds = error.seconds * 2 ** min(delivery.job.attempts, _DOUBLED_TIMES)
            raise LaterError(min(seconds, _LONGEST_PAUSE_SECONDS)) from error

    return done
