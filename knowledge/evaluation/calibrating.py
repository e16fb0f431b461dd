"""Calibrating: fit every number of the matcher on named question sets, report it on others.

The numbers go into one file, thresholds.toml, which a person reviews like any other change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from knowledge.answer import Outcome
from knowledge.answering import answer
from knowledge.evaluation.fitting import Example, examples, expected_calibration_error, fit
from knowledge.evaluation.question_sets import Question, faults
from knowledge.matching.confidence import Decision, Thresholds
from knowledge.matching.matcher import Matcher
from knowledge.matching.scores import FEATURES

ANSWER = (0.40, 0.45, 0.50, 0.55, 0.60)
BAND = (0.20, 0.25, 0.30)
GAP = (0.20, 0.30, 0.40)
WRONG_COSTS = 2
"""How many right answers a wrong one outweighs: right or quiet."""

Progress = Callable[[int, int], None]


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
    found = examples(questions.questions, questions.matcher)
    weights = questions.matcher.thresholds.with_meaning
    stated = [weights.probability(example.features) for example in found]
    error = expected_calibration_error(stated, [example.meant for example in found])
    return Measured(questions.name, len(questions.questions), right, wrong, error)


def calibrate(
    sets: Sequence[QuestionSet], before: Thresholds, progress: Progress | None = None
) -> Thresholds:
    """Return the weights and the decision under which `sets` go best.

    Weights first, by likelihood; then what is shown from which confidence on, by trying the
    values above: right answers count 1, wrong ones -2.
    """
    found = [example for each in sets for example in examples(each.questions, each.matcher)]
    fitted = replace(
        before,
        with_meaning=fit(found),
        without_meaning=fit(list(_without_meaning(found))),
        fitted_on=", ".join(each.name for each in sets),
    )
    tried = [
        replace(fitted.decision, answer=least, band=band, gap=gap)
        for least, band, gap in product(ANSWER, BAND, GAP)
    ]
    worth: list[tuple[int, Decision]] = []
    for number, decision in enumerate(tried):
        worth.append((_worth(sets, replace(fitted, decision=decision)), decision))
        if progress:
            progress(number + 1, len(tried))
    return replace(fitted, decision=max(worth, key=lambda found: found[0])[1])


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


def _without_meaning(found: Iterable[Example]) -> Iterable[Example]:
    """Yield the examples as they look where the encoder is not installed."""
    blank = [name in ("meaning", "standout") for name in FEATURES]
    for example in found:
        pairs = zip(example.features, blank, strict=True)
        yield replace(example, features=tuple(0.0 if gone else value for value, gone in pairs))


def as_toml(thresholds: Thresholds) -> str:
    """Return the text of thresholds.toml for `thresholds`."""
    lines = [
        "# Every fitted number of the matcher, written by `gainsay calibrate` (docs/measuring.md).",
        f'fitted_on = "{thresholds.fitted_on}"',
    ]
    for title, comment, weights in (
        (
            "confidence",
            "logistic regression over scores.FEATURES",
            thresholds.with_meaning,
        ),
        (
            "confidence_without_meaning",
            "the same, where the encoder is not installed",
            thresholds.without_meaning,
        ),
    ):
        lines += ["", f"[{title}]   # {comment}", f"intercept = {weights.intercept:.3f}"]
        pairs = zip(FEATURES, weights.by_feature, strict=True)
        lines += [f"{name} = {value:.3f}" for name, value in pairs]
    lines += ["", "[decision]"]
    for name, comment in _DECISION_COMMENTS.items():
        lines.append(f"{name} = {getattr(thresholds.decision, name):.2f}   # {comment}")
    return "\n".join(lines) + "\n"


_DECISION_COMMENTS = {
    "answer": "shown as an answer from this confidence on",
    "choice": 'offered as "did you mean" from this confidence on',
    "band": "other claims are shown along that are at most this less probable than the best",
    "gap": "... and whose coverage is at most this much smaller",
    "evidence": "the least weight of the best word that an answer has to explain",
    "ordered": "the confidence that an answer needs where the message orders the bot about",
    "listed": "confidence of claims reached through a name or a relation alone",
    "listed_mended": "the same, where the name was misspelt",
    "others": "offered from this confidence on to somebody who did not mean what was shown",
    "checked": "a claim is found in a message from this confidence on",
    "unasked": "... or where the message has a telling word more; and said without being asked",
}
