"""A process with little memory that reads one broken file: what it says, and how long it takes.

    python -m tests.knowledge.intake.importing.reading_child FILE MEGABYTES

Prints what was left out, then "seconds N"; it ends by itself if it needs more memory.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from knowledge.intake.importing.entries import read_entries
from knowledge.intake.importing.files.reading import Document
from knowledge.intake.importing.item import LeftOut
from knowledge.intake.importing.mapping import parse_mapping

_SIZES = Path("/proc/self/statm")
MAPPED = b'[claim]\ntext = "claim"'


def main(file: str, megabytes: str) -> None:
    path = Path(file)
    mapping = parse_mapping("m", MAPPED) if path.suffix == ".csv" else None
    document = Document(path.name, path.stat().st_size, lambda: path.open("rb"))
    import extruct.jsonld  # noqa: F401 (it takes memory that is not the file's)

    _allow(int(megabytes) * 1_000_000)
    started = time.monotonic()
    for found in read_entries(document, mapping, at=lambda _byte: None):
        print(found if isinstance(found, LeftOut) else "taken")
    print(f"seconds {time.monotonic() - started:.1f}")


def _allow(more: int) -> None:
    """Let this process have so many bytes more than it has now, where the system tells that."""
    if not _SIZES.exists():
        return  # what is read, and how long it takes, is held to everywhere
    pages = int(_SIZES.read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(*sys.argv[1:])
