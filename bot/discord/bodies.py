"""A reply as the body of a request: what Discord's API takes, and not a field more.

The same body is posted to a channel, answers an interaction, and edits what answered it.
"""

from __future__ import annotations

from typing import Any

from bot.discord.embeds import render_plain
from bot.discord.render import render
from bot.reply import Reply

Body = dict[str, Any]

IS_LAYOUT = 1 << 15
IS_PRIVATE = 1 << 6
NOBODY: Body = {"parse": []}
"""Whatever a text says, nobody is mentioned."""


def layout_body(reply: Reply) -> Body:
    """Return the reply as Components V2."""
    components: list[Body] = render(reply).to_components()  # type: ignore[no-untyped-call]
    return {"flags": IS_LAYOUT, "components": components, "allowed_mentions": NOBODY}


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
