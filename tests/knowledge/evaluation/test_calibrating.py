from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.evaluation.calibrating import QuestionSet, as_toml, calibrate, measure
from knowledge.evaluation.claim_questions import ClaimQuestions
from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.evaluation.question_sets import Expected, Question
from knowledge.matching.confidence import load_thresholds, read_thresholds
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Kind
from knowledge.matching.scores import FEATURES, OF_MEANING
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
    seen: list[tuple[str, int, int]] = []
    fitted = calibrate(
        [QuestionSet("two", questions, matcher)],
        before,
        lambda *said: seen.append(said),
    )
    assert fitted.thresholds.fitted_on == "two"
    assert fitted.thresholds.decision.choice == before.decision.choice
    assert fitted.thresholds.many == before.many
    assert fitted.thresholds.few != before.few
    weights = dict(zip(FEATURES, fitted.thresholds.few_without_meaning.by_feature, strict=True))
    assert [weights[name] for name in OF_MEANING] == pytest.approx([0.0] * len(OF_MEANING))
    assert weights["coverage"] > 0
    assert seen[-1][1] == seen[-1][2]


def test_many_claims_are_fitted_apart_and_leave_what_holds_for_few(matcher: Matcher) -> None:
    before = load_thresholds()
    asked = SetQuestion("q1", "who said there will be a drone assembly line", frozenset([LINE]))
    many = ClaimQuestions("drones/train", (asked,) * 100, matcher)
    seen: list[tuple[str, int, int]] = []
    fitted = calibrate([], before, lambda *said: seen.append(said), claim_sets=[many])
    assert fitted.kept == (Kind.STATEMENT, Kind.POST)
    question = fitted.thresholds.many[Kind.QUESTION]
    assert question != before.many[Kind.QUESTION]
    expected = replace(
        before, many={**before.many, Kind.QUESTION: question}, fitted_on="drones/train"
    )
    assert fitted.thresholds == expected
    assert seen[-1] == ("Asking drones/train", 100, 100)


def test_nothing_to_fit_on_is_said(matcher: Matcher) -> None:
    silent = ClaimQuestions("none/train", (), matcher)
    with pytest.raises(ValueError, match="no question"):
        calibrate([], load_thresholds(), claim_sets=[silent])


def test_what_is_written_reads_back_as_it_was() -> None:
    thresholds = replace(load_thresholds(), fitted_on='a "quoted" set')
    text = as_toml(thresholds)
    assert read_thresholds(tomllib.loads(text), "written") == thresholds
