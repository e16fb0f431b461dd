"""Whom does a typed name mean? A kept speaker, if exactly one is called so; or somebody new.

Only whole names count: that somebody is nearly called so is for a person to see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from knowledge.errors import RecordError
from knowledge.model import Speaker
from knowledge.text import fold, words
from knowledge.vocabulary import SpeakerKind, one_of

SLUG_CHARACTERS = 60
_AND = re.compile(r"[;\n]")
_KIND = re.compile(r"(?P<name>.*\S)\s*\((?P<kind>[a-z_]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Called:
    """The kept speakers, by their ids and by everything that they are called."""

    by_id: dict[str, Speaker]
    _by_name: dict[str, list[Speaker]] = field(repr=False)

    @staticmethod
    def of(speakers: Iterable[Speaker]) -> Called:
        by_id = {speaker.id: speaker for speaker in speakers}
        by_name: defaultdict[str, list[Speaker]] = defaultdict(list)
        for speaker in by_id.values():
            for name in {compared(n) for n in (speaker.name, *(n.name for n in speaker.names))}:
                by_name[name].append(speaker)
        return Called(by_id, dict(by_name))

    def find(self, name: str) -> tuple[Speaker, ...]:
        """Return who has this id, or who all are called so."""
        if name in self.by_id:
            return (self.by_id[name],)
        return tuple(self._by_name.get(compared(name), ()))


@dataclass(slots=True)
class People:
    """Reads names, and keeps those who are new in `new`. `make_id` gives ids to them."""

    called: Called
    make_id: Callable[[str], str]
    space: str = ""
    new: dict[str, Speaker] = field(default_factory=dict)

    def read(self, typed: str, *, record: str, field: str) -> list[str]:
        """Return the ids of those whom `typed` names, with ; or a new line between them.

        A name that nobody has is somebody new: a person, unless it ends in another kind in
        brackets, "Exton Courier (outlet)". Raises `RecordError` if several are called so.
        """
        names = (part.strip() for part in _AND.split(typed))
        ids = [self._one(name, record, field) for name in names if name]
        return list(dict.fromkeys(ids))

    def _one(self, name: str, record: str, field: str) -> str:
        found = self.called.find(name)
        if len(found) > 1:
            ids = " or ".join(speaker.id for speaker in found[:5])
            why = f"“{name[:60]}” may be {ids}; write the id of the one who is meant"
            raise RecordError(record, field, why)
        return found[0].id if found else self._new(name, record, field).id

    def _new(self, name: str, record: str, field: str) -> Speaker:
        kind = SpeakerKind.PERSON
        if (told := _KIND.fullmatch(name)) is not None:
            name = told["name"]
            kind = one_of(SpeakerKind, told["kind"], record=record, field=field)
            if self.called.find(name):
                why = f"“{name[:60]}” is on record already; write the name alone"
                raise RecordError(record, field, why)
        return self.new.setdefault(
            compared(name), Speaker(self.make_id(name), kind, name, space=self.space)
        )


def compared(name: str) -> str:
    """Return the spelling in which names are compared."""
    return " ".join(words(name)) or fold(name).strip()


def slug(text: str) -> str:
    """Return `text` as a part of an id; "record" if nothing of it can be one."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))[:SLUG_CHARACTERS].strip("-") or "record"
