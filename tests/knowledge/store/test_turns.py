"""Turns: first come, first served, and nobody who left is waited for."""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

import pytest

from knowledge.store.turns import Turns


class InterruptedForTestError(Exception):
    pass


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise InterruptedForTestError


def start_in_line(turns: Turns, work: str, done: list[str]) -> threading.Thread:
    """Start a thread that notes `work` in its turn; return once it stands in line."""

    def take_turn() -> None:
        with turns.mine():
            done.append(work)

    before = len(turns._line)
    thread = threading.Thread(target=take_turn)
    thread.start()
    while len(turns._line) == before:
        time.sleep(0.001)
    return thread


def test_turns_are_taken_in_the_order_of_coming_also_before_who_just_had_one() -> None:
    turns, done = Turns(), list[str]()
    with turns.mine():
        threads = [start_in_line(turns, f"{n}", done) for n in range(20)]
    with turns.mine():
        done.append("again")
    for thread in threads:
        thread.join()
    assert done == [*(f"{n}" for n in range(20)), "again"]


def test_only_one_has_the_turn() -> None:
    turns = Turns()
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(200):
            with turns.mine():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_an_error_ends_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="wrong"), turns.mine():
        raise ValueError("wrong")
    with turns.mine():
        pass


def test_who_is_interrupted_while_waiting_is_not_waited_for() -> None:
    turns, done = Turns(), list[str]()
    holds, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with turns.mine():
            holds.set()
            may_end.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    holds.wait()
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for _ in range(2):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with pytest.raises(InterruptedForTestError), turns.mine():
                raise AssertionError("it was not its turn")
    finally:
        signal.signal(signal.SIGALRM, before)
    next_one = start_in_line(turns, "next", done)
    may_end.set()
    for thread in (holder, next_one):
        thread.join()
    assert done == ["next"]
