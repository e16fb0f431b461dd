"""Drafts -> a pack's files, for a person to review before `gainsay load` takes them.

What is not certain stands in comments: the claims that a response may answer, and whole
responses of which the text does not say what they answer. Nothing of a comment is loaded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.intake.document import Document
from knowledge.intake.draft import Draft, DraftQuote, DraftSpeaker, claims_and_responses
from knowledge.intake.export.toml import table
from knowledge.intake.speaker_kinds import kind_of
from knowledge.vocabulary import SILENCES, SpeakerKind

PACK_FILE = "pack.toml"
_HEAD = """\
# Drafts that a machine made of one document. Nothing here has been reviewed.
# Read each record against its quotes: correct it, or delete it. Then: gainsay load DIR
"""
_SLUG_CHARACTERS = 40
_CONTEXT_STEP = 16


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of a pack, by their paths in its folder."""

    toml: str
    source_path: str
    source_text: str


def pack_of(document: Document, drafts: Sequence[Draft], *, read_on: date) -> PackFiles:
    """Return the files of a pack with the document and the records that `drafts` propose."""
    id_ = _slug(document.title or Path(document.name).stem) or "document"
    path = f"sources/{id_}.txt"
    names = _Names.of(id_, drafts)
    claims, responses = claims_and_responses(drafts)
    parts = [
        _HEAD + _table("[pack]", ("id", id_), ("title", document.title or document.name)),
        _source(id_, path, document, read_on),
        *(_speaker(names, each) for each in names.speakers),
        *(_claim(names, claim, document) for claim in claims),
        *(_response(names, response, document) for response in responses),
    ]
    return PackFiles("\n".join(parts), path, document.text)


def _source(id_: str, path: str, document: Document, read_on: date) -> str:
    text = document.text
    marked = [text[start:end] for start, end in document.boilerplate]
    return _table(
        "[[source]]",
        ("id", id_),
        ("file", path),
        ("sha256", hashlib.sha256(text.encode()).hexdigest()),
        ("read_on", read_on),
        ("language", document.language),
        ("title", document.title),
        ("byline", document.byline),
        ("publisher", document.publisher),
        ("url", document.url),
        ("published_on", document.published_on),
        # A pack marks words that stand in the text once; no draft quotes the others either.
        ("boilerplate", [words for words in marked if text.count(words) == 1]),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The ids of a pack's speakers, by how they are called."""

    prefix: str
    speakers: tuple[DraftSpeaker, ...]
    ids: dict[str, str]
    kinds: dict[str, SpeakerKind]

    @staticmethod
    def of(prefix: str, drafts: Sequence[Draft]) -> _Names:
        found: dict[str, DraftSpeaker] = {}
        for draft in drafts:
            for each in (*draft.said_by, *map(DraftSpeaker, draft.via)):
                known = found.get(each.name)
                if known is None or (each.role and not known.role):
                    found[each.name] = each
        ids: dict[str, str] = {}
        for name in found:
            id_ = f"{prefix}.{_slug(name) or 'speaker'}"
            taken = sum(
                1 for other in ids.values() if re.fullmatch(rf"{re.escape(id_)}(-\d+)?", other)
            )
            ids[name] = f"{id_}-{taken + 1}" if taken else id_
        kinds = {name: kind_of(each) for name, each in found.items()}
        return _Names(prefix, tuple(found.values()), ids, kinds)

    def of_speakers(self, speakers: Iterable[DraftSpeaker]) -> list[str]:
        return list(dict.fromkeys(self.ids[each.name] for each in speakers))

    def of_draft(self, id_: str) -> str:
        return f"{self.prefix}.{id_}"


def _speaker(names: _Names, speaker: DraftSpeaker) -> str:
    role = {"title": speaker.role, "organisation": speaker.organisation}
    given = {name: value for name, value in role.items() if value}
    return _table(
        "[[speaker]]",
        ("id", names.ids[speaker.name]),
        ("kind", names.kinds[speaker.name]),
        ("name", speaker.name),
        ("roles", [given] if speaker.role else []),
    )


def _claim(names: _Names, draft: Draft, document: Document) -> str:
    return _table(
        "[[claim]]",
        ("id", names.of_draft(draft.id)),
        ("text", draft.text),
        ("said_by", names.of_speakers(draft.said_by)),
        ("via", names.of_speakers(map(DraftSpeaker, draft.via))),
        ("mode", draft.mode),
        ("hedge", draft.hedge),
        ("said_as_written", draft.said_as_written),
        ("quotes", _quotes(draft.quotes, document.text)),
    )


def _response(names: _Names, draft: Draft, document: Document) -> str:
    is_silent = draft.stance in SILENCES
    who = names.of_speakers(draft.said_by)
    written = _table(
        "[[response]]",
        ("id", names.of_draft(draft.id)),
        ("stance", draft.stance),
        ("silent" if is_silent else "by", who),
        ("text", draft.text),
        ("mode", draft.mode),
        ("answers", [names.of_draft(claim) for claim in draft.answers]),
        ("quotes", _quotes(draft.quotes, document.text)),
    )
    maybe = "".join(
        f'# answers "{names.of_draft(each.claim)}"? {each.why}\n' for each in draft.proposed
    )
    if draft.answers:
        return maybe + written
    why = "# The text does not say which claim this answers: add answers, and uncomment it.\n"
    return why + maybe + "".join(f"# {line}\n" for line in written.splitlines())


def _quotes(quotes: Sequence[DraftQuote], text: str) -> list[dict[str, str]]:
    return [_quote(quote, text) for quote in quotes]


def _quote(quote: DraftQuote, text: str) -> dict[str, str]:
    """Return the quote, with as much of the words around it as tells its place from others."""
    before = after = ""
    for context in _contexts(text):
        before = text[max(0, quote.start - context) : quote.start]
        after = text[quote.end : quote.end + context]
        if text.count(before + quote.exact + after) == 1:
            break
    place = {"exact": quote.exact, "prefix": before, "suffix": after}
    return {name: words for name, words in place.items() if words}


def _contexts(text: str) -> Iterator[int]:
    context = 0
    while True:
        yield context
        context = context * 2 or _CONTEXT_STEP
        if context > 2 * len(text):
            return


def _table(head: str, *fields: tuple[str, object]) -> str:
    return table(head, {name: value for name, value in fields if value})


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    cut = slug[: _SLUG_CHARACTERS + 1]
    return slug if len(slug) <= _SLUG_CHARACTERS else cut.rpartition("-")[0] or cut[:-1]
