"""May somebody set the bot up in a channel, and could it listen there?

Members of the workspace may, as they may invite an app into a channel; guests and people of
other workspaces may not. The bot hears what is said in channels that it is a member of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.accounts import Workspace
from bot.slack.deliveries import Way
from bot.slack.refusals import Kind, read_refusal

_GUESTS = ("is_restricted", "is_ultra_restricted")


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do in a channel, and the bot can; where Slack does not say, both."""

    may_manage: bool = True
    can_listen: bool = True


async def find_standing(client: AsyncWebClient, way: Way) -> Standing:
    """Return how the person and the bot stand in the channel. Raises what the SDK raises."""
    member = (await client.users_info(user=way.person))["user"]
    channel = await _channel(client, way.channel)
    # In a channel shared between workspaces there are members of other ones.
    is_ours = not is_of_elsewhere(member, way.workspace)
    return Standing(
        may_manage=is_ours and not is_guest(member),
        can_listen=bool(channel.get("is_member")),
    )


def is_guest(member: Mapping[str, Any]) -> bool:
    """Whether somebody is a guest."""
    return any(member.get(guest) for guest in _GUESTS)


def is_of_elsewhere(member: Mapping[str, Any], workspace: Workspace) -> bool:
    """Whether somebody is no member of the workspace, only of one that shares a channel."""
    if workspace.is_org_wide:
        organisation = (member.get("enterprise_user") or {}).get("enterprise_id")
        return bool(organisation and organisation != workspace.enterprise)
    team = member.get("team_id")
    return bool(member.get("is_stranger") or (team and team != workspace.team))


async def _channel(client: AsyncWebClient, channel: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        # A private channel that the bot is no member of does not exist for it.
        if read_refusal(error).kind is not Kind.NOT_A_MEMBER:
            raise
        return {}
    return found
