"""A question comes in, an `Answer` goes out: the whole flow on one page.

    question -> reading -> candidates -> scores -> guards -> confidence -> decision   (matching)
             -> the claims meant, each with the responses that answer it              (relations)

A response is only ever reached through its relation to a claim that was matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer, Match, Outcome
from knowledge.matching.matcher import Matcher
from knowledge.matching.ranking import Candidate
from knowledge.store.port import PUBLIC


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
    return Answer(
        question=question,
        outcome=decided.outcome,
        intent=decided.reading.intent.value,
        confidence=decided.confidence,
        matches=tuple(_match(candidate) for candidate in decided.candidates),
        speakers=matcher.shelf().names.speakers,
        notes=decided.notes,
        knowledge_version=decided.knowledge_version,
    )


def _match(candidate: Candidate) -> Match:
    evidence = candidate.evidence
    return Match(evidence.claim, candidate.confidence, evidence.responses, candidate.why)
