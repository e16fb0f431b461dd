"""What may stand in a log? What happened and where; never who, never what was asked, no secret.

Messages of the libraries that we use are not printed: they hold addresses with tokens in
them, bodies of requests, text that people typed. Of those only the place is said. Messages
of ours are written without such things; nothing is filtered out of them afterwards.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

_OURS = ("bot", "knowledge")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def said_of(error: BaseException) -> str:
    """Return the kind of an error and where it happened; its own text may hold a question."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    ours = [f for f in frames if {"bot", "knowledge"} & set(Path(f.filename).parts)]
    last = (ours or list(frames))[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


class PlaceOnly(logging.Formatter):
    """Formats our own messages whole, and of all others the place that they came from."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        shown = logging.makeLogRecord(record.__dict__)
        # A traceback ends in the error's own text.
        shown.exc_info = shown.exc_text = shown.stack_info = None
        if record.name.split(".")[0] not in _OURS:
            shown.msg = f"from {Path(record.pathname).name}, line {record.lineno}"
            shown.args = None
        if record.exc_info and record.exc_info[1] is not None:
            shown.msg = f"{shown.getMessage()} ({said_of(record.exc_info[1])})"
            shown.args = None
        return super().format(shown)


def write_logs(stream: TextIO | None = None) -> None:
    """Send what may be logged to `stream`, stderr unless given: ours from INFO on."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(PlaceOnly())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
