"""How does Slack read a text? Its mrkdwn, as HTML.

From Slack's "Formatting text for app surfaces": `*bold*`, `_italic_`, `~struck~`, code in
backticks, `>` before a quote, `<…>` around links and mentions, and `&amp;`, `&lt;`, `&gt;`
for the three signs. Addresses, @here and #channels count as typed unless the text is
`verbatim`. In a plain text only `:emoji:` is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from bot.preview.inline import Inner, Rule, link, marked, pinging, read_inline, tag

_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_WORD = r"[^\W_]"


def _between(sign: str) -> str:
    """Return the pattern of text within two `sign`s that stand at the edges of words."""
    s = re.escape(sign)
    return rf"(?<!{_WORD}){s}(?!\s)([^{s}\n]+?)(?<!\s){s}(?!{_WORD})"


def _angled(found: re.Match[str], inner: Inner) -> str:
    target, _, label = found[1].partition("|")
    if target.startswith(("@", "#", "!")):
        return tag("span", escape(label or target), "mention")
    return link(target, inner(label) if label else escape(_unescaped(target)))


_EMOJI = Rule(
    re.compile(r"(?<![\w:]):([a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*):(?![\w:])"),
    lambda found, _: tag("span", escape(found[1]), "emoji"),
)
_RULES = (
    Rule(
        re.compile(r"```\n?(.+?)\n?```", re.DOTALL), lambda found, _: tag("pre", _plain(found[1]))
    ),
    Rule(re.compile(r"`([^`\n]+)`"), lambda found, _: tag("code", _plain(found[1]))),
    Rule(re.compile(r"<([^<>\n]+)>"), _angled),
    marked(_between("*"), "strong"),
    marked(_between("_"), "em"),
    marked(_between("~"), "s"),
    _EMOJI,
)
_TYPED = (
    Rule(
        re.compile(r"\b(?:https?://|www\.)[^\s<>|]+[^\s<>|.,;:!?\"'”’)]"),
        lambda found, _: link(found[0], escape(_unescaped(found[0]))),
    ),
    # What looks like a domain is made a link as well; the list is what people write.
    Rule(
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|gov|edu|info|ly|me)\b(?!\.\w)"
        ),
        lambda found, _: link(found[0], escape(found[0])),
    ),
    pinging(r"(?<![\w@])@(?:here|channel|everyone)\b"),
    pinging(r"(?<![\w&#])#[a-z][\w-]{0,79}"),
)


def read_text_object(text: Mapping[str, Any]) -> str:
    """Return a text object, `plain_text` or `mrkdwn`, as HTML."""
    words = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return read_mrkdwn(words, typed_counts=not text.get("verbatim", False))
    emojis = (_EMOJI,) if text.get("emoji", True) else ()
    return _with_breaks(read_inline(words, emojis))


def read_mrkdwn(text: str, *, typed_counts: bool = True) -> str:
    """Return `text` as HTML; with `typed_counts`, addresses and mentions as people type them."""
    rules = (*_RULES, *_TYPED) if typed_counts else _RULES
    parts: list[str] = []
    for is_quote, lines in _runs(text):
        content = _with_breaks(read_inline("\n".join(lines), rules, _plain))
        parts.append(tag("blockquote", content) if is_quote else content)
    return "".join(parts)


def _runs(text: str) -> list[tuple[bool, list[str]]]:
    """Return the lines of `text`, quoted ones and others apart."""
    runs: list[tuple[bool, list[str]]] = []
    is_fenced = quotes_rest = False
    for line in text.split("\n"):
        quotes_rest = quotes_rest or (not is_fenced and line.startswith((">>>", "&gt;&gt;&gt;")))
        mark = re.match(r"(?:>>>|(?:&gt;){3}|>|&gt;) ?", "" if is_fenced else line)
        is_quote = quotes_rest or mark is not None
        if not runs or runs[-1][0] != is_quote:
            runs.append((is_quote, []))
        runs[-1][1].append(line[mark.end() :] if mark else line)
        is_fenced ^= line.count("```") % 2 == 1
    return runs


def _with_breaks(html: str) -> str:
    return html.replace("\n", "<br>")


def _plain(text: str) -> str:
    return escape(_unescaped(text))


def _unescaped(text: str) -> str:
    return re.sub("|".join(_ENTITIES), lambda found: _ENTITIES[found[0]], text)
