"""Is everything set up at Slack, and what is to be done if not? All of it at once, no secret."""

from __future__ import annotations

from collections.abc import Iterator

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.findings import Finding
from bot.settings import SlackSettings
from bot.settings.needed import missing_for_slack
from bot.settings.records import HTTP
from bot.slack.accounts import Calls
from bot.slack.refusals import APP_TOKEN, BOT_TOKEN, read_refusal, what_to_do
from bot.slack.retrying import Patience
from bot.slack.scopes import SCOPES

_PATIENCE = Patience(tries=1)
_APP_PAGE = "the app's page at api.slack.com/apps"
_KINDS = {
    BOT_TOKEN: ("xoxb-", "xoxe.xoxb-"),
    APP_TOKEN: ("xapp-",),
}
_WRONG_KINDS = {
    "xoxp-": "a user's token",
    "xoxe.xoxp-": "a user's token",
    "xoxe-": "a refresh token",
    "xoxb-": "a bot token",
    "xoxe.xoxb-": "a bot token",
    "xapp-": "an app-level token",
}


async def examine(settings: SlackSettings) -> list[Finding]:
    """Return what Slack says to the settings. Asks `auth.test`, and for a socket if one is used."""
    findings = [*_kinds(settings), *_ways_in(settings)]
    calls = Calls(settings, _PATIENCE)
    calls.open()
    try:
        if settings.bot_token:
            findings += await _bot(calls, settings)
        if settings.app_token and settings.mode != HTTP:
            findings.append(await _socket(calls, settings))
    finally:
        await calls.close()
    return findings


def _kinds(settings: SlackSettings) -> Iterator[Finding]:
    """Yield which tokens are of another kind than they should be."""
    for name, token in ((BOT_TOKEN, settings.bot_token), (APP_TOKEN, settings.app_token)):
        if token and not token.startswith(_KINDS[name]):
            begins = [begin for begin in _WRONG_KINDS if token.startswith(begin)]
            found = _WRONG_KINDS[begins[0]] if begins else "no token of Slack"
            wanted = _KINDS[name][0]
            yield _wrong(name, f"this is {found}; it must begin with {wanted} ({_APP_PAGE})")


def _ways_in(settings: SlackSettings) -> Iterator[Finding]:
    """Yield what is missing for the way in which Slack reaches us."""
    # Whether tokens can be sealed is not Slack's to say.
    missing = missing_for_slack(settings, can_seal=True)
    yield from (_wrong(variable, why) for variable, why in missing.items())
    if settings.mode == HTTP and settings.signing_secret:
        yield Finding("Slack", "over HTTP, at /slack/events; requests must be signed")


async def _bot(calls: Calls, settings: SlackSettings) -> list[Finding]:
    """Return whether Slack knows the bot's token, and what the app may do."""
    try:
        answer = await calls.client(settings.bot_token).auth_test()
    except SlackApiError as error:
        return [_wrong(BOT_TOKEN, what_to_do(read_refusal(error).code, BOT_TOKEN))]
    except (aiohttp.ClientError, TimeoutError, OSError):
        return [_wrong("Slack", f"{settings.api_url} cannot be reached; is there a proxy?")]
    findings = []
    if answer.get("bot_id"):
        findings.append(Finding(BOT_TOKEN, "accepted"))
    else:
        findings.append(_wrong(BOT_TOKEN, "this is a user's token; copy the bot's (xoxb-…)"))
    return [*findings, _scopes(answer.headers.get("x-oauth-scopes"))]


def _scopes(header: str | None) -> Finding:
    if header is None:
        return Finding("Slack scopes", "Slack did not say which the app has")
    has = {scope.strip() for scope in header.split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if scope not in has]
    if missing:
        to_do = f"add under OAuth & Permissions on {_APP_PAGE}, then reinstall the app there"
        return _wrong("Slack scopes", f"missing: {', '.join(missing)}; {to_do}")
    spare = sorted(has - set(SCOPES))
    return Finding("Slack scopes", f"all; not needed: {', '.join(spare)}" if spare else "all")


async def _socket(calls: Calls, settings: SlackSettings) -> Finding:
    """Return whether Slack gives a socket; the address that it gives is not used."""
    try:
        await calls.client().apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        return _wrong(APP_TOKEN, what_to_do(read_refusal(error).code, APP_TOKEN))
    except (aiohttp.ClientError, TimeoutError, OSError):
        return _wrong("Slack", f"{settings.api_url} cannot be reached; is there a proxy?")
    return Finding(APP_TOKEN, "accepted; Slack gives a socket")


def _wrong(what: str, found: str) -> Finding:
    return Finding(what, found, is_well=False)
