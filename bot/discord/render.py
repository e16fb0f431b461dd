"""Reply -> what Discord shows: Components V2. No colour means anything; all text is escaped.

One box holds the headline, a part for each claim or section, and the small print; below it
stand the buttons. Each choice has its button beside it.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from discord import ui

from bot.discord.fitting import CHOICES, in_blocks
from bot.discord.limits import COMPONENTS, TEXT_CHARACTERS
from bot.discord.pressing import buttons_of, choose_button, in_rows, menu_of
from bot.reply import Reply

_CHOICES_WITH_BUTTON_BESIDE = 5
"""More of them take too many components: their buttons then stand below."""
_OF_A_SECTION = 3
_OF_A_PART = 2
_BOX_HEAD_FOOTER = 3


def render(reply: Reply) -> ui.LayoutView:
    """Return the reply as a view, inside all limits of Discord whatever it holds."""
    choosable = min(len(reply.choices), CHOICES) if reply.id else 0
    beside = choosable if choosable <= _CHOICES_WITH_BUTTON_BESIDE else 0
    rows = _rows(reply, choosable - beside)
    taken = _BOX_HEAD_FOOTER + sum(1 + len(row.children) for row in rows)
    taken += beside * _OF_A_SECTION if beside else _OF_A_PART
    blocks = in_blocks(reply, TEXT_CHARACTERS, (COMPONENTS - taken) // _OF_A_PART)

    box: list[ui.Item[Any]] = [ui.TextDisplay(blocks.head)]
    box += chain.from_iterable((ui.Separator(), ui.TextDisplay(text)) for text in blocks.parts)
    if beside:
        box += [
            ui.Section(text, accessory=choose_button(reply.id, number))
            for number, text in enumerate(blocks.choices)
        ]
    elif blocks.choices:
        box += [ui.Separator(), ui.TextDisplay("\n".join(blocks.choices))]
    if blocks.footer:
        box.append(ui.TextDisplay(blocks.footer))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*box))
    for row in rows:
        view.add_item(row)
    return view


def _rows(reply: Reply, choices_below: int) -> list[ui.ActionRow[Any]]:
    chosen = [choose_button(reply.id, number) for number in range(choices_below)]
    rows = [ui.ActionRow(*row) for row in (*in_rows(chosen), *in_rows(buttons_of(reply)))]
    menu = menu_of(reply)
    return [*([ui.ActionRow(menu)] if menu else []), *rows]
