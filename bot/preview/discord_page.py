"""A Discord message as a page: its components (V2), or its text, embeds and buttons; or a window.

The numbers are Discord's: component types, button styles, message flags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from bot.preview.discord_text import read_line, read_text
from bot.preview.inline import tag
from bot.preview.page import page

Part = Mapping[str, Any]

_EPHEMERAL = 1 << 6
_PARAGRAPH = 2
_BUTTON_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "linking"}


def discord_page(message: Part, *, css: str, theme: str) -> str:
    """Return the page of a message as it is sent to Discord."""
    is_private = bool(int(message.get("flags") or 0) & _EPHEMERAL)
    content = str(message.get("content") or "")
    parts = [
        tag("div", read_text(content), "text") if content else "",
        *(_embed(embed) for embed in message.get("embeds") or ()),
        _components(message.get("components") or ()),
    ]
    if is_private:
        parts.append('<div class="private">◉ Only you can see this · <a>Dismiss message</a></div>')
    by = '<div class="by"><b>Gainsay</b><span class="app">APP</span><time>10:24</time></div>'
    body = (
        f'<main class="discord{" ephemeral" if is_private else ""}"><div class="avatar">G</div>'
        f'<div class="content">{by}{"".join(parts)}</div></main>'
    )
    return page(body, css=css, theme=theme)


def discord_window(modal: Part, *, css: str, theme: str) -> str:
    """Return the page of a window that is filled in, as it is sent to Discord."""
    title = tag("h2", escape(str(modal.get("title") or "")))
    buttons = tag("span", "Cancel", "button secondary") + tag("span", "Submit", "button primary")
    window = title + _components(modal.get("components") or ()) + tag("div", buttons, "row")
    body = f'<main class="discord">{tag("div", window, "window")}</main>'
    return page(body, css=css, theme=theme)


def _components(components: Iterable[Part]) -> str:
    return "".join(_component(component) for component in components)


def _component(component: Part) -> str:
    draw = _DRAWN.get(int(component.get("type", 0)))
    if draw is None:
        # Seen in the picture, not left out: this page then needs another function.
        return tag("div", f"component of type {escape(str(component.get('type')))}", "unknown")
    return draw(component)


def _row(row: Part) -> str:
    return tag("div", _components(row.get("components", ())), "row")


def _button(button: Part) -> str:
    style = _BUTTON_STYLES.get(int(button.get("style", 2)), "secondary")
    state = " disabled" if button.get("disabled") else ""
    emoji = escape(str((button.get("emoji") or {}).get("name") or ""))
    label = escape(str(button.get("label") or ""))
    out = " \u2197\ufe0e" if style == "linking" else ""
    return tag("span", f"{emoji} {label}{out}".strip(), f"button {style}{state}")


def _select(select: Part) -> str:
    chosen = [option["label"] for option in select.get("options", ()) if option.get("default")]
    shown = escape(", ".join(chosen) or str(select.get("placeholder") or "Make a selection"))
    return tag("div", tag("span", shown) + tag("i", "⌄"), "select")


def _label(label: Part) -> str:
    """Return a field of a window: its label, what it is for, and what is filled in there."""
    field = label.get("component") or {}
    star = tag("i", " *", "needed") if field.get("required", True) else ""
    return tag(
        "div",
        tag("div", escape(str(label.get("label") or "")) + star, "label")
        + _if(label.get("description"), escape, "description")
        + _component(field),
        "field",
    )


def _input(field: Part) -> str:
    size = "input long" if field.get("style") == _PARAGRAPH else "input"
    if value := str(field.get("value") or ""):
        return tag("div", escape(value), size)
    return tag("div", escape(str(field.get("placeholder") or "")), f"{size} empty")


def _section(section: Part) -> str:
    accessory = section.get("accessory")
    beside = tag("div", _component(accessory), "accessory") if accessory else ""
    return tag("div", tag("div", _components(section.get("components", ()))) + beside, "section")


def _text(text: Part) -> str:
    return tag("div", read_text(str(text.get("content", ""))), "text")


def _picture(_picture: Part) -> str:
    return tag("div", "picture", "picture")


def _separator(separator: Part) -> str:
    line = "line" if separator.get("divider", True) else "gap"
    space = "wide" if separator.get("spacing") == 2 else "narrow"
    return tag("div", "", f"separator {line} {space}")


def _container(container: Part) -> str:
    return _coloured(
        "container", container.get("accent_color"), _components(container["components"])
    )


_DRAWN: Mapping[int, Callable[[Part], str]] = {
    1: _row,
    2: _button,
    **dict.fromkeys((3, 5, 6, 7, 8), _select),
    4: _input,
    9: _section,
    10: _text,
    **dict.fromkeys((11, 12, 13), _picture),
    14: _separator,
    17: _container,
    18: _label,
}


def _embed(embed: Part) -> str:
    parts = [
        _if(embed.get("author", {}).get("name"), escape, "author"),
        _if(embed.get("title"), read_line, "title linked" if embed.get("url") else "title"),
        _if(embed.get("description"), read_text, "text"),
        _fields(embed.get("fields") or ()),
        _if(embed.get("footer", {}).get("text"), escape, "footer"),
    ]
    return _coloured("embed", embed.get("color"), "".join(parts))


def _fields(fields: Iterable[Part]) -> str:
    drawn = [
        tag(
            "div",
            _if(field.get("name"), read_line, "name") + _if(field.get("value"), read_text, "text"),
            "field inline" if field.get("inline") else "field",
        )
        for field in fields
    ]
    return tag("div", "".join(drawn), "fields") if drawn else ""


def _if(text: str | None, read: Callable[[str], str], css_class: str) -> str:
    return tag("div", read(text), css_class) if text else ""


def _coloured(css_class: str, colour: int | None, content: str) -> str:
    """Return a box; the bar on its left has the colour that was sent, or none."""
    style = "" if colour is None else f' style="--bar:#{int(colour) & 0xFFFFFF:06x}"'
    return f'<div class="{css_class}{"" if colour is None else " coloured"}"{style}>{content}</div>'
