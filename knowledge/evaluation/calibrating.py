"""Calibrating: fit every number of the matcher on named question sets, report it on others.

The numbers go into one file, thresholds.toml, which a person reviews like any other change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from knowledge.answer import Outcome
from knowledge.answering import answer
from knowledge.evaluation.claim_questions import ClaimQuestions
from knowledge.evaluation.fitting import (
    Example,
    examples,
    expected_calibration_error,
    fit,
    fit_kinds,
    judged,
    judged_of_set,
)
from knowledge.evaluation.question_sets import Question, faults
from knowledge.matching.confidence import Decision, Thresholds, Weights
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Kind
from knowledge.matching.scores import FEATURES, OF_MEANING

ANSWER = (0.40, 0.45, 0.50, 0.55, 0.60)
BAND = (0.20, 0.25, 0.30)
GAP = (0.20, 0.30, 0.40)
WRONG_COSTS = 2
"""How many right answers a wrong one outweighs: right or quiet."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions and a matcher over the pack that they are about."""

    name: str
    questions: Sequence[Question]
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class Measured:
    """How one set went. `wrong` counts answers with a fault; quiet ones are neither."""

    name: str
    questions: int
    right: int
    wrong: int
    calibration_error: float


def measure(questions: QuestionSet) -> Measured:
    """Return how many of the questions are answered rightly and wrongly, and how honestly.

    `calibration_error` is that of the confidence that each considered claim is meant, 0 to 1.
    """
    right, wrong = _count(questions)
    found = list(judged(questions.questions, questions.matcher))
    stated = [each.candidate.confidence for each in found]
    error = expected_calibration_error(stated, [each.meant for each in found])
    return Measured(questions.name, len(questions.questions), right, wrong, error)


@dataclass(frozen=True, slots=True)
class Fitted:
    """All numbers. `kept` are the kinds of text with too few examples: theirs stay as they were."""

    thresholds: Thresholds
    kept: tuple[Kind, ...] = ()


def calibrate(
    sets: Sequence[QuestionSet],
    before: Thresholds,
    progress: Progress = lambda _doing, _done, _of: None,
    *,
    claim_sets: Sequence[ClaimQuestions] = (),
) -> Fitted:
    """Return the numbers under which `sets` (few claims) and `claim_sets` (many) go best.

    Weights first, by likelihood; then what is shown from which confidence on, by trying the
    values above on `sets`: right answers count 1, wrong ones -2. What neither is fitted on
    stays as it was. Raises `ValueError` if there is no example at all.
    """
    few = [example for each in sets for example in examples(judged(each.questions, each.matcher))]
    many: list[Example] = []
    for each in claim_sets:
        many += examples(judged_of_set(each.questions, each.matcher, counting(progress, each)))
    if not few and not many:
        raise ValueError("no question has a claim that could be meant")
    names = [each.name for each in sets] + [each.name for each in claim_sets]
    thresholds = replace(before, fitted_on=", ".join(names))
    if few:
        thresholds = replace(
            thresholds, few=fit(few), few_without_meaning=fit(_without_meaning(few))
        )
    kinds = fit_kinds(many)
    thresholds = replace(thresholds, many={**before.many, **kinds})
    if sets:
        decision = _best_decision(sets, thresholds, progress)
        thresholds = replace(thresholds, decision=decision)
    return Fitted(thresholds, tuple(k for k in Kind if k not in kinds) if claim_sets else ())


def counting(progress: Progress, questions: ClaimQuestions) -> Callable[[int], None]:
    """Return what says through `progress` how many of `questions` were asked."""
    doing, of = f"Asking {questions.name}", len(questions.questions)
    return lambda done: progress(doing, done, of)


def _best_decision(
    sets: Sequence[QuestionSet], thresholds: Thresholds, progress: Progress
) -> Decision:
    tried = [
        replace(thresholds.decision, answer=least, band=band, gap=gap)
        for least, band, gap in product(ANSWER, BAND, GAP)
    ]
    worth: list[tuple[int, Decision]] = []
    for number, decision in enumerate(tried, 1):
        worth.append((_worth(sets, replace(thresholds, decision=decision)), decision))
        progress("Fitting the decision", number, len(tried))
    return max(worth, key=lambda found: found[0])[1]


def _count(questions: QuestionSet) -> tuple[int, int]:
    """Return how many answers are right, and how many are answers and wrong."""
    right = wrong = 0
    for question in questions.questions:
        answered = answer(
            question.question,
            questions.matcher,
            context=question.context,
            addressed=question.addressed,
        )
        faulty = bool(faults(question, answered))
        right += not faulty
        wrong += faulty and answered.outcome is Outcome.ANSWER
    return right, wrong


def _worth(sets: Sequence[QuestionSet], thresholds: Thresholds) -> int:
    total = 0
    for each in sets:
        matcher = replace(each.matcher, thresholds=thresholds)
        right, wrong = _count(replace(each, matcher=matcher))
        total += right - WRONG_COSTS * wrong
    return total


def _without_meaning(found: Iterable[Example]) -> list[Example]:
    """Return the examples as they look where the encoder is not installed."""
    kept = np.array([name not in OF_MEANING for name in FEATURES], dtype=np.float64)
    return [
        replace(example, features=tuple((kept * example.features).tolist())) for example in found
    ]


def as_toml(thresholds: Thresholds) -> str:
    """Return the text of thresholds.toml for `thresholds`."""
    lines = [
        "# Every fitted number of the matcher, written by `gainsay calibrate` (docs/measuring.md).",
        # What JSON escapes in a string TOML escapes alike.
        f"fitted_on = {json.dumps(thresholds.fitted_on, ensure_ascii=False)}",
    ]
    tables = {"few": thresholds.few, "few_without_meaning": thresholds.few_without_meaning}
    tables |= {f"many_{kind.value}": weights for kind, weights in thresholds.many.items()}
    for name, comment in _CONFIDENCE_COMMENTS.items():
        lines += _table(f"confidence.{name}", comment, tables[name])
    lines += ["", "[decision]"]
    for name, comment in _DECISION_COMMENTS.items():
        lines.append(f"{name} = {getattr(thresholds.decision, name):.2f}   # {comment}")
    return "\n".join(lines) + "\n"


def _table(title: str, comment: str, weights: Weights) -> list[str]:
    pairs = zip(FEATURES, weights.by_feature, strict=True)
    numbers = [f"{name} = {value:.3f}" for name, value in pairs]
    return ["", f"[{title}]   # {comment}", f"intercept = {weights.intercept:.3f}", *numbers]


_CONFIDENCE_COMMENTS = {
    "few": "logistic regression over scores.FEATURES, for few claims",
    "few_without_meaning": "the same, where the encoder is not installed",
    "many_question": "the same for many claims, and a question",
    "many_statement": "... a sentence that states something",
    "many_post": "... a post",
}

_DECISION_COMMENTS = {
    "answer": "shown as an answer from this confidence on",
    "many_question": "the same where there are many claims, for a question",
    "many_statement": "... a sentence that states something",
    "many_post": "... a post",
    "choice": 'offered as "did you mean" from this confidence on',
    "band": "other claims are shown along that are at most this less probable than the best",
    "gap": "... and whose coverage is at most this much smaller",
    "evidence": "the least weight of the best word that an answer has to explain",
    "ordered": "the confidence that an answer needs where the message orders the bot about",
    "listed": "confidence of claims reached through a name or a relation alone",
    "listed_mended": "the same, where the name was misspelt",
    "linked": "confidence of claims that editors linked to the wording",
    "others": "offered from this confidence on to somebody who did not mean what was shown",
    "checked": "a claim is found in a message from this confidence on",
    "unasked": "... or where the message has a telling word more; and said without being asked",
}
