"""What must be set before a platform can be served? Said the same by every command that asks."""

from __future__ import annotations

from collections.abc import Mapping

from bot.settings.fields import DISCORD, SERVE, SLACK
from bot.settings.records import HTTP, DiscordSettings, SlackSettings

_APP_PAGE = "the app's page at api.slack.com/apps"
_COPY_BOT_TOKEN = (
    f"is not set; copy it from {_APP_PAGE}, OAuth & Permissions (or, for several workspaces, set"
    " SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and GAINSAY_KEY)"
)
_COPY_SECRET = f"is not set; copy it from {_APP_PAGE}, Basic Information"
_MAKE_APP_TOKEN = (
    "is not set, and a socket needs it; make one with the scope connections:write on"
    f" {_APP_PAGE}, Basic Information, App-Level Tokens (or, to be posted to over HTTP, set"
    " SLACK_SIGNING_SECRET and GAINSAY_SLACK_MODE=http)"
)


def missing_for_slack(slack: SlackSettings, *, can_seal: bool) -> Mapping[str, str]:
    """Return what is missing by its variable, each with what to do; nothing if it can be served.

    `can_seal` says whether the tokens of workspaces can be sealed: GAINSAY_KEY is set.
    """
    missing = {}
    installs = slack.client_id or slack.client_secret
    if not slack.bot_token and not installs:
        missing[SLACK["bot_token"].variable] = _COPY_BOT_TOKEN
    if bool(slack.client_id) != bool(slack.client_secret):
        both = "set both SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, or neither"
        missing[SLACK["client_id"].variable] = f"is not enough, or missing; {both}"
    if installs and not can_seal:
        sealing = "is not set; set it to a long random text: it seals the tokens of workspaces"
        missing[SERVE["key"].variable] = sealing
    if slack.mode == HTTP and not slack.signing_secret:
        missing[SLACK["signing_secret"].variable] = _COPY_SECRET
    if slack.mode != HTTP and not slack.app_token:
        missing[SLACK["app_token"].variable] = _MAKE_APP_TOKEN
    return missing


def missing_for_discord(discord: DiscordSettings) -> Mapping[str, str]:
    """Return what is missing by its variable, each with what to do; nothing if it can be served."""
    if discord.token:
        return {}
    return {DISCORD["token"].variable: "is not set; deploy/discord-setup.md says how to get it"}
