"""`gainsay review --article`: what a machine drafts of a document waits for editors."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.draft import read
from bot.conversation.place import Place
from bot.desk.known import Known
from knowledge.errors import RecordError
from knowledge.intake.document import Document
from knowledge.intake.draft import as_json
from knowledge.intake.drafting import drafts_of
from knowledge.intake.naming import Called, slug
from knowledge.intake.proposing import Proposed, Proposing
from knowledge.model import Source

LARGEST_BYTES = 20 * 1024 * 1024
_MARK = 12


def propose_article(known: Known, place: Place, article: str) -> Proposed:
    """Return drafts of the document at `article`, a file or an address.

    Raises `click.UsageError` if it cannot be read.
    """
    document = read(article)
    return _proposed(known, place, document, [as_json(each) for each in drafts_of(document)])


def propose_drafts(known: Known, place: Place, drafts: Path, article: str) -> Proposed:
    """Return the drafts of a file, which were made of that document; raise `click.UsageError`."""
    found, problems = _objects(_text_of(drafts))
    proposed = _proposed(known, place, read(article), found)
    return Proposed(proposed.drafts, (*problems, *proposed.problems))


def _proposed(
    known: Known, place: Place, document: Document, found: Sequence[Mapping[str, Any]]
) -> Proposed:
    called = Called.of(known.store.list_speakers(space=place.space))
    source = _source(document, known, place)
    return Proposing(source, called, known.who(place), time.time()).proposed(found)


def _source(document: Document, known: Known, place: Place) -> Source:
    """Return the document as a source; the same text has the same id, in a space one of its own."""
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    mark = known.secret(place, f"document {digest}") if place.space else digest
    return Source(
        f"{slug(document.title or Path(document.name).stem)}-{mark[:_MARK]}",
        document.text,
        read_on=datetime.now(UTC).date(),
        language=document.language,
        title=document.title,
        byline=document.byline,
        publisher=document.publisher,
        url=document.url,
        published_on=document.published_on,
        boilerplate=document.boilerplate,
        space=place.space,
    )


def _text_of(file: Path) -> str:
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
            each = json.loads(line)
        except (ValueError, RecursionError):
            each = None
        if isinstance(each, dict):
            found.append(each)
        else:
            why = "is no JSON object; take it from `gainsay draft --json`"
            problems.append(RecordError(f"line {number}", "draft", why))
    return found, tuple(problems)
