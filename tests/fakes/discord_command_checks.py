"""What Discord would refuse of application commands, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.discord_values import (
    Check,
    boolean,
    list_of,
    nothing_or,
    record,
    text,
    whole,
)

LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg "
    "ru uk hi th zh-CN ja zh-TW ko".split()
)
# Discord: ^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$, lower case where there is one.
_NAME = re.compile(r"[-_'\w]{1,32}")


def wrong_with_commands(body: Any) -> list[str]:
    """Return what is wrong with a list of application commands."""
    return list(_commands(body))


def _commands(body: Any) -> Iterator[str]:
    yield from list_of(0, 110, _by_command_type)(body)
    if not isinstance(body, list):
        return
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        names = [command.get("name") for command in body if command.get("type", 1) == kind]
        if len(names) > most:
            yield f"{len(names)} commands of type {kind}; at most {most}"
        if len(names) != len(set(names)):
            yield "two commands have one name"
    for command in body:
        if (size := command_characters(command)) > 8000:
            yield f"{command.get('name')} has {size} characters; at most 8000"


def command_characters(command: Mapping[str, Any]) -> int:
    """Return how much of 8,000 a command takes: the longest of each name and description."""
    total = 0
    for field in ("name", "description"):
        texts = [command.get(field, ""), *command.get(f"{field}_localizations", {}).values()]
        total += max(map(len, texts))
    total += len(str(command.get("value", "")))
    inside = [*command.get("options", []), *command.get("choices", [])]
    return total + sum(command_characters(each) for each in inside)


def _by_command_type(value: Any) -> Iterator[str]:
    is_menu = isinstance(value, dict) and value.get("type") in (2, 3)
    yield from record(_MENU if is_menu else _COMMAND, {"name"})(value)
    if isinstance(value, dict) and not is_menu and not value.get("description"):
        yield "a slash command needs a description"
    if is_menu and value.get("description"):
        yield "a context menu has no description"


def _name(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not _NAME.fullmatch(value) or value != value.lower():
        yield f"is no name of a command: {value!r}"


def _localised(check: Check) -> Check:
    def checked(value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"is no object: {value!r}"
            return
        for locale, translated in value.items():
            if locale not in LOCALES:
                yield f"there is no locale {locale!r}"
            yield from (f"{locale}: {wrong}" for wrong in check(translated))

    return checked


def _option(value: Any) -> Iterator[str]:
    yield from record(_OPTION_OF_COMMAND, {"type", "name", "description"})(value)
    if isinstance(value, dict) and value.get("autocomplete") and value.get("choices"):
        yield "an option has either choices or autocomplete"


_COMMON: dict[str, Check] = {
    "type": whole(1, 3),
    "default_member_permissions": nothing_or(whole(0, 1 << 54)),
    "dm_permission": boolean,
    "contexts": list_of(1, 3, whole(0, 2)),
    "integration_types": list_of(1, 2, whole(0, 1)),
}
_MENU = {**_COMMON, "name": text(1, 32), "name_localizations": _localised(text(1, 32))}
_NAMED: dict[str, Check] = {
    "name": _name,
    "name_localizations": _localised(_name),
    "description": text(1, 100),
    "description_localizations": _localised(text(1, 100)),
}
_CHOICE = record(
    {
        "name": text(1, 100),
        "name_localizations": _localised(text(1, 100)),
        "value": text(1, 100),
    },
    {"name", "value"},
)
_OPTION_OF_COMMAND: dict[str, Check] = {
    **_NAMED,
    "type": whole(1, 11),
    "required": boolean,
    "autocomplete": boolean,
    "choices": list_of(0, 25, _CHOICE),
    "min_length": whole(0, 6000),
    "max_length": whole(1, 6000),
    "options": list_of(0, 25, _option),
}
_COMMAND = {**_COMMON, **_NAMED, "options": list_of(0, 25, _option)}
