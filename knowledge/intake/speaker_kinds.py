"""What is a speaker, as far as the text's words tell? For a draft; a person looks at it."""

from __future__ import annotations

import re

from knowledge.intake.draft import DraftSpeaker
from knowledge.vocabulary import SpeakerKind

_OUTLET = re.compile(
    r"\b(news|times|post|journal|gazette|tribune|herald|courier|mail|radio|tv|television|channel|"
    r"magazine|press|agency|reuters|bbc|cnn|nbc|cbs|abc|afp|ap|broadcaster|newspaper)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(office|ministry|embassy|department|white house|kremlin)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:mr|mrs|ms|mx|dr|sir|dame|prof)\.? ", re.IGNORECASE)


def kind_of(speaker: DraftSpeaker) -> SpeakerKind:
    """Return what the speaker most likely is; an organisation where nothing tells."""
    name = re.sub(r"^(?:the|a|an) ", "", speaker.name, flags=re.IGNORECASE)
    words = name.split()
    if not any(word[:1].isupper() for word in words):
        return SpeakerKind.UNNAMED_GROUP
    if speaker.role or _TITLE.match(name):
        return SpeakerKind.PERSON
    if _OUTLET.search(name):
        return SpeakerKind.OUTLET
    if _OFFICE.search(name):
        return SpeakerKind.OFFICE
    if words[-1].islower():  # "Biden administration officials"
        return SpeakerKind.UNNAMED_GROUP
    is_named = speaker.name == name and 2 <= len(words) <= 3
    return SpeakerKind.PERSON if is_named else SpeakerKind.ORGANISATION
