"""CSV and TSV: a row of named cells each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BufferedReader

from knowledge.errors import UnusableError
from knowledge.intake.importing.files.encoding import NOT_UTF8
from knowledge.intake.importing.files.lines import LINE_BYTES, bounded_lines
from knowledge.intake.importing.item import LeftOut, Row, shown

CELL_CHARACTERS = 1024 * 1024
_DELIMITERS = ",;\t|"


def read_table(
    file: str, stream: BufferedReader, delimiter: str | None = None
) -> Iterator[Row | LeftOut]:
    """Yield every row under the head line, or why it cannot be used."""
    csv.field_size_limit(CELL_CHARACTERS)
    lines = _Lines(stream)
    try:
        head_line = next(lines, "")
    except csv.Error as error:
        raise UnusableError(f"has a head line that is {error}") from error
    reader = csv.reader([head_line], delimiter=delimiter or _likeliest(head_line))
    try:
        head = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnusableError(f"has a head line that is broken: {error}") from error
    if not any(head) or len(set(head)) < len(head):
        raise UnusableError("has no head line with a name for each column, each once; add it")
    cells = csv.reader(lines, dialect=reader.dialect, strict=True)
    while True:
        first = lines.number + 1
        try:
            row = next(cells, None)
        except csv.Error as error:
            yield LeftOut(file, f"line {first}", f"is broken: {shown(error)}")
            continue
        if row is None:
            return
        if row:
            yield _row(file, f"line {first}", head, row)


def _row(file: str, where: str, head: list[str], row: list[str]) -> Row | LeftOut:
    if len(row) != len(head):
        why = f"has {len(row)} cells, but the head line has {len(head)}; it is cut, or badly quoted"
        return LeftOut(file, where, why)
    for cell in row:
        try:
            cell.encode("utf-8")
        except UnicodeEncodeError as error:
            return LeftOut(file, where, NOT_UTF8.format(error.start + 1))
    return Row(where, dict(zip(head, row, strict=True)))


def _likeliest(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


class _Lines:
    """The lines as text. Bytes that are no UTF-8 become lone surrogates: the row is refused."""

    def __init__(self, stream: BufferedReader) -> None:
        self._lines = bounded_lines(stream)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if line is None:
            raise csv.Error(f"longer than {LINE_BYTES:,} bytes; no record is")
        return line.decode("utf-8", "surrogateescape")
