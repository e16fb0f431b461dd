"""What must the app be allowed at Slack, and what for? No more than is used.

`deploy/slack-manifest.yaml` asks for exactly these; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "app_home_opened": "",
        "app_uninstalled": "",
        "tokens_revoked": "",
    }
)
"""The events that are listened to, with the scope that each needs."""

METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auth.test": (),
        "apps.connections.open": (),  # the app-level token's own scope: connections:write
        "chat.postMessage": ("chat:write",),
        "chat.postEphemeral": ("chat:write",),
        "chat.update": ("chat:write",),
        "conversations.history": ("channels:history", "groups:history", "im:history"),
        "conversations.replies": ("channels:history", "groups:history", "im:history"),
        "conversations.info": ("channels:read", "groups:read"),
        "usergroups.users.list": ("usergroups:read",),
        "users.info": ("users:read",),
        "views.publish": (),
        "views.open": (),
        "views.update": (),
        "assistant.threads.setSuggestedPrompts": ("assistant:write",),
        "oauth.v2.access": (),
    }
)
"""The Web API methods that are called, with the scopes that each needs."""

COMMANDS = "commands"
"""Slash commands and the message shortcuts need this one."""

SCOPES = tuple(
    sorted(
        {
            COMMANDS,
            *filter(None, EVENTS.values()),
            *(scope for scopes in METHODS.values() for scope in scopes),
        }
    )
)
