from __future__ import annotations

from knowledge.evaluation.claim_questions import compared, drawn
from knowledge.evaluation.claim_sets import SetQuestion

QUESTIONS = [
    SetQuestion(f"q{number}", f"Did tram {number} stop?", frozenset(["tram"]))
    for number in range(100)
]
ANYWHERE = frozenset[tuple[str, ...]]()


def test_as_many_as_wanted_are_drawn_in_their_order_and_the_same_again() -> None:
    one = drawn(QUESTIONS, 10, seed=1, unless=ANYWHERE)
    assert len(set(one)) == 10
    assert list(one) == sorted(one, key=QUESTIONS.index)
    assert drawn(QUESTIONS, 10, seed=1, unless=ANYWHERE) == one
    assert drawn(QUESTIONS, 10, seed=2, unless=ANYWHERE) != one


def test_all_are_taken_where_there_are_not_more() -> None:
    assert drawn(QUESTIONS, 100, seed=1, unless=ANYWHERE) == tuple(QUESTIONS)


def test_what_is_asked_elsewhere_is_never_drawn_however_it_is_spaced() -> None:
    elsewhere = frozenset(compared(f"did  TRAM {number} stop") for number in range(95))
    assert drawn(QUESTIONS, 10, seed=1, unless=elsewhere) == tuple(QUESTIONS[95:])
