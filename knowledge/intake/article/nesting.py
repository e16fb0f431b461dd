"""Which attributions inside of others tell something that the outer one does not?

"“You say I lied,” she said": that somebody speaks is mentioned inside of much that is said, and is
mostly no claim. What is kept answers something, or hands on a statement of somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.intake.article.found import Attribution
from knowledge.intake.article.lexicon import noun_cues, verb_cues
from knowledge.intake.article.words import words
from knowledge.vocabulary import Mode


def telling(text: str, whole: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions that tell something of their own, with `within` set right."""
    kept = [at for at in range(len(whole)) if _tells(text, whole, at)]
    place = {at: number for number, at in enumerate(kept)}
    return tuple(replace(whole[at], within=_outer(whole, place, at)) for at in kept)


def _outer(whole: Sequence[Attribution], place: dict[int, int], at: int) -> int | None:
    outer = whole[at].within
    for _ in whole:
        if outer is None or outer in place:
            break
        outer = whole[outer].within
    return None if outer is None else place.get(outer)


def _tells(text: str, whole: Sequence[Attribution], at: int) -> bool:
    inner = whole[at]
    if inner.within is None or inner.stance is not None:
        return True
    outer = whole[inner.within]
    named = inner.speaker.lower()
    if not named or named in words("pronouns") or inner.speaker == outer.speaker:
        return False
    # "The claims reveal that …": a claim is no speaker.
    if inner.cue_lemma not in noun_cues() and set(named.split()) & set(noun_cues()):
        return False
    return _is_statement(inner) and (inner.mode is Mode.MIXED or _has_verb(text, inner))


def _is_statement(found: Attribution) -> bool:
    """ "He criticized the plan" inside of what somebody says is part of it, not another claim."""
    verb = verb_cues().get(found.cue_lemma)
    return verb is None or not verb.spoken or verb.inverts or verb.listener or verb.accusing


def _has_verb(text: str, found: Attribution) -> bool:
    known = words("verbs") | words("auxiliaries")
    said = " ".join(text[start:end] for start, end in found.content).lower()
    parts = re.findall(r"[\w'’]+", said)
    return any(part in known or part in verb_cues() or part.endswith("ed") for part in parts)
