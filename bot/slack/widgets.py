"""What can be pressed in Slack: buttons, choices, a menu, and whether a reply helped.

What was pressed comes back as `action_id` and value: the act, the reply's id, a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reply import Act, Button, Listed, Reply
from bot.slack import limits
from bot.slack.escaping import cut, plain, plain_line, size
from bot.slack.rich import Block

ACTION = "gainsay"
FEEDBACK = f"{ACTION}:feedback"

THIS_ONE = "This one"
SHOW = "Show one of these …"
BUTTONS, PLACEHOLDER = 10, 100
_READ = ("text", "description")
HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a widget says when it is pressed."""

    act: Act
    reply: str
    number: int


def read_action(action: Mapping[str, Any]) -> Pressed | None:
    """Return what was pressed; None if it is no widget of ours."""
    kind, _, rest = str(action.get("action_id", "")).partition(":")
    chosen = action.get("selected_option") or action
    value = str(chosen.get("value", ""))
    act = rest.partition(":")[0]
    if f"{kind}:{act}" == FEEDBACK:
        act, _, value = value.partition(":")
    reply, _, number = value.rpartition(":")
    is_ours = kind == ACTION and act in set(Act) and reply and number.isascii()
    return Pressed(Act(act), reply, int(number)) if is_ours and number.isdecimal() else None


def can_be_pressed(reply: Reply) -> bool:
    """Whether widgets can name this reply."""
    return 0 < size(reply.id) <= limits.OPTION_VALUE - 40 and reply.id == plain_line(reply.id)


def plain_text(text: str, most: int) -> Block:
    """Return a text that Slack takes to the letter; emoji codes stay codes."""
    return {"type": "plain_text", "text": cut(plain(text), most) or " ", "emoji": False}


def render_choice(reply: Reply, number: int, listed: Listed, *, text: str) -> Block:
    """Return one of the choices, with a button beside it if it can be pressed."""
    block: Block = {"type": "section", "text": plain_text(text, limits.SECTION_TEXT)}
    if can_be_pressed(reply):
        label = cut(plain_line(f"{THIS_ONE}: {listed.text}"), limits.ACCESSIBILITY_LABEL)
        block["accessory"] = _button(Act.CHOOSE, reply, number, THIS_ONE, f"choice{number}")
        block["accessory"]["accessibility_label"] = label
    return block


def render_menu(reply: Reply, most: int) -> list[Block]:
    """Return the menu, with as many of its records as take at most `most` characters."""
    if not reply.menu or not can_be_pressed(reply):
        return []
    options: list[Block] = []
    for number, listed in enumerate(reply.menu[: limits.OPTIONS]):
        option = _option(reply, number, listed)
        most -= sum(size(option[part]["text"]) for part in _READ if part in option)
        if most < 0:
            break
        options.append(option)
    if not options:
        return []
    menu = {
        "type": "static_select",
        "action_id": f"{ACTION}:{Act.SHOW}",
        "placeholder": plain_text(_placeholder(len(reply.menu) - len(options)), PLACEHOLDER),
        "options": options,
    }
    return [{"type": "actions", "elements": [menu]}]


def render_buttons(reply: Reply, *, in_message: bool) -> list[Block]:
    """Return the buttons, and whether the reply helped, if they can be pressed."""
    if not can_be_pressed(reply):
        return []
    blocks: list[Block] = []
    if reply.buttons:
        blocks.append({"type": "actions", "elements": _buttons(reply, reply.buttons[:BUTTONS])})
    # Views have no such block.
    if reply.takes_feedback and in_message:
        blocks.append({"type": "context_actions", "elements": [_feedback(reply)]})
    return blocks


def _buttons(reply: Reply, buttons: Sequence[Button]) -> list[Block]:
    return [
        _button(button.act, reply, button.number, button.label, f"button{place}")
        for place, button in enumerate(buttons)
    ]


def _button(act: Act, reply: Reply, number: int, label: str, place: str) -> Block:
    return {
        "type": "button",
        "action_id": f"{ACTION}:{act}:{place}",
        "text": plain_text(plain_line(label), limits.BUTTON_TEXT),
        "value": f"{reply.id}:{number}",
    }


def _placeholder(left: int) -> str:
    return f"{SHOW} ({left:,} more are not listed)" if left > 0 else SHOW


def _option(reply: Reply, number: int, listed: Listed) -> Block:
    option = {
        "text": plain_text(plain_line(listed.text), limits.OPTION_TEXT),
        "value": f"{reply.id}:{number}",
    }
    if listed.remark:
        option["description"] = plain_text(plain_line(listed.remark), limits.OPTION_TEXT)
    return option


def _feedback(reply: Reply) -> Block:
    return {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": _thumb(Act.HELPFUL, reply, HELPFUL),
        "negative_button": _thumb(Act.NOT_THIS, reply, NOT_HELPFUL),
    }


def _thumb(act: Act, reply: Reply, label: str) -> Block:
    return {
        "text": plain_text(label, limits.BUTTON_TEXT),
        "accessibility_label": label,
        "value": f"{act}:{reply.id}:0",
    }
