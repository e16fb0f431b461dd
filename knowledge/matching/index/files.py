"""The index on disk: a folder of arrays, and a list of what has to be in it.

Every array is a file of plain little-endian numbers, mapped into memory when opened. The
list, `manifest.json`, is written last; then the whole folder gets its name in one step. So a
folder that bears the name is whole, unless somebody cut or changed it afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexFileError

# Raise it whenever arrays, or the words that are read out of a text, change.
FORMAT = 1
MANIFEST = "manifest.json"
_WHOLE = "claims-"
_UNFINISHED = "building-"

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index on disk was made of."""

    change: int
    """The store's last change number that is in it."""
    encoder: str
    """The name of the encoder that made its vectors."""
    claims: int
    word_rules: str = "text-1"
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class FolderWriter:
    """Writes the arrays of one index into its folder."""

    folder: Path
    _shapes: dict[str, tuple[str, list[int]]]

    def path(self, name: str) -> Path:
        """Where the array `name` is kept."""
        return self.folder / f"{name}.bin"

    def save(self, name: str, array: NDArray[Any], dtype: str) -> None:
        """Write a whole array."""
        self.path(name).write_bytes(np.ascontiguousarray(array, dtype=dtype).tobytes())
        self.declare(name, dtype, array.shape)

    def declare(self, name: str, dtype: str, shape: tuple[int, ...]) -> None:
        """Say what was written to `path(name)`."""
        self._shapes[name] = (dtype, list(shape))

    def finish(self, stamp: Stamp) -> None:
        """Write the list of what is here, and wait until the disk has it all."""
        listed = {"stamp": asdict(stamp), "arrays": self._shapes}
        (self.folder / MANIFEST).write_text(json.dumps(listed, indent=1), encoding="utf-8")
        for path in self.folder.iterdir():
            _sync(path)
        _sync(self.folder)


@contextmanager
def new_folder(root: Path) -> Iterator[FolderWriter]:
    """Give a folder to write an index into; it takes the place of the old one if nothing fails.

    What builds that were killed have left behind is removed.
    """
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{_UNFINISHED}*"):
        if not _is_in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=root))
    writer = FolderWriter(folder, {})
    try:
        yield writer
        _publish(root, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(root: Path, folder: Path) -> None:
    old = _whole_folders(root)
    latest = int(old[-1].name.removeprefix(_WHOLE)) if old else 0
    folder.rename(root / f"{_WHOLE}{latest + 1:08d}")
    _sync(root)
    for path in old:
        # Who still reads it keeps it: a mapped file stays until it is let go.
        shutil.rmtree(path, ignore_errors=True)


def _whole_folders(root: Path) -> list[Path]:
    return sorted(p for p in root.glob(f"{_WHOLE}*") if p.name.removeprefix(_WHOLE).isdigit())


def _is_in_use(folder: Path) -> bool:
    """Whether the process that writes `folder` is still at work."""
    owner = folder.name.removeprefix(_UNFINISHED).partition("-")[0]
    if not owner.isdigit() or int(owner) == os.getpid():
        return False
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def find_folder(root: Path) -> Path | None:
    """Return the newest whole index below `root`, if there is one."""
    folders = _whole_folders(root)
    return folders[-1] if folders else None


def open_arrays(folder: Path) -> tuple[Stamp, dict[str, NDArray[Any]]]:
    """Return what is in `folder`; the arrays are mapped, not read.

    Raises `IndexFileError` if a file is missing, cut or of another format.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        stamp = Stamp(**listed["stamp"])
        shapes = {name: (dtype, tuple(shape)) for name, (dtype, shape) in listed["arrays"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexFileError(str(folder), "its list of files is damaged; build it anew") from error
    if (stamp.format, stamp.word_rules) != (
        FORMAT,
        Stamp.__dataclass_fields__["word_rules"].default,
    ):
        raise IndexFileError(str(folder), "made by another version of Gainsay; build it anew")
    return stamp, {
        name: _mapped(folder / f"{name}.bin", dtype, shape)
        for name, (dtype, shape) in shapes.items()
    }


def _mapped(path: Path, dtype: str, shape: tuple[int, ...]) -> NDArray[Any]:
    wanted = int(np.prod(shape)) * np.dtype(dtype).itemsize
    try:
        size = path.stat().st_size
    except OSError as error:
        raise IndexFileError(str(path), "missing; build the index anew") from error
    if size != wanted:
        raise IndexFileError(str(path), f"{size} bytes instead of {wanted}; build the index anew")
    if not wanted:
        return np.zeros(shape, dtype)
    return np.memmap(path, dtype=dtype, mode="r", shape=shape).view(np.ndarray)
