"""A document: bytes of a file or a page become the text that quotes are spans of.

What the document does not say about itself stays None. `notes` say what a person should
look at because it was guessed, or left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from knowledge.errors import DocumentError
from knowledge.intake.encoding import decode
from knowledge.intake.furniture import furniture
from knowledge.intake.page import Page, read_page
from knowledge.model import Span

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_CHARACTERS = 300_000
"""A longer text is refused: it is no article, and drafts of it would be read by nobody."""
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_LOOKS_LIKE_A_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:(?:de|van|von|der|la|al|bin) )*[^\W\d_a-z][\w.'’-]*){0,4}"
_BYLINE = re.compile(rf"By ({_NAME}(?:(?:,| and|, and|;) {_NAME}){{0,5}})\Z")
_BYLINE_WITHIN_LINES = 6
_TITLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A text to draft from, and what it says about itself."""

    name: str
    text: str = field(repr=False)
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str = "en"
    boilerplate: tuple[Span, ...] = ()
    heading: tuple[Span, ...] = ()
    """Where the text names its author: nobody says that, though it is no furniture."""
    notes: tuple[str, ...] = ()
    is_cut: bool = False


def read_document(
    name: str,
    content: bytes,
    *,
    media_type: str = "",
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """Return the document that `content` is: a web page, or plain text.

    `media_type` and `charset` are what whoever sent it says. Raises `DocumentError`, which
    says what to do.
    """
    if len(content) > LARGEST_BYTES:
        raise DocumentError(name, f"is larger than {LARGEST_BYTES:,} bytes; give a part of it")
    text, notes = decode(name, content, charset)
    if media_type in _PAGE_TYPES or _LOOKS_LIKE_A_PAGE.match(text):
        page = read_page(name, text)
        if page.is_cut:
            notes += (f"{name}: has elements nested too deeply; what is in them was left out",)
        return _checked(name, _of_page(name, page, url, notes))
    return _checked(name, _of_text(name, text, url, notes))


def _of_page(name: str, page: Page, url: str | None, notes: tuple[str, ...]) -> Document:
    # What cannot be stored is marked: a page can spell half a character as a reference.
    text = _HALF_A_CHARACTER.sub("\ufffd", page.text)
    return Document(
        name,
        text,
        title=page.title,
        byline=page.byline,
        publisher=page.publisher,
        published_on=page.published_on,
        url=url,
        language=page.language or "en",
        boilerplate=furniture(text),
        notes=notes,
        is_cut=page.is_cut,
    )


def _of_text(name: str, text: str, url: str | None, notes: tuple[str, ...]) -> Document:
    title, byline = _heading(text)
    line = text.find(f"By {byline}") if byline else -1
    return Document(
        name,
        text,
        title=title,
        byline=byline,
        url=url,
        boilerplate=furniture(text),
        heading=((line, line + len(f"By {byline}")),) if line >= 0 else (),
        notes=notes,
    )


def _heading(text: str) -> tuple[str | None, str | None]:
    """Return title and byline where the first lines say them: "By …", and the line before."""
    lines = [line.strip() for line in text[:2000].splitlines() if line.strip()]
    for number, line in enumerate(lines[:_BYLINE_WITHIN_LINES]):
        if found := _BYLINE.match(line):
            before = lines[number - 1] if number else ""
            is_title = before and len(before) <= _TITLE_CHARACTERS and before[-1] not in ".:,;"
            return (before if is_title else None), found[1]
    return None, None


def _checked(name: str, document: Document) -> Document:
    if not document.text.strip():
        raise DocumentError(name, "is empty; give a document with text")
    if len(document.text) > LONGEST_CHARACTERS:
        why = f"has more than {LONGEST_CHARACTERS:,} characters; give it in parts"
        raise DocumentError(name, why)
    return document
