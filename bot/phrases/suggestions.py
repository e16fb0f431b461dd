"""What is a record called in a list to choose from, and how is a question suggested?"""

from __future__ import annotations

from bot.phrases.places import source_name
from bot.phrases.stances import with_role
from bot.phrases.wording import lower_first, shortened, upper_first
from knowledge.model import Source, Speaker

LABEL_CHARACTERS = 100
"""What the narrower platform shows of a suggestion."""
_TITLE_CHARACTERS = 75


def source_label(source: Source) -> str:
    """Return how a source is called in a list."""
    return shortened(upper_first(source_name(source)), LABEL_CHARACTERS)


def speaker_label(speaker: Speaker) -> str:
    """Return how a speaker is called in a list."""
    return shortened(with_role(speaker), LABEL_CHARACTERS)


def prompt_label(question: str) -> str:
    """Return a suggested question as the title of a button."""
    return shortened(question, _TITLE_CHARACTERS)


def who_said(claim: str, *, begins_with_name: bool) -> str:
    """Return the question who made a claim of this text."""
    stated = claim if begins_with_name else lower_first(claim)
    return f"Who said that {stated.rstrip('.')}?"


def claims_of(speaker: Speaker) -> str:
    """Return the question what somebody said."""
    return f"What did {speaker.name} say?"


def answers_of(speaker: Speaker) -> str:
    """Return the question what somebody answered."""
    return f"What did {speaker.name} answer?"
