"""Every setting: its variable, its name in the file, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

CONFIG = "GAINSAY_CONFIG"
DEBUG = "GAINSAY_DEBUG"
_PREFIX = "GAINSAY_"
_MOST_PER_MINUTE = 100_000

Wrong = Callable[[str], str | None]
"""Returns what is wrong with a value and what to do, without repeating it; None if nothing."""


def _anything(_value: str) -> str | None:
    return None


def _no_spaces(value: str) -> str | None:
    is_token = value.isascii() and value.isprintable() and not any(c.isspace() for c in value)
    return None if is_token else "holds spaces or odd characters; copy it again"


def _address(*schemes: str) -> Wrong:
    def wrong(value: str) -> str | None:
        try:
            parts = urlsplit(value)
            is_fine = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_fine = False
        return None if is_fine else f"must be an address that begins with {schemes[0]}://"

    return wrong


def _number(least: int, most: int) -> Wrong:
    def wrong(value: str) -> str | None:
        is_number = value.isascii() and value.isdecimal() and least <= int(value) <= most
        return None if is_number else f"must be a number from {least:,} to {most:,}"

    return wrong


def _one_of(*allowed: str) -> Wrong:
    def wrong(value: str) -> str | None:
        return None if value in allowed else f"must be one of: {', '.join(allowed)}"

    return wrong


def _long_enough(value: str) -> str | None:
    least = 16
    return None if len(value) >= least else f"must have at least {least} characters"


@dataclass(frozen=True, slots=True)
class Field:
    """A setting of one value."""

    variable: str
    wrong: Wrong = _anything

    @property
    def in_file(self) -> str:
        """Its name in the TOML file."""
        return in_file(self.variable)


def in_file(variable: str) -> str:
    """Return the name that a variable has in the TOML file."""
    return variable.removeprefix(_PREFIX).lower()


DATABASE = "GAINSAY_DATABASE"
PACKS = "GAINSAY_PACKS"
PATHS = (DATABASE, PACKS)

SLACK: Mapping[str, Field] = MappingProxyType(
    {
        "bot_token": Field("SLACK_BOT_TOKEN", _no_spaces),
        "app_token": Field("SLACK_APP_TOKEN", _no_spaces),
        "signing_secret": Field("SLACK_SIGNING_SECRET", _no_spaces),
        "client_id": Field("SLACK_CLIENT_ID", _no_spaces),
        "client_secret": Field("SLACK_CLIENT_SECRET", _no_spaces),
        "api_url": Field("GAINSAY_SLACK_API_URL", _address("https", "http")),
        "mode": Field("GAINSAY_SLACK_MODE", _one_of("socket", "http")),
    }
)
DISCORD: Mapping[str, Field] = MappingProxyType(
    {
        "token": Field("DISCORD_TOKEN", _no_spaces),
        "api_url": Field("GAINSAY_DISCORD_API_URL", _address("https", "http")),
        "gateway_url": Field("GAINSAY_DISCORD_GATEWAY_URL", _address("wss", "ws")),
        "reads_messages": Field("GAINSAY_DISCORD_READS_MESSAGES", _one_of("0", "1")),
    }
)
SERVE: Mapping[str, Field] = MappingProxyType(
    {
        "host": Field("GAINSAY_HTTP_HOST", _no_spaces),
        "port": Field("GAINSAY_HTTP_PORT", _number(0, 65_535)),
        "key": Field("GAINSAY_KEY", _long_enough),
        "person_per_minute": Field("GAINSAY_PERSON_PER_MINUTE", _number(1, _MOST_PER_MINUTE)),
        "channel_per_minute": Field("GAINSAY_CHANNEL_PER_MINUTE", _number(1, _MOST_PER_MINUTE)),
    }
)
FIELDS = (*SLACK.values(), *DISCORD.values(), *SERVE.values())
VARIABLES = frozenset({CONFIG, DEBUG, *PATHS, *(field.variable for field in FIELDS)})
