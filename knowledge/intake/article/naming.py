"""Which words of a phrase are the name, which the role, which the organisation?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.intake.article.words import words

_NOT_FIRST = (words("subordinators") | words("prepositions")) - {"per"}
_OPENERS = words("determiners") | words("possessives") | {"former", "then", "ex"}
_OF_PLACE = frozenset("for of at to in with".split())
_OF_OTHERS = frozenset("for of at to".split())
_POLITE = frozenset("mr mrs ms mx dr".split())
_PARTICLES = frozenset("de von van bin ibn der la al del da and of the".split())


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


def split_name(phrase: str, before: str = "") -> Person | None:
    """Split "White House spokesman John Kirby" into organisation, role and name.

    `before` is what stands before the phrase: the role may end there. None if there is no name.
    """
    opened = phrase.replace(",", " ").split()
    if _speaks_for_another(opened):
        return None
    parts = _without_openers(opened)
    at = _role_at(parts)
    if at is None:
        name = parts[_institution(parts) :]
        role, organisation = _role_before(before)
    else:
        place, name = _place_of_role(parts[at + 1 :])
        role, organisation = f"{parts[at]} {place}".strip(), " ".join(parts[:at])
    pronoun = ""
    while name and name[0].lower().strip(".") in words("titles"):
        title = name[0].lower().strip(".")
        pronoun = pronoun or _pronoun(title)
        role = role or ("" if title in _POLITE else name[0])
        name = name[1:]
    if not name or not name[0][0].isupper() or not all(_is_of_name(part) for part in name):
        return None
    return Person(
        " ".join(name),
        role,
        organisation,
        pronoun or _pronoun(role.lower()) or _by_first_name(name),
    )


def _speaks_for_another(parts: Sequence[str]) -> bool:
    """Return whether the name is whom they speak for: "a lawyer for Bob Ray" is not Bob Ray.

    Only a place may stand between a role and its name ("Ambassador to the United Nations Ann
    Lee"), and what is opened by "a" has no name without a comma.
    """
    lows = [part.lower() for part in parts]
    first = next((at for at, low in enumerate(lows[:-1]) if low in words("roles")), None)
    if first is None or lows[first + 1] not in _OF_OTHERS:
        return False
    link = lows[first + 1]
    if lows[0] in ("a", "an", "another", "one") or set(lows[first + 2 :]) & words("roles"):
        return True
    place, name = _place_of_role(list(parts[first + 1 :]))
    inside = " ".join(place.lower().split()[1:]).removeprefix("the ")
    if not place or inside in words("institutions"):
        return False
    is_named = " the " in place or link not in ("for", "to") or lows[0] != "the"
    return len(name) < 2 or not is_named


def _without_openers(parts: list[str]) -> list[str]:
    while parts and parts[0].lower() in _OPENERS:
        parts = parts[1:]
    while len(parts) > 1 and parts[0].lower() in _NOT_FIRST:
        parts = parts[1:]
    return parts


def _role_before(before: str) -> tuple[str, str]:
    said = re.search(r"([\w’'-]+)\s*$", before)
    if said is None or said.group(1).lower() not in words("roles"):
        return "", ""
    capitals = re.search(r"((?:[A-Z][\w.’'-]*\s+)+)[\w’'-]+\s*$", before)
    return said.group(1), capitals.group(1).strip() if capitals else ""


def _is_of_name(part: str) -> bool:
    return part[0].isupper() or part in _PARTICLES or part.startswith("al-")


def _role_at(parts: Sequence[str]) -> int | None:
    """Return where the last role stands that a name follows."""
    found = [at for at, word in enumerate(parts) if word.lower() in words("roles")]
    return found[-1] if found and found[-1] < len(parts) - 1 else None


def _place_of_role(name: list[str]) -> tuple[str, list[str]]:
    """Take the place off a name: "(Ambassador) to the United Nations Barbara Woodward"."""
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


def role_in(apposition: str) -> tuple[str, str]:
    """Split "a spokesman for the State Department" into role and organisation."""
    parts = apposition.replace(",", " ").split()
    while parts and parts[0].lower() in words("determiners"):
        parts = parts[1:]
    roles = [at for at, word in enumerate(parts) if word.lower() in words("roles")]
    if not roles:
        return "", ""
    end = next((at for at in range(roles[0], len(parts)) if parts[at] in _OF_PLACE), len(parts))
    place = re.sub(r"^the ", "", " ".join(parts[end + 1 :]))
    first = next((at for at in range(end) if parts[at].islower()), 0)
    owner, role = " ".join(parts[:first]), " ".join(parts[first:end])
    if owner and place:
        return f"{role} {parts[end]} {' '.join(parts[end + 1 :])}", owner
    return role, place or owner


def _by_first_name(name: Sequence[str]) -> str:
    first = name[0].lower() if len(name) > 1 else ""
    if first in words("male_names"):
        return "he"
    return "she" if first in words("female_names") else ""


def _pronoun(word: str) -> str:
    if word in words("male"):
        return "he"
    return "she" if word in words("female") else ""


def plain_name(phrase: str) -> str:
    """Return the words without what only introduces them: "a CBS News report" is CBS News."""
    parts = phrase.split()
    capitals = [p for p in parts if p[0].isupper() and p.lower() not in words("determiners")]
    is_outlet = bool({part.lower() for part in capitals} & words("outlets"))
    if is_outlet and parts[-1].lower() in words("documents"):
        return " ".join(capitals)
    return " ".join(parts)
