"""The environment and the file -> `Settings`, or everything that is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.settings.fields import (
    CONFIG,
    DATABASE,
    DEBUG,
    DISCORD,
    FIELDS,
    PACKS,
    PATHS,
    SERVE,
    SLACK,
    VARIABLES,
    Field,
    in_file,
)
from bot.settings.records import (
    HTTP,
    SLACK_API,
    SOCKET,
    DiscordSettings,
    ServeSettings,
    Settings,
    SettingsError,
    SlackSettings,
)


@dataclass(frozen=True, slots=True)
class _File:
    """What the TOML file sets, by variable; paths start at its folder."""

    paths: Mapping[str, tuple[Path, ...]]
    values: Mapping[str, str]


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return what is set; raise `SettingsError` with everything that is wrong."""
    problems: list[str] = []
    file = _read_file(environ.get(CONFIG, ""), problems)
    database = _one(environ, file, DATABASE) or _default_database()
    packs = _several(environ, file, PACKS)
    problems.extend(_wrong_with_database(database))
    problems.extend(_wrong_with_packs(packs))
    values = {field: _value(environ, file, field) for field in FIELDS}
    problems.extend(_wrong_with_values(values))
    if problems:
        raise SettingsError(tuple(problems))
    return Settings(
        database,
        packs,
        _slack({name: values[field] for name, field in SLACK.items()}),
        _discord({name: values[field] for name, field in DISCORD.items()}),
        _serve({name: values[field] for name, field in SERVE.items()}),
    )


def is_debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether an unexpected error shows where it happened (GAINSAY_DEBUG=1)."""
    return environ.get(DEBUG, "") not in ("", "0")


def unread_variables(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the names of GAINSAY_ variables that mean nothing to us: misspelt, most likely."""
    ours = (name for name in environ if name.startswith("GAINSAY_"))
    return tuple(sorted(name for name in ours if name not in VARIABLES))


def _slack(values: Mapping[str, str]) -> SlackSettings:
    # Without an app-level token there can be no socket.
    mode = values["mode"] or (SOCKET if values["app_token"] or not _speaks_http(values) else HTTP)
    api_url = values["api_url"] or SLACK_API
    given = SlackSettings(**{**values, "mode": mode})
    return replace(given, api_url=api_url if api_url.endswith("/") else f"{api_url}/")


def _speaks_http(values: Mapping[str, str]) -> bool:
    return bool(values["signing_secret"])


def _discord(values: Mapping[str, str]) -> DiscordSettings:
    return DiscordSettings(
        token=values["token"],
        api_url=values["api_url"].rstrip("/"),
        gateway_url=values["gateway_url"],
        reads_messages=values["reads_messages"] == "1",
    )


def _serve(values: Mapping[str, str]) -> ServeSettings:
    plain = ServeSettings()
    return ServeSettings(
        host=values["host"] or plain.host,
        port=int(values["port"]) if values["port"] else None,
        key=values["key"],
        person_per_minute=int(values["person_per_minute"] or plain.person_per_minute),
        channel_per_minute=int(values["channel_per_minute"] or plain.channel_per_minute),
    )


def _default_database() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("gainsay", appauthor=False), "gainsay.sqlite")


def _read_file(name: str, problems: list[str]) -> _File:
    nothing = _File({}, {})
    if not name:
        return nothing
    import tomllib  # here, as platformdirs above: most commands need neither

    path = Path(name).expanduser()
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problems.append(f"{CONFIG}: {path} cannot be read ({error.strerror}); correct the path")
        return nothing
    except UnicodeDecodeError:
        problems.append(f"{CONFIG}: {path} is not UTF-8; save it so")
        return nothing
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{CONFIG}: {path} is not TOML: {error}")
        return nothing
    return _in_file(path, content, problems)


def _in_file(path: Path, content: Mapping[str, Any], problems: list[str]) -> _File:
    known = {in_file(variable): variable for variable in (*PATHS, *(f.variable for f in FIELDS))}
    paths: dict[str, tuple[Path, ...]] = {}
    values: dict[str, str] = {}
    for key, value in content.items():
        where = f"{CONFIG}: {path}: '{key}'"
        variable = known.get(key)
        if variable is None:
            problems.append(f"{where} is not a setting; there are: {', '.join(known)}")
        elif variable not in PATHS:
            if isinstance(value, str | int):  # true and false are numbers, too: 1 and 0
                values[variable] = value if isinstance(value, str) else str(int(value))
            else:
                problems.append(f"{where} must be one text or number")
        elif not (texts := _strings(key, value)):
            kind = "a list of folders" if key == "packs" else "a path"
            problems.append(f"{where} must be {kind}, in quotes")
        else:
            paths[variable] = tuple(path.parent / Path(p).expanduser() for p in texts)
    return _File(paths, values)


def _strings(key: str, value: Any) -> list[str]:
    values = value if isinstance(value, list) and key == "packs" else [value]
    is_text = all(isinstance(v, str) and v and "\0" not in v for v in values)
    return values if is_text else []


def _value(environ: Mapping[str, str], file: _File, field: Field) -> str:
    return (environ.get(field.variable) or file.values.get(field.variable, "")).strip()


def _one(environ: Mapping[str, str], file: _File, name: str) -> Path | None:
    if environ.get(name):
        return Path(environ[name]).expanduser()
    return file.paths[name][0] if name in file.paths else None


def _several(environ: Mapping[str, str], file: _File, name: str) -> tuple[Path, ...]:
    if environ.get(name):
        parts = environ[name].split(os.pathsep)
        return tuple(Path(part).expanduser() for part in parts if part)
    return file.paths.get(name, ())


def _wrong_with_database(path: Path) -> Iterator[str]:
    if path.is_dir():
        yield f"{DATABASE}: {path} is a folder; name a file in it, such as gainsay.sqlite"


def _wrong_with_packs(paths: tuple[Path, ...]) -> Iterator[str]:
    for path in paths:
        if not path.is_dir():
            yield f"{PACKS}: {path} is not a folder; correct the path, or remove it"


def _wrong_with_values(values: Mapping[Field, str]) -> Iterator[str]:
    for field, value in values.items():
        if value and (why := field.wrong(value)):
            yield f"{field.variable}: {why}"
