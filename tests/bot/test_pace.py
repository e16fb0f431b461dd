from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from bot.pace import PER_CHANNEL, PER_PERSON, Pace


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_minutes_worth_may_be_asked_at_once(clock: Clock) -> None:
    pace = Pace(clock=clock)
    assert [pace.wait_seconds("ann", "c") for _ in range(PER_PERSON)] == [0] * PER_PERSON
    assert pace.wait_seconds("ann", "c") == 1


def test_after_the_time_that_was_said_one_may_ask_again(clock: Clock) -> None:
    pace = Pace(2, 100, clock=clock)
    assert [pace.wait_seconds("ann", "c") for _ in range(3)] == [0, 0, 30]
    clock.now += 29.9
    assert pace.wait_seconds("ann", "c") == 1
    clock.now += 0.2
    assert pace.wait_seconds("ann", "c") == 0
    assert pace.wait_seconds("ann", "c") == 30


def test_one_person_does_not_slow_another_down(clock: Clock) -> None:
    pace = Pace(1, 100, clock=clock)
    assert pace.wait_seconds("ann", "c") == 0
    assert pace.wait_seconds("ann", "c") > 0
    assert pace.wait_seconds("bob", "c") == 0


def test_many_people_together_fill_a_channel(clock: Clock) -> None:
    pace = Pace(clock=clock)
    waits = [pace.wait_seconds(f"person {n}", "c") for n in range(PER_CHANNEL + 1)]
    assert waits == [0] * PER_CHANNEL + [1]
    assert pace.wait_seconds("ann", "another") == 0


def test_what_has_to_wait_is_not_counted(clock: Clock) -> None:
    pace = Pace(60, 1, clock=clock)
    assert pace.wait_seconds("ann", "c") == 0
    for _ in range(100):
        assert pace.wait_seconds("ann", "c") == 60
    # The channel was full a hundred times; ann has asked once.
    for n in range(59):
        assert pace.wait_seconds("ann", f"other {n}") == 0


def test_a_pause_is_never_worth_more_than_a_minute(clock: Clock) -> None:
    pace = Pace(2, 100, clock=clock)
    pace.wait_seconds("ann", "c")
    clock.now += 3_600
    assert [pace.wait_seconds("ann", "c") for _ in range(3)] == [0, 0, 30]


def test_a_clock_that_is_set_back_harms_nobody(clock: Clock) -> None:
    pace = Pace(2, 100, clock=clock)
    pace.wait_seconds("ann", "c")
    clock.now -= 3_600
    assert [pace.wait_seconds("ann", "c") for _ in range(2)] == [0, 30]


def test_a_person_and_a_channel_of_one_name_are_two(clock: Clock) -> None:
    pace = Pace(1, 5, clock=clock)
    assert pace.wait_seconds("same", "same") == 0
    assert pace.wait_seconds("another", "same") == 0


def test_the_longest_unheard_are_forgotten(clock: Clock) -> None:
    pace = Pace(1, 1_000, clock=clock, remembered=10)
    for n in range(1_000):
        pace.wait_seconds(f"person {n}", "c")
    assert len(pace._buckets) <= 10
    assert pace.wait_seconds("person 999", "c") > 0


def test_the_channel_of_a_question_is_never_forgotten_for_its_person(clock: Clock) -> None:
    pace = Pace(1, 1, clock=clock, remembered=1)
    assert pace.wait_seconds("ann", "c") == 0
    assert pace.wait_seconds("ann", "c") == 60


def test_many_threads_never_get_more_than_there_is(clock: Clock) -> None:
    pace = Pace(50, 10_000, clock=clock)
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: pace.wait_seconds("ann", "c"), range(400)))
    assert waits.count(0) == 50
