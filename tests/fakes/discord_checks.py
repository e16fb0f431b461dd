"""What Discord would refuse: bodies of requests, held against its published rules.

Each function returns what is wrong, in words; nothing wrong is []. Where the published
schema is silent, what the API is known to refuse counts (blank texts, two components with
one custom id, a layout beside embeds, 40 components, 4,000 characters ...).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.discord_modals import wrong_with_modal
from tests.fakes.discord_values import (
    Check,
    any_object,
    boolean,
    by_type,
    fields_of,
    list_of,
    nothing_or,
    record,
    snowflake,
    text,
    units,
    web_address,
    whole,
)

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
_MESSAGE_FLAGS = EPHEMERAL | COMPONENTS_V2 | 1 << 2 | 1 << 12


def wrong_with_message(body: Any, *, is_edit: bool = False) -> list[str]:
    """Return what is wrong with a message to a channel, or to (or for) a webhook."""
    return list(_message(body, _WEBHOOK if is_edit else _MESSAGE))


def wrong_with_followup(body: Any) -> list[str]:
    """Return what is wrong with the body of a webhook's message."""
    return list(_message(body, {**_WEBHOOK, "tts": boolean}))


def wrong_with_callback(body: Any) -> list[str]:
    """Return what is wrong with the answer to an interaction."""
    return list(_callback(body))


def _callback(body: Any) -> Iterator[str]:
    kind = body.get("type") if isinstance(body, dict) else None
    data: Check
    if kind == 4:
        yield from fields_of(body, {"type": whole(4, 4), "data": any_object}, {"type", "data"})
        yield from _message(body.get("data"), {**_WEBHOOK, "tts": boolean})
    elif kind == 5:
        data = record({"flags": _flags})
        yield from fields_of(body, {"type": whole(5, 5), "data": data}, {"type"})
    elif kind == 6:
        yield from fields_of(body, {"type": whole(6, 6)}, {"type"})
    elif kind == 8:
        choice = record({"name": text(1, 100), "value": text(0, 100)}, {"name", "value"})
        data = record({"choices": list_of(0, 25, choice)}, {"choices"})
        yield from fields_of(body, {"type": whole(8, 8), "data": data}, {"type", "data"})
    elif kind == 9:
        yield from fields_of(body, {"type": whole(9, 9), "data": any_object}, {"type", "data"})
        yield from wrong_with_modal(body.get("data"))
    else:
        yield f"answers an interaction with type {kind!r}"


def _message(body: Any, allowed: Mapping[str, Check]) -> Iterator[str]:
    yield from fields_of(body, allowed, set())
    if not isinstance(body, dict):
        return
    flags = body.get("flags", 0)
    components = body.get("components", [])
    if flags & COMPONENTS_V2:
        yield from _layout(body, components)
    else:
        yield from _plain(body, components)
    allowed = dict(body.get("allowed_mentions") or {})
    called = allowed.pop("users", [])
    if allowed != {"parse": []}:
        yield "somebody might be mentioned: allowed_mentions is not {'parse': []}"
    said = [body.get("content", ""), *(each.get("content", "") for each in _every(components))]
    for person in called:
        if not any(f"<@{person}>" in text for text in said):
            yield "somebody may be mentioned whom the message does not call"
    ids = [each["custom_id"] for each in _every(components) if "custom_id" in each]
    if len(ids) != len(set(ids)):
        yield "two components have one custom_id"


def _layout(body: Mapping[str, Any], components: list[Any]) -> Iterator[str]:
    for field in ("content", "embeds", "poll", "sticker_ids"):
        if field in body:
            yield f"a layout has no {field}"
    if not components:
        yield "an empty message"
    every = list(_every(components))
    if len(every) > 40:
        yield f"{len(every)} components; at most 40"
    characters = sum(units(each.get("content", "")) for each in every)
    if characters > 4000:
        yield f"{characters} characters in all texts; at most 4000"


def _plain(body: Mapping[str, Any], components: list[Any]) -> Iterator[str]:
    if not body.get("content") and not body.get("embeds"):
        yield "an empty message"
    if len(components) > 5:
        yield f"{len(components)} rows; at most 5"
    if any(each.get("type") != 1 for each in components if isinstance(each, dict)):
        yield "only rows may stand under a message that is no layout"
    embeds = body.get("embeds", [])
    characters = sum(units(text) for embed in embeds for text in _embed_texts(embed))
    if characters > 6000:
        yield f"{characters} characters in all embeds; at most 6000"


def _embed_texts(embed: Mapping[str, Any]) -> Iterator[str]:
    yield embed.get("title", "")
    yield embed.get("description", "")
    yield embed.get("footer", {}).get("text", "")
    yield embed.get("author", {}).get("name", "")
    for field in embed.get("fields", []):
        yield from (field.get("name", ""), field.get("value", ""))


def _every(components: Any) -> Iterator[Mapping[str, Any]]:
    for each in components if isinstance(components, list) else []:
        if isinstance(each, dict):
            yield each
            yield from _every(each.get("components"))
            yield from _every([each["accessory"]] if "accessory" in each else [])


def _flags(value: Any) -> Iterator[str]:
    yield from whole(0, 1 << 32)(value)
    if isinstance(value, int) and value & ~_MESSAGE_FLAGS:
        yield f"has flags that a bot may not set: {value}"


def _component(
    kind: int, fields: Mapping[str, Check], needed: set[str] | None = None
) -> dict[int, Check]:
    both = {"type": whole(kind, kind), "id": whole(0, 2**31 - 1), **fields}
    return {kind: record(both, {"type", *(needed or set())})}


def _button(value: Any) -> Iterator[str]:
    yield from _BUTTON[2](value)
    if isinstance(value, dict) and ("custom_id" in value) == ("url" in value):
        yield "a button needs either a custom_id or a url"


def _row(value: Any) -> Iterator[str]:
    yield from _ROW[1](value)
    inside = value.get("components", []) if isinstance(value, dict) else []
    kinds = [each.get("type") for each in inside if isinstance(each, dict)]
    if 3 in kinds and len(kinds) > 1:
        yield "a menu stands alone in its row"


_BUTTON = _component(
    2,
    {
        "custom_id": text(1, 100),
        "style": whole(1, 6),
        "label": text(1, 80),
        "disabled": boolean,
        "url": web_address,
    },
    {"style", "label"},
)
_OPTION = record(
    {
        "label": text(1, 100),
        "value": text(1, 100),
        "description": text(1, 100),
        "default": boolean,
    },
    {"label", "value"},
)
_SELECT = _component(
    3,
    {
        "custom_id": text(1, 100),
        "placeholder": text(1, 150),
        "min_values": whole(0, 25),
        "max_values": whole(1, 25),
        "disabled": boolean,
        "required": boolean,
        "options": list_of(1, 25, _OPTION),
    },
    {"custom_id", "options"},
)
_ROW = _component(
    1, {"components": list_of(1, 5, by_type({2: _button, **_SELECT}))}, {"components"}
)
_TEXT = _component(10, {"content": text(1, 4000)}, {"content"})
_SECTION = _component(
    9,
    {"components": list_of(1, 3, by_type(_TEXT)), "accessory": by_type({2: _button})},
    {"components", "accessory"},
)
_SEPARATOR = _component(14, {"divider": boolean, "spacing": whole(1, 2)})
_CONTAINER = _component(
    17,
    {
        "accent_color": nothing_or(whole(0, 0xFFFFFF)),
        "spoiler": boolean,
        "components": list_of(1, 40, by_type({1: _row, **_TEXT, **_SECTION, **_SEPARATOR})),
    },
    {"components"},
)
_COMPONENT = by_type({1: _row, **_TEXT, **_SECTION, **_SEPARATOR, **_CONTAINER})
_EMBED = record(
    {
        "type": text(1, 10),
        "title": text(1, 256),
        "description": text(1, 4096),
        "url": web_address,
        "color": whole(0, 0xFFFFFF),
        "footer": record({"text": text(1, 2048)}, {"text"}),
        "fields": list_of(
            0,
            25,
            record(
                {"name": text(1, 256), "value": text(1, 1024), "inline": boolean},
                {"name", "value"},
            ),
        ),
    }
)
_MENTIONS = record(
    {
        "parse": list_of(0, 3, text(1, 10)),
        "replied_user": boolean,
        "users": list_of(0, 100, snowflake),
    }
)
_WEBHOOK: dict[str, Check] = {
    "content": text(0, 2000),
    "embeds": list_of(0, 10, _EMBED),
    "allowed_mentions": _MENTIONS,
    "components": list_of(0, 40, _COMPONENT),
    "flags": _flags,
}
_REFERENCE = record(
    {
        "type": whole(0, 1),
        "message_id": snowflake,
        "channel_id": snowflake,
        "guild_id": snowflake,
        "fail_if_not_exists": boolean,
    },
    {"message_id"},
)
_MESSAGE: dict[str, Check] = {
    **_WEBHOOK,
    "message_reference": _REFERENCE,
    "nonce": text(1, 25),
    "enforce_nonce": boolean,
    "tts": boolean,
}
