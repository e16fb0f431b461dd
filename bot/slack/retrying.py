"""Which calls may be made again? Not those that a person would see twice.

What was refused for its rate, and what never reached Slack, can always be made again. When
an answer was lost, or Slack failed while it worked, only calls that change nothing, or end in
the same state, are repeated here; a post is looked for first (sending.py).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.http_retry.jitter import Jitter
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse

NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""The connection was not made: nothing can have arrived."""
REPEATABLE = frozenset(
    {
        "apps.connections.open",
        "assistant.threads.setSuggestedPrompts",
        "auth.test",
        "chat.update",
        "conversations.history",
        "conversations.info",
        "conversations.replies",
        "usergroups.users.list",
        "users.info",
        "views.publish",
        "views.update",
    }
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited in place; what takes longer is put off, and others go first."""

    tries: int = 4
    backoff: float = 0.5
    longest_wait_seconds: float = 10.0


def retry_handlers(patience: Patience) -> list[AsyncRetryHandler]:
    """Return what the SDK asks whether a failed call may be made again."""
    pauses = BackoffRetryIntervalCalculator(patience.backoff, _InProportion())
    return [
        _RateLimited(patience),
        AsyncConnectionErrorRetryHandler(patience.tries, pauses, list(NEVER_SENT)),
        _Repeatable(patience.tries, pauses),
    ]


class _InProportion(Jitter):
    """Varies a pause by up to its half; the SDK's own adds up to a second to any."""

    def recalculate(self, duration: float) -> float:
        return duration * random.uniform(0.5, 1.5)


class _RateLimited(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, unless that is too long to wait here."""

    def __init__(self, patience: Patience) -> None:
        super().__init__(patience.tries)
        self._longest = patience.longest_wait_seconds

    async def _can_retry_async(
        self,
        *,
        response: HttpResponse | None = None,
        **_request: object,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        headers = {name.lower(): value for name, value in response.headers.items()}
        after = headers.get("retry-after", ["0"])[0]
        return after.isascii() and after.isdecimal() and int(after) <= self._longest


class _Repeatable(AsyncRetryHandler):
    """Makes calls again whose second time changes nothing."""

    async def _can_retry_async(
        self,
        *,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
        **_state: object,
    ) -> bool:
        method = urlsplit(request.url).path.rpartition("/")[2]
        if method not in REPEATABLE:
            return False
        if error is not None:
            return isinstance(error, aiohttp.ClientConnectionError | TimeoutError)
        return response is not None and response.status_code >= 500
