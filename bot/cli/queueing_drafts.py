"""`gainsay review --draft`: what a machine found in a document waits for editors."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.conversation.place import Place
from bot.desk.known import Known
from knowledge.errors import RecordError
from knowledge.intake.naming import Called, slug
from knowledge.intake.proposing import Proposed, Proposing
from knowledge.model import Source

LARGEST_BYTES = 20 * 1024 * 1024
_MARK = 12


def propose(known: Known, place: Place, drafts: Path, source: Path) -> Proposed:
    """Return the drafts of a file, made of that source, and what is wrong with others.

    Raises `click.UsageError` if a file cannot be read.
    """
    text = _read(source)
    found, problems = _objects(_read(drafts))
    called = Called.of(known.store.list_speakers(space=place.space))
    made = _source(source, text, known, place)
    proposed = Proposing(made, called, known.who(place), time.time()).proposed(found)
    return Proposed(proposed.drafts, (*problems, *proposed.problems))


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise click.UsageError(f"{file.name}: is larger than {LARGEST_BYTES:,} bytes")
        return content.decode("utf-8")
    except OSError as error:
        raise click.UsageError(f"{file.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 at byte {error.start:,}; save it as UTF-8"
        raise click.UsageError(f"{file.name}: {why}") from error


def _objects(text: str) -> tuple[list[Mapping[str, Any]], tuple[RecordError, ...]]:
    """Return the JSON objects of `text`, one a line, and what is wrong with other lines."""
    found: list[Mapping[str, Any]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):
            read = None
        if isinstance(read, dict):
            found.append(read)
        else:
            why = "is no JSON object; take it from `gainsay draft --json`"
            problems.append(RecordError(f"line {number}", "draft", why))
    return found, tuple(problems)


def _source(file: Path, text: str, known: Known, place: Place) -> Source:
    """Return the text as a source; the same text has the same id, in a space one of its own."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    mark = known.secret(place, f"document {digest}") if place.space else digest
    return Source(
        f"{slug(file.stem)}-{mark[:_MARK]}",
        text,
        read_on=date.today(),
        language="und",
        space=place.space,
    )
