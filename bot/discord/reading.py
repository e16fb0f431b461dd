"""What somebody typed, without Discord's markup and without the bot's own name."""

from __future__ import annotations

import re
from collections.abc import Mapping

import discord

_MENTION = re.compile(r"<(@!?|@&|#)(\d+)>")
_COMMAND = re.compile(r"<(/[^:<>\n]+):\d+>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_TIMESTAMP = re.compile(r"<t:-?\d+(?::\w)?>|<id:\w+>")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\s*<?[^\s()<>]+>?\s*\)")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_LINE_START = re.compile(r"^ *(?:>>> |> |#{1,3} |-# )+", re.MULTILINE)
_PAIRS = re.compile(
    r"```(?:\w+\n)?([\s\S]+?)```|`([^`\n]+)`|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\|\|(.+?)\|\|"
    r"|(?<!\w)\*(?=\S)(.+?)(?<=\S)\*(?!\w)|(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SET_ASIDE = 0x100000
"""Where escaped marks wait, in a private part of Unicode, while others are read."""


def typed_in(message: discord.Message, me: int) -> str:
    """Return what a message says, to be read as a question to the bot whose id is `me`.

    Of a message that only forwards another one it is what the other one says.
    """
    text = message.content
    if not text and message.message_snapshots:
        text = message.message_snapshots[0].content
    return without_markup(text, _names(message), me)


def without_markup(text: str, names: Mapping[int, str], me: int) -> str:
    """Return `text` as people read it; mentioned things have the name given for their id."""

    def named(match: re.Match[str]) -> str:
        kind, id_ = match[1], int(match[2])
        if id_ == me or id_ not in names:
            return ""
        return f"{'#' if kind == '#' else '@'}{names[id_]}"

    text = _ESCAPED.sub(lambda match: chr(_SET_ASIDE + ord(match[1])), text)
    text = re.sub(rf"^\s*<@!?{me}>[\s,:;]*", "", text)
    text = _MENTION.sub(named, text)
    for pattern in (_COMMAND, _EMOJI, _ADDRESS, _LINK):
        text = pattern.sub(r"\1", text)
    text = _LINE_START.sub("", _TIMESTAMP.sub("", text))
    for _ in range(3):  # bold in italics in a spoiler
        text = _PAIRS.sub(lambda match: next(filter(None, match.groups())), text)
    text = text.translate({_SET_ASIDE + mark: mark for mark in range(0x80)})
    return re.sub(r"[ \t]+", " ", text).strip()


def _names(message: discord.Message) -> dict[int, str]:
    names = {user.id: user.display_name for user in message.mentions}
    own = message.guild.self_role if message.guild else None
    names |= {role.id: role.name for role in message.role_mentions if role != own}
    return names | {channel.id: channel.name for channel in message.channel_mentions}
