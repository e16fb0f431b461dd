"""What would Slack refuse? Its Block Kit rules, as its reference has them; not read from ours.

Each function returns complaints, one line each; none means that Slack takes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 40_000
MOST_BLOCKS_TEXT = 13_000


def wrong_with_message(body: Json) -> list[str]:
    """A message: blocks need a `text` beside them, for notifications and screen readers."""
    wrong = []
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        wrong.append("no text: notifications and screen readers have nothing to say")
    elif len(text) > MOST_TEXT:
        wrong.append("text: msg_too_long")
    else:
        wrong += [f"text: {each}" for each in wrong_with_mrkdwn(text)]
    if "blocks" in body:
        wrong += wrong_with_blocks(body["blocks"], "message")
    return wrong


def wrong_with_view(view: Json) -> list[str]:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [f"view: type {kind!r}"]
    known = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    known |= {"title", "close", "submit"} if kind == "modal" else set()
    wrong = [f"view: unknown {key}" for key in view if key not in known]
    if kind == "modal":
        wrong += _text(view.get("title"), "view.title", 24, plain=True)
        for button in ("close", "submit"):
            wrong += _text(view[button], f"view.{button}", 24, plain=True) if button in view else []
        has_inputs = any(block.get("type") == "input" for block in view.get("blocks") or [])
        if has_inputs and "submit" not in view:
            wrong.append("view: inputs, and nothing to submit them with")
    if _size(view.get("callback_id", "")) > 255:
        wrong.append("view.callback_id over 255")
    if _size(view.get("private_metadata", "")) > 3000:
        wrong.append("view.private_metadata over 3000")
    return wrong + wrong_with_blocks(view.get("blocks"), kind)


def wrong_with_blocks(blocks: Any, surface: str) -> list[str]:
    if not isinstance(blocks, list):
        return ["blocks is no list"]
    wrong = []
    if not 1 <= len(blocks) <= MOST_BLOCKS[surface]:
        wrong.append(f"{len(blocks)} blocks on a {surface}")
    for place, block in enumerate(blocks):
        where = f"blocks[{place}]"
        check = _BLOCKS.get(block.get("type"))
        if check is None:
            wrong.append(f"{where}: type {block.get('type')!r}")
            continue
        wrong += [f"{where}.{each}" for each in check(block, surface)]
    ids = [e["action_id"] for e in elements_of(blocks) if "action_id" in e]
    wrong += [f"action_id {each} twice" for each in set(ids) if ids.count(each) > 1]
    blocks_ids = [block["block_id"] for block in blocks if "block_id" in block]
    wrong += [f"block_id {each} twice" for each in set(blocks_ids) if blocks_ids.count(each) > 1]
    total = sum(map(_size, texts_of(blocks)))
    if total > MOST_BLOCKS_TEXT:
        wrong.append(f"msg_blocks_too_long: {total}")
    return wrong


def wrong_with_mrkdwn(text: str) -> Iterator[str]:
    """Complain of what would be markup: we send no mrkdwn that formats, links or mentions."""
    if "<" in text or ">" in text:
        yield "an angle bracket: a mention or a link"
    for sign in "*_~`":
        if sign in text:
            yield f"{sign}: formatting"
    if text.startswith("&gt;"):
        yield "a quote"
    if "://" in text:
        yield "an address that is linked"


def texts_of(part: Any) -> Iterator[str]:
    """Yield every text that a person sees."""
    if isinstance(part, list):
        for each in part:
            yield from texts_of(each)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts_of(value)


def elements_of(part: Any) -> Iterator[Json]:
    """Yield every object in `part`."""
    if isinstance(part, list):
        for each in part:
            yield from elements_of(each)
    elif isinstance(part, Mapping):
        yield part
        for value in part.values():
            yield from elements_of(value)


def _keys(part: Json, *known: str) -> Iterator[str]:
    yield from (f"unknown {key}" for key in part if key not in {"type", "block_id", *known})


def _divider(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block)


def _section(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "text", "fields", "accessory")
    if "text" in block:
        yield from _text(block["text"], "text", 3000)
    elif "fields" not in block:
        yield "neither text nor fields"
    fields = block.get("fields", [])
    if len(fields) > 10:
        yield f"{len(fields)} fields"
    for each in fields:
        yield from _text(each, "field", 2000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _header(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "text")
    yield from _text(block.get("text"), "text", 150, plain=True)


def _context(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "elements")
    if not 1 <= len(block["elements"]) <= 10:
        yield "elements: 1 to 10"
    for each in block["elements"]:
        yield from _text(each, "element", 2000)


def _actions(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "elements")
    if not 1 <= len(block["elements"]) <= 25:
        yield f"{len(block['elements'])} elements"
    for each in block["elements"]:
        yield from _element(each)


def _context_actions(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "elements")
    if surface != "message":
        yield f"context_actions on a {surface}"
    if not 1 <= len(block["elements"]) <= 5:
        yield f"{len(block['elements'])} elements"
    for each in block["elements"]:
        if each.get("type") not in ("feedback_buttons", "icon_button"):
            yield f"element {each.get('type')!r}"
            continue
        yield from _action_id(each)
        for button in (each["positive_button"], each["negative_button"]):
            yield from _text(button.get("text"), "button", 75, plain=True)
            if _size(button.get("value", "")) > 2000:
                yield "value over 2000"


def _rich_text(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "elements")
    if not block.get("elements"):
        yield "no elements"
    if sum(map(_size, texts_of(block))) > 4000:
        yield "over 4000 characters"
    for each in block.get("elements", []):
        kind = each.get("type")
        if kind == "rich_text_list":
            if each.get("style") not in ("ordered", "bullet") or not each.get("elements"):
                yield "list without style or elements"
            for inner in each.get("elements", []):
                yield from _run(inner)
        elif kind in ("rich_text_section", "rich_text_quote"):
            yield from _run(each)
        else:
            yield f"rich text {kind!r}"


def _run(run: Json) -> Iterator[str]:
    if not run.get("elements"):
        yield "empty run"
    for each in run.get("elements", []):
        if each.get("type") == "text":
            if not each.get("text"):
                yield "empty text"
            yield from _steering(each.get("text", ""))
        elif each.get("type") == "link":
            if not str(each.get("url", "")).startswith(("http://", "https://")):
                yield "link elsewhere than http"
            if len(each["url"]) > 3000:
                yield "url over 3000"
        elif each.get("type") == "user":
            if not re.fullmatch(r"[UW][A-Z0-9]+", each.get("user_id", "")):
                yield "a call of nobody"
        elif each.get("type") == "usergroup":
            if not re.fullmatch(r"S[A-Z0-9]+", each.get("usergroup_id", "")):
                yield "a call of no group"
        else:
            yield f"rich text element {each.get('type')!r}"


def _input(block: Json, surface: str) -> Iterator[str]:
    yield from _keys(block, "label", "element", "hint", "optional", "dispatch_action")
    if surface != "modal":
        yield f"input on a {surface}"
    if not 1 <= _size(block.get("block_id", "x")) <= 255:
        yield "block_id"
    yield from _text(block.get("label"), "label", 2000, plain=True)
    if "hint" in block:
        yield from _text(block["hint"], "hint", 2000, plain=True)
    element = block.get("element") or {}
    if element.get("type") == "plain_text_input":
        yield from _plain_text_input(element)
    elif element.get("type") == "external_select":
        yield from _external_select(element)
    else:
        yield from _element(element)


def _plain_text_input(element: Json) -> Iterator[str]:
    known = "action_id initial_value multiline min_length max_length placeholder".split()
    yield from _keys(element, *known)
    yield from _action_id(element)
    most = element.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield f"max_length {most}"
    if len(element.get("initial_value", "")) > most:
        yield "initial_value over max_length"
    if element.get("initial_value") == "":
        yield "empty initial_value"
    if "placeholder" in element:
        yield from _text(element["placeholder"], "placeholder", 150, plain=True)
    yield from _steering(element.get("initial_value", ""), *_TURNING)


def _external_select(element: Json) -> Iterator[str]:
    yield from _keys(element, *"action_id initial_option min_query_length placeholder".split())
    yield from _action_id(element)
    if "placeholder" in element:
        yield from _text(element["placeholder"], "placeholder", 150, plain=True)
    if "initial_option" in element:
        yield from wrong_with_options([element["initial_option"]])


def wrong_with_options(options: list[Json]) -> Iterator[str]:
    """Complain of what Slack would list of nothing that can be chosen."""
    if len(options) > 100:
        yield f"{len(options)} options"
    for option in options:
        yield from _text(option.get("text"), "option", 75, plain=True)
        if "description" in option:
            yield from _text(option["description"], "description", 75, plain=True)
        if not 1 <= _size(option.get("value", "")) <= 150:
            yield "option value"


def _element(element: Json) -> Iterator[str]:
    yield from _action_id(element)
    if element.get("type") == "button":
        yield from _text(element.get("text"), "button", 75, plain=True)
        if _size(element.get("value", "")) > 2000:
            yield "value over 2000"
        if _size(element.get("accessibility_label", "")) > 75:
            yield "accessibility_label over 75"
    elif element.get("type") == "static_select":
        if "placeholder" in element:
            yield from _text(element["placeholder"], "placeholder", 150, plain=True)
        if not element["options"]:
            yield "no options"
        yield from wrong_with_options(element["options"])
        if "initial_option" in element and element["initial_option"] not in element["options"]:
            yield "initial_option is none of the options"
    else:
        yield f"element {element.get('type')!r}"


def _action_id(element: Json) -> Iterator[str]:
    if not 1 <= _size(element.get("action_id", "")) <= 255:
        yield "action_id"


def _text(text: Any, where: str, most: int, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where}: no text object"
        return
    if plain and text["type"] != "plain_text":
        yield f"{where}: must be plain_text"
    if not 1 <= _size(text.get("text", "")) <= most:
        yield f"{where}: {_size(text.get('text', ''))} characters, at most {most}"
    if text["type"] == "mrkdwn":
        yield from wrong_with_mrkdwn(text["text"])
    elif text.get("emoji", True):
        yield f"{where}: emoji codes are read"
    yield from _steering(text.get("text", ""))


_TURNING = ("\u202e", "\u2066", "\x00", "\x1b")
_REFERRING = ("<!", "<@", "<#", "<http", "<mailto")


def _steering(text: str, *signs: str) -> Iterator[str]:
    """Complain of what refers to somebody, and of what turns text around; or of `signs`."""
    yield from (f"{sign!r} in a text" for sign in signs or _REFERRING + _TURNING if sign in text)


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


_BLOCKS: Mapping[Any, Callable[[Json, str], Iterator[str]]] = {
    "divider": _divider,
    "input": _input,
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "rich_text": _rich_text,
}
