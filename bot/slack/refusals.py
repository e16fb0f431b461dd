"""Slack says no: what does that mean for the work, and what is the operator to do?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from slack_sdk.errors import SlackApiError

BOT_TOKEN, APP_TOKEN = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
DEFAULT_WAIT_SECONDS = 30.0


class Kind(StrEnum):
    """What a refusal means."""

    LATER = "later"
    UNCERTAIN = "uncertain"
    TOKEN = "token"
    SCOPE = "scope"
    NOT_A_MEMBER = "not_a_member"
    TOO_MUCH = "too_much"
    NOT_EDITABLE = "not_editable"
    FOR_GOOD = "for_good"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Slack said. `code` is its own word for it; `scope` is what is missing."""

    kind: Kind
    code: str
    wait_seconds: float = 0.0
    scope: str = ""


_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "ratelimited": Kind.LATER,
        "rate_limited": Kind.LATER,
        "message_limit_exceeded": Kind.LATER,
        "service_unavailable": Kind.UNCERTAIN,
        "internal_error": Kind.UNCERTAIN,
        "fatal_error": Kind.UNCERTAIN,
        "request_timeout": Kind.UNCERTAIN,
        "missing_scope": Kind.SCOPE,
        "not_in_channel": Kind.NOT_A_MEMBER,
        "channel_not_found": Kind.NOT_A_MEMBER,
        "user_not_in_channel": Kind.NOT_A_MEMBER,
        "invalid_blocks": Kind.TOO_MUCH,
        "invalid_blocks_format": Kind.TOO_MUCH,
        "msg_blocks_too_long": Kind.TOO_MUCH,
        "msg_too_long": Kind.TOO_MUCH,
        "message_not_found": Kind.NOT_EDITABLE,
        "cant_update_message": Kind.NOT_EDITABLE,
        "edit_window_closed": Kind.NOT_EDITABLE,
        "invalid_auth": Kind.TOKEN,
        "not_authed": Kind.TOKEN,
        "account_inactive": Kind.TOKEN,
        "token_revoked": Kind.TOKEN,
        "token_expired": Kind.TOKEN,
        "not_allowed_token_type": Kind.TOKEN,
        "invalid_app_token": Kind.TOKEN,
        "no_permission": Kind.FOR_GOOD,
    }
)
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "invalid_auth": "Slack does not know {token}",
        "not_authed": "{token} is empty",
        "account_inactive": "{token} belongs to an app that was removed from the workspace",
        "token_revoked": "{token} was revoked",
        "token_expired": "{token} has expired",
        "not_allowed_token_type": "{token} is another kind of token",
        "missing_scope": "{token} lacks a scope",
    }
)
_TO_DO: Mapping[str, str] = MappingProxyType(
    {
        BOT_TOKEN: (
            "copy the Bot User OAuth Token (xoxb-…) again from the app's page at"
            " api.slack.com/apps, OAuth & Permissions; reinstall the app there first if needed"
        ),
        APP_TOKEN: (
            "make an app-level token (xapp-…) with the scope connections:write on the app's page at"
            " api.slack.com/apps, Basic Information, App-Level Tokens, and copy it"
        ),
    }
)


def read_refusal(error: SlackApiError) -> Refusal:
    """Return what a failed call means. An answer that is none leaves it uncertain."""
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    said = data if isinstance(data, dict) else {}
    code = str(said.get("error", ""))
    if status == 429 or _KINDS.get(code) is Kind.LATER:
        return Refusal(Kind.LATER, code or "ratelimited", _retry_after(response))
    if status >= 500 or not code:
        return Refusal(Kind.UNCERTAIN, code or f"http_{status}")
    return Refusal(_KINDS.get(code, Kind.FOR_GOOD), code, scope=str(said.get("needed", "")))


def read_webhook_refusal(status: int, body: str, headers: Mapping[str, str]) -> Refusal:
    """Return what a failed answer of a `response_url` means."""
    if status == 429:
        return Refusal(Kind.LATER, "ratelimited", _seconds(headers.get("Retry-After", "")))
    if status >= 500:
        return Refusal(Kind.UNCERTAIN, f"http_{status}")
    is_too_much = any(code in body for code, kind in _KINDS.items() if kind is Kind.TOO_MUCH)
    return Refusal(Kind.TOO_MUCH if is_too_much else Kind.FOR_GOOD, f"http_{status}")


def what_to_do(code: str, token: str) -> str:
    """Return why `token` cannot be used, and what to do about it."""
    why = _WHY.get(code, "Slack refuses {token} (" + code + ")").format(token=token)
    return f"{why}; {_TO_DO[token]}"


def _retry_after(response: object) -> float:
    headers = getattr(response, "headers", None) or {}
    return _seconds(headers.get("Retry-After") or headers.get("retry-after") or "")


def _seconds(header: str) -> float:
    return float(header) if header.isascii() and header.isdecimal() else DEFAULT_WAIT_SECONDS
