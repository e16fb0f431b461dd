"""Bytes as UTF-8, whatever they were: what they say of themselves counts, nothing is guessed."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from knowledge.errors import UnusableError
from knowledge.intake.byte_order import LONGEST_MARK, mark_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NOT_UTF8 = "is not UTF-8 (byte {}); save it as UTF-8, or name its encoding in the mapping"


def as_utf8(stream: BinaryIO, declared: str | None = None) -> io.BufferedReader:
    """Return `stream` as UTF-8 without a byte order mark.

    A mark at its start counts first, then `declared`. What claims to be UTF-8 is passed on as
    it is: its reader says which record is not.
    """
    start = stream.read(LONGEST_MARK)
    mark, marked = mark_of(start)
    encoding = marked or known_encoding(declared or "utf-8")
    rest = _Joined(start[len(mark) :], stream)
    inner = rest if encoding == "utf-8" else _Decoded(rest, encoding)
    return io.BufferedReader(inner, 128 * 1024)


def known_encoding(name: str) -> str:
    """Return the one spelling of an encoding's name; raise `UnusableError`."""
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise UnusableError(f"'{name[:40]}' is no encoding; write utf-8, cp1252 …") from error


class _Joined(io.RawIOBase):
    """What was read already, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        got, self._start = self._start[: len(view)], self._start[len(view) :]
        view[: len(got)] = got
        # Filled up at once: who only peeks must see more than the start.
        more: int = self._rest.readinto(view[len(got) :])  # type: ignore[attr-defined]
        return len(got) + more


class _Decoded(io.RawIOBase):
    """Text of another encoding, as UTF-8."""

    def __init__(self, inner: io.RawIOBase, encoding: str) -> None:
        self._inner = inner
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._left = b""
        self._is_at_end = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not self._left and not self._is_at_end:
            self._left = self._next(len(view))
        got, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(got)] = got
        return len(got)

    def _next(self, how_many: int) -> bytes:
        packed = self._inner.read(how_many) or b""
        self._is_at_end = not packed
        try:
            return self._decoder.decode(packed, final=self._is_at_end).encode("utf-8")
        except UnicodeError as error:
            raise UnusableError(f"is not {self._encoding}, which it is said to be") from error
