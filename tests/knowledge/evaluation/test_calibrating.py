from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.evaluation.calibrating import QuestionSet, as_toml, calibrate, measure
from knowledge.evaluation.question_sets import Expected, Question
from knowledge.matching.confidence import load_thresholds, read_thresholds
from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import open_sqlite_store

LINE = "drone-assembly-line"


def asking(question: str, *claims: str) -> Question:
    outcome = Outcome.ANSWER if claims else Outcome.NONE
    expected = Expected(
        frozenset({outcome}), frozenset(claims), frozenset(), any_of=False, responses=frozenset()
    )
    return Question(question, "who_said", question, (), addressed=True, expected=expected)


@pytest.fixture
def matcher(loaded: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(loaded)
    yield Matcher(store, None, None)
    store.close()


def test_right_wrong_and_quiet_are_counted_apart(matcher: Matcher) -> None:
    questions = (
        asking("who said there will be a drone assembly line", LINE),  # right
        asking("who said there will be a drone assembly line"),  # an answer, none wanted
        asking("who likes zeppelins", LINE),  # quiet, an answer wanted
    )
    measured = measure(QuestionSet("three", questions, matcher))
    assert (measured.questions, measured.right, measured.wrong) == (3, 1, 1)
    assert 0 <= measured.calibration_error <= 1


def test_fitting_names_its_sets_and_leaves_the_numbers_that_it_does_not_fit(
    matcher: Matcher,
) -> None:
    before = load_thresholds()
    questions = (
        asking("who said there will be a drone assembly line", LINE),
        asking("who likes military zeppelins"),
    )
    seen: list[tuple[int, int]] = []
    fitted = calibrate(
        [QuestionSet("two", questions, matcher)],
        before,
        lambda done, of: seen.append((done, of)),
    )
    assert fitted.fitted_on == "two"
    assert fitted.decision.choice == before.decision.choice
    assert seen[-1][0] == seen[-1][1]


def test_what_is_written_reads_back_as_it_was() -> None:
    thresholds = load_thresholds()
    text = as_toml(replace(thresholds, fitted_on="here"))
    read = read_thresholds(tomllib.loads(text), "written")
    assert read == replace(thresholds, fitted_on="here")
