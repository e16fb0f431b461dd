"""The Web API: which methods there are, what they take, which scopes they need. From Slack's
reference, not from ours: what is not in here is answered as Slack answers what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHANNEL_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
CHANNEL_READ = ("channels:read", "groups:read", "im:read", "mpim:read")


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: one of these is needed; which one depends on the channel's kind."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    scopes: tuple[str, ...] = ()
    token: str = "bot"


def _method(
    required: str = "", optional: str = "", scopes: tuple[str, ...] = (), token: str = "bot"
) -> Method:
    return Method(frozenset(required.split()), frozenset(optional.split()), scopes, token)


_PAGE = "cursor limit latest oldest inclusive include_all_metadata"
_LOOK = "attachments blocks icon_emoji icon_url link_names markdown_text parse username"
METHODS: Mapping[str, Method] = {
    "auth.test": _method(),
    "apps.connections.open": _method(token="app"),
    "chat.postMessage": _method(
        "channel",
        f"{_LOOK} text thread_ts metadata mrkdwn reply_broadcast unfurl_links unfurl_media",
        ("chat:write",),
    ),
    "chat.update": _method(
        "channel ts",
        "as_user attachments blocks file_ids link_names markdown_text metadata parse"
        " reply_broadcast text",
        ("chat:write",),
    ),
    "chat.postEphemeral": _method("channel user", f"{_LOOK} text thread_ts", ("chat:write",)),
    "conversations.history": _method("channel", _PAGE, CHANNEL_HISTORY),
    "conversations.replies": _method("channel ts", _PAGE, CHANNEL_HISTORY),
    "conversations.info": _method("channel", "include_locale include_num_members", CHANNEL_READ),
    "usergroups.users.list": _method("usergroup", "include_disabled team_id", ("usergroups:read",)),
    "users.info": _method("user", "include_locale", ("users:read",)),
    "views.publish": _method("user_id view", "hash"),
    "views.open": _method("view", "trigger_id interactivity_pointer"),
    "views.update": _method("view", "view_id external_id hash"),
    "assistant.threads.setSuggestedPrompts": _method(
        "channel_id prompts", "thread_ts title", ("assistant:write",)
    ),
    "oauth.v2.access": _method(
        "", "code client_id client_secret grant_type redirect_uri refresh_token", token="none"
    ),
}
_KIND = {"C": "channels", "G": "groups", "D": "im"}


def scope_needed(method: Method, channel: str) -> str:
    """Return the scope that a call needs for that channel, "" if none."""
    if len(method.scopes) < 2:
        return "".join(method.scopes)
    kind = _KIND.get(channel[:1], "channels")
    return next(scope for scope in method.scopes if scope.startswith(f"{kind}:"))
