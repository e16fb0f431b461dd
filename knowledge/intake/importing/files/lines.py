"""Lines, each of bounded length; and one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, NoReturn

from knowledge.errors import UnusableError
from knowledge.intake.importing.files.encoding import NOT_UTF8
from knowledge.intake.importing.item import LeftOut, Row, shown

LINE_BYTES = 8 * 1024 * 1024
"""No record is longer; a longer line is passed over in pieces."""
BLANK_LINES = 1_000_000
DEEPEST = 100
_TOO_LONG = f"is longer than {LINE_BYTES:,} bytes; no record is"


def bounded_lines(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number from 1, line) of every line; None stands for one that is too long."""
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            _pass_over_line(stream)
            yield number, None
        else:
            yield number, line


def _pass_over_line(stream: BufferedReader) -> None:
    """Go on to after the next end of a line; nothing of it is put together."""
    while ahead := stream.peek():
        at = ahead.find(b"\n") + 1
        stream.read(at or len(ahead))
        if at:
            return


def read_lines(file: str, stream: BufferedReader) -> Iterator[Row | LeftOut]:
    """Yield the JSON object of each line that is not blank, or why there is none."""
    blank = 0
    for number, line in bounded_lines(stream):
        where = f"line {number}"
        if line is None:
            yield LeftOut(file, where, _TOO_LONG)
        elif not line.strip():
            blank += 1
            if blank > BLANK_LINES:
                raise UnusableError(f"has more than {BLANK_LINES:,} empty lines; it is broken")
        else:
            try:
                yield Row(where, json_object(line))
            except UnusableError as error:
                yield LeftOut(file, where, error.why)


def json_object(line: bytes) -> dict[str, Any]:
    """Return the JSON object that `line` is; raise `UnusableError`."""
    try:
        content = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnusableError(NOT_UTF8.format(error.start + 1)) from error
    except RecursionError as error:
        raise UnusableError("is nested too deeply; no record is") from error
    except ValueError as error:
        raise UnusableError(f"is not JSON, or cut: {shown(error)}") from error
    if not isinstance(content, dict):
        raise UnusableError("is not a JSON object; write one object a line")
    check_depth(content)
    return content


def check_depth(content: object) -> None:
    """Raise `UnusableError` if `content` is nested deeper than records are."""
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise UnusableError(f"is nested deeper than {DEEPEST} levels; no record is")
        level = [part for value in level for part in _parts(value)]


def _parts(value: object) -> Iterator[object]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (part for part in parts if isinstance(part, dict | list))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
