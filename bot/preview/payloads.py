"""What are the platforms sent? Each reply of the gallery, as Slack and as Discord get it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.form import Form
from bot.reply import Reply

_HOME = "home"
"""The kind that Slack shows as a tab of its own."""


WINDOW = "window"
"""The form of what is filled in."""


class Platform(StrEnum):
    """Where a reply goes."""

    SLACK = "slack"
    DISCORD = "discord"


@dataclass(frozen=True, slots=True)
class Payload:
    """What one platform is sent for one kind of reply, and in which of its forms."""

    platform: Platform
    kind: str
    form: str
    payload: Mapping[str, Any]
    is_private: bool

    @property
    def name(self) -> str:
        """What files with it are called."""
        return f"{self.kind}.{self.form}"


def payloads_of(kind: str, reply: Reply, platforms: Collection[Platform]) -> Iterator[Payload]:
    """Yield what each of `platforms` is sent for `reply`, in each form that it has."""
    if Platform.SLACK in platforms:
        form = _HOME if kind == _HOME else "message"
        yield Payload(Platform.SLACK, kind, form, _slack(reply, form), reply.is_private)
    if Platform.DISCORD in platforms:
        for form, payload in _discord(reply).items():
            yield Payload(Platform.DISCORD, kind, form, payload, reply.is_private)


def windows_of(kind: str, form: Form, platforms: Collection[Platform]) -> Iterator[Payload]:
    """Yield what each of `platforms` is sent for a window that an editor fills in."""
    if Platform.SLACK in platforms:
        from bot.slack.forms import render_form

        yield Payload(Platform.SLACK, kind, WINDOW, render_form(form, {}), is_private=True)
    if Platform.DISCORD in platforms:
        from bot.discord.forms import render_form as render_modal

        yield Payload(Platform.DISCORD, kind, WINDOW, render_modal(form), is_private=True)


def _slack(reply: Reply, form: str) -> Mapping[str, Any]:
    # Imported here, as below: who asks for one platform does not wait for the other's library.
    from bot.slack.render import render
    from bot.slack.views import render_home

    return render_home(reply) if form == _HOME else render(reply)


def _discord(reply: Reply) -> Mapping[str, Mapping[str, Any]]:
    from bot.discord.bodies import as_private, layout_body, plain_body

    bodies = {"components": layout_body(reply), "embeds": plain_body(reply)}
    return {form: as_private(body) if reply.is_private else body for form, body in bodies.items()}


def as_json(payload: Payload) -> Mapping[str, Any]:
    """Return the payload with what it is."""
    return {
        "platform": payload.platform,
        "kind": payload.kind,
        "form": payload.form,
        "payload": payload.payload,
    }


def write_payload(payload: Payload, out: Path) -> Path:
    """Write the payload into the platform's folder below `out`; return the file."""
    file = out / payload.platform / f"{payload.name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{json.dumps(payload.payload, indent=2)}\n", encoding="utf-8")
    return file
