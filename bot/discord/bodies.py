"""A reply as the body of a request: what Discord's API takes, and not a field more.

The same body is posted to a channel, answers an interaction, and edits what answered it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.discord.embeds import render_plain
from bot.discord.limits import COMPONENTS, TEXT_CHARACTERS, every_component, width
from bot.discord.render import render
from bot.reply import Reply

Body = dict[str, Any]

IS_LAYOUT = 1 << 15
IS_PRIVATE = 1 << 6
CALLED = 20
"""So many people are called at most."""
_TEXT = 10
NOBODY: Body = {"parse": []}
"""Whatever a text says, nobody is mentioned."""


def layout_body(reply: Reply, people: Sequence[str] = ()) -> Body:
    """Return the reply as Components V2, with a call to these people if there is room for it."""
    components: list[Body] = render(reply).to_components()  # type: ignore[no-untyped-call]
    body = {"flags": IS_LAYOUT, "components": components, "allowed_mentions": NOBODY}
    call = " ".join(f"<@{person}>" for person in people[:CALLED])
    every = list(every_component(components))
    characters = sum(width(each.get("content", "")) for each in every)
    if not call or len(every) >= COMPONENTS or characters + len(call) > TEXT_CHARACTERS:
        return body
    only_them = {**NOBODY, "users": list(people[:CALLED])}
    called = [{"type": _TEXT, "content": call}, *components]
    return {**body, "components": called, "allowed_mentions": only_them}


def plain_body(reply: Reply) -> Body:
    """Return the reply as an embed."""
    plain = render_plain(reply)
    embed = dict(plain.embed.to_dict())
    embed.pop("flags", None)  # discord.py writes it; in what is sent it has no place
    components = plain.view.to_components()
    return {"embeds": [embed], "components": components, "allowed_mentions": NOBODY}


def as_private(body: Body) -> Body:
    """Return the body for who asked only, where that is still to be decided."""
    return {**body, "flags": body.get("flags", 0) | IS_PRIVATE}
