"""Whose name is it, in full, and in which role? What the text itself says of its people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.intake.article.words import words

_NAME_WORD = r"(?:[A-Z]\.|(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]{2,}\b)|al-[A-Z]\w+|(?:de|von|van|bin|ibn|der|la|del|da)(?=\s+[A-Z]))"
_FULL = re.compile(rf"\b[A-Z][\w’'.-]*(?:\s+{_NAME_WORD}){{1,7}}")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as the text has it. `pronoun` is he or she, where the text tells.

    `carrier` is the outlet that cites this speaker in the same breath.
    """

    name: str
    role: str = ""
    organisation: str = ""
    pronoun: str = ""
    carrier: str = ""

    @property
    def is_outlet(self) -> bool:
        return bool(set(self.name.lower().split()) & words("outlets"))


@dataclass(frozen=True, slots=True)
class Cast:
    """The full names of a text, with the place of each, in order."""

    named: tuple[tuple[int, Person], ...]

    def find(self, short: str, at: int) -> Person | None:
        """Return the person whose full name ends (or begins) with `short`, the nearest before `at`."""
        fits = [(place, who) for place, who in self.named if _is_short_for(short, who.name)]
        before = [who for place, who in fits if place <= at]
        best = before[-1:] or [who for _, who in fits[:1]]
        if not best:
            return None
        # Roles are told once, mostly at the first mention.
        told = [who for _, who in fits if who.name == best[0].name and who.role]
        return told[0] if told else best[0]


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
    return Cast(tuple(found))


def person_of(phrase: str, beside: str, cast: Cast, at: int, before: Sequence[Person]) -> Person:
    """Return who the source's words name: in full, by a short name, by role, or by a pronoun."""
    low = phrase.lower().strip()
    if low in words("pronouns"):
        return _by_pronoun(low, phrase, cast, at, before)
    if low in words("possessives"):
        return _by_pronoun(
            {"his": "he", "her": "she", "their": "they", "its": "it"}.get(low, low),
            phrase,
            cast,
            at,
            before,
        )
    phrase = _POSSESSIVE.sub("", phrase).strip(" ,")
    person = None if re.search(r", | and | & ", phrase) else _split(phrase)
    if person is None:
        return _by_role(phrase, cast, before) or _by_apposition(phrase, beside) or Person(_plain(phrase))
    if beside:
        role, organisation = _role_in(beside)
        person = Person(
            person.name, person.role or role, person.organisation or organisation, person.pronoun
        )
    earlier = next((who for who in reversed(before) if who.role and _is_short_for(person.name, who.name)), None)
    if known := earlier or cast.find(person.name, at):
        return Person(
            known.name if " " not in person.name else person.name,
            person.role or known.role,
            person.organisation or known.organisation,
            person.pronoun or known.pronoun,
        )
    return person


def _by_pronoun(low: str, phrase: str, cast: Cast, at: int, before: Sequence[Person]) -> Person:
    if low in ("he", "she", "his", "her"):
        for person in reversed(before):
            is_unnamed = person is before[-1] and person.name.lower().startswith(("one of", "a ", "an ", "another"))
            if (_is_one_person(person) and person.pronoun in ("", low)) or is_unnamed:
                return person
        named = [
            who
            for place, who in cast.named
            if place < at and _is_one_person(who) and who.pronoun in ("", low)
        ]
        return named[-1] if named else Person(phrase)
    if low in ("they", "it") and before:
        for person in reversed(before[-4:]):
            if person.name and not (low == "it" and _is_one_person(person)):
                if low == "it" or not _is_one_person(person):
                    return person
    return Person(phrase)


def _is_one_person(person: Person) -> bool:
    parts = person.name.split()
    return (
        bool(parts)
        and parts[0][0].isupper()
        and not person.is_outlet
        and not set(person.name.lower().split()) & (words("groups") | words("documents"))
        and not person.name.isupper()
        and (len(parts) > 1 or bool(person.pronoun or person.role))
        and parts[0].lower() not in words("determiners")
    )


def _by_apposition(phrase: str, beside: str) -> Person | None:
    """ "The contractor, Nordbro AB": the name is what is set off."""
    name = beside.strip(" ,")
    is_name = bool(name) and all(part[0].isupper() for part in name.split())
    return Person(name, role=phrase.split()[-1]) if is_name and name != phrase else None


def _by_role(phrase: str, cast: Cast, before: Sequence[Person]) -> Person | None:
    """ "The spokesman" is the last speaker who was called one."""
    parts = phrase.lower().split()
    if len(parts) < 2 or parts[0] != "the":
        return None
    roles = set(parts) & words("roles")
    for person in reversed(before):
        named = person.name.lower().split()
        if len(parts) == 2 and len(named) > 2 and named[-1] == parts[1] and parts[1] in words("groups"):
            return person
        if roles & set(person.role.lower().split()) and " " in person.name:
            return person
    fits = {who.name: who for _, who in cast.named if roles & set(who.role.lower().split())}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _from_run(run: str, before: str, after: str) -> Person | None:
    person = _split(run, before)
    if person is None or " " not in person.name:
        return None
    if set(person.name.lower().split()) & words("roles"):
        return None
    if not person.role and after.startswith(","):
        role, organisation = _role_in(re.split(r"[,.;]", after[1:])[0])
        return Person(person.name, role, organisation, person.pronoun)
    return person


def _split(phrase: str, before: str = "") -> Person | None:
    """Split "White House spokesman John Kirby" into organisation, role and name."""
    parts = phrase.replace(",", " ").split()
    while parts and (
        parts[0].lower() in words("determiners") or parts[0].lower() in ("former", "then", "ex")
    ):
        parts = parts[1:]
    pronoun = ""
    while len(parts) > 1 and parts[0].lower() in words("subordinators") | words("prepositions"):
        parts = parts[1:]
    parts = parts[_institution(parts) :] if _role_at(parts) is None else parts
    at = _role_at(parts)
    name = parts[at + 1 :] if at is not None else parts
    role = organisation = ""
    if at is not None:
        role = parts[at]
        organisation = " ".join(parts[:at])
        place, name = _place_of_role(name)
        role = f"{role} {place}".strip()
    elif (said := re.search(r"([\w’'-]+)\s*$", before)) and said.group(1).lower() in words("roles"):
        role = said.group(1)
        capitals = re.search(r"((?:[A-Z][\w.’'-]*\s+)+)[\w’'-]+\s*$", before)
        organisation = capitals.group(1).strip() if capitals else ""
    while name and name[0].lower().strip(".") in words("titles"):
        pronoun = pronoun or _pronoun(name[0].lower().strip("."))
        role = role or (
            name[0] if name[0].lower().strip(".") not in ("mr", "mrs", "ms", "mx", "dr") else ""
        )
        name = name[1:]
    if not name or not name[0][0].isupper() or not all(
        word[0].isupper()
        or word
        in ("de", "von", "van", "bin", "ibn", "der", "la", "al", "del", "da", "and", "of", "the")
        or word.startswith("al-")
        for word in name
    ):
        return None
    return Person(" ".join(name), role, organisation, pronoun or _pronoun(role.lower()))


def _role_at(parts: Sequence[str]) -> int | None:
    """Return where the last role stands that a name follows."""
    found = [at for at, word in enumerate(parts) if word.lower() in words("roles")]
    return found[-1] if found and found[-1] < len(parts) - 1 else None


def _place_of_role(name: list[str]) -> tuple[str, list[str]]:
    """Take "to the United Nations" off a name: "Ambassador to the United Nations Barbara Woodward"."""
    if not name or name[0].lower() not in ("to", "of", "for", "at"):
        return "", name
    first = 1
    while first < len(name) and name[first].lower() in ("the", "a"):
        first += 1
    rest = name[first:]
    size = _institution(rest) or (1 if rest and rest[0].isupper() else max(1, len(rest) - 2))
    if len(rest) <= size:
        return "", name
    return " ".join(name[: first + size]), rest[size:]


def _institution(parts: Sequence[str]) -> int:
    """Return how many words at the beginning name an institution that a name follows."""
    for size in (4, 3, 2):
        if len(parts) > size and " ".join(parts[:size]).lower() in words("institutions"):
            return size
    return 1 if len(parts) > 2 and parts[0].isupper() and len(parts[0].strip(".")) > 1 else 0


def _role_in(apposition: str) -> tuple[str, str]:
    """Split "a spokesman for the State Department" into role and organisation."""
    parts = apposition.split()
    for at, word in enumerate(parts):
        if word.lower().strip(",") in words("roles"):
            behind = parts[at + 1 :]
            if behind and behind[0] in ("for", "of", "at", "to", "in", "with"):
                return word.strip(","), re.sub(r"^the ", "", " ".join(behind[1:]))
            before = [p for p in parts[:at] if p.lower() not in ("a", "an", "the", "former")]
            return word.strip(","), " ".join(before)
    return "", ""


def _is_short_for(short: str, full: str) -> bool:
    few, many = short.lower().split(), full.lower().split()
    if len(few) >= len(many):
        return few == many
    return many[-len(few) :] == few or (len(many) == 2 and many[:1] == few and not short.isupper())


def _pronoun(word: str) -> str:
    if word in words("male"):
        return "he"
    return "she" if word in words("female") else ""


def _plain(phrase: str) -> str:
    """The words of the source without what only introduces them: "a CBS News report" is CBS News."""
    parts = phrase.split()
    capitals = [part for part in parts if part[0].isupper()]
    if (
        capitals
        and set(part.lower() for part in parts) & words("outlets")
        and parts[-1].lower() in words("documents")
    ):
        return " ".join(capitals)
    return " ".join(parts)
