"""What is in a compressed body? Never more of it than may be kept.

A few kilobytes of gzip can hold gigabytes. Each step unpacks no more than what there is
still room for, so that a bomb costs as much memory as an honest document.
"""

from __future__ import annotations

import zlib

_WINDOW_BITS = {
    "gzip": 16 + zlib.MAX_WBITS,
    "x-gzip": 16 + zlib.MAX_WBITS,
    "deflate": zlib.MAX_WBITS,
}
READABLE = ("", "identity", *_WINDOW_BITS)


class TooLargeError(Exception):
    """There is more in the body than may be kept."""


class BrokenBodyError(Exception):
    """The body is not what its headers say, or was cut."""


class Unpacking:
    """Holds what has been unpacked of one body so far."""

    def __init__(self, encoding: str, limit_bytes: int) -> None:
        self._bits = _WINDOW_BITS.get(encoding, 0)
        self._left = limit_bytes
        self._parts: list[bytes] = []
        self._unpacker = zlib.decompressobj(self._bits) if self._bits else None
        self._is_first = True

    def add(self, chunk: bytes) -> None:
        """Unpack `chunk`. Raises `TooLargeError`, `BrokenBodyError`."""
        if self._unpacker is None:
            self._keep(chunk)
            return
        try:
            while chunk:
                chunk = self._unpack(self._unpacker, chunk)
        except zlib.error as error:
            raise BrokenBodyError from error

    def content(self) -> bytes:
        """Return all of it. Raises `BrokenBodyError` if the end is missing."""
        if self._unpacker is not None and self._parts and not self._unpacker.eof:
            raise BrokenBodyError
        return b"".join(self._parts)

    def _unpack(self, unpacker: zlib._Decompress, chunk: bytes) -> bytes:
        """Unpack `chunk` as far as there is room; return what of it is still packed."""
        if unpacker.eof:  # a gzip file may hold several, one after the other
            unpacker = zlib.decompressobj(self._bits)
        try:
            self._keep(unpacker.decompress(chunk, self._left + 1))
        except zlib.error:
            if not (self._is_first and self._bits == zlib.MAX_WBITS):
                raise
            # Some servers send "deflate" without the header that the standard asks for.
            self._bits = -zlib.MAX_WBITS
            unpacker = zlib.decompressobj(self._bits)
            self._keep(unpacker.decompress(chunk, self._left + 1))
        self._is_first = False
        self._unpacker = unpacker
        return unpacker.unconsumed_tail or unpacker.unused_data

    def _keep(self, part: bytes) -> None:
        self._left -= len(part)
        if self._left < 0:
            raise TooLargeError
        self._parts.append(part)
