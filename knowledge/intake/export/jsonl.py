"""All of a record, one a line, as `gainsay import` reads it back.

Half a character cannot be among them: no store keeps one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from knowledge.codec import as_plain
from knowledge.intake.importing.files.lines import LINE_BYTES
from knowledge.records import KINDS, Record


def lines_of(records: Iterable[Record], *, tell: Callable[[str], None]) -> Iterator[str]:
    """Yield the lines, each with its end; tell of those that are too long to be imported."""
    for record in records:
        line = f"{json.dumps(as_plain(record), ensure_ascii=False)}\n"
        if len(line) * 4 > LINE_BYTES and len(line.encode()) > LINE_BYTES:
            what = f"{KINDS[type(record)]} {record.id}: is longer than {LINE_BYTES:,} bytes"
            tell(f"{what}, more than gainsay import reads; a pack can hold it (--as pack)")
        yield line
