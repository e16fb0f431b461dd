"""A reply reaches Slack once, whatever happens to its answer.

What is about to be sent is written down, under a mark that the message carries. If the work
stopped there, or the answer was lost, the message is looked for by that mark before it is
sent again. What cannot be looked for, because only one person sees it, is never sent twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.inbox.delivery import Delivery, LaterError, UnanswerableError
from bot.reply import Reply
from bot.slack.accounts import Accounts, Calls, Workspace
from bot.slack.deliveries import Way, remembering
from bot.slack.refusals import Kind, Refusal, read_refusal, read_webhook_refusal
from bot.slack.render import Message, calling, render
from bot.slack.retrying import NEVER_SENT
from bot.slack.searching import MARK_EVENT, find_message
from bot.slack.views import render_modal

_log = logging.getLogger(__name__)

UNSEEN = "unseen:"
"""Begins the mark of what only one person sees."""
_CLOCKS_DIFFER_SECONDS = 60.0
_TRY_AGAIN_SECONDS = 5.0
_TOKEN_SECONDS = 60.0
# Nothing of a message is read as markup, nothing in it unfolds.
_AS_TYPED = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}

Post = Callable[[Message], Coroutine[Any, Any, str]]
"""Sends a message and returns the id that Slack gave it, "" if it gave none."""


class RefusedError(Exception):
    """Slack did not take a message; nothing was sent."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(slots=True)
class Sending:
    """Sends replies. `look_again_seconds` after an answer was lost the message is looked for."""

    accounts: Accounts
    calls: Calls
    look_again_seconds: float = 2.0
    missing_scopes: set[str] = field(default_factory=set)

    async def client(self, workspace: Workspace) -> AsyncWebClient:
        """Return what speaks in the workspace; raise `UnanswerableError` if nothing does."""
        account = await self.accounts.find_fresh(workspace)
        if account is None:
            raise UnanswerableError
        return self.calls.client(account.token)

    @contextmanager
    def calling(self, workspace: Workspace) -> Iterator[None]:
        """Turn what fails within into `LaterError` or `UnanswerableError`; for all but posts."""
        try:
            yield
        except SlackApiError as error:
            refusal = read_refusal(error)
            if refusal.kind in (Kind.LATER, Kind.UNCERTAIN):
                raise LaterError(refusal.wait_seconds or _TRY_AGAIN_SECONDS) from error
            self._note(workspace, refusal)
            raise UnanswerableError from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise LaterError(_TRY_AGAIN_SECONDS) from error

    async def find_sent(self, delivery: Delivery, way: Way) -> str | None:
        """Return the id of the message that a former try may have sent; None if it is not there.

        Raises `UnanswerableError` if that cannot be found out, `LaterError` if not now.
        """
        mark = delivery.job.reply
        if mark.startswith(UNSEEN):
            raise UnanswerableError
        client = await self.client(way.workspace)
        since = way.asked_at or f"{delivery.job.received_at - _CLOCKS_DIFFER_SECONDS:.6f}"
        with self.calling(way.workspace):
            return await find_message(client, way.channel, way.thread, since, mark)

    async def post(
        self, delivery: Delivery, way: Way, reply: Reply, *, people: Sequence[str] = ()
    ) -> tuple[str, str]:
        """Send the reply for all to see, calling `people`; return its channel and its id.

        Raises `RefusedError`.
        """
        client = await self.client(way.workspace)
        mark = delivery.mark_of(reply.id)
        channel = way.channel
        metadata = {"event_type": MARK_EVENT, "event_payload": {"reply": mark}}

        async def to_channel(message: Message) -> str:
            nonlocal channel
            message = calling(message, people)
            answer = await client.chat_postMessage(
                channel=way.channel,
                thread_ts=way.thread or None,
                text=message["text"],
                blocks=message.get("blocks"),
                metadata=metadata,
                parse="none",
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
            channel = str(answer["channel"])
            return str(answer["ts"])

        message = await self._once(delivery, way, reply, mark, to_channel)
        return channel, message

    async def update(self, way: Way, message: str, reply: Reply) -> None:
        """Put the reply in place of a message of ours. Raises `RefusedError`.

        Doing it twice is no harm: nothing has to be written down before.
        """
        client = await self.client(way.workspace)

        async def edited(shown: Message) -> str:
            # Without blocks the old ones would stay.
            blocks = shown.get("blocks", [])
            text = shown["text"]
            await client.chat_update(
                channel=way.channel, ts=message, text=text, blocks=blocks, parse="none"
            )
            return message

        try:
            await self._fitting(edited, render(reply))
        except RefusedError as error:
            refusal = error.refusal
            if refusal.kind in (Kind.LATER, Kind.UNCERTAIN):
                raise LaterError(refusal.wait_seconds or _TRY_AGAIN_SECONDS) from error
            self._note(way.workspace, refusal)
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise LaterError(_TRY_AGAIN_SECONDS) from error

    async def show(self, delivery: Delivery, way: Way, reply: Reply) -> None:
        """Send the reply to the one person. Raises `RefusedError`."""
        mark = UNSEEN + delivery.mark_of(reply.id)
        if way.view:
            await self._once(delivery, way, reply, mark, await self._into_view(way, reply))
        elif way.response_url:
            extras = {"response_type": "ephemeral", "replace_original": way.replaces}
            await self._once(delivery, way, reply, mark, self._through(way, extras))
        elif way.is_direct:
            await self.post(delivery, way, reply)
        else:
            await self._once(delivery, way, reply, mark, await self._whisper(way))

    async def replace(self, way: Way, reply: Reply) -> None:
        """Put the reply in place of what only this person sees. Raises `RefusedError`.

        Doing it twice is no harm: nothing has to be written down before. Raises `LaterError`.
        """
        extras = {"response_type": "ephemeral", "replace_original": way.replaces}
        try:
            await self._fitting(self._through(way, extras), render(reply))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise LaterError(_TRY_AGAIN_SECONDS) from error

    async def open(self, delivery: Delivery, way: Way, reply: Reply) -> None:
        """Open a window with the reply, where no message can be shown. Raises `RefusedError`."""
        client = await self.client(way.workspace)
        view = render_modal(reply, remembers=remembering(way))

        async def opened(_message: Message) -> str:
            await client.views_open(trigger_id=way.trigger, view=view)
            return ""

        mark = UNSEEN + delivery.mark_of(reply.id)
        await self._once(delivery, way, reply, mark, opened)

    async def post_through(self, delivery: Delivery, way: Way, reply: Reply) -> None:
        """Send the reply for all to see where the bot is no member. Raises `RefusedError`."""
        mark = UNSEEN + delivery.mark_of(reply.id)
        extras = {"response_type": "in_channel", "replace_original": False}
        await self._once(delivery, way, reply, mark, self._through(way, extras))

    def _through(self, way: Way, extras: Mapping[str, Any]) -> Post:
        client = self.calls.webhook(way.response_url)
        thread = {"thread_ts": way.thread} if way.thread else {}

        async def post(message: Message) -> str:
            answer = await client.send_dict({**message, **extras, **thread, **_AS_TYPED})
            if answer.status_code != 200:
                refusal = read_webhook_refusal(answer.status_code, answer.body, answer.headers)
                raise RefusedError(refusal)
            return ""

        return post

    async def _into_view(self, way: Way, reply: Reply) -> Post:
        client = await self.client(way.workspace)
        view = render_modal(reply, remembers=remembering(way))

        async def post(_message: Message) -> str:
            await client.views_update(view_id=way.view, view=view)
            return ""

        return post

    async def _whisper(self, way: Way) -> Post:
        client = await self.client(way.workspace)
        # In a thread that has only just begun, Slack shows nothing to a single person.
        thread = way.thread if way.thread != way.asked_at else ""

        async def post(message: Message) -> str:
            await client.chat_postEphemeral(
                channel=way.channel,
                user=way.person,
                thread_ts=thread or None,
                text=message["text"],
                blocks=message.get("blocks"),
                parse="none",
            )
            return ""

        return post

    async def _once(self, delivery: Delivery, way: Way, reply: Reply, mark: str, post: Post) -> str:
        """Send with `post`, or say by an error what to do next."""
        await delivery.sending(mark)
        try:
            return await self._fitting(post, render(reply))
        except RefusedError as error:
            refusal = error.refusal
        except NEVER_SENT as error:
            await delivery.sending("")
            raise LaterError(_TRY_AGAIN_SECONDS) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # It may be there. The mark stays, and the next try looks for it.
            raise LaterError(self.look_again_seconds) from error
        if refusal.kind is Kind.UNCERTAIN:
            raise LaterError(self.look_again_seconds)
        await delivery.sending("")
        if refusal.kind is Kind.LATER:
            raise LaterError(refusal.wait_seconds)
        self._note(way.workspace, refusal)
        raise RefusedError(refusal)

    async def _fitting(self, post: Post, message: Message) -> str:
        """Send with `post`; if Slack finds the blocks too much, the headline alone."""
        try:
            return await _refusing(post, message)
        except RefusedError as error:
            if error.refusal.kind is not Kind.TOO_MUCH:
                raise
            _log.error("Slack refused the blocks of a message (%s)", error.refusal.code)
            return await _refusing(post, {"text": message["text"]})

    def _note(self, workspace: Workspace, refusal: Refusal) -> None:
        """Say in the log what an operator can do something about.

        Raises `LaterError` where that would let the message be sent.
        """
        if refusal.kind is Kind.TOKEN:
            _log.error("Slack does not accept the bot's token (%s)", refusal.code)
            if self.accounts.refused(workspace, refusal.code):
                raise LaterError(_TOKEN_SECONDS)
        elif refusal.kind is Kind.SCOPE:
            scope = refusal.scope or "unknown"
            self.missing_scopes.add(scope)
            _log.error(
                "the app lacks the scope %s: add it under OAuth & Permissions on its page at"
                " api.slack.com/apps (deploy/slack-manifest.yaml has all) and reinstall it",
                scope,
            )
        else:
            _log.warning("Slack refused a call (%s)", refusal.code)


async def _refusing(post: Post, message: Message) -> str:
    try:
        return await post(message)
    except SlackApiError as error:
        raise RefusedError(read_refusal(error)) from error
