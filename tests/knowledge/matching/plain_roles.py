"""Roles as they were first read, each of them tried: what every quicker way has to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.matching.lexicon import Lexicon
from knowledge.matching.mentions import PEOPLE, Mention
from knowledge.model import Speaker
from knowledge.text import Token, words
from knowledge.vocabulary import NameKind

CONNECTORS = frozenset({"the", "of", "to", "for", "at", "from", "s", "der", "des", "de", "la"})
_MODIFIERS = frozenset({"former", "ex", "current", "acting", "new", "own"})


@dataclass(frozen=True, slots=True)
class Role:
    """One role: the words of its title, and all words that may stand beside them."""

    speaker: str
    title: frozenset[str]
    allowed: frozenset[str]


@dataclass(slots=True)
class PlainRoles:
    """The roles of all speakers. `heads` are the nouns of titles, `words` all their words."""

    lexicon: Lexicon
    speakers: Mapping[str, Speaker]
    listed: list[Role] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)

    def read(self, found: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
        """Read "the White House spokesman", and names that stand beside a role as one person."""
        named = {at: mention for mention in mentions for at in range(mention.start, mention.end)}
        merged, at = [], 0
        while at < len(found):
            end = self._run(found, named, at)
            run = None if end is None else self._resolve(found, named, at, end)
            if run is not None:
                merged.append(run)
                at = run.end
            elif at in named:
                merged.append(named[at])
                at = named[at].end
            else:
                at += 1
        return merged

    def are_people(self, mention: Mention) -> bool:
        """Whether the mention names persons."""
        return bool(mention.speakers) and all(
            self.speakers[speaker].kind in PEOPLE for speaker in mention.speakers
        )

    def _run(self, found: Sequence[Token], named: Mapping[int, Mention], start: int) -> int | None:
        """Return where the run of names and role words ends; None if there is no role in it."""
        end, at, heads = start, start, 0
        while at < len(found):
            word = found[at].folded
            if at in named:
                at = end = named[at].end
            elif self.lexicon.role(word) in self.words:
                heads, at = heads + (self.lexicon.role(word) in self.heads), at + 1
                end = at
            elif word in CONNECTORS and at > start:
                at += 1
            else:
                break
        return end if heads else None

    def _resolve(
        self, found: Sequence[Token], named: Mapping[int, Mention], start: int, end: int
    ) -> Mention | None:
        """Return whom every word of the run fits; a mention of nobody if it fits no one."""
        inside = list(dict.fromkeys(named[at] for at in range(start, end) if at in named))
        people = [m for m in inside if self.are_people(m)]
        typed = [
            self.lexicon.role(found[at].folded)
            for at in range(start, end)
            if at not in named and found[at].folded not in CONNECTORS
        ]
        spelt = {m: {found[at].folded for at in range(m.start, m.end)} for m in inside}
        fitting = [role for role in self.listed if self._fits(role, typed, spelt)]
        if people:
            # A name says who it is; a role beside it that is not theirs makes that doubtful.
            speakers = people[0].speakers & {role.speaker for role in fitting}
            doubtful = people[0].is_doubtful or not speakers
            known = speakers or people[0].speakers
            return Mention(known, start, end, people[0].spelled, is_doubtful=doubtful)
        if not fitting and inside and set(typed) <= self.lexicon.institutions:
            return Mention(inside[0].speakers, start, end)
        if not any(word in role.title for word in typed for role in self.listed):
            return None
        return Mention(frozenset(role.speaker for role in fitting), start, end, by_role=True)

    def _fits(self, role: Role, typed: Sequence[str], inside: Mapping[Mention, set[str]]) -> bool:
        """Whether every word fits; `inside` are the names among them, with their words as typed."""
        if not set(typed) <= role.allowed or not set(typed) & role.title:
            return False
        near = {role.speaker, *self.speakers[role.speaker].speaks_for}
        return all(m.speakers & near or spelt <= role.allowed for m, spelt in inside.items())


def index_roles(speakers: Mapping[str, Speaker], lexicon: Lexicon) -> PlainRoles:
    """Return the index of the roles of `speakers`, by id."""
    index = PlainRoles(lexicon, speakers)
    for speaker in speakers.values():
        _add_roles(index, speaker, lexicon)
    return index


def _add_roles(index: PlainRoles, speaker: Speaker, lexicon: Lexicon) -> None:
    for role in speaker.roles:
        title = {lexicon.role(word) for word in words(role.title)} - CONNECTORS
        organisation = {lexicon.role(word) for word in words(role.organisation)}
        called = (speaker.name, *(name.name for name in speaker.names))
        names = {word for name in called for word in words(name)}
        for kind in speaker.names:
            if kind.kind is NameKind.ROLE:
                title |= {lexicon.role(word) for word in words(kind.name)} - CONNECTORS
        if {"united", "nations"} <= title | organisation:
            title.add("un")
        allowed = frozenset(title | organisation | names | lexicon.titles | _MODIFIERS)
        index.listed.append(Role(speaker.id, frozenset(title), allowed))
        index.words |= title | _MODIFIERS
        index.heads |= _heads(role.title, lexicon)


def _heads(title: str, lexicon: Lexicon) -> set[str]:
    """Return the nouns of a role: "ambassador" in "UK Ambassador to the United Nations"."""
    spelt = words(title)
    end = next((at for at, word in enumerate(spelt) if at and word in CONNECTORS), len(spelt))
    known = lexicon.titles | set(lexicon.role_forms.values())
    return {lexicon.role(spelt[end - 1])} | {lexicon.role(w) for w in spelt if w in known}
