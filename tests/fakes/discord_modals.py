"""Modals: what Discord would refuse of one, and what its client sends when one is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.discord_values import Check, boolean, by_type, list_of, record, text, units, whole

JSON = dict[str, Any]
LABEL, TEXT_INPUT, SELECT, TEXT = 18, 4, 3, 10


def wrong_with_modal(body: Any) -> list[str]:
    """Return what is wrong with a modal."""
    return list(_modal(body))


def filled_in(modal: JSON, values: Mapping[str, str]) -> JSON:
    """Return what the client submits; a field that is not in `values` stays as it was shown.

    The client lets nobody submit what the modal does not allow.
    """
    fields = {each["component"]["custom_id"] for each in _labels(modal)}
    assert values.keys() <= fields, f"the window has no {values.keys() - fields}; it has {fields}"
    shown = [
        {"type": LABEL, "id": 2 * n + 1, "component": {"id": 2 * n + 2, **_filled(each, values)}}
        if each["type"] == LABEL
        else {"type": each["type"], "id": 2 * n + 1}
        for n, each in enumerate(modal["components"])
    ]
    return {"custom_id": modal["custom_id"], "components": shown, "resolved": {}}


def shown_in(modal: JSON) -> dict[str, str]:
    """Return what stands in each field when the modal opens."""
    return {each["component"]["custom_id"]: _shown(each["component"]) for each in _labels(modal)}


def options_of(modal: JSON, field: str) -> list[str]:
    """Return the values that can be chosen in a menu of the modal."""
    (found,) = (e["component"] for e in _labels(modal) if e["component"]["custom_id"] == field)
    return [option["value"] for option in found["options"]]


def _labels(modal: JSON) -> list[JSON]:
    return [each for each in modal["components"] if each["type"] == LABEL]


def _shown(field: JSON) -> str:
    if field["type"] == TEXT_INPUT:
        return str(field.get("value", ""))
    return next((o["value"] for o in field["options"] if o.get("default")), "")


def _filled(label: JSON, values: Mapping[str, str]) -> JSON:
    field = label["component"]
    value = values.get(field["custom_id"], _shown(field))
    assert value or not field.get("required", True), f"{label['label']} has to be filled in"
    about = {"type": field["type"], "custom_id": field["custom_id"]}
    if field["type"] == TEXT_INPUT:
        assert units(value) <= field.get("max_length", 4000), f"{label['label']}: {value} is long"
        return {**about, "value": value}
    chosen = [value] if value else []
    assert set(chosen) <= {option["value"] for option in field["options"]}, value
    return {**about, "values": chosen}


def _modal(body: Any) -> Iterator[str]:
    yield from record(_MODAL, {"custom_id", "title", "components"})(body)
    if not isinstance(body, dict):
        return
    fields = [each.get("component", {}) for each in body.get("components", [])]
    ids = [field["custom_id"] for field in fields if "custom_id" in field]
    if len(ids) != len(set(ids)):
        yield "two fields have one custom_id"
    for field in fields:
        if units(field.get("value", "")) > field.get("max_length", 4000):
            yield "what stands in a field is longer than the field"
        values = [option.get("value") for option in field.get("options", [])]
        if len(values) != len(set(values)):
            yield "two options have one value"
        if sum(bool(option.get("default")) for option in field.get("options", [])) > 1:
            yield "more than one option is chosen"


def _field(kind: int, fields: Mapping[str, Check], needed: set[str]) -> dict[int, Check]:
    both = {"type": whole(kind, kind), "id": whole(0, 2**31 - 1), "custom_id": text(1, 100)}
    return {kind: record({**both, **fields}, {"type", "custom_id", *needed})}


_INPUT = _field(
    TEXT_INPUT,
    {
        "style": whole(1, 2),
        "min_length": whole(0, 4000),
        "max_length": whole(1, 4000),
        "required": boolean,
        "value": text(0, 4000),
        "placeholder": text(1, 100),
    },
    {"style"},
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
_MENU = _field(
    SELECT,
    {
        "options": list_of(1, 25, _OPTION),
        "placeholder": text(1, 150),
        "min_values": whole(0, 25),
        "max_values": whole(1, 25),
        "required": boolean,
    },
    {"options"},
)
_LABEL = record(
    {
        "type": whole(LABEL, LABEL),
        "id": whole(0, 2**31 - 1),
        "label": text(1, 45),
        "description": text(1, 100),
        "component": by_type({**_INPUT, **_MENU}),
    },
    {"type", "label", "component"},
)
_TEXT = record({"type": whole(TEXT, TEXT), "content": text(1, 4000)}, {"type", "content"})
_MODAL: dict[str, Check] = {
    "custom_id": text(1, 100),
    "title": text(1, 45),
    "components": list_of(1, 5, by_type({LABEL: _LABEL, TEXT: _TEXT})),
}
