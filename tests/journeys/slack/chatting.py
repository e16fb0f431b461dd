"""What a person does in Slack, in a line each: ask, read, press."""

from __future__ import annotations

from typing import Any

from bot.slack.widgets import FEEDBACK
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import elements_of, texts_of

Json = dict[str, Any]

MISSILES = "Who said Russia wants hundreds of ballistic missiles?"
DRONES = "Who claimed that Iran's drones violate resolution 2231?"
FOLLOW_UP = "and did they confirm it?"


async def ask(fake: FakeSlack, payload: Json) -> Json:
    """Deliver, see it acknowledged in time, and return what is posted."""
    ack = await fake.by_socket(payload)
    await ack.wait()
    return await fake.next_post()


async def say(fake: FakeSlack, payload: Json) -> None:
    """Deliver what nobody answers, and see it acknowledged in time."""
    ack = await fake.by_socket(payload)
    await ack.wait()


def read(post: Json) -> str:
    """Return all that a person reads of a post or view."""
    return "\n".join(texts_of(post["blocks"]))


def labels(post: Json) -> list[str]:
    """Return what the buttons say."""
    return [e["text"]["text"] for e in elements_of(post["blocks"]) if e.get("type") == "button"]


def button(post: Json, label: str, nth: int = 0) -> Json:
    found = [
        dict(element)
        for element in elements_of(post["blocks"])
        if element.get("type") == "button" and element["text"]["text"] == label
    ]
    assert len(found) > nth, f"no button {label}: {labels(post)}"
    return found[nth]


def option(post: Json, nth: int) -> Json:
    """Return the menu with its `nth` option chosen."""
    (menu,) = [e for e in elements_of(post["blocks"]) if e.get("type") == "static_select"]
    return {**menu, "selected_option": menu["options"][nth]}


def thumb(post: Json, which: str) -> Json:
    """Return the feedback as it arrives: `which` is "positive" or "negative"."""
    (found,) = [e for e in elements_of(post["blocks"]) if e.get("type") == "feedback_buttons"]
    chosen = found[f"{which}_button"]
    assert found["action_id"] == FEEDBACK
    return {**found, "text": chosen["text"], "value": chosen["value"]}


async def press(fake: FakeSlack, post: Json, label: str, nth: int = 0, **who: str) -> Json:
    return await ask(fake, fake.payloads.press(post, button(post, label, nth), **who))


async def window(fake: FakeSlack, payload: Json) -> Json:
    """Deliver what opens or changes a window, see it acknowledged in time, and return it."""
    seen = len(fake.views)
    await say(fake, payload)
    await fake.until(lambda: len(fake.views) > seen)
    return fake.views[-1]


async def open_form(fake: FakeSlack, post: Json, label: str, nth: int = 0, **who: str) -> Json:
    """Press what opens a window, in a message or in a window; return the window."""
    pressed = button(post, label, nth)
    if "ts" in post:
        return await window(fake, fake.payloads.press(post, pressed, **who))
    return await window(fake, fake.payloads.press_in_view(post, pressed, **who))


def filled_in(view: Json) -> dict[str, str]:
    """Return what stands in a window already."""
    inputs = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    return {
        each["action_id"]: each.get("initial_value")
        or each.get("initial_option", {}).get("value", "")
        for each in inputs
    }


def offered(view: Json, name: str) -> list[str]:
    """Return the values among which can be chosen."""
    (element,) = [
        block["element"]
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["action_id"] == name
    ]
    return [option["value"] for option in element.get("options", [])]
