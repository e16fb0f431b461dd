"""One example of every kind of reply: for previews, snapshots and whoever reads what the bot says.

shelf      the records that ship, as answers and look-ups need them
invented   records for what no shipped record shows: every stance, a very long quote, markup
answers    what is said to a question, and behind its buttons
news       what is said when the records have changed
look_ups   sources, speakers, gaps
talk       what the bot says of itself and the conversation
desk       what editors see, and the windows that they fill in
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from bot.form import Form
from bot.gallery.answers import answers
from bot.gallery.desk import desk_replies, desk_windows
from bot.gallery.invented import invented
from bot.gallery.look_ups import look_ups
from bot.gallery.news import news
from bot.gallery.shelf import open_shelf
from bot.gallery.talk import talk
from bot.reply import Reply


@lru_cache(maxsize=1)
def gallery() -> Mapping[str, Reply]:
    """Return one reply of each kind by the kind's name; the same ones every time."""
    with open_shelf() as shelf:
        said = {**answers(shelf), **news(shelf), **look_ups(shelf)}
        return MappingProxyType({**said, **invented(), **talk(shelf), **desk_replies(shelf)})


@lru_cache(maxsize=1)
def windows() -> Mapping[str, Form]:
    """Return one window of each kind by the kind's name; the same ones every time."""
    with open_shelf() as shelf:
        return MappingProxyType(dict(desk_windows(shelf)))
