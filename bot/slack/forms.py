"""Form -> a window that is filled in; and what came back -> values by the fields' ids.

A date is typed: Slack's date picker cannot be emptied again (node-slack-sdk #1631), and a wrong
day on record must be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.form import Field, FieldKind, Form, Option
from bot.phrases.desk_forms import CLAIM, WORDS
from bot.safe import safe
from bot.slack import limits
from bot.slack.escaping import plain_line
from bot.slack.rich import Block, line, packed, words
from bot.slack.widgets import plain_text

FORM = "gainsay:form"
"""The `callback_id` of every window that is filled in."""
CANCEL = "Cancel"
SEARCH = "Words of a claim, or its id"
_NOTE, _WHY = 1_000, 300
_DIGITS = 8
_LONG = "#"
"""Begins the value of an option whose own is too long for Slack; no id begins so."""
_LONG_CHARACTERS = 1_500


def render_form(form: Form, remembers: Mapping[str, str]) -> Block:
    """Return the form as a window; it `remembers` what its answer needs to know."""
    long = _long_values(form)
    kept = {**remembers, "form": form.id, "long": list(long)}
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": plain_text(form.title, limits.VIEW_TITLE),
        "submit": plain_text(form.submit, limits.VIEW_TITLE),
        "close": plain_text(CANCEL, limits.VIEW_TITLE),
        "private_metadata": json.dumps(kept),
        "blocks": [*_notes(form), *(_input(field, form, long) for field in form.fields)],
    }


def render_options(options: Sequence[Option]) -> list[Block]:
    """Return what can be chosen; what Slack takes in no option is left out."""
    return [_option(each, each.value) for each in options if _fits(each.value)]


def errors_of(form: Form) -> dict[str, str]:
    """Return what Slack shows under the fields; nothing if a problem is not about a field."""
    blocks = {field.id: _block_id(field) for field in form.fields}
    if any(problem.field not in blocks for problem in form.problems):
        return {}
    return {
        blocks[problem.field]: plain_text(problem.why, _WHY)["text"] for problem in form.problems
    }


def wrong_below(inputs: Sequence[str], why: str) -> dict[str, Any]:
    """Return how Slack is told to leave a window as it is, with `why` under its first field."""
    errors = {inputs[0]: plain_text(why, _WHY)["text"]}
    return {"response_action": "errors", "errors": errors}


def inputs_of(view: Mapping[str, Any]) -> list[str]:
    """Return what can be filled in; a choice between other things is another input."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def values_of(view: Mapping[str, Any], long: Sequence[str]) -> dict[str, str]:
    """Return what was filled in; `long` are the values that are too long for Slack."""
    found = {}
    for block_id, elements in view["state"]["values"].items():
        for element in elements.values():
            value = element.get("value") or (element.get("selected_option") or {}).get("value")
            found[block_id.partition(":")[0]] = _meant(value or "", long)
    return found


def _notes(form: Form) -> list[Block]:
    """Return what stands above: what the form is about, and what is wrong with what came back."""
    labels = {field.id: field.label for field in form.fields}
    wrong = (
        line(
            words(f"{labels[each.field]}: ", _NOTE, bold=True) if each.field in labels else None,
            words(each.why, _WHY),
        )
        for each in form.problems
    )
    note = [line(words(form.note, _NOTE))] if form.note else []
    return packed([*note, *wrong])


def _input(field: Field, form: Form, long: Sequence[str]) -> Block:
    block: Block = {
        "type": "input",
        "block_id": _block_id(field),
        "label": plain_text(field.label, limits.INPUT_LABEL),
        "optional": not field.is_required,
        "element": _element(field, form, long),
    }
    if field.hint:
        block["hint"] = plain_text(field.hint, limits.INPUT_LABEL)
    return block


def _element(field: Field, form: Form, long: Sequence[str]) -> Block:
    if field.id == CLAIM and all(other.id != WORDS for other in form.fields):
        return _search(field)
    return _choice(field, long) if field.choices else _text(field)


def _search(field: Field) -> Block:
    """Return a choice among all claims on record; those that are likely come first."""
    element: Block = {
        "type": "external_select",
        "action_id": field.id,
        "placeholder": plain_text(SEARCH, limits.PLACEHOLDER),
        "min_query_length": 0,
    }
    chosen = [option for option in field.choices if option.value == field.value]
    if chosen and _fits(field.value):
        element["initial_option"] = _option(chosen[0], field.value)
    return element


def _text(field: Field) -> Block:
    """Return a line or a box; also for a choice between nothing, whose id can be typed."""
    most = min(field.limit, limits.INPUT_TEXT)
    element: Block = {
        "type": "plain_text_input",
        "action_id": field.id,
        "multiline": field.kind is FieldKind.LONG,
        "max_length": most,
    }
    # Nothing in it is read as markup, and it has to come back as it was.
    if value := safe(field.value)[:most]:
        element["initial_value"] = value
    if field.kind is FieldKind.DATE:
        element["placeholder"] = plain_text("2024-05-31", limits.PLACEHOLDER)
    return element


def _choice(field: Field, long: Sequence[str]) -> Block:
    options = {
        option.value: _option(option, _value(option.value, long))
        for option in field.choices
        if _fits(option.value) or option.value in long
    }
    element: Block = {
        "type": "static_select",
        "action_id": field.id,
        "options": list(options.values()),
    }
    if field.value in options:
        element["initial_option"] = options[field.value]
    return element


def _option(option: Option, value: str) -> Block:
    return {"text": plain_text(plain_line(option.label), limits.OPTION_TEXT), "value": value}


def _fits(value: str) -> bool:
    return 0 < len(value) <= limits.OPTION_VALUE


def _block_id(field: Field) -> str:
    """Return another id for other choices: Slack keeps what was chosen under the same one."""
    if not field.choices:
        return field.id
    listed = json.dumps([option.value for option in field.choices])
    return f"{field.id}:{hashlib.sha256(listed.encode()).hexdigest()[:_DIGITS]}"


def _long_values(form: Form) -> tuple[str, ...]:
    """Return the values that Slack takes in no option: as many as the window can remember."""
    return tuple(_first(_too_long(form), _LONG_CHARACTERS))


def _too_long(form: Form) -> Iterator[str]:
    for field in form.fields:
        yield from (option.value for option in field.choices if not _fits(option.value))


def _first(values: Iterator[str], characters: int) -> Iterator[str]:
    for value in values:
        characters -= len(value)
        if characters < 0:
            return
        yield value


def _value(value: str, long: Sequence[str]) -> str:
    return f"{_LONG}{long.index(value)}" if value in long else value


def _meant(value: str, long: Sequence[str]) -> str:
    number = value.removeprefix(_LONG)
    is_long = value.startswith(_LONG) and number.isascii() and number.isdecimal()
    return long[int(number)] if is_long and int(number) < len(long) else value
