"""Values as JSON-LD has them in the wild: what text, address, day or language is in them?

Each function returns None where there is nothing, and raises `UnusableError` where there is
something that cannot be used, so that no field is lost without a word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from knowledge.errors import UnusableError
from knowledge.intake.importing.days import read_day
from knowledge.intake.importing.item import shown

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
_URL_CHARACTERS = 2_000


def clean(text: str) -> str:
    """Return `text` with white space collapsed and without control characters.

    Raises `UnusableError` for half a character (a lone surrogate), which no file can hold.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shows = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    if any("\ud800" <= c <= "\udfff" for c in shows):
        raise UnusableError("holds half a character (a lone surrogate); get it again")
    return " ".join(shows.split())


def plain(text: str) -> str:
    """Return `text` of a page as a reader sees it: without markup and escapes."""
    shows = _TAG.sub(" ", text) if "<" in text else text
    return clean(html.unescape(shows) if "&" in shows else shows)


def text_in(value: Any) -> str | None:
    """Return the text that `value` is, or holds first."""
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, dict):
        return text_in(value.get("@value"))
    if isinstance(value, list):
        return next((found for part in value if (found := text_in(part))), None)
    return None


def address_in(value: Any) -> str | None:
    """Return the web address that `value` is, or has as its url or @id."""
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("@value")
    if isinstance(value, list):
        return next((found for part in value if (found := address_in(part))), None)
    text = text_in(value)
    return None if text is None else web_address(text)


def web_address(text: str) -> str:
    """Return `text` if it is an address of the web; raise `UnusableError`."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        has_password = parts.username is not None or parts.password is not None
    except ValueError:
        is_web, has_password = False, False
    if not is_web or has_password or " " in text or len(text) > _URL_CHARACTERS:
        raise UnusableError(f"'{shown(text)}' is no address of the web")
    return text


def host_of(url: str | None) -> str:
    """Return the name of the site, "" if there is none."""
    host = (urlsplit(url).hostname or "") if url else ""
    return host.removeprefix("www.")


def day_in(value: Any) -> date | None:
    """Return the day that `value` names."""
    text = text_in(value)
    if text is None:
        return None
    day = read_day(text)
    if day is None:
        raise UnusableError(f"'{shown(text)}' is no day that can be read without guessing")
    return day


def language_in(value: Any) -> str | None:
    """Return the BCP 47 tag in `value`."""
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    text = text_in(value)
    if text is None:
        return None
    if not _LANGUAGE.match(text):
        raise UnusableError(f"'{shown(text)}' is no language tag such as 'en' or 'pt-BR'")
    return text.replace("_", "-")
