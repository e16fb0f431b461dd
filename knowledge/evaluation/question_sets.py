"""Questions with what a right answer to them shows.

One JSON object a line: `id`, `kind`, `question`, perhaps `context` and `addressed`, and `expect`
with `outcomes` (any of these is right), `claims` (all must be shown in an answer; with `any_of`
one is enough), `also_ok` (may be shown), `responses` (one of these that was spoken must be
shown, or else all of them).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.answer import Answer, Outcome
from knowledge.vocabulary import SILENCES


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer shows."""

    outcomes: frozenset[Outcome]
    claims: frozenset[str]
    also_ok: frozenset[str]
    any_of: bool
    responses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what was asked before it in the thread, and what a right answer shows."""

    id: str
    kind: str
    question: str
    context: tuple[str, ...]
    addressed: bool
    expected: Expected


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions in `path`; raise `ValueError` or `OSError` if it is none."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"line {number}: {error!r}") from error
    return tuple(questions)


def faults(question: Question, answer: Answer) -> list[str]:
    """Return what is wrong with `answer`, in words; nothing if it is right."""
    expected = question.expected
    if answer.outcome not in expected.outcomes:
        wanted = " or ".join(sorted(outcome.value for outcome in expected.outcomes))
        return [f"{answer.outcome.value}, wanted {wanted}"]
    if answer.outcome is not Outcome.ANSWER:
        return []
    shown = {match.claim.id for match in answer.matches}
    missing = expected.claims - shown
    enough = bool(expected.claims & shown) if expected.any_of else not missing
    found = [] if enough or not expected.claims else [f"lacks {', '.join(sorted(missing))}"]
    found += [f"shows {extra}" for extra in sorted(shown - expected.claims - expected.also_ok)]
    return found + list(_missing_responses(expected, answer))


def _missing_responses(expected: Expected, answer: Answer) -> Iterable[str]:
    shown = {r.id: r for match in answer.matches for r in match.responses}
    loud = {r.id for r in shown.values() if r.stance not in SILENCES}
    if expected.responses and not expected.responses & shown.keys():
        yield "shows none of the responses"
    elif expected.responses - shown.keys() and not expected.responses & loud:
        yield "lacks a response"


def _question(data: Mapping[str, Any]) -> Question:
    expect = data["expect"]
    return Question(
        id=data["id"],
        kind=data["kind"],
        question=data["question"],
        context=tuple(data.get("context") or ()),
        addressed=data.get("addressed", True),
        expected=Expected(
            outcomes=frozenset(Outcome(outcome) for outcome in expect["outcomes"]),
            claims=frozenset(expect["claims"]),
            also_ok=frozenset(expect["also_ok"]),
            any_of=bool(expect.get("any_of")),
            responses=frozenset(expect["responses"]),
        ),
    )
