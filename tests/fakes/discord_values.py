"""What a value in a request to Discord may be: each check yields what is wrong, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any], Iterator[str]]


def units(text: Any) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if isinstance(text, str) else 0


def text(least: int, most: int) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"is no text: {value!r}"
        elif not least <= units(value) <= most:
            yield f"has {units(value)} characters; {least} to {most} are allowed"
        elif least and not value.strip():
            yield "is blank"
        elif any("\ud800" <= c <= "\udfff" for c in value):
            yield "has half a character"

    return check


def whole(least: int, most: int) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield f"is not a whole number from {least} to {most}: {value!r}"

    return check


def boolean(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"is neither true nor false: {value!r}"


def nothing_or(check: Check) -> Check:
    return lambda value: iter(()) if value is None else check(value)


def snowflake(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,20}", value):
        yield f"is no snowflake: {value!r}"


def web_address(value: Any) -> Iterator[str]:
    yield from text(1, 2048)(value)
    if isinstance(value, str) and urlsplit(value).scheme not in ("http", "https"):
        yield f"is no web address: {value!r}"


def any_object(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"is no object: {value!r}"


def list_of(least: int, most: int, check: Check) -> Check:
    def checked(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"is no list: {value!r}"
            return
        if not least <= len(value) <= most:
            yield f"has {len(value)} entries; {least} to {most} are allowed"
        for number, each in enumerate(value):
            yield from (f"[{number}] {wrong}" for wrong in check(each))

    return checked


def fields_of(value: Any, allowed: Mapping[str, Check], needed: set[str]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"is no object: {value!r}"
        return
    yield from (f"lacks {name}" for name in sorted(needed - set(value)))
    for name, content in value.items():
        if name not in allowed:
            yield f"has a field that there is not: {name}"
        else:
            yield from (f"{name}: {wrong}" for wrong in allowed[name](content))


def record(allowed: Mapping[str, Check], needed: set[str] | None = None) -> Check:
    return lambda value: fields_of(value, allowed, needed or set())


def by_type(kinds: Mapping[int, Check]) -> Check:
    def check(value: Any) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, int) or kind not in kinds:
            yield f"has a type that does not belong there: {kind!r}"
        else:
            yield from (f"(type {kind}) {wrong}" for wrong in kinds[kind](value))

    return check
