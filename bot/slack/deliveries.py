"""What has Slack delivered? Its payloads -> jobs that name no widget and no event.

A job is what is written down: a key that is the same for the same delivery, what to do, and
all that the work needs, as JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.conversation.place import Asked, Place, Press
from bot.reply import OF_THE_DESK
from bot.slack.accounts import Workspace
from bot.slack.direct import DirectThreads
from bot.slack.incoming import mentions, typed
from bot.slack.widgets import read_action

Body = Mapping[str, Any]

MESSAGE, COMMAND, CHECK, PRESS = "slack.message", "slack.command", "slack.check", "slack.press"
HOME, PROMPTS, GONE = "slack.home", "slack.prompts", "slack.gone"

COMMANDS = ("factcheck", "source", "speaker", "gaps", "gainsay")
CHECK_SHORTCUT = "check_message"

_MESSAGE_SECONDS = 6 * 3600.0
_RESPONSE_URL_SECONDS = 29 * 60.0  # it works for 30 minutes
_VIEW_SECONDS = 60.0  # who has looked away needs no page
_GONE_SECONDS = 24 * 3600.0

# What people write comes with no subtype, or with one of these.
_WRITTEN = frozenset({"file_share", "thread_broadcast"})


@dataclass(frozen=True, slots=True)
class Way:
    """How an answer gets back: to a channel and thread, through an address, or into a view.

    `asked_at` is Slack's time of the question; answers are looked for after it. If it
    `replaces`, the answer takes the place of what was pressed, which only that person sees.
    """

    workspace: Workspace
    channel: str
    person: str
    thread: str = ""
    asked_at: str = ""
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    is_direct: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """A delivery, ready to be written down."""

    key: str
    kind: str
    workspace: Workspace
    payload: Mapping[str, Any]
    lives_seconds: float


def way_from(kept: Mapping[str, Any]) -> Way:
    """Return the way that `dataclasses.asdict` made a payload of."""
    return Way(**{**kept, "workspace": workspace_from(kept["workspace"])})


def workspace_from(kept: Mapping[str, Any]) -> Workspace:
    """Return the workspace that `dataclasses.asdict` made a payload of."""
    return Workspace(**kept)


def workspace_of(body: Body, context: AsyncBoltContext) -> Workspace:
    """Return where a delivery comes from. Of an organisation's app Bolt may not know which team."""
    event = body.get("event")
    inner = event if isinstance(event, dict) else {}
    user = body.get("user")
    teams = (
        context.team_id,
        body.get("context_team_id"),
        body.get("team_id"),
        inner.get("team"),
        inner.get("user_team"),
        user.get("team_id") if isinstance(user, dict) else None,
    )
    team = next((str(team) for team in teams if team), "")
    return Workspace(team, context.enterprise_id or "", bool(context.is_enterprise_install))


def read_message(
    body: Body, workspace: Workspace, me: str, directs: DirectThreads
) -> Arrived | None:
    """Return the question of an `app_mention` or `message` event; None if there is none."""
    event = body["event"]
    if not _is_written_by_a_person(event, me):
        return None
    channel, at, text = event["channel"], event["ts"], event.get("text") or ""
    is_direct = event.get("channel_type") == "im" or channel.startswith("D")
    is_mention = event["type"] == "app_mention"
    # A mention in a channel arrives as an app_mention, too; one in a direct message should not.
    if is_mention if is_direct else not is_mention and mentions(text, me):
        return None
    thread = event.get("thread_ts") or at
    same = directs.thread_of(channel, at, event.get("thread_ts") or "") if is_direct else thread
    way = Way(workspace, channel, event["user"], thread, at, is_direct=is_direct)
    place = Place(workspace.space, channel, same, event["user"], is_direct=is_direct)
    key = _event_key(body)
    asked = Asked(typed(text, me=me), place, key, is_addressed=is_mention or is_direct)
    payload = {"asked": asdict(asked), "way": asdict(way)}
    return Arrived(key, MESSAGE, workspace, payload, _MESSAGE_SECONDS)


def read_command(body: Body, workspace: Workspace) -> Arrived:
    """Return what a slash command asks."""
    channel, person = body["channel_id"], body["user_id"]
    way = Way(workspace, channel, person, response_url=body["response_url"])
    key = trigger_key(body)
    # Never "direct": in somebody's own direct messages it is a channel as any other.
    place = Place(workspace.space, channel, "", person)
    asked = Asked(typed(body.get("text") or ""), place, key, is_private=True)
    command = body["command"].removeprefix("/")
    payload = {"asked": asdict(asked), "way": asdict(way), "command": command}
    return Arrived(key, COMMAND, workspace, payload, _RESPONSE_URL_SECONDS)


def read_check(body: Body, workspace: Workspace) -> Arrived:
    """Return the message that is to be checked."""
    message, channel, person = body["message"], body["channel"]["id"], body["user"]["id"]
    at = message.get("ts") or body.get("message_ts") or ""
    way = Way(
        workspace,
        channel,
        person,
        thread=message.get("thread_ts") or "",
        response_url=body.get("response_url") or "",
        trigger=body.get("trigger_id") or "",
    )
    key = trigger_key(body)
    place = Place(workspace.space, channel, way.thread or at, person)
    asked = Asked(typed(all_text(message)), place, key, is_private=True)
    payload = {"asked": asdict(asked), "way": asdict(way)}
    return Arrived(key, CHECK, workspace, payload, _RESPONSE_URL_SECONDS)


def read_press(body: Body, workspace: Workspace) -> Arrived | None:
    """Return which widget was pressed; None if it is none of ours."""
    pressed = read_action(body["actions"][0])
    if pressed is None:
        return None
    container, message = body.get("container") or {}, body.get("message") or {}
    view = body.get("view") or {}
    remembered = remembered_in(view)
    channel = (body.get("channel") or {}).get("id") or remembered.get("channel", "")
    thread = message.get("thread_ts") or container.get("thread_ts") or remembered.get("thread", "")
    at = message.get("ts") or container.get("message_ts") or ""
    person = body["user"]["id"]
    way = Way(
        workspace,
        channel,
        person,
        thread,
        response_url=body.get("response_url") or "",
        trigger=body.get("trigger_id") or "",
        view=view.get("id", ""),
        replaces=pressed.act in OF_THE_DESK,
    )
    key = trigger_key(body)
    place = Place(workspace.space, channel, thread or at, person)
    press = Press(pressed.act, pressed.reply, pressed.number, place, key)
    payload = {"press": asdict(press), "way": asdict(way)}
    return Arrived(key, PRESS, workspace, payload, _RESPONSE_URL_SECONDS)


def read_home(body: Body, workspace: Workspace) -> Arrived | None:
    """Return that somebody looks at the Home tab, or at the conversation with the bot."""
    event = body["event"]
    if event.get("tab", "home") == "home":
        payload = {"person": event["user"], "workspace": asdict(workspace)}
        return Arrived(_event_key(body), HOME, workspace, payload, _VIEW_SECONDS)
    # The newer way ("agent_view"): prompts belong to the conversation, not to a thread.
    return _prompts(body, workspace, event.get("channel", ""), "")


def read_thread_started(body: Body, workspace: Workspace) -> Arrived | None:
    """Return that somebody began a thread with the bot, in the older way ("assistant_view")."""
    thread = body["event"]["assistant_thread"]
    return _prompts(body, workspace, thread["channel_id"], thread["thread_ts"])


def read_gone(body: Body, workspace: Workspace) -> Arrived | None:
    """Return that the bot was removed; None if only somebody's own token was revoked."""
    event = body["event"]
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return None
    payload = {"workspace": asdict(workspace)}
    return Arrived(_event_key(body), GONE, workspace, payload, _GONE_SECONDS)


def remembering(way: Way) -> str:
    """Return what a view has to remember, so that its buttons know where they are."""
    return json.dumps({"channel": way.channel, "thread": way.thread})


def remembered_in(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what `remembering` gave the view."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _prompts(body: Body, workspace: Workspace, channel: str, thread: str) -> Arrived | None:
    if not channel:
        return None
    payload = {"channel": channel, "thread": thread, "workspace": asdict(workspace)}
    return Arrived(_event_key(body), PROMPTS, workspace, payload, _VIEW_SECONDS)


def _is_written_by_a_person(event: Body, me: str) -> bool:
    person, subtype = event.get("user"), event.get("subtype")
    is_new = "edited" not in event and (subtype is None or subtype in _WRITTEN)
    is_machine = bool(event.get("bot_id")) or person in ("USLACKBOT", me)
    return is_new and not is_machine and bool(person and event.get("channel") and event.get("ts"))


def all_text(message: Body) -> str:
    """Return a message's words; those of an app may stand in attachments only."""
    attachments = message.get("attachments") or []
    parts = [message.get("text")]
    parts += [each.get("text") or each.get("fallback") for each in attachments]
    return "\n".join(part for part in parts if isinstance(part, str) and part)


def _event_key(body: Body) -> str:
    if event_id := body.get("event_id"):
        return f"slack:{event_id}"
    return f"slack:{digest(json.dumps(body['event'], sort_keys=True))}"


def trigger_key(body: Body) -> str:
    """Return the key of what was pressed or typed. It opens windows, and is not kept itself."""
    if trigger := body.get("trigger_id"):
        return f"slack:{digest(trigger)}"
    return f"slack:{digest(json.dumps(body, sort_keys=True))}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
