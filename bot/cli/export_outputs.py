"""Where an export goes: stdout, a file or a folder, which is there whole or not at all.

It is written beside its place under another name first, and renamed when all of it is there.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from knowledge.intake.export.pack import PackPart


def write_text(texts: Iterable[str], output: Path | None) -> None:
    """Write `texts` as UTF-8; raise `click.UsageError` where it cannot be."""
    if output is None:
        for text in texts:
            sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    place = output.resolve()  # a link stays, what it leads to is replaced
    if place.exists() and not place.is_file():
        raise click.UsageError(f"{output}: is no file; give the name of one")
    with _beside(place) as unfinished:
        with unfinished.open("xb") as file:
            for text in texts:
                file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)


def write_folder(parts: Iterable[PackPart], output: Path) -> None:
    """Write `parts` into the new folder `output`; raise `click.UsageError` where it cannot be."""
    place = output.resolve()
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise click.UsageError(f"{output}: is there already; give a new folder")
    with _beside(place) as unfinished:
        unfinished.mkdir()
        for part in parts:
            path = unfinished / part.path
            path.parent.mkdir(exist_ok=True)
            # Bytes: a line end that the system would change would move every quote.
            with path.open("ab") as file:
                file.write(part.text.encode())
        if place.exists():
            place.rmdir()
        unfinished.rename(place)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Yield a name in the folder of `place`, and leave nothing under it."""
    # Short: the name of `place` may be as long as a name can be.
    unfinished = place.parent / f".gainsay-export-{os.getpid()}"
    try:
        yield unfinished
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.UsageError(f"{place}: cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
