"""In which encoding is what begins with a byte order mark?"""

from __future__ import annotations

import codecs

_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    # Before UTF-16: its mark begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
LONGEST_MARK = max(map(len, _ENCODINGS))


def mark_of(content: bytes) -> tuple[bytes, str | None]:
    """Return the mark at the start of `content` and its encoding; `(b"", None)` without one."""
    found = ((mark, name) for mark, name in _ENCODINGS.items() if content.startswith(mark))
    return next(found, (b"", None))
