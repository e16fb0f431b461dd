"""Many questions from a file: one JSON object a line in, one a line out, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.cli.outcomes import ExitCode, say
from bot.cli.output import print_json
from knowledge.answer import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: a question in its thread. Its `id` comes back with the answer."""

    id: str | int | None
    question: str
    context: tuple[str, ...]
    addressed: bool


class BadLineError(Exception):
    """One line cannot be asked; the other lines still can."""


def answer_lines(lines: Iterable[bytes], ask: Callable[[Asked], Answer]) -> ExitCode:
    """Print the answer to each line; say on stderr which lines were left out, and why."""
    code = ExitCode.DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = read_line(line)
        except BadLineError as error:
            say(f"line {number} was left out: {error}")
            code = ExitCode.LEFT_OUT
        else:
            print_json(ask(asked).as_json() | {"id": asked.id})
    return code


def read_line(line: bytes) -> Asked:
    """Return what `line` asks; fields of other names are allowed. Raises `BadLineError`."""
    fields = _read_object(line)
    question = fields.get("question")
    if not isinstance(question, str):
        raise BadLineError('"question" is missing or is no text')
    context = fields.get("context") or []
    if not isinstance(context, list) or not all(isinstance(q, str) for q in context):
        raise BadLineError('"context" is not a list of texts')
    addressed = fields.get("addressed", True)
    if not isinstance(addressed, bool):
        raise BadLineError('"addressed" is neither true nor false')
    id_ = fields.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int | None):
        raise BadLineError('"id" is neither text nor a whole number')
    return Asked(id_, question, tuple(context), addressed)


def _read_object(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLineError("is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadLineError(f"is not JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise BadLineError("is JSON with too long a number, or too deeply nested") from error
    if not isinstance(fields, dict):
        raise BadLineError("is not a JSON object")
    return fields
