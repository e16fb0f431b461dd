"""Slack's markup is undone at the border: what people typed, as they meant it, arrives inside.

From Slack's "Formatting text for app surfaces": `<@U1|name>`, `<#C1|name>`, `<!here>`,
`<!subteam^S1|@name>`, `<!date^…|words>`, `<address|words>`; `&amp;`, `&lt;`, `&gt;`.
"""

from __future__ import annotations

import html
import re

SOMEBODY = "somebody"
A_CHANNEL = "a channel"
READ_CHARACTERS = 40_000
"""So long a message can be."""

_TOKEN = re.compile(r"<([^<>\n]{1,4000})>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
# Only the three that Slack makes: a typed "&quot;" is words.
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_STYLED = re.compile(r"(?<!\w)([*_~])(?=\S)((?:(?!\1)[^\n])+)(?<=\S)\1(?!\w)")
_RAIL = re.compile(r"^(?:&gt;)+ ?", re.MULTILINE)
_LEADING_MENTIONS = re.compile(r"^(?:\s*<@[A-Z0-9]+(?:\|[^<>]*)?>[\s,:;]*)+")


def mentions(text: str, person: str) -> bool:
    """Whether `text` mentions `person`, by Slack's id."""
    return bool(person) and person in _MENTION.findall(text)


def typed(text: str, *, me: str = "") -> str:
    """Return what was typed, without markup; `me` is the bot's id, whose mentions go."""
    text = text[:READ_CHARACTERS]
    # Whom a message calls first is not what it is about.
    text = _LEADING_MENTIONS.sub("", text)
    if me:
        text = re.sub(rf"[\s,;:]*<@{re.escape(me)}(?:\|[^<>]*)?>", "", text)
    return written(text)


def written(text: str) -> str:
    """Return a message as people read it, without markup: all of it, whomever it calls."""
    text = text[:READ_CHARACTERS]
    text = _RAIL.sub("", text)
    text = _FENCE.sub(r"\1", text)
    text = _CODE.sub(r"\1", text)
    text = _STYLED.sub(r"\2", text)
    # Nested once, as in *_words_*.
    text = _STYLED.sub(r"\2", text)
    text = _TOKEN.sub(lambda found: _meant(found[1]), text)
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _meant(token: str) -> str:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return label.removeprefix("@") or SOMEBODY
    if target.startswith("#"):
        return f"#{label}" if label else A_CHANNEL
    if target.startswith("!"):
        # @here and @channel call people; they say nothing.
        return label.removeprefix("@")
    return label or target.removeprefix("mailto:")
