"""Which recorded claims does a message make? It was not written as a question.

A claim is in a message that has one of its quotes word for word. Else each sentence is matched
twice: as it stands, and as "did anyone say that …?", because a capital at a sentence's beginning
tells nothing ("Turkey signed …"). Both have to lead to the claim by what the sentence is about,
not by a name alone: who checks a message learns more from silence than from a claim that is
not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answer import Outcome
from knowledge.matching import notes
from knowledge.matching.deciding import Decided
from knowledge.matching.evidence import Evidence
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Intent
from knowledge.matching.ranking import Candidate
from knowledge.matching.sentences import sentences_of
from knowledge.text import stems, words

READ_SENTENCES = 8
_SHOWN_CHARACTERS = 80
_TOPICAL = frozenset({Intent.CLAIMED, Intent.WHO_SAID, Intent.ANSWERED, Intent.VERDICT})
_SEARCHED_CLAIMS = 20
_QUOTE_WORDS = 5
"""Fewer words may stand together by chance."""


@dataclass(frozen=True, slots=True)
class InMessage:
    """A claim in a message. `confidence` is the probability, 0 to 1, that it makes the claim."""

    evidence: Evidence
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The claims in a message, likeliest first, and what has to be said beside them.

    `sentences` says how many were read: 0 where the message has none that says something.
    """

    claims: tuple[InMessage, ...]
    notes: tuple[str, ...]
    sentences: int


def find_in_message(message: str, matcher: Matcher, *, space: str) -> Found:
    """Return the claims that the first `READ_SENTENCES` sentences of `message` make."""
    sentences = list(sentences_of(message))
    read = sentences[:READ_SENTENCES]
    found = {claim.evidence.claim.id: claim for claim in _quoted(read, matcher, space)}
    said: dict[str, None] = {}
    for sentence in read:
        plain, framed = _decide(sentence, matcher, space)
        claims = list(_in_both(sentence, plain, framed, matcher))
        new = [claim for claim in claims if claim.evidence.claim.id not in found]
        found |= {claim.evidence.claim.id: claim for claim in new}
        if new:
            said |= dict.fromkeys(notes.of_message(framed.reading, framed.candidates))
        elif len(read) == 1 and not found and framed.outcome is Outcome.NONE:
            said |= dict.fromkeys(framed.notes)
    if len(sentences) > len(read):
        said[f"Only the first {len(read)} sentences of the message were read."] = None
    ranked = sorted(found.values(), key=lambda claim: -claim.confidence)
    return Found(tuple(ranked), tuple(said), len(read))


def _quoted(sentences: Sequence[str], matcher: Matcher, space: str) -> Iterable[InMessage]:
    """Yield the claims of which a quote stands in the message, word for word."""
    shelf = matcher.shelf(space)
    view = shelf.view(space)
    likely = [
        claim
        for sentence in sentences
        for claim in view.ids(
            view.by_words(dict.fromkeys(stems(sentence), 1.0), _SEARCHED_CLAIMS).rows
        )
    ]
    message = f" {' '.join(words(' '.join(sentences)))} "
    for evidence in shelf.evidence(tuple(dict.fromkeys(likely)), space=space):
        quotes = [quote.strip() for quote in evidence.quoted.split("|")]
        if any(len(q.split()) >= _QUOTE_WORDS and f" {q} " in message for q in quotes):
            sure = matcher.thresholds.decision.listed
            yield InMessage(evidence, sure, ("one of its quotes stands there word for word",))


def _decide(sentence: str, matcher: Matcher, space: str) -> tuple[Decided, Decided]:
    plain = matcher.match(sentence, space=space)
    if sentence.rstrip("\"”’')]").endswith("?"):
        return plain, plain
    stated = sentence.rstrip(".!… ")
    return plain, matcher.match(f"Did anyone say that {stated}?", space=space)


def _in_both(
    sentence: str, plain: Decided, framed: Decided, matcher: Matcher
) -> Iterable[InMessage]:
    """Yield the claims to which both readings lead, with the lesser of the confidences."""
    if not all(_is_topical(decided) for decided in (plain, framed)):
        return
    decision = matcher.thresholds.decision
    others = {candidate.claim_id: candidate.confidence for candidate in framed.candidates}
    for candidate in plain.candidates:
        confidence = min(candidate.confidence, others.get(candidate.claim_id, 0.0))
        missing = notes.missing_words(candidate)
        least = decision.unasked if missing else decision.checked
        if confidence >= least and len(missing) <= 1:
            yield InMessage(candidate.evidence, confidence, _why(sentence, candidate))


def _is_topical(decided: Decided) -> bool:
    is_answer = decided.outcome is Outcome.ANSWER and decided.reading.intent in _TOPICAL
    return is_answer and decided.reading.has_topic


def _why(sentence: str, candidate: Candidate) -> tuple[str, ...]:
    shown = sentence
    if len(sentence) > _SHOWN_CHARACTERS:
        shown = sentence[:_SHOWN_CHARACTERS].rsplit(maxsplit=1)[0] + " …"
    return (f"from “{shown}”", *candidate.why)
