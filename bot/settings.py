"""What has the operator set? The only place that reads the environment.

A setting is a variable `GAINSAY_…`, or the same name in lower case and without that prefix
in the TOML file that GAINSAY_CONFIG names; the variable wins. An empty variable counts as
not set. All that is wrong is said at once, by the name of the setting.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE = "GAINSAY_DATABASE"
PACKS = "GAINSAY_PACKS"
CONFIG = "GAINSAY_CONFIG"
DEBUG = "GAINSAY_DEBUG"

_IN_FILE = {"database": DATABASE, "packs": PACKS}
_KNOWN = frozenset({DATABASE, PACKS, CONFIG, DEBUG})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, and which packs a new one starts with; () means those that ship."""

    database: Path
    packs: tuple[Path, ...] = ()


class SettingsError(Exception):
    """The settings cannot be used; nothing was started. `problems` holds one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(["The settings cannot be used:", *(f"  {p}" for p in self.problems)])


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return what is set; raise `SettingsError` with everything that is wrong."""
    problems: list[str] = []
    in_file = _read_file(environ.get(CONFIG, ""), problems)
    database = _one(environ, in_file, DATABASE) or _default_database()
    packs = _several(environ, in_file, PACKS)
    problems.extend(_wrong_with_database(database))
    problems.extend(_wrong_with_packs(packs))
    if problems:
        raise SettingsError(tuple(problems))
    return Settings(database, packs)


def is_debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether an unexpected error shows where it happened (GAINSAY_DEBUG=1)."""
    return environ.get(DEBUG, "") not in ("", "0")


def unread_variables(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the names of GAINSAY_ variables that mean nothing to us: misspelt, most likely."""
    ours = (name for name in environ if name.startswith("GAINSAY_"))
    return tuple(sorted(name for name in ours if name not in _KNOWN))


def _default_database() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("gainsay", appauthor=False), "gainsay.sqlite")


def _read_file(name: str, problems: list[str]) -> dict[str, tuple[Path, ...]]:
    """Return the paths that the file sets, by variable; relative ones start at its folder."""
    if not name:
        return {}
    import tomllib  # here, as platformdirs above: most commands need neither

    path = Path(name).expanduser()
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problems.append(f"{CONFIG}: {path} cannot be read ({error.strerror}); correct the path")
        return {}
    except UnicodeDecodeError:
        problems.append(f"{CONFIG}: {path} is not UTF-8; save it so")
        return {}
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{CONFIG}: {path} is not TOML: {error}")
        return {}
    found = {}
    for key, value in content.items():
        if key not in _IN_FILE:
            known = ", ".join(_IN_FILE)
            problems.append(f"{CONFIG}: {path}: '{key}' is not a setting; there are: {known}")
        elif not (paths := _strings(key, value)):
            kind = "a list of folders" if key == "packs" else "a path"
            problems.append(f"{CONFIG}: {path}: '{key}' must be {kind}, in quotes")
        else:
            found[_IN_FILE[key]] = tuple(path.parent / Path(p).expanduser() for p in paths)
    return found


def _strings(key: str, value: Any) -> list[str]:
    values = value if isinstance(value, list) and key == "packs" else [value]
    is_text = all(isinstance(v, str) and v and "\0" not in v for v in values)
    return values if is_text else []


def _one(
    environ: Mapping[str, str], in_file: Mapping[str, tuple[Path, ...]], name: str
) -> Path | None:
    if environ.get(name):
        return Path(environ[name]).expanduser()
    return in_file[name][0] if name in in_file else None


def _several(
    environ: Mapping[str, str], in_file: Mapping[str, tuple[Path, ...]], name: str
) -> tuple[Path, ...]:
    if environ.get(name):
        parts = environ[name].split(os.pathsep)
        return tuple(Path(part).expanduser() for part in parts if part)
    return in_file.get(name, ())


def _wrong_with_database(path: Path) -> Iterator[str]:
    if path.is_dir():
        yield f"{DATABASE}: {path} is a folder; name a file in it, such as gainsay.sqlite"


def _wrong_with_packs(paths: tuple[Path, ...]) -> Iterator[str]:
    for path in paths:
        if not path.is_dir():
            yield f"{PACKS}: {path} is not a folder; correct the path, or remove it"
