"""Slack as a service: all its parts together, over a socket or over HTTP."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.inbox.running import Inbox
from bot.logs import said_of
from bot.privacy import Sealer
from bot.service import Health, ServiceError
from bot.settings import SlackSettings
from bot.settings.needed import missing_for_slack
from bot.settings.records import HTTP
from bot.slack.accounts import QUIET, Account, Accounts, Authorize, Calls, OneWorkspace
from bot.slack.at_desk import AtDesk
from bot.slack.awaited import WAITED_SECONDS, Awaited
from bot.slack.connecting import Connecting, Timing
from bot.slack.deliveries import Arrived
from bot.slack.desk_working import DeskWorking
from bot.slack.editors import Editors
from bot.slack.installing import ManyWorkspaces, SealedInstallations, oauth_settings
from bot.slack.listening import Listening
from bot.slack.opening import Opening
from bot.slack.refusals import BOT_TOKEN, Kind, read_refusal, what_to_do
from bot.slack.requests import Requests
from bot.slack.retrying import Patience
from bot.slack.sending import Sending
from bot.slack.telling import Telling
from bot.slack.working import Working
from bot.slack.workspaces import Workspaces
from bot.telling.bringing import Bringing
from bot.telling.correcting import Correcting
from knowledge.store.conversation_port import ConversationStore

_log = logging.getLogger(__name__)

_NOT_INSTALLED = "Gainsay is not installed in this workspace any more. Please install it again."


@dataclass(frozen=True, slots=True)
class Times:
    """How long is waited for what; tests are in a hurry."""

    timing: Timing = field(default_factory=Timing)
    patience: Patience = field(default_factory=Patience)
    look_again_seconds: float = 2.0
    try_again_seconds: float = 5.0
    awaited_seconds: float = WAITED_SECONDS


class SlackService:
    """Listens to Slack, and answers. A `Service`."""

    name = "slack"

    def __init__(
        self,
        settings: SlackSettings,
        conversation: Conversation,
        desk: Desk,
        inbox: Inbox,
        kept: ConversationStore,
        sealer: Sealer | None,
        times: Times | None = None,
    ) -> None:
        self._settings = settings
        self._times = times or Times()
        self._inbox = inbox
        self._calls = Calls(settings, self._times.patience)
        self._missing = missing_for_slack(settings, can_seal=sealer is not None)
        self._refused: asyncio.Event = asyncio.Event()
        self._refusal = ""
        self._is_running = False
        oauth = self._set_up_accounts(kept, sealer)
        self._sending = Sending(self._accounts, self._calls, self._times.look_again_seconds)
        at_desk = AtDesk(desk, Editors(self._sending))
        self._opening = Opening(at_desk, self._sending)
        awaited = Awaited(self._times.awaited_seconds)
        desk_working = DeskWorking(at_desk, conversation, self._sending, awaited)
        self._working = Working(conversation, self._sending, desk_working)
        self._workspaces = Workspaces(kept)
        for kind, work in self._working.works().items():
            inbox.serve(kind, work)
        for kind, work in self._telling(conversation).works().items():
            inbox.serve(kind, work, is_news=True)
        self._listening = Listening(conversation, self._keep, self._opening, awaited)
        app = self._app(oauth)
        self._listening.listen(app)
        installs = app.oauth_flow if oauth else None
        self._requests = Requests(app, settings.signing_secret, installs)
        self._connecting = Connecting(
            app, settings.app_token, self._calls.client, self._times.timing
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses to which Slack posts."""
        return self._requests.routes()

    async def run(self) -> None:
        """Listen until cancelled. Raises `ServiceError`."""
        if self._missing:
            said = (f"{variable} {why}" for variable, why in self._missing.items())
            raise ServiceError(self.name, "; ".join(said))
        self._calls.open()
        try:
            if self._settings.bot_token:
                await self._meet()
            self._is_running = True
            await self._listen()
        finally:
            self._is_running = False
            await self._opening.close()
            await self._calls.close()

    def health(self) -> Health:
        """Return whether Slack reaches us, and figures."""
        is_http = self._settings.mode == HTTP
        heard = self._connecting.heard_seconds_ago
        is_well = self._is_running and (is_http or self._connecting.is_connected)
        return Health(
            is_well,
            {
                "mode": self._settings.mode,
                "connected": self._connecting.is_connected,
                "seconds_since_ping": None if heard is None else round(heard, 1),
                "reconnects": max(0, self._connecting.opened - 1),
                "refused_requests": self._requests.refused,
                "not_written_down": self._listening.failed,
                "said_sorry": self._working.sorry,
                "windows_not_opened": self._opening.failed,
                "missing_scopes": " ".join(sorted(self._sending.missing_scopes)) or None,
            },
        )

    def _set_up_accounts(
        self, kept: ConversationStore, sealer: Sealer | None
    ) -> AsyncOAuthSettings | None:
        """Decide whether one workspace is served, or all that install the app."""
        settings = self._settings
        if not (settings.client_id and settings.client_secret and sealer):
            self._accounts: Accounts = OneWorkspace(Account(settings.bot_token), self._on_refused)
            return None
        installations = SealedInstallations(kept, sealer)
        rotator = AsyncTokenRotator(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            client=self._calls.client(),
        )
        self._accounts = ManyWorkspaces(installations, rotator)
        return oauth_settings(settings, kept, installations)

    def _telling(self, conversation: Conversation) -> Telling:
        known = conversation.known
        correcting, bringing = Correcting(known), Bringing(known)
        return Telling(conversation, correcting, bringing, self._sending, self._workspaces)

    def _app(self, oauth: AsyncOAuthSettings | None) -> AsyncApp:
        return AsyncApp(
            name="gainsay",
            logger=QUIET,
            # Listeners do nothing but write down: see listening.py.
            process_before_response=True,
            # requests.py has looked at the signature already.
            signing_secret=self._settings.signing_secret,
            request_verification_enabled=False,
            client=self._calls.client(),
            authorize=Authorize(self._accounts.find),  # type: ignore[arg-type]
            user_facing_authorize_error_message=_NOT_INSTALLED,
            oauth_settings=oauth,
            attaching_conversation_kwargs_enabled=False,
        )

    async def _keep(self, arrived: Arrived) -> bool:
        await self._workspaces.note(arrived.workspace)
        return await self._inbox.keep(
            arrived.key,
            arrived.kind,
            arrived.workspace.space,
            arrived.payload,
            lives_seconds=arrived.lives_seconds,
        )

    async def _meet(self) -> None:
        """Ask Slack who we are, until it answers. Raises `ServiceError` if it does not know us."""
        client = self._calls.client(self._settings.bot_token)
        while True:
            try:
                answer = await client.auth_test()
            except SlackApiError as error:
                refusal = read_refusal(error)
                if refusal.kind not in (Kind.LATER, Kind.UNCERTAIN):
                    raise ServiceError(self.name, what_to_do(refusal.code, BOT_TOKEN)) from error
                _log.warning("Slack does not say who we are (%s); trying on", refusal.code)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                _log.warning("Slack cannot be reached (%s); trying on", said_of(error))
            else:
                me, bot = answer.get("user_id") or "", answer.get("bot_id") or ""
                account = Account(self._settings.bot_token, me, bot)
                self._accounts.met(answer.get("team_id") or "", account)
                return
            await asyncio.sleep(self._times.try_again_seconds)

    async def _listen(self) -> None:
        """Listen until the token is refused. Raises `ServiceError` then."""
        listening: list[asyncio.Task[Any]] = [asyncio.create_task(self._refused.wait())]
        if self._settings.mode != HTTP:
            listening.append(asyncio.create_task(self._connecting.run()))
        try:
            await asyncio.wait(listening, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in listening:
                task.cancel()
            ended = await asyncio.gather(*listening, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error
        raise ServiceError(self.name, what_to_do(self._refusal, BOT_TOKEN))

    def _on_refused(self, code: str) -> None:
        self._refusal = code
        self._refused.set()
