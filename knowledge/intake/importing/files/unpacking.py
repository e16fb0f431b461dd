"""What is in a packed file? Never more than an honest file could hold.

A few kilobytes can be packed so that they give gigabytes. Everything is unpacked as it is
read, and reading stops where more comes out than packing text can explain.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO

from knowledge.errors import UnusableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


MOST_TIMES = 200
"""Text of records is packed to a tenth, seldom to a fiftieth; a bomb to a thousandth."""
FREE_BYTES = 16 * 1024 * 1024
MOST_MEMBERS = 10_000

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_SAVE_IT = "unpack it by yourself, and give what is in it"
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError)


def unpacked(name: str, stream: BinaryIO, size: int) -> Iterator[tuple[str, BinaryIO]]:
    """Yield (name, stream) of each file in `stream`, which is one itself unless it is packed.

    `size` is how many bytes `stream` has. Reading one that was yielded, or asking for the next,
    raises `UnusableError` where the packing is broken or a bomb.
    """
    start = stream.read(len(_ZIP))
    stream.seek(0)
    if start.startswith(_GZIP):
        inner = gzip.GzipFile(fileobj=stream, mode="rb")
        yield name.removesuffix(".gz"), _buffered(_Guarded(inner, size))
    elif start == _ZIP:
        yield from _members(name, stream, size)
    else:
        yield name, stream


def _members(name: str, stream: BinaryIO, size: int) -> Iterator[tuple[str, BinaryIO]]:
    with packing_errors(), zipfile.ZipFile(stream) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise UnusableError(f"holds more than {MOST_MEMBERS:,} files; {_SAVE_IT}")
        allowed = _Allowance(size)
        for member in members:
            if member.flag_bits & 1:
                raise UnusableError(f"is locked with a password; {_SAVE_IT}")
            with packing_errors(), archive.open(member) as inner:
                yield f"{name}/{member.filename}", _buffered(_Guarded(inner, size, allowed))


def _buffered(guarded: _Guarded) -> BinaryIO:
    return io.BufferedReader(guarded, 128 * 1024)


@contextmanager
def packing_errors() -> Iterator[None]:
    """Turn what the unpackers raise into what people are told."""
    try:
        yield
    except BROKEN as error:
        raise UnusableError("is packed, and cut or damaged; get it again") from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnusableError(f"is packed in a way that cannot be read; {_SAVE_IT}") from error


class _Allowance:
    """How much may still come out of a packed file."""

    def __init__(self, packed_bytes: int) -> None:
        self.left_bytes = packed_bytes * MOST_TIMES + FREE_BYTES


class _Guarded(io.RawIOBase):
    """Reads what is unpacked, as long as it is not too much."""

    def __init__(
        self, inner: IO[bytes] | io.BufferedIOBase, size: int, allowed: _Allowance | None = None
    ) -> None:
        self._inner = inner
        self._allowed = allowed or _Allowance(size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        with packing_errors():
            got = self._inner.read(len(view))
        self._allowed.left_bytes -= len(got)
        if self._allowed.left_bytes < 0:
            why = f"holds more than {MOST_TIMES} times its size (a bomb, perhaps); {_SAVE_IT}"
            raise UnusableError(why)
        view[: len(got)] = got
        return len(got)
