"""Many workspaces: each installs the app by itself, and its token is kept sealed.

An organisation may install it for all of its workspaces at once. Tokens may be short-lived
("rotated"): then a fresh one is fetched with what was kept beside the old one.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import aiohttp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.inbox.delivery import LaterError
from bot.privacy import Sealer, SealError
from bot.settings import SlackSettings
from bot.slack.accounts import QUIET, Account, Workspace
from bot.slack.refusals import Kind, Refusal, read_refusal
from bot.slack.scopes import SCOPES
from knowledge.store.conversation_port import ConversationStore

PLATFORM = "slack"
FRESH_MINUTES = 120
STATE_SECONDS = 600.0
_TRY_AGAIN_SECONDS = 10.0
_STATE = "slack.state."
_log = logging.getLogger(__name__)


class SealedInstallations(AsyncInstallationStore):
    """Keeps what it takes to speak in a workspace. Of whoever installed it nothing is kept."""

    def __init__(self, kept: ConversationStore, sealer: Sealer) -> None:
        self._kept = kept
        self._sealer = sealer

    @property
    def logger(self) -> logging.Logger:
        return QUIET

    async def async_save(self, installation: Installation) -> None:
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        team = _name(bot.enterprise_id, bot.team_id, bot.is_enterprise_install)
        sealed = self._sealer.seal(_record(bot))
        await asyncio.to_thread(self._kept.keep_installation, PLATFORM, team, sealed)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        team = _name(enterprise_id, team_id, is_enterprise_install)
        sealed = await asyncio.to_thread(self._kept.find_installation, PLATFORM, team)
        if sealed is None:
            return None
        try:
            return Bot(**self._sealer.open(sealed))
        except SealError:
            _log.error("a workspace's token was sealed with another GAINSAY_KEY; set that again")
            return None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        bot = await self.async_find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return Installation(user_id=user_id or "", **_record(bot)) if bot else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        # Whichever of the two it was: a removed app speaks nowhere.
        for team in filter(None, (team_id, enterprise_id if not team_id else None)):
            await asyncio.to_thread(self._kept.delete_installation, PLATFORM, team)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        if user_id is None:
            await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class States(AsyncOAuthStateStore):
    """Remembers for ten minutes who went to Slack to install the app; each works once."""

    def __init__(self, kept: ConversationStore, clock: Callable[[], float] = time.time) -> None:
        self._kept = kept
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        return QUIET

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        state = secrets.token_urlsafe(32)
        await asyncio.to_thread(self._keep, state)
        return state

    async def async_consume(self, state: str) -> bool:
        until = await asyncio.to_thread(self._kept.pop_value, _state_name(state))
        return until is not None and self._clock() < float(until)

    def _keep(self, state: str) -> None:
        for name, until in self._kept.find_values(_STATE).items():
            if float(until) <= self._clock():
                self._kept.pop_value(name)
        self._kept.set_value(_state_name(state), str(self._clock() + STATE_SECONDS))


@dataclass(slots=True)
class ManyWorkspaces:
    """The accounts of all workspaces that installed the app; one may be set in the settings."""

    installations: SealedInstallations
    rotator: AsyncTokenRotator
    own: dict[str, Account] = field(default_factory=dict)
    # Two fetching a fresh token with the same old one: the second would be refused.
    _fetching: defaultdict[Workspace, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )

    def met(self, team: str, account: Account, /) -> None:
        self.own = {team: account}

    async def find(self, workspace: Workspace, /) -> Account | None:
        bot = await self._kept(workspace)
        return _account(bot) if bot else self.own.get(workspace.team)

    async def find_fresh(self, workspace: Workspace, /) -> Account | None:
        async with self._fetching[workspace]:
            bot = await self._kept(workspace)
            if bot is None:
                return self.own.get(workspace.team)
            if bot.bot_refresh_token is None:
                return _account(bot)
            try:
                fresh = await self.rotator.perform_bot_token_rotation(
                    bot=bot, minutes_before_expiration=FRESH_MINUTES
                )
            except SlackTokenRotationError as error:
                return await self._instead(workspace, bot, read_refusal(error.api_error))
            except (aiohttp.ClientError, TimeoutError, OSError):
                return await self._instead(workspace, bot, Refusal(Kind.UNCERTAIN, "unreachable"))
            if fresh is not None:
                await self.installations.async_save_bot(fresh)
            return _account(fresh or bot)

    def refused(self, _workspace: Workspace, _code: str, /) -> bool:
        # That workspace has to install the app again.
        return False

    async def forget(self, workspace: Workspace, /) -> None:
        await self.installations.async_delete_all(
            enterprise_id=workspace.enterprise or None,
            team_id=None if workspace.is_org_wide else workspace.team,
        )

    async def _kept(self, workspace: Workspace) -> Bot | None:
        return await self.installations.async_find_bot(
            enterprise_id=workspace.enterprise or None,
            team_id=workspace.team or None,
            is_enterprise_install=workspace.is_org_wide,
        )

    async def _instead(self, workspace: Workspace, old: Bot, refusal: Refusal) -> Account | None:
        """Return the account when no fresh token was given out.

        Raises `LaterError` where one may be given out yet.
        """
        now = await self._kept(workspace)
        if now is not None and now.bot_token != old.bot_token:
            return _account(now)  # another process has got one
        _log.error("no fresh token was given out for a workspace (%s)", refusal.code)
        if (old.bot_token_expires_at or 0) > time.time():
            return _account(old)
        if refusal.kind in (Kind.LATER, Kind.UNCERTAIN):
            raise LaterError(refusal.wait_seconds or _TRY_AGAIN_SECONDS)
        return None


def oauth_settings(
    settings: SlackSettings, kept: ConversationStore, installations: SealedInstallations
) -> AsyncOAuthSettings:
    """Return how the app is installed by a workspace, over our own stores."""
    return AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=SCOPES,
        user_scopes=(),
        # https://slack.com/api/ → https://slack.com/oauth/v2/authorize
        authorization_url=urljoin(settings.api_url, "../oauth/v2/authorize"),
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=States(kept),
        state_expiration_seconds=int(STATE_SECONDS),
        logger=QUIET,
    )


def _account(bot: Bot) -> Account:
    return Account(bot.bot_token, bot.bot_user_id, bot.bot_id)


def _name(enterprise_id: str | None, team_id: str | None, is_org_wide: bool | None) -> str:
    return (enterprise_id if is_org_wide or not team_id else team_id) or ""


def _record(bot: Bot) -> dict[str, Any]:
    return {
        "app_id": bot.app_id,
        "enterprise_id": bot.enterprise_id,
        "team_id": bot.team_id,
        "bot_token": bot.bot_token,
        "bot_id": bot.bot_id,
        "bot_user_id": bot.bot_user_id,
        "bot_scopes": ",".join(bot.bot_scopes),
        "bot_refresh_token": bot.bot_refresh_token,
        "bot_token_expires_at": bot.bot_token_expires_at,
        "is_enterprise_install": bot.is_enterprise_install,
        "installed_at": bot.installed_at,
    }


def _state_name(state: str) -> str:
    return _STATE + hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
