"""What Slack delivers, as it does: events, commands, shortcuts and presses, complete."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack_views import state_of

Json = dict[str, Any]

TEAM, ENTERPRISE, APP = "T0GAINSAY", "E0ORG", "A0GAINSAY"
ME, BOT = "U0GAINSAY", "B0GAINSAY"
ANN, BEN, ADMIN = "U0ANN", "U0BEN", "U0ADMIN"
NAMES = {ANN: "Ann Example", BEN: "Ben Example", ADMIN: "Ada Example", ME: "Gainsay"}
EDITORS = "S0EDITORS"
GENERAL, DESK, ELSEWHERE = "C0GENERAL", "C0DESK", "C0ELSEWHERE"
DIRECT = "D0ANN"


@dataclass(slots=True)
class Clock:
    """Slack's own time: each message has one that no other has."""

    _count: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    def ts(self) -> str:
        return f"{int(time.time())}.{next(self._count):06d}"


@dataclass(slots=True)
class Payloads:
    """Makes deliveries. `responses` is where `response_url`s begin."""

    team: str = TEAM
    enterprise: str | None = None
    is_org_wide: bool = False
    me: str = ME
    responses: str = "http://127.0.0.1/response/"
    clock: Clock = field(default_factory=Clock)
    # response_url: in which channel and thread, and for whom it works
    where: dict[str, Json] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def event(self, event: Mapping[str, Any], *, event_id: str = "") -> Json:
        return {
            "token": "verification-token-not-used",
            "team_id": None if self.is_org_wide else self.team,
            "enterprise_id": self.enterprise,
            "context_team_id": self.team,
            "context_enterprise_id": self.enterprise,
            "api_app_id": APP,
            "event": dict(event),
            "type": "event_callback",
            "event_id": event_id or f"Ev{next(self._ids):08d}",
            "event_time": int(time.time()),
            "authorizations": [
                {
                    "enterprise_id": self.enterprise,
                    "team_id": None if self.is_org_wide else self.team,
                    "user_id": self.me,
                    "is_bot": True,
                    "is_enterprise_install": self.is_org_wide,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-eyJldCI6ImFwcF9tZW50aW9uIn0",
        }

    def mention(
        self, text: str, *, channel: str = GENERAL, user: str = ANN, thread: str = "", **more: Any
    ) -> Json:
        """A message that mentions the bot, as `app_mention`."""
        event = self._said(f"<@{self.me}> {text}", channel, user, thread)
        return self.event({**event, "type": "app_mention", **more})

    def message(
        self, text: str, *, channel: str = GENERAL, user: str = ANN, thread: str = "", **more: Any
    ) -> Json:
        """A message in a channel, as `message`."""
        event = self._said(text, channel, user, thread)
        return self.event({**event, "type": "message", "channel_type": "channel", **more})

    def direct(
        self, text: str, *, channel: str = DIRECT, user: str = ANN, thread: str = "", **more: Any
    ) -> Json:
        event = self._said(text, channel, user, thread)
        return self.event({**event, "type": "message", "channel_type": "im", **more})

    def home(self, *, user: str = ANN, tab: str = "home") -> Json:
        event = {"type": "app_home_opened", "user": user, "channel": DIRECT, "tab": tab}
        return self.event({**event, "event_ts": self.clock.ts()})

    def thread_started(self, *, user: str = ANN) -> Json:
        thread = {
            "user_id": user,
            "context": {"channel_id": GENERAL, "team_id": self.team, "enterprise_id": None},
            "channel_id": DIRECT,
            "thread_ts": self.clock.ts(),
        }
        started = {"type": "assistant_thread_started", "assistant_thread": thread}
        return self.event({**started, "event_ts": self.clock.ts()})

    def uninstalled(self) -> Json:
        return self.event({"type": "app_uninstalled", "event_ts": self.clock.ts()})

    def tokens_revoked(self, *, bot: bool) -> Json:
        tokens = {"oauth": [] if bot else [ANN], "bot": [self.me] if bot else []}
        return self.event({"type": "tokens_revoked", "tokens": tokens})

    def command(
        self, command: str, text: str = "", *, channel: str = GENERAL, user: str = ANN
    ) -> Json:
        return {
            "token": "verification-token-not-used",
            "team_id": self.team,
            "team_domain": "newsroom",
            "channel_id": channel,
            "channel_name": "directmessage" if channel.startswith("D") else "general",
            "user_id": user,
            "user_name": "ann",
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "true" if self.is_org_wide else "false",
            **({"enterprise_id": self.enterprise} if self.enterprise else {}),
            "response_url": self.response_url(channel, user),
            "trigger_id": self.trigger(),
        }

    def check(
        self,
        text: str,
        *,
        channel: str = GENERAL,
        user: str = ANN,
        callback_id: str = "check_message",
        **message: Any,
    ) -> Json:
        """The message shortcut, on somebody's message."""
        said = {"type": "message", "user": BEN, "ts": self.clock.ts(), "text": text, **message}
        return {
            **self._interactive("message_action", user),
            "callback_id": callback_id,
            "message_ts": said["ts"],
            "channel": {"id": channel, "name": "general"},
            "message": said,
            "response_url": self.response_url(channel, user),
        }

    def press(self, post: Mapping[str, Any], action: Json, *, user: str = ANN) -> Json:
        """Pressing a widget of a message; `action` is the element with what was chosen."""
        is_private = bool(post.get("user"))
        message = {
            "type": "message",
            "user": self.me,
            "bot_id": BOT,
            "app_id": APP,
            "ts": post["ts"],
            "text": post["text"],
            "blocks": post.get("blocks", []),
            **({"thread_ts": post["thread_ts"]} if post.get("thread_ts") else {}),
        }
        container = {
            "type": "message",
            "message_ts": post["ts"],
            "channel_id": post["channel"],
            "is_ephemeral": is_private,
            **({"thread_ts": post["thread_ts"]} if post.get("thread_ts") else {}),
        }
        return {
            **self._interactive("block_actions", user),
            "container": container,
            "channel": {"id": post["channel"], "name": "general"},
            # Of an ephemeral message Slack tells nothing.
            **({} if is_private else {"message": message}),
            "state": {"values": {}},
            "response_url": self.response_url(post["channel"], user),
            "actions": [self._action(action)],
        }

    def press_in_view(self, view: Mapping[str, Any], action: Json, *, user: str = ANN) -> Json:
        return {
            **self._interactive("block_actions", user),
            "container": {"type": "view", "view_id": view["id"]},
            "view": {**view, "app_installed_team_id": self.team},
            "actions": [self._action(action)],
        }

    def submit(self, view: Mapping[str, Any], *, user: str = ANN, **filled: str) -> Json:
        """Sending a window, filled in as Slack lets people fill it in."""
        return {
            **self._interactive("view_submission", user),
            "view": {**view, "state": {"values": state_of(view, filled)}},
            "response_urls": [],
        }

    def suggestion(
        self, view: Mapping[str, Any], name: str, typed: str, *, user: str = ANN
    ) -> Json:
        """Typing into a menu of a window that asks what it may offer."""
        (block,) = [b for b in view["blocks"] if b.get("element", {}).get("action_id") == name]
        return {
            **self._interactive("block_suggestion", user),
            "container": {"type": "view", "view_id": view["id"]},
            "view": dict(view),
            "action_id": name,
            "block_id": block["block_id"],
            "value": typed,
        }

    def response_url(self, channel: str, user: str) -> str:
        number = next(self._ids)
        self.where[f"/response/{number}"] = {"channel": channel, "user": user}
        return f"{self.responses}{number}"

    def trigger(self) -> str:
        return f"{next(self._ids)}.{int(time.time())}.abcdef0123456789"

    def _said(self, text: str, channel: str, user: str, thread: str) -> Json:
        ts = self.clock.ts()
        elements = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
        return {
            "client_msg_id": f"3f4c1f6e-0000-4000-8000-{next(self._ids):012d}",
            "user": user,
            "text": text,
            "ts": ts,
            "team": self.team,
            "blocks": [{"type": "rich_text", "block_id": "Xyz", "elements": elements}],
            "channel": channel,
            "event_ts": ts,
            **({"thread_ts": thread, "parent_user_id": user} if thread else {}),
        }

    def _interactive(self, kind: str, user: str) -> Json:
        team = {"id": self.team, "domain": "newsroom"}
        return {
            "type": kind,
            "token": "verification-token-not-used",
            "action_ts": self.clock.ts(),
            "team": None if self.is_org_wide else team,
            "enterprise": {"id": self.enterprise, "name": "Org"} if self.enterprise else None,
            "is_enterprise_install": self.is_org_wide,
            "user": {"id": user, "username": "ann", "name": "ann", "team_id": self.team},
            "api_app_id": APP,
            "trigger_id": self.trigger(),
        }

    def _action(self, action: Json) -> Json:
        kept = ("type", "action_id", "block_id", "text", "value", "placeholder", "selected_option")
        shown = {key: value for key, value in action.items() if key in kept}
        return {"block_id": "b1", **shown, "action_ts": self.clock.ts()}
