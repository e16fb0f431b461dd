"""What Discord sends, as its documentation and captured payloads have it: plain dictionaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

JSON = dict[str, Any]

EPOCH_MILLISECONDS = 1_420_070_400_000
APPLICATION = "1000000000000000001"
BOT = "1000000000000000002"
GUILD = "2000000000000000001"
CHANNEL = "3000000000000000001"
OTHER_CHANNEL = "3000000000000000002"
THREAD = "3000000000000000003"
DIRECT = "3000000000000000004"
PERSON = "4000000000000000001"
OTHER_PERSON = "4000000000000000002"
OTHER_BOT = "4000000000000000003"
BOT_ROLE = "5000000000000000001"
MANAGER_ROLE = "5000000000000000002"
EDITOR_ROLE = "5000000000000000003"
OTHER_GUILD, OTHER_GUILDS_CHANNEL = "2000000000000000009", "3000000000000000009"

VIEW, SEND, HISTORY, MANAGE_GUILD = 1 << 10, 1 << 11, 1 << 16, 1 << 5
EVERYBODYS = VIEW | SEND | HISTORY | 1 << 38
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15

_numbers = count()


def snowflake(at: float) -> str:
    """Return a new id made at that time, in seconds since 1970."""
    milliseconds = int(at * 1000) - EPOCH_MILLISECONDS
    return str((milliseconds << 22) | (next(_numbers) & 0x3FFFFF))


def timestamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on Discord. `roles` are those in the guild."""

    id: str = PERSON
    name: str = "vera.lind"
    is_bot: bool = False
    roles: tuple[str, ...] = ()


VERA = Person()
MANAGER = Person(OTHER_PERSON, "max.roth", roles=(MANAGER_ROLE,))
EDITOR = Person("4000000000000000004", "edda.fuchs", roles=(EDITOR_ROLE,))
OTHER_EDITOR = Person("4000000000000000005", "otto.kranz", roles=(EDITOR_ROLE,))
ANOTHER_BOT = Person(OTHER_BOT, "beep", is_bot=True)
GAINSAY = Person(BOT, "Gainsay", is_bot=True, roles=(BOT_ROLE,))


def a_user(person: Person) -> JSON:
    user: JSON = {
        "id": person.id,
        "username": person.name,
        "discriminator": "0",
        "global_name": person.name.title(),
        "avatar": None,
        "avatar_decoration_data": None,
        "clan": None,
        "primary_guild": None,
        "public_flags": 0,
    }
    return user | {"bot": True} if person.is_bot else user


def a_member(person: Person, *, with_user: bool = True, permissions: int | None = None) -> JSON:
    member: JSON = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "flags": 0,
        "joined_at": timestamp(1_700_000_000),
        "mute": False,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": list(person.roles),
    }
    if with_user:
        member["user"] = a_user(person)
    if permissions is not None:
        member["permissions"] = str(permissions)
    return member


def permissions_of(person: Person) -> int:
    return EVERYBODYS | (MANAGE_GUILD if MANAGER_ROLE in person.roles else 0)


def _a_role(id_: str, name: str, permissions: int, **fields: Any) -> JSON:
    return {
        "id": id_,
        "name": name,
        "permissions": str(permissions),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        **fields,
    }


def a_text_channel(id_: str, name: str, guild: str) -> JSON:
    return {
        "id": id_,
        "type": 0,
        "guild_id": guild,
        "name": name,
        "position": 0,
        "permission_overwrites": [],
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "flags": 0,
    }


def a_thread(id_: str = THREAD, parent: str = CHANNEL, guild: str = GUILD) -> JSON:
    return {
        "id": id_,
        "type": 11,
        "guild_id": guild,
        "parent_id": parent,
        "owner_id": PERSON,
        "name": "a thread",
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "flags": 0,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": timestamp(1_700_000_000),
            "locked": False,
            "create_timestamp": timestamp(1_700_000_000),
        },
    }


def a_direct_channel(id_: str = DIRECT, person: Person = VERA) -> JSON:
    return {
        "id": id_,
        "type": 1,
        "last_message_id": None,
        "flags": 0,
        "recipients": [a_user(person)],
    }


def a_guild(id_: str = GUILD, channels: tuple[JSON, ...] = ()) -> JSON:
    """Return a GUILD_CREATE."""
    is_first = id_ == GUILD
    return {
        "id": id_,
        "name": "Newsroom",
        "icon": None,
        "description": None,
        "owner_id": OTHER_PERSON,
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "nsfw": False,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
        "system_channel_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "application_id": None,
        "banner": None,
        "splash": None,
        "discovery_splash": None,
        "vanity_url_code": None,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "member_count": 3,
        "large": False,
        "unavailable": False,
        "joined_at": timestamp(1_700_000_000),
        "roles": [
            _a_role(id_, "@everyone", EVERYBODYS),
            _a_role(BOT_ROLE, "Gainsay", EVERYBODYS, managed=True, tags={"bot_id": BOT}),
            _a_role(MANAGER_ROLE, "managers", MANAGE_GUILD),
            _a_role(EDITOR_ROLE, "newsdesk", 0),
        ],
        "channels": list(channels)
        or [
            a_text_channel(CHANNEL, "general", id_),
            a_text_channel(OTHER_CHANNEL, "other", id_),
        ],
        "threads": [a_thread()] if is_first else [],
        "members": [a_member(GAINSAY)],
        "emojis": [],
        "stickers": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def an_application(**fields: Any) -> JSON:
    """Return what `/oauth2/applications/@me` and `/applications/@me` answer."""
    return {
        "id": APPLICATION,
        "name": "Gainsay",
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "interactions_endpoint_url": None,
        "owner": a_user(VERA),
        "team": None,
        "redirect_uris": [],
        "role_connections_verification_url": None,
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "integration_types_config": {
            "0": {
                "oauth2_install_params": {
                    "scopes": ["applications.commands", "bot"],
                    "permissions": str(VIEW | SEND | HISTORY | 1 << 38),
                }
            },
            "1": {
                "oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}
            },
        },
        **fields,
    }


@dataclass
class Message:
    """A message as it stands in a channel."""

    id: str
    channel: str
    author: Person
    at: float
    content: str = ""
    guild: str | None = None
    kind: int = 0
    flags: int = 0
    components: list[JSON] = field(default_factory=list)
    embeds: list[JSON] = field(default_factory=list)
    reference: JSON | None = None
    referenced: Message | None = None
    snapshots: list[JSON] = field(default_factory=list)
    webhook: str | None = None
    nonce: str | None = None
    edits: int = 0

    def as_json(self, *, is_readable: bool = True) -> JSON:
        """Return the message; what a bot without the intent gets to see if not `is_readable`."""
        found = self.referenced
        data: JSON = {
            "id": self.id,
            "channel_id": self.channel,
            "author": a_user(self.author),
            "content": self.content if is_readable else "",
            "timestamp": timestamp(self.at),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [a_user(p) for p in _mentioned(self.content, found)],
            "mention_roles": [r for r in (BOT_ROLE,) if f"<@&{r}>" in self.content],
            "attachments": [],
            "embeds": self.embeds if is_readable else [],
            "components": self.components if is_readable else [],
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if self.reference:
            data["message_reference"] = self.reference
        if self.reference and not self.snapshots:
            data["referenced_message"] = found.as_json() if found else None
        if self.snapshots:
            data["message_snapshots"] = self.snapshots if is_readable else []
        if self.webhook:
            data["webhook_id"] = self.webhook
        return data


def _mentioned(content: str, replied_to: Message | None) -> list[Person]:
    people = [p for p in (GAINSAY, VERA, MANAGER) if f"<@{p.id}>" in content]
    if replied_to and replied_to.author == GAINSAY and GAINSAY not in people:
        people.append(GAINSAY)  # the pinging kind of reply, which is the usual one
    return people
