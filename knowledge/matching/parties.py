"""Whom does somebody mean who typed a name, a role or a part of a name, and nothing else?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.matching.names import NameIndex
from knowledge.model import Speaker
from knowledge.text import tokens

NAMED_SPEAKERS = 25
"""At most so many speakers are looked up for one name."""


@dataclass(frozen=True, slots=True)
class PartiesRead:
    """Who was meant by what was typed; `nearest` is a name like it if nobody was."""

    speakers: tuple[Speaker, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    nearest: str | None = None
    is_cut: bool = False


def parties_named(asked: str, names: NameIndex) -> PartiesRead:
    """Return the speakers that `asked` names: by id, by name or role, or by a part of a name.

    At most `NAMED_SPEAKERS`.
    """
    if asked in names.speakers:
        return PartiesRead((names.speakers[asked],))
    found = tokens(asked)
    mentions = names.find(found, lambda _: False)
    meant = frozenset().union(*(mention.speakers for mention in mentions))
    if meant:
        read_as = tuple(
            (" ".join(t.typed for t in found[m.start : m.end]), _names_of(m.speakers, names))
            for m in mentions
            if m.spelled
        )
        return replace(_first_of(sorted(meant), names), read_as=read_as)
    partly = _first_of(names.with_words_of(asked), names)
    return partly if partly.speakers else PartiesRead((), nearest=names.nearest(asked))


def _first_of(ids: Sequence[str], names: NameIndex) -> PartiesRead:
    speakers = tuple(names.speakers[id_] for id_ in ids[:NAMED_SPEAKERS])
    return PartiesRead(speakers, is_cut=len(ids) > NAMED_SPEAKERS)


def _names_of(speakers: frozenset[str], names: NameIndex) -> str:
    return " or ".join(names.speakers[id_].name for id_ in sorted(speakers)[:NAMED_SPEAKERS])
