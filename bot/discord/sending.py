"""Requests to Discord, and what it means when they fail: later, never, or in another form.

A post carries its reply's id as an enforced nonce: within minutes Discord itself posts it
once, however often the library repeats it after a lost answer. For later there is `find`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.discord.bodies import Body, as_private, layout_body, plain_body
from bot.discord.jobs import Way
from bot.discord.limits import every_component
from bot.inbox.delivery import LaterError, UnanswerableError
from bot.reply import Reply

_LIMITED_SECONDS = 30.0
_PAGE, _PAGES = 100, 10
_INVALID_BODY, _NO_HISTORY, _UNKNOWN_WEBHOOK, _UNKNOWN_MESSAGE = 50035, 160002, 10015, 10008
_ACKNOWLEDGED_ALREADY, _OVER, _NOT_OURS = 40060, 50027, 50005
_AT_ONCE, _DEFERRED, _DEFERRED_UPDATE, _WINDOW = 4, 5, 6, 9

_log = logging.getLogger(__name__)


class NotEditableError(Exception):
    """The message is gone, or is none of ours."""


class NotAcknowledgedError(Exception):
    """The interaction has no answer yet that could be edited."""


@dataclass(slots=True)
class Sending:
    """Sends replies. `client` returns the client of now, if there is one."""

    client: Callable[[], discord.Client | None]
    session: aiohttp.ClientSession
    try_again_seconds: float
    adapter: AsyncWebhookAdapter = field(default_factory=AsyncWebhookAdapter)

    async def post(
        self,
        channel: int,
        reply: Reply,
        mark: str,
        reply_to: int | None,
        *,
        people: Sequence[str] = (),
    ) -> str:
        """Post a reply to a channel, once by its `mark`, calling `people`; return its id."""
        about: Body = {"nonce": mark, "enforce_nonce": True}
        if reply_to is not None:
            reference = {"message_id": str(reply_to), "fail_if_not_exists": False}
            about["message_reference"] = reference
        with self._failures("a channel"):
            try:
                return await self._post(channel, layout_body(reply, people) | about)
            except discord.HTTPException as error:
                if error.code == _NO_HISTORY:
                    del about["message_reference"]
                    return await self._post(channel, layout_body(reply, people) | about)
                if not _is_refused_form(error):
                    raise
                _log.warning("Discord refused a layout (%d); an embed is sent", error.code)
                return await self._post(channel, plain_body(reply) | about)

    async def edit(self, channel: int, message: int, reply: Reply) -> None:
        """Put the reply in place of a message of ours; raise `NotEditableError` if it must stay."""
        with self._failures("a channel"):
            try:
                try:
                    await self._edit(channel, message, layout_body(reply))
                except discord.HTTPException as error:
                    if not _is_refused_form(error):
                        raise
                    # What was sent as an embed stays one.
                    await self._edit(channel, message, plain_body(reply))
            except discord.HTTPException as error:
                if error.code in (_UNKNOWN_MESSAGE, _NOT_OURS):
                    raise NotEditableError from error
                raise

    async def open_direct(self, person: int) -> int:
        """Return the channel of direct messages with a person."""
        with self._failures("a person"):
            return int((await self._client().http.start_private_message(person))["id"])

    async def find_member(self, guild: int, person: int) -> None:
        """See that a person is in a server still; raise `UnanswerableError` if not."""
        with self._failures("a server"):
            await self._client().http.get_member(guild, person)

    async def find(self, channel: int, question: int, mark: str) -> str | None:
        """Return the message that answers `question` with the reply `mark`, if it is there.

        Raises `UnanswerableError` if that cannot be found out: then nothing may be sent.
        """
        client, after = self._client(), question
        for _ in range(_PAGES):
            with self._failures("a channel’s history"):
                page = await client.http.logs_from(channel, _PAGE, after=after)
            for message in page:
                if _is_reply(message, client.user, question, mark):
                    return str(message["id"])
            if len(page) < _PAGE:
                return None
            after = max(int(message["id"]) for message in page)
        raise UnanswerableError

    async def answer(self, way: Way, reply: Reply) -> str:
        """Give the answer to an interaction, in place of the last one; return its id.

        Raises `NotAcknowledgedError` if Discord was not told before that one will come.
        """
        with self._failures("an interaction"):
            try:
                return await self._answer(way, layout_body(reply))
            except discord.HTTPException as error:
                if error.code in (_UNKNOWN_WEBHOOK, _UNKNOWN_MESSAGE):
                    raise NotAcknowledgedError from error
                if not _is_refused_form(error):
                    raise
                _log.warning("Discord refused a layout (%d); an embed is sent", error.code)
                return await self._answer(way, plain_body(reply))

    async def acknowledge(self, way: Way) -> None:
        """Tell Discord that an answer for one person will come.

        That it was told before is fine. Raises `UnanswerableError` if it is too late.
        """
        if way.replaces:
            await self._respond(way, {"type": _DEFERRED_UPDATE})
            return
        await self._respond(way, {"type": _DEFERRED, "data": as_private({})})

    async def respond(self, way: Way, reply: Reply) -> None:
        """Answer an interaction at once, for one person, without a promise before."""
        await self._respond(way, {"type": _AT_ONCE, "data": as_private(layout_body(reply))})

    async def open_window(self, way: Way, modal: Body) -> None:
        """Answer an interaction with a window that is filled in; no promise may come before."""
        await self._respond(way, {"type": _WINDOW, "data": modal})

    async def follow_up(self, way: Way, reply: Reply) -> str:
        """Post a reply for all to see where only the interaction lets us; return its id.

        It is sent once: Discord knows no nonce here, so that what went wrong is not repeated.
        """
        route = Route(
            "POST",
            "/webhooks/{webhook_id}/{webhook_token}",
            webhook_id=way.application,
            webhook_token=way.token,
        )
        with self._failures("an interaction"):
            answer = self.session.post(
                route.url, json=layout_body(reply), params={"wait": "true"}, raise_for_status=False
            )
            async with answer as response:
                if response.status != 200:
                    raise UnanswerableError
                return str((await response.json())["id"])

    async def withdraw(self, way: Way) -> None:
        """Delete the answer to an interaction."""
        with self._failures("an interaction"):
            await self.adapter.delete_original_interaction_response(
                way.application, way.token, session=self.session
            )

    async def _respond(self, way: Way, body: Body) -> None:
        params = MultipartParameters(body, None, None)
        with self._failures("an interaction"):
            try:
                await self.adapter.create_interaction_response(
                    way.interaction, way.token, session=self.session, params=params
                )
            except discord.HTTPException as error:
                if error.code != _ACKNOWLEDGED_ALREADY:
                    raise

    async def _answer(self, way: Way, body: Body) -> str:
        answered = await self.adapter.edit_original_interaction_response(
            way.application, way.token, session=self.session, payload=body
        )
        return str(answered["id"])

    async def _post(self, channel: int, body: Body) -> str:
        params = MultipartParameters(body, None, None)
        return str((await self._client().http.send_message(channel, params=params))["id"])

    async def _edit(self, channel: int, message: int, body: Body) -> None:
        params = MultipartParameters(body, None, None)
        await self._client().http.edit_message(channel, message, params=params)

    def _client(self) -> discord.Client:
        client = self.client()
        if client is None or client.is_closed():
            raise LaterError(self.try_again_seconds)
        return client

    @contextmanager
    def _failures(self, where: str) -> Iterator[None]:
        """Turn what the library raises into "later" or "never"; leave bugs alone."""
        try:
            yield
        except discord.DiscordServerError as error:
            raise LaterError(self.try_again_seconds) from error
        except discord.HTTPException as error:
            self._refused(error, where)
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise LaterError(self.try_again_seconds) from error
        except RuntimeError as error:
            client = self.client()
            if client is not None and not client.is_closed():
                raise
            raise LaterError(self.try_again_seconds) from error  # its session was closed meanwhile

    def _refused(self, error: discord.HTTPException, where: str) -> None:
        """Raise what a refusal means; return if it means nothing but a fault of ours."""
        if error.status == 429:
            raise LaterError(_LIMITED_SECONDS) from error
        if error.status == 401 and error.code != _OVER:
            raise LaterError(_LIMITED_SECONDS) from error  # our token: the operator has to act
        if error.status in (401, 403, 404):
            _log.warning(
                "Discord refuses an answer to %s (status %d, code %d)%s",
                where,
                error.status,
                error.code,
                _WHAT_TO_DO.get(error.code, ""),
            )
            raise UnanswerableError from error


_PERMISSIONS = "; give the bot View Channel, Send Messages and Read Message History there"
_WHAT_TO_DO: Mapping[int, str] = {50001: _PERMISSIONS, 50013: _PERMISSIONS}


def _is_refused_form(error: discord.HTTPException) -> bool:
    return error.status == 400 and error.code == _INVALID_BODY


def _is_reply(
    message: Mapping[str, Any], me: discord.ClientUser | None, question: int, mark: str
) -> bool:
    """Whether a message of a channel's history is our reply to `question`."""
    if me is None or message["author"]["id"] != str(me.id):
        return False
    ids = (each.get("custom_id", "") for each in every_component(message["components"]))
    reference = message.get("message_reference") or {}
    return reference.get("message_id") == str(question) or any(f":{mark}:" in id_ for id_ in ids)
