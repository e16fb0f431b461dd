"""What does a cue do to a claim of somebody else: deny it, confirm it, stay silent about it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.intake.article.finding import Sighting
from knowledge.intake.article.lexicon import listed
from knowledge.intake.article.phrases import Tokens
from knowledge.model import Span
from knowledge.vocabulary import Stance

_CALLS = frozenset(
    "call describe characterize characterise label brand dub dismiss denounce decry".split()
)
_SAYS = frozenset(
    "say tell write add state insist declare claim maintain argue assert tweet reply respond"
    " answer".split()
)
_LOOKED_AHEAD = 40


def stance_of(text: str, tokens: Tokens, seen: Sighting, content: Sequence[Span]) -> Stance | None:
    """Return the stance that a cue with its content expresses; None if it answers nothing."""
    ahead = [token.low for token in tokens[seen.group[1] : seen.group[1] + 6]]
    lemma = seen.cue.lemma
    if seen.cue.refuses or (
        seen.is_negated and lemma in listed("silences", "comment") | {"answer"}
    ):
        if set(ahead[:3]) & listed("silences", "comment") or (
            seen.is_negated and lemma == "comment"
        ):
            return Stance.DECLINES_TO_COMMENT
        if seen.is_negated and lemma in listed("silences", "respond"):
            return Stance.DID_NOT_RESPOND
    if seen.is_negated and lemma in listed("silences", "respond"):
        return Stance.DID_NOT_RESPOND
    if seen.is_negated and lemma in listed("silences", "confirm"):
        return Stance.NOT_CONFIRMED
    words = _words(text, content)
    if lemma in _CALLS and set(words) & listed("wrong", "adjectives"):
        return Stance.DENIES
    if lemma in _SAYS and says_it_is_wrong(words):
        return Stance.DENIES
    if seen.is_negated and seen.cue.stance is not None:
        return None
    return seen.cue.stance


def says_it_is_wrong(words: Sequence[str]) -> bool:
    """Return whether a claim is called wrong: "the claims of the UK were false"."""
    claims = listed("wrong", "claims")
    for at, word in enumerate(words[:_LOOKED_AHEAD]):
        if word in ("is", "are", "was", "were", "be", "been", "as") and set(words[:at]) & claims:
            return bool(set(words[at + 1 : at + 4]) & listed("wrong", "adjectives"))
    return False


def _words(text: str, content: Sequence[Span]) -> list[str]:
    return [word for span in content for word in re.findall(r"\w+", text[slice(*span)].lower())]
