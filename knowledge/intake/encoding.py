"""In which encoding are these bytes? As declared if that can be true, else as found.

A byte order mark wins, then what the server and the page declare, then UTF-8, then what
charset-normalizer finds, which is said in a note: a person has to look.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from knowledge.errors import DocumentError
from knowledge.intake.byte_order import mark_of

# What browsers do, because servers say the first and mean the second.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
# Not encodings of documents; some of them run code paths of Python's own source.
_NOT_OF_DOCUMENTS = frozenset(
    ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs")
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 4096
_LOOKED_AT_BYTES = 200_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_AT_MOST = 0.001


def decode(name: str, content: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `content`, and notes on what had to be guessed.

    Raises `DocumentError` if it is no text.
    """
    mark, marked = mark_of(content)
    if marked:
        return _checked(name, content[len(mark) :].decode(marked, "replace")), ()
    notes: tuple[str, ...] = ()
    for says, encoding in _declarations(content, declared):
        try:
            return _checked(name, content.decode(encoding)), notes
        except UnicodeDecodeError:
            notes = (f"{name}: is not in {encoding}, as the {says} says",)
    try:
        return _checked(name, content.decode("utf-8")), notes
    except UnicodeDecodeError:
        text, encoding = _found(name, content)
    note = f"{name}: was read as {encoding}, which is a guess; look at the accents and quotes"
    return _checked(name, text), (*notes, note)


def _declarations(content: bytes, declared: str | None) -> Iterator[tuple[str, str]]:
    """Yield (who says it, encoding) of what is declared and known."""
    if declared and (encoding := _known(declared)):
        yield "server", encoding
    found = _DECLARED.search(content[:_DECLARED_WITHIN_BYTES])
    if found and (encoding := _known(found[1].decode("ascii", "replace"))):
        # A page that could be read so far is not in UTF-16 or UTF-32, whatever it says.
        yield "page", "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding


def _known(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # refuses what turns bytes into bytes, like zlib
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_OF_DOCUMENTS else _MEANT.get(name, name)


def _found(name: str, content: bytes) -> tuple[str, str]:
    best = from_bytes(content[:_LOOKED_AT_BYTES]).best()
    if best is None:
        raise DocumentError(name, "is not text in any known encoding; save it as UTF-8")
    return content.decode(best.encoding, "replace"), best.encoding


def _checked(name: str, text: str) -> str:
    """Return `text`; raise `DocumentError` if it is something else, like a picture."""
    controls = len(_CONTROLS.findall(text))
    if controls > _CONTROLS_AT_MOST * len(text):
        why = "is not text or a web page; save it as one of these, in UTF-8"
        raise DocumentError(name, why)
    return text
