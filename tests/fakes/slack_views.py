"""Windows of the fake Slack: how they are filled in, and what may be answered to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack_blocks import wrong_with_view

Json = dict[str, Any]


def state_of(view: Mapping[str, Any], filled: Mapping[str, str]) -> Json:
    """Return what a window holds: what stood there, or what was `filled` in by `action_id`.

    Raises `AssertionError` for what Slack would let nobody send.
    """
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    names = {block["element"]["action_id"] for block in inputs}
    assert set(filled) <= names, f"there is no {set(filled) - names} in {names}"
    values: Json = {}
    for block in inputs:
        element = block["element"]
        name = element["action_id"]
        values[block["block_id"]] = {name: _held(block, element, filled.get(name))}
    return values


def _held(block: Json, element: Json, typed: str | None) -> Json:
    if element["type"] == "plain_text_input":
        value = element.get("initial_value") if typed is None else typed or None
        assert value or block.get("optional"), f"{block['block_id']} has to be filled in"
        assert len(value or "") <= element["max_length"], f"{block['block_id']} takes less"
        return {"type": "plain_text_input", "value": value}
    assert element["type"] in ("static_select", "external_select")
    options = {option["value"]: option for option in element.get("options", [])}
    initial = element.get("initial_option")
    if element["type"] == "external_select" and typed:
        # Whoever fills it in has looked before what is offered (FakeSlack.suggest).
        options[typed] = {"text": {"type": "plain_text", "text": typed}, "value": typed}
    chosen = initial if typed is None else options[typed] if typed else None
    assert chosen or block.get("optional"), f"{block['block_id']} has to be chosen"
    return {"type": element["type"], "selected_option": chosen}


def wrong_with_answer(answer: Mapping[str, Any], view: Mapping[str, Any]) -> Iterator[str]:
    """Complain of what Slack does not take as the answer to a window that was sent."""
    match answer.get("response_action"):
        case None:
            yield from (f"view_submission: unknown {key}" for key in answer)
        case "clear":
            pass
        case "errors":
            blocks = {block.get("block_id") for block in view["blocks"]}
            wrong = {each for each in answer["errors"] if each not in blocks}
            yield from (f"an error for {each}, which is no block" for each in wrong)
            yield from ("an empty error" for why in answer["errors"].values() if not why)
        case "update":
            yield from wrong_with_view(answer["view"])
        case action:
            yield f"response_action {action}"
