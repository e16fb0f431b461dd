"""How is a marked text read? What Slack and Discord have in common, as rules within a line.

A rule is a pattern and what becomes of it. The first rule that matches at a place wins, and
what no rule takes is text: escaped here, so that whatever a payload holds, a page shows it
and never obeys it. The readings are on the suspicious side: where a platform might make
something of a text, it is drawn, so that a missing escape is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

Inner = Callable[[str], str]
"""Reads a text within a mark, and returns its HTML."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the text that `pattern` matches is made into; `inner` reads what stands in it."""

    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], Inner], str]


def read_inline(text: str, rules: Sequence[Rule], plain: Callable[[str], str] = escape) -> str:
    """Return `text` as HTML; `plain` makes HTML of what no rule takes."""

    def inner(part: str) -> str:
        return read_inline(part, rules, plain)

    made: list[str] = []
    start = at = 0
    while at < len(text):
        rule, found = _first_match(text, at, rules)
        if rule is None or found is None:
            at += 1
            continue
        made += [plain(text[start:at]), rule.made(found, inner)]
        start = at = found.end()
    return "".join([*made, plain(text[start:])])


def _first_match(
    text: str, at: int, rules: Sequence[Rule]
) -> tuple[Rule, re.Match[str]] | tuple[None, None]:
    for rule in rules:
        # match(text, at), not match(text[at:]): patterns look at what stands before.
        found = rule.pattern.match(text, at)
        if found and found.end() > at:
            return rule, found
    return None, None


def tag(name: str, content: str, css_class: str = "") -> str:
    """Return an element around `content`, which is HTML already."""
    attribute = f' class="{escape(css_class)}"' if css_class else ""
    return f"<{name}{attribute}>{content}</{name}>"


def link(address: str, content: str) -> str:
    """Return what looks like a link. It leads nowhere: pictures are not clicked."""
    return f'<a title="{escape(address)}">{content}</a>'


def marked(pattern: str, name: str, css_class: str = "") -> Rule:
    """Return the rule of a mark around text: group 1 of `pattern` is read on."""
    return Rule(
        re.compile(pattern, re.DOTALL), lambda found, inner: tag(name, inner(found[1]), css_class)
    )


def pinging(pattern: str) -> Rule:
    """Return the rule of a text that calls somebody: drawn so that it is seen."""
    return Rule(re.compile(pattern), lambda found, _: tag("span", escape(found[0]), "mention"))
