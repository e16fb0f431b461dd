"""Is a message there already? Ours carry a mark in their metadata.

Slack lets most apps read a channel's past once a minute only: it is asked when there is a
doubt, and never else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.inbox.delivery import UnanswerableError

MARK_EVENT = "gainsay_reply"
_A_PAGE = 100
_PAGES = 3


async def find_message(
    client: AsyncWebClient, channel: str, thread: str, since: str, mark: str
) -> str | None:
    """Return the id of the message with that mark, posted after `since`; None if there is none.

    Raises what the SDK raises, and `UnanswerableError` if there is too much to look through.
    """
    cursor = ""
    for _ in range(_PAGES):
        wanted: dict[str, Any] = {"oldest": since, "limit": _A_PAGE, "include_all_metadata": True}
        if cursor:
            wanted["cursor"] = cursor
        if thread:
            answer = await client.conversations_replies(channel=channel, ts=thread, **wanted)
        else:
            answer = await client.conversations_history(channel=channel, **wanted)
        if found := _with_mark(answer.get("messages") or [], mark):
            return found
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None
    raise UnanswerableError


def _with_mark(messages: Iterable[Mapping[str, Any]], mark: str) -> str | None:
    for message in messages:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == MARK_EVENT and payload.get("reply") == mark:
            return str(message["ts"])
    return None
