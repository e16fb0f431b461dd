"""What a command prints: a reply for people, or JSON, one object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from bot.reply import Reply


def print_reply(reply: Reply) -> None:
    """Print `reply` on stdout: with colours on a terminal, as plain text elsewhere."""
    # Imported here: only a command that has something to show needs rich.
    from bot.terminal.console import as_shown

    # Not printed by rich: it ends the program itself when the reader has closed the pipe.
    click.echo(as_shown(reply, sys.stdout))


def print_json(record: Mapping[str, Any]) -> None:
    """Print `record` on one line of UTF-8, at once: a reader may be waiting for it."""
    sys.stdout.buffer.write(as_line(record))
    sys.stdout.buffer.flush()


def as_line(record: Mapping[str, Any]) -> bytes:
    """Return `record` as one line of JSON."""
    try:
        return f"{json.dumps(record, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:  # half a character, which JSON can only hold escaped
        return f"{json.dumps(record)}\n".encode()
