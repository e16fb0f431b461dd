"""How does Discord read a text? Its markdown, as HTML.

From Discord's "Markdown Text 101": headings (`#`), small text (`-#`), quotes (`>`), lists,
code, `**bold**`, `*italic*`, `__underlined__`, `~~struck~~`, `||spoiler||`, `[text](address)`,
bare addresses, mentions, times, and a backslash before a sign that is only a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from bot.preview.inline import Inner, Rule, link, marked, pinging, read_inline, tag

_ADDRESS = r"https?://[^\s<>]+[^\s<>.,:;\"')\]]"


def _masked(found: re.Match[str], inner: Inner) -> str:
    return link(found[2], inner(found[1]))


def _bare(found: re.Match[str], _inner: Inner) -> str:
    address = found[0].strip("<>")
    return link(address, escape(address))


_RULES = (
    Rule(re.compile(r"\\([^0-9A-Za-z\s])"), lambda found, _: escape(found[1])),
    Rule(
        re.compile(r"```(?:[a-z0-9_+.#-]+\n)?\n?(.+?)\n?```", re.DOTALL | re.IGNORECASE),
        lambda found, _: tag("pre", escape(found[1])),
    ),
    Rule(
        re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL),
        lambda found, _: tag("code", escape(found[2].strip())),
    ),
    Rule(
        re.compile(
            r"\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])+)\]\(\s*<?(https?://(?:\\.|[^\s()<>\\]|\([^\s()]*\))+)>?\s*\)"
        ),
        _masked,
    ),
    Rule(re.compile(rf"<{_ADDRESS}>|{_ADDRESS}"), _bare),
    pinging(r"@(?:everyone|here)\b"),
    pinging(r"<(?:@[!&]?|#)\d+>"),
    pinging(r"<(?:t:-?\d+(?::[a-zA-Z])?|/[^:\n>]+:\d+|id:\w+)>"),
    Rule(
        re.compile(r"<a?:(\w{2,32}):\d+>|(?<![\w:]):([a-z0-9_+-]*[a-z_+][a-z0-9_+-]*):(?![\w:])"),
        lambda found, _: tag("span", escape(found[1] or found[2]), "emoji"),
    ),
    marked(r"\*\*((?:\\.|.)+?)\*\*(?!\*)", "strong"),
    marked(r"__((?:\\.|.)+?)__(?!_)", "u"),
    marked(r"~~((?:\\.|.)+?)~~(?!_)", "s"),
    marked(r"\|\|((?:\\.|.)+?)\|\|", "span", "spoiler"),
    marked(r"\b_((?:__|\\.|[^\\_])+?)_\b", "em"),
    marked(r"\*(?=\S)((?:\*\*|\\.|[^\\*])+?)(?<!\s)\*(?!\*)", "em"),
)
_HEADING = re.compile(r"(#{1,3}) +(.+)")
_SMALL = re.compile(r"-# +(.+)")
_QUOTED = re.compile(r"(>>>|>) ")
_ITEM = re.compile(r"( *)([-*]|\d+\.) +(.+)")
_FENCE = "```"


def read_line(text: str) -> str:
    """Return `text` as HTML, with the marks that count within a line only."""
    return read_inline(text, _RULES).replace("\n", "<br>")


def read_text(text: str) -> str:
    """Return `text` as HTML, with headings, quotes and lists."""
    return "".join(_blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[str]:
    """Yield each block of `lines`; `plain` gathers what is none, so that marks may span lines."""
    plain: list[str] = []
    at = 0
    while at < len(lines):
        used, block = _block(lines[at:]) if not _is_open(plain) else (0, "")
        if not used:
            plain.append(lines[at])
            at += 1
            continue
        yield from _plain(plain)
        plain = []
        yield block
        at += used
    yield from _plain(plain)


def _is_open(plain: list[str]) -> bool:
    return "\n".join(plain).count(_FENCE) % 2 == 1


def _plain(lines: list[str]) -> Iterator[str]:
    if any(lines) or len(lines) > 1:
        yield tag("div", read_line("\n".join(lines)), "lines")
    elif lines:
        yield tag("div", "<br>", "lines")


def _block(lines: list[str]) -> tuple[int, str]:
    """Return how many of `lines` the block takes that begins with the first, and its HTML."""
    if found := _HEADING.match(lines[0]):
        return 1, tag(f"h{len(found[1])}", read_line(found[2]))
    if found := _SMALL.match(lines[0]):
        return 1, tag("div", read_line(found[1]), "small")
    if found := _QUOTED.match(lines[0]):
        return _quote(lines, takes_rest=found[1] == ">>>")
    if _ITEM.match(lines[0]):
        return _list(lines)
    return 0, ""


def _quote(lines: list[str], *, takes_rest: bool) -> tuple[int, str]:
    if takes_rest:
        return len(lines), tag("blockquote", read_text("\n".join([lines[0][4:], *lines[1:]])))
    quoted = []
    for line in lines:
        if not line.startswith("> "):
            break
        quoted.append(line[2:])
    return len(quoted), tag("blockquote", read_text("\n".join(quoted)))


def _list(lines: list[str]) -> tuple[int, str]:
    """Return a list; items that stand deeper are drawn deeper, in one list."""
    items = []
    for line in lines:
        found = _ITEM.match(line)
        if not found:
            break
        depth, sign = min(len(found[1]) // 2, 5), found[2]
        bullet = sign if sign[0].isdigit() else "•"
        marker = tag("span", bullet, "marker")
        items.append(tag("li", marker + tag("span", read_line(found[3])), f"depth{depth}"))
    return len(items), tag("ul", "".join(items))
