"""What does a web page say? Its main text, and what it says about itself.

trafilatura finds the main text among menus, comments and advertisements. What a reader of
the page cannot see is taken out first: it is not what the page says. About itself a page
speaks in its metadata; nothing is guessed from how the page looks.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from knowledge.errors import DocumentError

DEEPEST = 200
"""Elements nested deeper are not read; the parser ends at 256."""
_UNSEEN_TAGS = ("script", "style", "template", "noscript", "iframe", "object", "svg")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[T ]|\s*$)")
_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle OpinionNewsArticle BlogPosting WebPage".split()
)


# Without a handler Python prints its warnings to a command's users.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page; what the page does not say about itself stays None."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None
    is_cut: bool = False


def read_page(name: str, html: str) -> Page:
    """Return what the page says. Raises `DocumentError` if no text can be found in it."""
    tree = _tree(name, html)
    is_cut = _cut_deep(tree)
    said = _Metadata.of(tree)
    _remove_unseen(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    text = str(getattr(found, "text", None) or "")
    if not text.strip():
        why = "has no text that can be told from the page around it; save the text to a file"
        raise DocumentError(name, why)
    return Page(
        text,
        title=said.first("og:title", "headline"),
        byline=said.first("author"),
        publisher=said.first("og:site_name", "publisher"),
        published_on=_day(said.first("article:published_time", "datePublished")),
        language=tree.get("lang") or None,
        is_cut=is_cut,
    )


def _tree(name: str, html: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise DocumentError(name, "is a web page without anything in it") from error


def _cut_deep(tree: lxml.html.HtmlElement) -> bool:
    """Remove what is nested deeper than `DEEPEST`; return whether there was anything."""
    deep, depth = [], 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == DEEPEST:
            deep.append(element)
    for element in deep:
        element.drop_tree() if isinstance(element, lxml.html.HtmlElement) else None
    return bool(deep)


def _remove_unseen(tree: lxml.html.HtmlElement) -> None:
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        is_unseen = element.tag in _UNSEEN_TAGS or "hidden" in element.attrib
        if is_unseen or _UNSEEN_STYLE.search(element.get("style", "")):
            element.drop_tree()


@dataclass(frozen=True, slots=True)
class _Metadata:
    """What the page says about itself, by the names that it uses."""

    said: dict[str, str]

    @staticmethod
    def of(tree: lxml.html.HtmlElement) -> _Metadata:
        said: dict[str, str] = {}
        for meta in tree.iter("meta"):
            key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            said.setdefault(key, (meta.get("content") or "").strip())
        for article in _linked_data(tree):
            for key in ("headline", "datePublished", "author", "publisher"):
                said.setdefault(key, _name_of(article.get(key)))
        return _Metadata({key: value for key, value in said.items() if value})

    def first(self, *names: str) -> str | None:
        return next((" ".join(self.said[n].split()) for n in names if n in self.said), None)


def _linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects in the page's JSON-LD that describe an article."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # broken metadata says nothing
        listed = content if isinstance(content, list) else [content]
        for item in listed:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for each in graph if isinstance(graph, list) else [item]:
                types = each.get("@type") if isinstance(each, dict) else None
                named = types if isinstance(types, list) else [types]
                if any(isinstance(kind, str) and kind in _ARTICLES for kind in named):
                    yield each


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name_of, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _day(written: str | None) -> date | None:
    found = _DAY.match(written or "")
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
