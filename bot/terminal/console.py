"""What kind of terminal is it? Colours only where there is one, and no longer lines than fit."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

from bot.reply import Reply
from bot.terminal.render import render

WIDEST_COLUMNS = 100
"""Longer lines are hard to read, however wide the window is."""


def as_shown(reply: Reply, stream: TextIO, *, columns: int | None = None) -> str:
    """Return `reply` as it is to be written to `stream`, without a newline at the end.

    Colours if `stream` is a terminal, unless NO_COLOR is set. `columns` are those of the
    terminal unless given.
    """
    console = Console(file=stream, width=columns, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(render(reply), width=min(console.width, WIDEST_COLUMNS))
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))
