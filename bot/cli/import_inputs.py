"""What is to be imported: files, folders, packs and addresses, as one document after another."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.fetching import Fetched, FetchError, Limits, fetch
from knowledge.errors import PackError
from knowledge.intake.importing.files.reading import ENDINGS, Document
from knowledge.intake.importing.item import LeftOut
from knowledge.intake.pack import Pack, read_pack

if TYPE_CHECKING:
    from _typeshed import StrPath

_FETCHED = Limits(bytes=64 * 1024 * 1024, seconds=120.0)
_PACK_FILE = "pack.toml"

Fetch = Callable[[str], Fetched]
Input = Document | Pack | LeftOut


def fetch_document(url: str) -> Fetched:
    """Return what is at `url`; raise `FetchError`."""
    return fetch(url, limits=_FETCHED)


def check_inputs(inputs: Sequence[str]) -> None:
    """Raise `click.UsageError` for a file or folder that is not there, before anything is done."""
    for given in inputs:
        if not _is_address(given) and not Path(given).exists():
            raise click.UsageError(f"there is no file or folder '{given}'")


def inputs_of(given: str, *, fetch: Fetch = fetch_document) -> Iterator[Input]:
    """Yield what `given`, a file, a folder or an address, stands for."""
    if _is_address(given):
        yield _fetched(given, fetch)
    elif Path(given).is_dir():
        yield from _in_folder(Path(given), given)
    else:
        yield _file(Path(given), given)


def _is_address(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _fetched(url: str, fetch: Fetch) -> Input:
    try:
        found = fetch(url)
    except FetchError as error:
        return LeftOut(error.url, "", error.why)
    # Without the query: it may hold a key.
    name = found.url.split("?", 1)[0]
    return Document(
        name,
        len(found.content),
        lambda: io.BytesIO(found.content),
        media_type=found.media_type,
        charset=found.charset,
    )


def _in_folder(folder: Path, name: str) -> Iterator[Input]:
    if (folder / _PACK_FILE).is_file():
        yield from _pack(folder)
        return
    for path in sorted(folder.iterdir()):
        inner = f"{name.rstrip('/')}/{path.name}"
        if path.is_dir():
            yield from _in_folder(path, inner)
        elif path.name.lower().endswith(ENDINGS):
            yield _file(path, inner)
        else:
            why = f"was passed over; files that are read end in {', '.join(ENDINGS)}"
            yield LeftOut(inner, "", why)


def _pack(folder: Path) -> Iterator[Input]:
    try:
        yield read_pack(folder)
    except PackError as error:
        yield from (LeftOut(error.pack, "", problem) for problem in error.problems)


def _file(path: Path, name: StrPath) -> Input:
    try:
        size = path.stat().st_size
    except OSError as error:
        return LeftOut(str(name), "", f"cannot be read: {error.strerror}")
    if not path.is_file():
        return LeftOut(str(name), "", "is no file; save what it gives to a file")
    return Document(str(name), size, lambda: path.open("rb"))
