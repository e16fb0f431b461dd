"""What is done with each kind of job: thought about, rendered, sent. No decision lives here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.conversation.place import Asked, asked_from, press_from
from bot.conversation.talking import Conversation
from bot.inbox.delivery import Delivery, LaterError, UnanswerableError, Work
from bot.inbox.running import ATTEMPTS
from bot.logs import said_of
from bot.reply import OF_THE_DESK, Act, Reply
from bot.slack import limits
from bot.slack.deliveries import (
    CHECK,
    COMMAND,
    GONE,
    HOME,
    MESSAGE,
    PRESS,
    PROMPTS,
    Way,
    way_from,
    workspace_from,
)
from bot.slack.desk_deliveries import DESK, FILLED
from bot.slack.desk_working import DeskWorking
from bot.slack.escaping import cut, plain_line
from bot.slack.managing import Standing, find_standing
from bot.slack.refusals import Kind
from bot.slack.sending import RefusedError, Sending
from bot.slack.views import render_home
from knowledge.errors import StoreError

_log = logging.getLogger(__name__)

TRIES, STORE_TRIES = 3, ATTEMPTS
"""So often is something tried that fails by a fault of ours, before we say sorry."""


@dataclass(slots=True)
class Working:
    """Does jobs. `sorry` counts those that failed by a fault of ours."""

    conversation: Conversation
    sending: Sending
    desk: DeskWorking
    sorry: int = 0

    def works(self) -> Mapping[str, Work]:
        """Return what does each kind of job."""
        return {
            MESSAGE: self._saying_sorry(self.answer),
            COMMAND: self._saying_sorry(self.command),
            CHECK: self._saying_sorry(self.check),
            PRESS: self._saying_sorry(self.press),
            DESK: self._saying_sorry(self.desk.command),
            FILLED: self._saying_sorry(self.desk.fill),
            HOME: self.home,
            PROMPTS: self.prompts,
            GONE: self.gone,
        }

    async def answer(self, delivery: Delivery) -> None:
        """Answer a message in its thread; or not at all."""
        way, asked = _way(delivery), asked_from(delivery.payload["asked"])
        if await self._is_there(delivery, way):
            return
        reply = await delivery.think(self.conversation.ask, asked)
        if reply is None:
            return
        if reply.is_private and not way.is_direct:
            await self.sending.show(delivery, way, reply)
        else:
            await self._post(delivery, way, reply)

    async def command(self, delivery: Delivery) -> None:
        """Answer a slash command, for the person alone."""
        way, asked = _way(delivery), asked_from(delivery.payload["asked"])
        await self._is_there(delivery, way)
        commands: Mapping[str, Callable[[Asked], Reply]] = {
            "factcheck": self.conversation.factcheck,
            "source": self.conversation.source,
            "speaker": self.conversation.speaker,
            "gaps": self.conversation.gaps,
        }
        name = delivery.payload["command"]
        does = commands.get(name) or await self._gainsay(way, asked)
        await self.sending.show(delivery, way, await delivery.think(does, asked))

    async def check(self, delivery: Delivery) -> None:
        """Say which recorded claims are in a message: beside it, or in a window."""
        way, asked = _way(delivery), asked_from(delivery.payload["asked"])
        await self._is_there(delivery, way)
        reply = await delivery.think(self.conversation.check, asked)
        try:
            await self.sending.show(delivery, way, reply)
        except RefusedError:
            if not way.trigger:
                raise
            await self.sending.open(delivery, way, reply)

    async def press(self, delivery: Delivery) -> None:
        """Do what was pressed: show it to the person, or share it with all."""
        way, press = _way(delivery), press_from(delivery.payload["press"])
        if await self._is_there(delivery, way):
            return
        if press.act in OF_THE_DESK:
            await self.sending.show(delivery, way, await self.desk.press(delivery, way, press))
            return
        reply = await delivery.think(self.conversation.press, press)
        if press.act is not Act.SHARE or reply.is_private:
            await self.sending.show(delivery, way, reply)
            return
        try:
            await self._post(delivery, way, reply)
        except RefusedError as error:
            if error.refusal.kind is not Kind.NOT_A_MEMBER or not way.response_url:
                raise
            await self.sending.post_through(delivery, way, reply)

    async def home(self, delivery: Delivery) -> None:
        """Fill the Home tab."""
        workspace = workspace_from(delivery.payload["workspace"])
        reply = await delivery.think(self.conversation.home, workspace.space)
        client = await self.sending.client(workspace)
        with self.sending.calling(workspace):
            person = delivery.payload["person"]
            await client.views_publish(user_id=person, view=render_home(reply))

    async def prompts(self, delivery: Delivery) -> None:
        """Suggest questions where somebody is about to ask one."""
        workspace = workspace_from(delivery.payload["workspace"])
        suggested = await delivery.think(self.conversation.prompts)
        prompts = [
            {
                "title": cut(plain_line(each.label), limits.PROMPT_TITLE),
                "message": cut(plain_line(each.value), limits.PROMPT_MESSAGE),
            }
            for each in suggested[: limits.PROMPTS]
        ]
        client = await self.sending.client(workspace)
        # A thread is named in the older way only: in the newer one Slack would do nothing.
        thread = {"thread_ts": t} if (t := delivery.payload["thread"]) else {}
        arguments = {"channel_id": delivery.payload["channel"], "prompts": prompts, **thread}
        with self.sending.calling(workspace):
            await client.api_call("assistant.threads.setSuggestedPrompts", json=arguments)

    async def gone(self, delivery: Delivery) -> None:
        """Forget a workspace from which the bot was removed."""
        workspace = workspace_from(delivery.payload["workspace"])
        await self.sending.accounts.forget(workspace)
        await delivery.think(self.conversation.forget_space, workspace.space)
        await delivery.think(self.desk.at_desk.desk.forget_space, workspace.space)

    async def _is_there(self, delivery: Delivery, way: Way) -> bool:
        """Whether a former try has sent the reply, though it could not write that down."""
        if not delivery.is_doubtful:
            return False
        found = await self.sending.find_sent(delivery, way)
        if found is None:
            return False
        await delivery.think(self.conversation.sent, delivery.job.reply, way.channel, found)
        return True

    async def _post(self, delivery: Delivery, way: Way, reply: Reply) -> None:
        _, message = await self.sending.post(delivery, way, reply)
        await delivery.think(self.conversation.sent, reply.id, way.channel, message)

    async def _gainsay(self, way: Way, asked: Asked) -> Callable[[Asked], Reply]:
        """Return what does the bot's own command for this person in this channel."""
        if not asked.text.casefold().startswith("here"):
            return self.conversation.gainsay
        client = await self.sending.client(way.workspace)
        standing = Standing()  # also where Slack does not say; the log has why
        with suppress(UnanswerableError), self.sending.calling(way.workspace):
            standing = await find_standing(client, way)

        def gainsay(asked: Asked) -> Reply:
            place = replace(asked.place, may_manage=standing.may_manage)
            if asked.text.casefold().split() == ["here", "listen"]:
                return self.conversation.here("listen", place, can_listen=standing.can_listen)
            return self.conversation.gainsay(replace(asked, place=place))

        return gainsay

    def _saying_sorry(self, work: Work) -> Work:
        """Return `work` that ends in words whatever happens."""

        async def done(delivery: Delivery) -> None:
            try:
                await work(delivery)
            except (LaterError, UnanswerableError):
                raise  # the inbox knows what to do
            except RefusedError as error:
                await self._say_sorry(delivery)
                raise UnanswerableError from error
            except Exception as error:  # the outermost place where a person waits
                tries = STORE_TRIES if isinstance(error, StoreError) else TRIES
                if delivery.job.attempts + 1 < tries:
                    raise
                _log.error("a %s could not be answered: %s", delivery.job.kind, said_of(error))
                await self._say_sorry(delivery)
                raise UnanswerableError from error

        return done

    async def _say_sorry(self, delivery: Delivery) -> None:
        self.sorry += 1
        # Where nothing can be sent, or written down first, nothing can be said either.
        with suppress(RefusedError, LaterError, UnanswerableError, StoreError):
            await self.sending.show(delivery, _way(delivery), self.conversation.sorry())


def _way(delivery: Delivery) -> Way:
    return way_from(delivery.payload["way"])
