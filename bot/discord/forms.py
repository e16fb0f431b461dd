"""Form -> a window that is filled in (a modal); and what came back -> values by the fields' ids.

The modal's custom id is the form's: what comes back is understood after a restart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.discord.escaping import plain
from bot.discord.limits import (
    HINT_CHARACTERS,
    INPUT_CHARACTERS,
    LABEL_OF_FIELD_CHARACTERS,
    OPTION_CHARACTERS,
    TITLE_CHARACTERS,
    cut_width,
    width,
)
from bot.form import FIELDS, Field, FieldKind, Form, Option
from bot.phrases.desk_forms import CLAIM, WORDS
from bot.safe import safe

Body = dict[str, Any]

FORM = "gainsay-form:"
"""Begins the custom id of every modal."""
NOT_LISTED = "Not in the list? Submit without it: then claims like your restatement are listed."
_LABEL, _TEXT_INPUT, _MENU, _TEXT = 18, 4, 3, 10
_LINE, _BOX = 1, 2
_DAY = "2024-05-31"
_STANDS_FOR, _DIGITS = "#", 16
"""Begins what stands in a menu for a value that is too long for Discord."""


def render_form(form: Form) -> Body:
    """Return the form as a modal. A note is shown where its fields leave room for one."""
    shown = [_field(_searching(field, form)) for field in form.fields]
    if form.note and len(shown) < FIELDS:
        shown.insert(0, {"type": _TEXT, "content": plain(form.note, INPUT_CHARACTERS)})
    return {
        "custom_id": f"{FORM}{form.id}",
        "title": plain(form.title, TITLE_CHARACTERS),
        "components": shown,
    }


def form_of(data: Mapping[str, Any]) -> str:
    """Return the id of the form that came back; "" if it is none of ours."""
    custom_id = str(data.get("custom_id", ""))
    return custom_id.removeprefix(FORM) if custom_id.startswith(FORM) else ""


def values_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was filled in; of a menu in which nothing was chosen it is ""."""
    return dict(_values(data.get("components", ())))


def is_shortened(values: Mapping[str, str]) -> bool:
    """Whether something else may stand for one of the values: then `in_full` has to be asked."""
    return any(value.startswith(_STANDS_FOR) for value in values.values())


def in_full(values: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return the values as the form's menus have them."""
    full = {(f.id, _carried(o.value)): o.value for f in form.fields for o in f.choices}
    return {name: full.get((name, value), value) for name, value in values.items()}


def _values(components: Any) -> Iterator[tuple[str, str]]:
    for each in components:
        if "component" in each:
            yield from _values([each["component"]])
        yield from _values(each.get("components", ()))
        if "custom_id" in each:
            chosen = each.get("values") or [each.get("value") or ""]
            yield str(each["custom_id"]), str(chosen[0])


def _field(field: Field) -> Body:
    # A menu without options is refused.
    label: Body = {
        "type": _LABEL,
        "label": plain(field.label, LABEL_OF_FIELD_CHARACTERS),
        "component": _menu(field) if field.choices else _text(field),
    }
    if field.hint:
        label["description"] = plain(field.hint, HINT_CHARACTERS)
    return label


def _searching(field: Field, form: Form) -> Field:
    """Return a choice of a claim as one that may be left empty, if no words can be typed for it.

    Nothing can be searched in a modal, but the form comes back with other claims.
    """
    is_alone = field.id == CLAIM and all(other.id != WORDS for other in form.fields)
    if not is_alone or not field.choices:
        return field
    return replace(field, is_required=False, hint=NOT_LISTED)


def _text(field: Field) -> Body:
    """Return a line or a box; also for a choice between nothing, whose value can be typed."""
    # Nothing in it is read as markup, and it has to come back as it was. Discord's clients
    # count more than we do where a character takes two units: what was there must fit.
    value = cut_width(safe(field.value), INPUT_CHARACTERS)
    most = min(max(field.limit, width(value)), INPUT_CHARACTERS)
    text: Body = {
        "type": _TEXT_INPUT,
        "custom_id": field.id,
        "style": _BOX if field.kind is FieldKind.LONG else _LINE,
        "required": field.is_required,
        "max_length": most,
    }
    if value:
        text["value"] = value
    if field.kind is FieldKind.DATE:
        text["placeholder"] = _DAY
    return text


def _menu(field: Field) -> Body:
    return {
        "type": _MENU,
        "custom_id": field.id,
        "required": field.is_required,
        "options": [_option(option, field.value) for option in field.choices],
    }


def _option(option: Option, chosen: str) -> Body:
    shown: Body = {
        "label": plain(option.label, OPTION_CHARACTERS),
        "value": _carried(option.value),
    }
    return shown | {"default": True} if option.value == chosen else shown


def _carried(value: str) -> str:
    """Return what stands for a value in a menu: itself, unless Discord would not take it."""
    if value.isprintable() and value.strip() and width(value) <= OPTION_CHARACTERS:
        return value
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_STANDS_FOR}{digest[:_DIGITS]}"
