"""What is a speaker, as far as the text's words tell? For a draft; a person looks at it."""

from __future__ import annotations

import re

from knowledge.intake.article.words import words
from knowledge.intake.draft import DraftSpeaker
from knowledge.vocabulary import SpeakerKind

_OUTLET = re.compile(
    r"\b(news|times|post|journal|gazette|tribune|herald|courier|mail|radio|tv|television|channel|"
    r"magazine|press|agency|reuters|bbc|cnn|nbc|cbs|abc|afp|ap|broadcaster|newspaper)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(office|ministry|embassy|department|white house|kremlin)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:mr|mrs|ms|mx|dr|sir|dame|prof)\.? ", re.IGNORECASE)
_BODIES = frozenset(
    """party board ministry society union works line lines terminals council company group
    association agency office court department service club trust fund bank university institute
    inspectorate authority commission committee federation alliance police ferries homes
    construction energy""".split()
)


def kind_of(speaker: DraftSpeaker) -> SpeakerKind:
    """Return what the speaker most likely is; an organisation where nothing tells."""
    name = re.sub(r"^(?:the|a|an) ", "", speaker.name, flags=re.IGNORECASE)
    parts = name.split()
    if not any(word[:1].isupper() for word in parts):
        return SpeakerKind.UNNAMED_GROUP
    if is_human(speaker.role) or _TITLE.match(name):
        return SpeakerKind.PERSON
    if _OUTLET.search(name):
        return SpeakerKind.OUTLET
    if _OFFICE.search(name):
        return SpeakerKind.OFFICE
    if parts[-1].islower():  # "Biden administration officials"
        return SpeakerKind.UNNAMED_GROUP
    is_named = speaker.name == name and not speaker.role and looks_like_a_person(name)
    return SpeakerKind.PERSON if is_named else SpeakerKind.ORGANISATION


def is_human(role: str) -> bool:
    """Whether these words say what a person is: "the union's chairman", not "the operator"."""
    return bool({*re.findall(r"\w+", role.lower())} & words("roles"))


def looks_like_a_person(name: str) -> bool:
    """Whether this is two to four words with capitals, none of which an organisation has."""
    parts = name.split()
    is_name = 2 <= len(parts) <= 4 and all(part[:1].isupper() for part in parts)
    return is_name and not {*name.lower().split()} & (words("outlets") | _BODIES)
