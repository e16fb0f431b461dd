"""As whom does the bot speak in a workspace? With one token that is set, or each with its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.settings import SlackSettings
from bot.slack.retrying import Patience, retry_handlers

QUIET = logging.getLogger("slack")
"""What the libraries write their logs to: nobody reads them, for they hold bodies and addresses.

What an operator should know of is logged by us, where it happens.
"""
QUIET.setLevel(logging.CRITICAL + 1)

CALL_SECONDS = 30
_IDLE_CONNECTION_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where something came from. Without `team` it is a whole organisation's."""

    team: str
    enterprise: str = ""
    is_org_wide: bool = False

    @property
    def space(self) -> str:
        """What the conversation calls it."""
        return f"slack:{self.team or self.enterprise}"


@dataclass(frozen=True, slots=True)
class Account:
    """As whom the bot speaks. `me` is its id as a member; "" is not known yet."""

    token: str = field(repr=False)
    me: str = ""
    bot_id: str = ""


class Accounts(Protocol):
    """Knows as whom the bot speaks, and hears when that is not accepted."""

    def met(self, team: str, account: Account, /) -> None:
        """Take note of whose the settings' token is, and in which workspace."""
        ...

    async def find(self, workspace: Workspace, /) -> Account | None:
        """Return the account as it is kept; None if the bot was not installed there."""
        ...

    async def find_fresh(self, workspace: Workspace, /) -> Account | None:
        """Return the account with a token that will not expire soon; this may ask Slack."""
        ...

    def refused(self, workspace: Workspace, code: str, /) -> bool:
        """Take note that the account's token is not accepted; say whether it may yet be."""
        ...

    async def forget(self, workspace: Workspace, /) -> None:
        """Forget the account: the bot was removed."""
        ...


@dataclass(slots=True)
class OneWorkspace:
    """The account of the settings' token. `on_refused` hears that it is not accepted any more."""

    account: Account
    on_refused: Callable[[str], None]

    def met(self, _team: str, account: Account, /) -> None:
        self.account = account

    async def find(self, _workspace: Workspace, /) -> Account | None:
        return self.account

    async def find_fresh(self, _workspace: Workspace, /) -> Account | None:
        return self.account

    def refused(self, _workspace: Workspace, code: str, /) -> bool:
        self.on_refused(code)
        # The operator is told; with another token in the settings it goes on.
        return True

    async def forget(self, _workspace: Workspace, /) -> None:
        """Nothing is kept; the next call will find out that the token was revoked."""


class Authorize(AsyncAuthorize):
    """Tells Bolt as whom the bot speaks, without asking Slack: an event waits for it."""

    def __init__(self, find: Callable[[Workspace], Awaitable[Account | None]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._find = find

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actor: str | None,
    ) -> AuthorizeResult | None:
        org_wide = bool(context.is_enterprise_install)
        account = await self._find(Workspace(team_id or "", enterprise_id or "", org_wide))
        if account is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=account.me or None,
            bot_id=account.bot_id or None,
            bot_token=account.token,
            user_id=user_id,
        )


@dataclass(slots=True)
class Calls:
    """Makes the clients that call Slack, over connections that they share while it runs."""

    settings: SlackSettings
    patience: Patience = field(default_factory=Patience)
    session: aiohttp.ClientSession | None = None

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Return what calls the Web API with `token`."""
        return AsyncWebClient(
            token=token,
            base_url=self.settings.api_url,
            timeout=CALL_SECONDS,
            session=self.session,
            logger=QUIET,
            retry_handlers=retry_handlers(self.patience),
        )

    def webhook(self, address: str) -> AsyncWebhookClient:
        """Return what posts to a `response_url`."""
        return AsyncWebhookClient(
            address,
            timeout=CALL_SECONDS,
            session=self.session,
            logger=QUIET,
            retry_handlers=retry_handlers(self.patience),
        )

    def open(self) -> None:
        """Open the connections that are shared; within the event loop."""
        # An idle connection may be closed by Slack just when we post on it.
        connector = aiohttp.TCPConnector(keepalive_timeout=_IDLE_CONNECTION_SECONDS)
        timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
        self.session = aiohttp.ClientSession(connector=connector, timeout=timeout)

    async def close(self) -> None:
        """Close them."""
        if self.session is not None:
            await self.session.close()
            # aiohttp closes TLS connections only in the loop's next rounds.
            await asyncio.sleep(0)
            self.session = None
