"""What has an editor done in Slack? Commands, messages pointed at, and windows that were filled in.

As in deliveries.py: payloads become what the desk understands, and the way back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.conversation.place import Asked, Filled, Place, Pointed
from bot.safe import safe
from bot.slack.accounts import Workspace
from bot.slack.deliveries import (
    Arrived,
    Body,
    Way,
    all_text,
    digest,
    remembered_in,
    trigger_key,
)
from bot.slack.editors import read_editors
from bot.slack.forms import inputs_of, values_of
from bot.slack.incoming import typed, written

DESK, FILLED = "slack.desk", "slack.filled"
DESK_COMMAND = "desk"
RECORD_SHORTCUT = "record_message"

_RESPONSE_URL_SECONDS = 29 * 60.0  # it works for 30 minutes
_WINDOW_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Message:
    """A message that somebody pointed at; `author` is Slack's id of a person, if one wrote it."""

    pointed: Pointed
    author: str
    way: Way


@dataclass(frozen=True, slots=True)
class Typing:
    """What somebody has typed so far in a window, to find a claim."""

    typed: str
    form: str
    place: Place


def read_desk(body: Body, workspace: Workspace) -> Arrived:
    """Return what `/desk` asks, and which people and groups it names."""
    channel, person, text = body["channel_id"], body["user_id"], body.get("text") or ""
    way = Way(workspace, channel, person, response_url=body["response_url"])
    key = trigger_key(body)
    asked = Asked(typed(text), Place(workspace.space, channel, "", person), key, is_private=True)
    # Not as "asked": what is never answered would be kept as a question.
    payload = {"typed": asdict(asked), "way": asdict(way), "named": read_editors(text)}
    return Arrived(key, DESK, workspace, payload, _RESPONSE_URL_SECONDS)


def read_pointed(body: Body, workspace: Workspace) -> Message:
    """Return the message that is to be recorded, still without the name of who wrote it."""
    message, channel, person = body["message"], body["channel"]["id"], body["user"]["id"]
    at = str(message.get("ts") or body.get("message_ts") or "")
    thread = message.get("thread_ts") or ""
    way = Way(
        workspace,
        channel,
        person,
        thread,
        response_url=body.get("response_url") or "",
        trigger=body.get("trigger_id") or "",
    )
    pointed = Pointed(
        text=safe(written(all_text(message))),
        author=_app(message),
        link=_link(body, channel, at, thread),
        written_at=_seconds(at),
        message=at,
        place=Place(workspace.space, channel, thread or at, person),
        key=trigger_key(body),
    )
    return Message(pointed, str(message.get("user") or ""), way)


def read_filled(body: Body, workspace: Workspace) -> Arrived | None:
    """Return what came back in a window; None if it is none of ours."""
    view, person = body["view"], body["user"]["id"]
    remembered = remembered_in(view)
    form, channel = remembered.get("form"), remembered.get("channel", "")
    if not form:
        return None
    way = Way(
        workspace,
        channel,
        person,
        remembered.get("thread", ""),
        response_url=remembered.get("respond", ""),
        view=view["id"],
        replaces=True,
    )
    # Sent again, a window asks for the same: what it makes has the same id.
    again = f"slack:{digest(' '.join((view['id'], form)))}"
    place = Place(workspace.space, channel, way.thread, person)
    filled = Filled(form, values_of(view, remembered.get("long") or ()), place, again)
    payload = {"filled": asdict(filled), "way": asdict(way), "inputs": inputs_of(view)}
    return Arrived(trigger_key(body), FILLED, workspace, payload, _WINDOW_SECONDS)


def read_typing(body: Body, workspace: Workspace) -> Typing:
    """Return what somebody types to find a claim."""
    remembered = remembered_in(body.get("view") or {})
    place = Place(workspace.space, remembered.get("channel", ""), "", body["user"]["id"])
    return Typing(typed(body.get("value") or ""), remembered.get("form", ""), place)


def remembering_form(way: Way) -> dict[str, str]:
    """Return what a window has to remember: where it was opened, and what it is to replace."""
    return {"channel": way.channel, "thread": way.thread, "respond": way.response_url}


def _app(message: Mapping[str, Any]) -> str:
    """Return the name of the app that wrote a message, "" if a person did."""
    if not message.get("bot_id"):
        return ""
    name = message.get("username") or (message.get("bot_profile") or {}).get("name")
    return name if isinstance(name, str) else ""


def _link(body: Body, channel: str, at: str, thread: str) -> str:
    """Return where the message stands; "" where Slack does not say in which workspace."""
    domain = (body.get("team") or {}).get("domain")
    if not domain or not at:
        return ""
    within = f"?thread_ts={thread}&cid={channel}" if thread and thread != at else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{at.replace('.', '')}{within}"


def _seconds(at: str) -> float | None:
    try:
        return float(at)
    except ValueError:
        return None
