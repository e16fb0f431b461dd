from __future__ import annotations

from itertools import count
from pathlib import Path

from knowledge.evaluation.speed import asked_of, time_answers, time_peer
from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import open_sqlite_store


def test_the_questions_are_made_from_the_stores_own_records_and_always_the_same(
    loaded: Path,
) -> None:
    store = open_sqlite_store(loaded)
    questions = asked_of(store)
    assert questions == asked_of(store)
    assert "John Kirby" in questions
    assert any("drone assembly line" in question for question in questions)
    store.close()


def test_a_figure_counts_every_call_and_none_of_the_warm_up(loaded: Path) -> None:
    store = open_sqlite_store(loaded)
    matcher = Matcher(store, None, None)
    ticks = count()  # each look at the clock is one second later than the last
    answered = time_answers(matcher, ["Kirby", "Woodward"], lambda: float(next(ticks)))
    ranked = time_peer(matcher, ["Kirby"], lambda: float(next(ticks)))
    assert (answered.calls, answered.median_ms, answered.p99_ms) == (2, 1000, 1000)
    assert (ranked.calls, ranked.median_ms) == (1, 1000)
    store.close()
