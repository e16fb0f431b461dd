"""TOML as packs have it: the same text comes back to the letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from knowledge.intake.tables import DEEP


def table(head: str, fields: Mapping[str, object]) -> str:
    """Return the table with `head` in brackets; a list of tables is written one a line."""
    return "".join(
        [f"{head}\n", *(f"{name} = {_field(value)}\n" for name, value in fields.items())]
    )


def _field(value: object) -> str:
    if isinstance(value, list) and len(value) > 1:
        return "".join(["[\n", *(f"  {_value(part)},\n" for part in value), "]"])
    return _value(value)


def _value(value: object) -> str:
    match value:
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{name} = {_value(each)}' for name, each in value.items())} }}"
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """Return `text` quoted: a TOML string has JSON's escapes, and wants one more."""
    written = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    # So many words joined by dots look like a table within tables; packs with it are refused.
    return written.replace(".", "\\u002e") if DEEP.search(written) else written
