"""Whose name is it, in full, and in which role? What the text itself says of its people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from knowledge.intake.article.naming import Person, plain_name, role_in, split_name
from knowledge.intake.article.words import words

_NAME_WORD = (
    r"(?:[A-Z]\.|(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]{2,}\b)|al-[A-Z]\w+"
    r"|(?:de|von|van|bin|ibn|der|la|del|da)(?=\s+[A-Z]))"
)
_FULL = re.compile(rf"\b[A-Z][\w’'.-]*(?:\s+{_NAME_WORD}){{1,7}}")
_NO_PERSON = (
    words("possessives")
    | words("groups")
    | words("documents")
    | words("bodies")
    | words("determiners")
)
# How many mentions and speakers back a short name or a pronoun may reach.
_REMEMBERED = 60
_OWNED_BY = {"his": "he", "her": "she", "their": "they", "its": "it"}
_SEVERAL = re.compile(r", | and | & ")
# "The spokesman for Acme" is not the last spokesman who was named.
_OWNER = re.compile(r"\b(?:for|of|to|at) (?:the )?([A-Z].*)\Z")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Cast:
    """The full names of a text with the place of each, in order, and by each of their words."""

    named: tuple[tuple[int, Person], ...]
    by_word: Mapping[str, tuple[tuple[int, Person], ...]]

    def find(self, short: str, at: int) -> Person | None:
        """Return the person whose full name `short` is a part of, the nearest before `at`."""
        last = short.lower().split()[-1:]
        bearers = self.by_word.get(last[0], ()) if last else ()
        fits = [(place, who) for place, who in bearers if _is_short_for(short, who.name)]
        before = [who for place, who in fits if place <= at]
        best = before[-1:] or [who for _, who in fits[:1]]
        if not best:
            return None
        # Roles are told once, mostly at the first mention.
        told = [who for _, who in fits if who.name == best[0].name and who.role]
        return told[0] if told else best[0]

    def is_of_several(self, person: Person, at: int) -> bool:
        """Return whether a family name alone may be that of two people who were named."""
        if " " in person.name:
            return False
        bearers = [who for place, who in self.by_word.get(person.name.lower(), ()) if place <= at]
        names = {
            who.name
            for who in bearers
            if who.name.split()[-1] == person.name and is_one_person(who)
        }
        longest = max(names, key=len, default="")
        return any(not _is_short_for(name, longest) for name in names)

    def in_role(self, roles: Set[str]) -> Person | None:
        """Return the only person who has one of these roles in the text."""
        fits = {who.name: who for role in roles for _, who in self.by_word.get(f"({role})", ())}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def last_before(self, at: int, pronoun: str) -> Person | None:
        """Return the person named last before `at` whom the pronoun may mean."""
        until = bisect_left(self.named, at, key=lambda mention: mention[0])
        for _, who in reversed(self.named[max(0, until - _REMEMBERED) : until]):
            if is_one_person(who) and who.pronoun in ("", pronoun):
                return who
        return None


def cast_of(text: str) -> Cast:
    """Return the people that `text` names in full, with the roles that stand before their names."""
    found: list[tuple[int, Person]] = []
    for match in re.finditer(r"[^.,;:!?()“”\"\n—–]+", text):
        for run in _FULL.finditer(match.group()):
            start = match.start() + run.start()
            before = text[max(0, start - 60) : start]
            after = text[start + len(run.group()) : start + len(run.group()) + 120]
            person = _from_run(run.group(), before, after)
            if person is not None:
                found.append((start, person))
    by_word: dict[str, list[tuple[int, Person]]] = {}
    for mention in found:
        roles = {f"({role})" for role in mention[1].role.lower().split()}
        for word in {*mention[1].name.lower().split(), *roles}:
            by_word.setdefault(word, []).append(mention)
    return Cast(tuple(found), {word: tuple(who) for word, who in by_word.items()})


def person_of(phrase: str, beside: str, cast: Cast, at: int, before: Sequence[Person]) -> Person:
    """Return who the source's words name: in full, by a short name, by role, or by a pronoun."""
    low = phrase.lower().strip()
    if low in words("pronouns") or low in _OWNED_BY:
        return _by_pronoun(_OWNED_BY.get(low, low), phrase, cast, at, before)
    phrase = _POSSESSIVE.sub("", phrase).strip(" ,")
    person = None if _SEVERAL.search(phrase) else split_name(phrase)
    if person is None:
        meant = _by_role(phrase, cast, before) or _by_apposition(phrase, beside)
        return meant or Person(plain_name(phrase))
    role, organisation = role_in(beside)
    told = Person(
        person.name, person.role or role, person.organisation or organisation, person.pronoun
    )
    return _in_full(told, cast, at, before)


def _in_full(person: Person, cast: Cast, at: int, before: Sequence[Person]) -> Person:
    """Add to a name what the text tells of it elsewhere."""
    if cast.is_of_several(person, at):
        return person
    earlier = (
        who
        for who in reversed(before[-_REMEMBERED:])
        if who.role and _is_short_for(person.name, who.name)
    )
    known = next(earlier, None) or cast.find(person.name, at)
    if known is None:
        return person
    return Person(
        person.name if " " in person.name else known.name,
        person.role or known.role,
        person.organisation or known.organisation,
        person.pronoun or known.pronoun,
    )


def _by_pronoun(low: str, phrase: str, cast: Cast, at: int, before: Sequence[Person]) -> Person:
    if low in ("he", "she", "his", "her"):
        for person in reversed(before[-_REMEMBERED:]):
            is_unnamed = person is before[-1] and person.name.lower().startswith(
                ("one of", "a ", "an ", "another")
            )
            if (is_one_person(person) and person.pronoun in ("", low)) or is_unnamed:
                return person
        return cast.last_before(at, low) or Person(phrase)
    if low in ("they", "it"):
        several = [who for who in before[-4:] if _is_several(who)]
        return several[-1] if several else Person(phrase)
    return Person(phrase)


def _is_several(person: Person) -> bool:
    """Return whether "they" or "it" may mean this speaker."""
    is_pronoun = person.name.lower() in words("pronouns")
    return bool(person.name) and not is_pronoun and not is_one_person(person)


def is_one_person(person: Person) -> bool:
    """Return whether "he" or "she" may mean this speaker."""
    parts = person.name.split()
    if not parts or not parts[0][0].isupper() or person.name.isupper() or person.is_outlet:
        return False
    if re.search(r", | and | & |['’]s ", person.name):
        return False
    low = {part.lower() for part in parts}
    if low & _NO_PERSON or person.name.lower() in words("institutions"):
        return False
    return len(parts) > 1 or bool(person.pronoun or person.role)


def _by_apposition(phrase: str, beside: str) -> Person | None:
    """ "The contractor, Nordbro AB": the name is what is set off."""
    name = beside.strip(" ,")
    if not name or not all(part[0].isupper() for part in name.split()):
        return None
    told = re.sub(r"^(?:The|A|An)\s+", "", phrase, flags=re.IGNORECASE)
    owner, _, role = told.rpartition("'s " if "'s " in told else "’s ")
    person = split_name(name)
    return Person(person.name if person else name, role or told, owner)


def _by_role(phrase: str, cast: Cast, before: Sequence[Person]) -> Person | None:
    """ "The spokesman" is the last speaker who was called one."""
    parts = phrase.lower().split()
    if len(parts) < 2 or parts[0] != "the":
        return None
    roles = set(parts) & words("roles")
    owner = _OWNER.search(phrase)
    for person in reversed(before[-_REMEMBERED:]):
        named = person.name.lower().split()
        if (
            len(parts) == 2
            and len(named) > 2
            and named[-1] == parts[1]
            and parts[1] in words("groups")
        ):
            return person
        is_owned = owner is None or owner[1] in f"{person.role} {person.organisation}"
        if is_owned and roles & set(person.role.lower().split()) and " " in person.name:
            return person
    return cast.in_role(roles) if owner is None else None


def _from_run(run: str, before: str, after: str) -> Person | None:
    person = split_name(run, before)
    if person is None or " " not in person.name:
        return None
    if set(person.name.lower().split()) & words("roles"):
        return None
    if not person.role and after.startswith(","):
        role, organisation = role_in(re.split(r"[,.;:\n]", after[1:])[0])
        return Person(person.name, role, organisation, person.pronoun)
    return person


def _is_short_for(short: str, full: str) -> bool:
    few, many = short.lower().split(), full.lower().split()
    if len(few) >= len(many):
        return few == many
    return many[-len(few) :] == few or (len(many) == 2 and many[:1] == few and not short.isupper())
