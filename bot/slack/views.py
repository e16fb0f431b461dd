"""Reply -> a view: the Home tab, or a window where no message can be shown."""

from __future__ import annotations

from bot.reply import Reply
from bot.slack import limits
from bot.slack.render import render_blocks
from bot.slack.rich import Block
from bot.slack.widgets import plain_text

TITLE, CLOSE = "Gainsay", "Close"


def render_home(reply: Reply) -> Block:
    """Return the reply as the Home tab."""
    return {"type": "home", "blocks": _blocks(reply)}


def render_modal(reply: Reply, *, remembers: str = "") -> Block:
    """Return the reply as a window; it `remembers` what its buttons need to know."""
    return {
        "type": "modal",
        "title": plain_text(TITLE, limits.VIEW_TITLE),
        "close": plain_text(CLOSE, limits.VIEW_TITLE),
        "private_metadata": remembers,
        "blocks": _blocks(reply),
    }


def _blocks(reply: Reply) -> list[Block]:
    return render_blocks(reply, limits.VIEW_BLOCKS, in_message=False)
