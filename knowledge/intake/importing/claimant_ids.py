"""Which speaker is that claimant? The one who is kept under that name, or one with an id of theirs.

The id follows from the name alone, so that every file, in whatever order, means the same speaker.
Only a person for whom a file gives an identity (`sameAs`) has it in the id: two people of one
name stay two. Wikipedia's article under the plain name is of whom the plain name means.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from knowledge.intake.importing.item import Claimant
from knowledge.model import Speaker
from knowledge.text import fold
from knowledge.vocabulary import NameKind, SpeakerKind

UNNAMED = Speaker("unnamed", SpeakerKind.UNNAMED_GROUP, "Somebody unnamed")
"""Who said what no file names anybody for."""

_OTHERS = re.compile(r"[^a-z0-9]+")
_SLUG_CHARACTERS = 80
_OWN_NAMES = (NameKind.ALIAS, NameKind.SCRIPT)


class KnownSpeakers:
    """Finds the speakers that are kept under another id than an import would give them."""

    def __init__(self, kept: Iterable[Speaker]) -> None:
        found: dict[str, set[str]] = {}
        for speaker in kept:
            own = slug(speaker.name)
            if speaker.id != own and not speaker.id.startswith(f"{own}."):
                found.setdefault(_compared(speaker.name), set()).add(speaker.id)
            for name in speaker.names:
                if name.kind in _OWN_NAMES:
                    found.setdefault(_compared(name.name), set()).add(speaker.id)
        # A name that several have is nobody's: whoever is meant is kept apart from them.
        self._by_name = {name: min(ids) for name, ids in found.items() if len(ids) == 1}

    def id_of(self, claimant: Claimant) -> str:
        """Return the id of the speaker that `claimant` is."""
        if claimant.kind == SpeakerKind.PERSON and _is_apart(claimant):
            return _with_digest(slug(claimant.name), str(claimant.same_as))
        return self._by_name.get(_compared(claimant.name)) or slug(claimant.name)


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """Return `name` as an id: two names with the same one are read as the same name."""
    folded = fold(name)
    made = _OTHERS.sub("-", folded.replace("'", "")).strip("-")
    whole = sum(c.isalnum() for c in folded) == sum(c.isalnum() for c in made)
    if whole and made and len(made) <= _SLUG_CHARACTERS and made != UNNAMED.id:
        return made
    return _with_digest(made[:_SLUG_CHARACTERS].strip("-") or "name", folded)


def digest_of(text: str, digits: int = 8) -> str:
    """Return so many hexadecimal digits that differ where `text` does."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]


def _with_digest(start: str, text: str) -> str:
    return f"{start.split('.')[0]}.{digest_of(text)}"


@lru_cache(maxsize=65_536)
def _compared(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_apart(claimant: Claimant) -> bool:
    """Whether the identity given says more than the name does."""
    if not claimant.same_as:
        return False
    parts = urlsplit(claimant.same_as)
    title = unquote(parts.path.rsplit("/", 1)[-1]).replace("_", " ")
    is_wikipedia = (parts.hostname or "").endswith("wikipedia.org")
    return not (is_wikipedia and slug(title) == slug(claimant.name))
