"""Who is named as having made a claim? As its publisher says it; nobody where it says nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from knowledge.errors import UnusableError
from knowledge.intake.importing.item import Claimant
from knowledge.intake.importing.plain_fields import address_in, text_in
from knowledge.model import Role
from knowledge.vocabulary import SpeakerKind

_KINDS = {
    "Person": SpeakerKind.PERSON,
    "Country": SpeakerKind.STATE,
    "NewsMediaOrganization": SpeakerKind.OUTLET,
    "Periodical": SpeakerKind.OUTLET,
    "Newspaper": SpeakerKind.OUTLET,
    "Audience": SpeakerKind.UNNAMED_GROUP,
    "PeopleAudience": SpeakerKind.UNNAMED_GROUP,
}
_NOBODY = re.compile(
    r"(?:n/?a|none|null|unknown|not (?:known|available|specified)|anonymous|-+|\?+)\.?\Z", re.I
)
# Publishers name a crowd where nobody in particular said it.
_CROWD = re.compile(
    r"(?:(?:various|multiple|several|many|some|other|numerous) \w|viral\b|social media\b|"
    r"(?:facebook|twitter|x|whatsapp|instagram|tiktok|youtube|telegram|reddit|internet|online|blog|"
    r"chain|e-?mail)[- ](?:posts?|posting|users?|pages?|groups?|messages?|rumou?rs?|e-?mails?|"
    r"videos?|accounts?|image)\b|(?:blog|web)?(?:users|posts|posters|bloggers)\Z)",
    re.I,
)
_NAME_CHARACTERS = 300


def is_nobody(name: str) -> bool:
    """Whether `name` says only that nobody is named."""
    return bool(_NOBODY.match(name.strip()))


@lru_cache(maxsize=65_536)
def claimant(
    name: str,
    kind: SpeakerKind | None = None,
    same_as: str | None = None,
    roles: tuple[Role, ...] = (),
) -> Claimant:
    """Return the claimant of that name; without `kind` a person, unless the name is of a crowd."""
    if len(name) > _NAME_CHARACTERS:
        raise UnusableError(f"has a name of more than {_NAME_CHARACTERS} characters")
    if _CROWD.match(name):
        kind = SpeakerKind.UNNAMED_GROUP
    return Claimant(name, kind or SpeakerKind.PERSON, same_as, roles)


def claimants_in(author: Any) -> Iterator[Claimant]:
    """Yield who `author`, a name or an object of schema.org, is; nobody where it names nobody."""
    node = author if isinstance(author, dict) else {"name": author}
    name = text_in(node.get("name"))
    if name and not is_nobody(name):
        yield claimant(name, _kind(node), _same_as(node), _roles(node))


def _kind(node: dict[str, Any]) -> SpeakerKind | None:
    types = node.get("@type")
    for type_ in types if isinstance(types, list) else [types]:
        short = type_.rstrip("/").rsplit("/")[-1] if isinstance(type_, str) else ""
        if short in _KINDS:
            return _KINDS[short]
        if short.endswith(("Organization", "Corporation", "NGO", "Party")):
            return SpeakerKind.ORGANISATION
    return None


def _same_as(node: dict[str, Any]) -> str | None:
    try:
        return address_in(node.get("sameAs"))
    except UnusableError:
        return None  # an identity that nobody can look up keeps nobody apart


def _roles(node: dict[str, Any]) -> tuple[Role, ...]:
    title = text_in(node.get("jobTitle"))
    works_for = node.get("affiliation") or node.get("worksFor") or node.get("memberOf")
    organisation = text_in(works_for.get("name") if isinstance(works_for, dict) else works_for)
    return (Role(title, organisation or ""),) if title else ()
