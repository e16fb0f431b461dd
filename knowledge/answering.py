"""A question comes in, an `Answer` goes out: the whole flow on one page.

    question -> reading -> candidates -> scores -> guards -> confidence -> decision   (matching)
             -> the claims meant, each with the responses that answer it and its reviews (relations)

A response is only ever reached through its relation to a claim that was matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer import Answer, Match, Outcome
from knowledge.matching.deciding import CHOICES, Decided
from knowledge.matching.matcher import Matcher
from knowledge.matching.messages import find_in_message
from knowledge.matching.ranking import Candidate
from knowledge.store.port import PUBLIC, RecordStore

CHECK = "check"
"""The intent of a message that is checked."""


def answer(
    question: str,
    matcher: Matcher,
    *,
    context: Sequence[str] = (),
    addressed: bool = True,
    space: str = PUBLIC,
) -> Answer:
    """Return what is recorded about `question`, asked in a thread after `context`.

    A message that was not addressed to the bot is met with silence, whatever it says. Raises
    `StoreError` if the store cannot be read; any text can be asked.
    """
    if not addressed:
        version = matcher.store.knowledge_version()
        return Answer(question, Outcome.SILENT, "not_addressed", 0.0, (), {}, (), version)
    decided = matcher.match(question, context=context, space=space)
    matches = tuple(_match(candidate) for candidate in decided.candidates)
    return Answer(
        question=question,
        outcome=decided.outcome,
        intent=decided.reading.intent.value,
        confidence=decided.confidence,
        matches=_with_reviews(matches, matcher.store, space),
        speakers=matcher.shelf(space).names.speakers,
        notes=decided.notes,
        knowledge_version=decided.knowledge_version,
        others=_others(decided, matcher.thresholds.decision.others),
    )


def check(message: str, matcher: Matcher, *, space: str = PUBLIC) -> Answer:
    """Return the recorded claims that `message` makes, which need not be a question.

    An answer, none, or silence if it has no sentence at all; a claim that might be meant is not
    offered. Raises as `answer` does.
    """
    found = find_in_message(message, matcher, space=space)
    matches = tuple(
        Match(each.evidence.claim, each.confidence, each.evidence.responses, each.why)
        for each in found.claims
    )
    nothing = Outcome.NONE if found.sentences else Outcome.SILENT
    shelf = matcher.shelf(space)
    return Answer(
        question=message,
        outcome=Outcome.ANSWER if matches else nothing,
        intent=CHECK,
        confidence=max((match.confidence for match in matches), default=0.0),
        matches=_with_reviews(matches, matcher.store, space),
        speakers=shelf.names.speakers,
        notes=found.notes,
        knowledge_version=shelf.version,
    )


def _with_reviews(matches: tuple[Match, ...], store: RecordStore, space: str) -> tuple[Match, ...]:
    """Return the matches with what third parties wrote of each claim, as `space` sees it."""
    if not matches:
        return ()
    reviews = store.reviews_of([match.claim.id for match in matches], space=space)
    return tuple(replace(match, reviews=reviews[match.claim.id]) for match in matches)


def _others(decided: Decided, least: float) -> tuple[Match, ...]:
    """Return what could be offered to somebody who did not mean what is shown."""
    if decided.outcome not in (Outcome.ANSWER, Outcome.CHOICES):
        return ()
    shown = {candidate.claim_id for candidate in decided.candidates}
    left = (c for c in decided.considered if c.veto is None and c.claim_id not in shown)
    return tuple(_match(c) for c in left if c.confidence >= least)[:CHOICES]


def _match(candidate: Candidate) -> Match:
    evidence = candidate.evidence
    return Match(evidence.claim, candidate.confidence, evidence.responses, candidate.why)
