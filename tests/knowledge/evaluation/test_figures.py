from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count

import pytest

from knowledge.answer import Outcome
from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.evaluation.figures import Figures, figures_of
from knowledge.evaluation.peers import Method, Ranked
from knowledge.evaluation.trials import Trial, ask_all

GOLD = frozenset({"gold"})
RIGHT = Ranked((("gold", 0.9), ("other", 0.2)), Outcome.ANSWER, ("gold",))
WRONG = Ranked((("other", 0.8), ("gold", 0.1)), Outcome.ANSWER, ("other",))
BOTH = Ranked((("gold", 0.9), ("other", 0.8)), Outcome.ANSWER, ("gold", "other"))
QUIET = Ranked((("other", 0.1),), Outcome.NONE)
OFFERED = Ranked((("other", 0.4),), Outcome.CHOICES, ("other",))


def measured(answerable: Sequence[Ranked], unanswerable: Ranked = QUIET) -> Figures:
    return figures_of([Trial(GOLD, ranked, unanswerable) for ranked in answerable])


def test_a_method_that_is_always_right_and_quiet_where_it_must_be_is_perfect() -> None:
    figures = measured([RIGHT] * 10)
    assert figures.ranking.map_at_5 == figures.ranking.mrr == figures.ranking.precision_at_1 == 1
    assert figures.ranking.recall_at_20 == 1
    assert figures.honesty
    assert (figures.honesty.auroc, figures.honesty.false_answers) == (1, 0)
    deciding = figures.honesty.deciding
    assert deciding
    assert (deciding.answered, deciding.offered, deciding.quiet) == (0.5, 0, 0.5)
    assert deciding.wrong_answers == 0
    # Half are stated with 0.9 and all right, half with 0.1 and all wrong.
    assert deciding.calibration_error == pytest.approx(0.1)


def test_an_answer_with_any_claim_that_is_not_meant_is_wrong() -> None:
    for answered in (WRONG, BOTH):
        figures = measured([answered] * 10)
        assert figures.honesty
        assert figures.honesty.deciding
        assert figures.honesty.deciding.wrong_answers == 1


def test_an_answer_where_the_claim_is_not_recorded_is_wrong() -> None:
    figures = measured([RIGHT] * 10, WRONG)
    assert figures.honesty
    assert figures.honesty.deciding
    assert figures.honesty.deciding.answered == 1
    assert figures.honesty.deciding.wrong_answers == 0.5


def test_what_is_offered_is_no_answer() -> None:
    figures = measured([OFFERED] * 10)
    assert figures.honesty
    deciding = figures.honesty.deciding
    assert deciding
    assert (deciding.answered, deciding.offered, deciding.quiet) == (0, 0.5, 0.5)
    assert deciding.wrong_answers == 0


def test_the_same_trials_give_the_same_figures_and_another_seed_others() -> None:
    trials = [Trial(GOLD, ranked, other) for ranked in (RIGHT, WRONG) for other in (QUIET, WRONG)]
    assert figures_of(trials, halves=3) == figures_of(trials, halves=3)
    assert figures_of(trials, halves=3) != figures_of(trials, halves=3, seed=2)


def test_a_peer_that_decides_nothing_has_no_calibration() -> None:
    scored = Ranked((("gold", 37.5),))
    figures = figures_of([Trial(GOLD, scored, Ranked((("other", 12.0),)))] * 4)
    assert figures.honesty
    assert (figures.honesty.auroc, figures.honesty.deciding) == (1, None)


def test_one_question_has_no_halves() -> None:
    assert measured([RIGHT]).honesty is None
    assert measured([RIGHT]).ranking.map_at_5 == 1


def test_no_question_has_no_figures() -> None:
    with pytest.raises(ValueError, match="no questions"):
        figures_of([])


def test_waiting_is_that_of_every_question() -> None:
    trials = [Trial(GOLD, RIGHT, QUIET, float(ms)) for ms in (1, 2, 3, 100)]
    waiting = figures_of(trials).waiting
    assert waiting
    assert (waiting.median_ms, waiting.p99_ms) == (2.5, 100)
    assert measured([RIGHT]).waiting is None


def test_a_question_is_timed_before_it_is_asked_with_and_without_its_golds() -> None:
    calls: list[str] = []

    def rank(question: str, without: Collection[str]) -> Ranked:
        calls.append(f"{question} without {sorted(without)}")
        return QUIET if without else RIGHT

    method = Method("fake", rank, lambda question: calls.append(f"{question} timed"))
    ticks = count()  # each look at the clock is one second later than the last
    done: list[tuple[int, int]] = []
    questions = [SetQuestion("q", "weir?", GOLD)]
    (trial,) = ask_all(
        method,
        questions,
        clock=lambda: float(next(ticks)),
        progress=lambda now, of: done.append((now, of)),
    )
    assert calls == ["weir? timed", "weir? without []", "weir? without ['gold']"]
    assert (trial.answerable, trial.unanswerable, trial.milliseconds) == (RIGHT, QUIET, 1000)
    assert done == [(1, 1)]


def test_without_a_clock_nothing_is_timed() -> None:
    def refuse(question: str) -> object:
        raise AssertionError(question)

    method = Method("fake", lambda _question, _without: RIGHT, refuse)
    (trial,) = ask_all(method, [SetQuestion("q", "weir?", GOLD)])
    assert trial.milliseconds is None
