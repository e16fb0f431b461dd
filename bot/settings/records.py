"""What the parts of the bot are set to. "" means that nothing was set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

SLACK_API = "https://slack.com/api/"
SOCKET, HTTP = "socket", "http"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How Slack is spoken to. `mode` is "socket" or "http"; `api_url` ends with a slash."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = SLACK_API
    mode: str = SOCKET

    @property
    def is_set(self) -> bool:
        """Whether anything says that Slack is to be served."""
        return bool(self.bot_token or self.app_token or self.signing_secret or self.client_id)


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How Discord is spoken to; without addresses it is Discord's own.

    `reads_messages` says that the application has the message-content intent.
    """

    token: str = field(default="", repr=False)
    api_url: str = ""
    gateway_url: str = ""
    reads_messages: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything says that Discord is to be served."""
        return bool(self.token)


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What holds for all platforms. Without a port nothing listens, unless Slack needs it.

    `key` seals the tokens of workspaces. The rates are questions a minute.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    key: str = field(default="", repr=False)
    person_per_minute: int = 60
    channel_per_minute: int = 300


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, which packs a new one starts with (() means those that ship), chat."""

    database: Path
    packs: tuple[Path, ...] = ()
    slack: SlackSettings = SlackSettings()
    discord: DiscordSettings = DiscordSettings()
    serve: ServeSettings = ServeSettings()


class SettingsError(Exception):
    """The settings cannot be used; nothing was started. `problems` holds one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(["The settings cannot be used:", *(f"  {p}" for p in self.problems)])
