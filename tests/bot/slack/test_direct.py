from __future__ import annotations

from bot.slack.direct import DirectThreads


def test_messages_above_the_composer_belong_together() -> None:
    threads = DirectThreads()
    assert threads.thread_of("D1", "1.0", "") == threads.thread_of("D1", "2.0", "") == "D1"


def test_the_thread_of_the_last_of_them_belongs_to_them_and_an_older_one_does_not() -> None:
    threads = DirectThreads()
    threads.thread_of("D1", "1.0", "")
    assert threads.thread_of("D1", "1.5", "1.0") == "D1"
    threads.thread_of("D1", "2.0", "")
    assert threads.thread_of("D1", "2.5", "1.0") == "1.0"
    assert threads.thread_of("D1", "2.6", "2.0") == "D1"


def test_a_message_delivered_again_is_not_the_last_one() -> None:
    threads = DirectThreads()
    for at in ("1.0", "2.0", "1.0"):
        threads.thread_of("D1", at, "")
    assert threads.thread_of("D1", "3.0", "2.0") == "D1"


def test_another_person_is_another_conversation() -> None:
    threads = DirectThreads()
    threads.thread_of("D1", "1.0", "")
    assert threads.thread_of("D2", "2.0", "1.0") == "1.0"


def test_not_everybody_is_remembered_for_ever() -> None:
    threads = DirectThreads(remembered=2)
    for channel in ("D1", "D2", "D3"):
        threads.thread_of(channel, "1.0", "")
    assert threads.thread_of("D1", "2.0", "1.0") == "1.0"
    assert threads.thread_of("D3", "2.0", "1.0") == "D3"
