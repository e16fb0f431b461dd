"""Reply -> a plain embed and its buttons, for where Components V2 cannot go.

That is where Discord refuses a layout, and under messages that were sent without one: a
message never changes from the one form to the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import ui

from bot.discord.escaping import plain
from bot.discord.fitting import CHOICES, in_blocks
from bot.discord.limits import EMBED_DESCRIPTION_CHARACTERS, EMBED_FOOTER_CHARACTERS
from bot.discord.pressing import buttons_of, choose_button, in_rows, menu_of
from bot.reply import Reply

_PARTS = 50


@dataclass(frozen=True, slots=True)
class Plain:
    """A message without a layout. The view has no items if nothing can be done."""

    embed: discord.Embed
    view: ui.View


def render_plain(reply: Reply) -> Plain:
    """Return the reply as an embed and a view, inside all limits of Discord."""
    blocks = in_blocks(reply, EMBED_DESCRIPTION_CHARACTERS, _PARTS)
    # No colour and no title: a title would be shown without its backslashes in notifications.
    embed = discord.Embed(description="\n\n".join((blocks.head, *blocks.parts, *blocks.choices)))
    if blocks.footer:
        embed.set_footer(text=plain(reply.footer, EMBED_FOOTER_CHARACTERS))
    return Plain(embed, _view(reply))


def _view(reply: Reply) -> ui.View:
    view = ui.View(timeout=None)
    row = 0
    if menu := menu_of(reply):
        menu.row = row
        view.add_item(menu)
        row += 1
    choices = min(len(reply.choices), CHOICES) if reply.id else 0
    chosen = [choose_button(reply.id, number) for number in range(choices)]
    for buttons in (*in_rows(chosen), *in_rows(buttons_of(reply))):
        for button in buttons:
            button.row = row
            view.add_item(button)
        row += 1
    return view
