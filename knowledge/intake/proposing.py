"""Drafts that a machine made of a document -> drafts in the desk's queue.

Each draft of a claim or response becomes one that is whole: with the source, and with the
speakers who are new. Who is on record under exactly that name is that speaker. A response keeps
the claims of which its text says that it answers them; those that are only proposed are for
an editor to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from knowledge.codec import as_plain, as_plain_quote
from knowledge.errors import RecordError
from knowledge.intake.draft import DraftSpeaker
from knowledge.intake.naming import Called, slug
from knowledge.intake.speaker_kinds import kind_of
from knowledge.model import Quote, Role, Source, Speaker
from knowledge.store.desk_port import DraftKind, KeptDraft, Who
from knowledge.vocabulary import SILENCES, Mode, Stance, one_of

Found = Mapping[str, Any]
"""A draft as `gainsay draft --json` prints it."""
_SPAN = "must be a list of objects with exact, start and end; take them from `gainsay draft`"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The drafts that can wait in the queue, and what is wrong with the others."""

    drafts: tuple[KeptDraft, ...]
    problems: tuple[RecordError, ...]


@dataclass(frozen=True, slots=True)
class Proposing:
    """Makes drafts for one space of what was found in one source of it."""

    source: Source
    called: Called
    who: Who
    at: float

    def proposed(self, found: Iterable[Found]) -> Proposed:
        """Return a draft for each of `found` that can be used."""
        drafts, problems, every = [], [], list(found)
        texts = {each.get("id"): each.get("text") for each in every if _is_named(each)}
        for number, each in enumerate(every, 1):
            where = f"draft {each.get('id') or number}"
            try:
                drafts.append(self._draft(_Reading(each, where), texts))
            except RecordError as error:
                problems.append(error)
        return Proposed(tuple(drafts), tuple(problems))

    def _draft(self, found: _Reading, texts: Mapping[Any, Any]) -> KeptDraft:
        crowd = _Crowd(self.called, self.source)
        plain = self._record(found, crowd)
        new = tuple(crowd.new.values())
        return KeptDraft(
            id=plain["id"],
            space=self.source.space,
            kind=DraftKind.RECORDS,
            key=f"{self.source.sha256} {found.text('id')}",
            title=plain["text"],
            proposed_by=self.who,
            proposed_at=self.at,
            records=(as_plain(self.source), *map(as_plain, new), plain),
            claims=tuple(map(self._id, found.texts("proposed_answers"))),
            notes=(*_may_answer(found, texts), *crowd.notes),
        )

    def _record(self, found: _Reading, crowd: _Crowd) -> dict[str, Any]:
        plain = {
            "record": found.text("kind"),
            "id": self._id(found.text("id")),
            "text": found.text("text"),
            "quotes": [as_plain_quote(quote) for quote in found.quotes(self.source)],
        }
        people = [crowd.one(*person) for person in found.people()]
        if plain["record"] == "claim":
            plain |= {"said_by": people, "via": [crowd.one(name) for name in found.texts("via")]}
            plain |= {name: found.maybe(name) for name in ("hedge", "said_as_written")}
        elif plain["record"] == "response":
            stance = one_of(Stance, found.text("stance"), record=found.where, field="stance")
            answers = [{"claim": self._id(id_)} for id_ in found.texts("answers")]
            who = "silent" if stance in SILENCES else "by"
            plain |= {"stance": stance.value, who: people, "answers": answers}
        else:
            raise RecordError(found.where, "kind", "must be claim or response")
        plain |= {"space": self.source.space}
        return {name: value for name, value in plain.items() if value}

    def _id(self, draft: str) -> str:
        return f"{self.source.id}.{slug(draft)}"


def _is_named(found: Found) -> bool:
    return isinstance(found.get("id"), str)


def _may_answer(found: _Reading, texts: Mapping[Any, Any]) -> list[str]:
    """Return which claims a response may answer, each with the reason."""
    pairs = zip_longest(found.listed("proposed_answers"), found.listed("proposed_because"))
    return [
        f"It may answer “{texts.get(claim, claim)}”{f': {why}' if why else ''}."
        for claim, why in pairs
        if claim
    ]


@dataclass(slots=True)
class _Crowd:
    """Who is named in one draft: kept speakers, and new ones."""

    called: Called
    source: Source
    new: dict[str, Speaker] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def one(self, name: str, role: str = "", organisation: str = "") -> str:
        """Return the id of who is called so; of several nobody is taken, and that is noted."""
        found = self.called.find(name)
        if len(found) == 1:
            return found[0].id
        if found:
            ids = " or ".join(speaker.id for speaker in found[:5])
            self.notes.append(f"“{name}” may be {ids}, who are on record under this name.")
        id_ = f"{self.source.id}.{slug(name)}"
        if id_ not in self.new:
            roles = (Role(role, organisation),) if role.strip() else ()
            kind = kind_of(DraftSpeaker(name, role, organisation))
            self.new[id_] = Speaker(id_, kind, name, roles=roles, space=self.source.space)
            self.notes.append(f"New on record: {name} ({kind}).")
        return id_


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one of the objects; raises `RecordError` where it is none of ours."""

    found: Found
    where: str

    def text(self, name: str) -> str:
        value = self.found.get(name)
        if not isinstance(value, str) or not value.strip():
            raise RecordError(self.where, name, "must be text; take it from `gainsay draft`")
        return value

    def maybe(self, name: str) -> str:
        return self.text(name) if self.found.get(name) else ""

    def texts(self, name: str) -> list[str]:
        return list(dict.fromkeys(self.listed(name)))

    def listed(self, name: str) -> list[str]:
        values = self.found.get(name) or []
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise RecordError(self.where, name, "must be a list of texts")
        return values

    def people(self) -> list[tuple[str, str, str]]:
        """Return name, role and organisation of each who is credited."""
        values = self.found.get("said_by") or []
        if not isinstance(values, list) or not all(isinstance(v, Mapping) for v in values):
            raise RecordError(self.where, "said_by", "must be a list of objects with a name")
        read = [_Reading(value, self.where) for value in values]
        return [(r.text("name"), r.maybe("role"), r.maybe("organisation")) for r in read]

    def quotes(self, source: Source) -> list[Quote]:
        mode = one_of(Mode, self.maybe("mode") or Mode.DIRECT, record=self.where, field="mode")
        values = self.found.get("quotes")
        if not isinstance(values, list) or not values:
            raise RecordError(self.where, "quotes", _SPAN)
        return [self._quote(value, source, mode) for value in values]

    def _quote(self, value: object, source: Source, mode: Mode) -> Quote:
        if not isinstance(value, Mapping):
            raise RecordError(self.where, "quotes", _SPAN)
        exact, start, end = (value.get(name) for name in ("exact", "start", "end"))
        if not isinstance(exact, str) or type(start) is not int or type(end) is not int:
            raise RecordError(self.where, "quotes", _SPAN)
        return Quote(source, exact, start, end, mode)
