"""Which elements does a piece of HTML have? As a browser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

SIGNS = [*"*_~`<>&|[]()\\#-@:/!\"' \n.ab1", "https://", "<script>", "&lt;", "```", "<@1>"]
"""What a text is made of that wants to be more than a text."""


def elements_of(html: str) -> set[str]:
    """Return the names of the elements in `html`."""
    return {name for name, _ in _read(html).elements}


def attributes_of(html: str) -> set[str]:
    """Return the names of the attributes in `html`."""
    return {name for _, names in _read(html).elements for name in names}


def text_of(html: str) -> str:
    """Return what is read in `html`."""
    return "".join(_read(html).texts)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
