from __future__ import annotations

from dataclasses import replace

from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    DAY,
    DIRECT,
    DRONES,
    MISSILES,
    Talk,
    claims,
)

FOLLOW_UP = "and did they confirm it?"
OTHER_THREAD = replace(CHANNEL, thread="thread-2")


def test_a_follow_up_in_the_same_thread_is_understood(talk: Talk) -> None:
    talk.answer(ASSEMBLY)
    assert claims(talk.answer(FOLLOW_UP)) == ["drone-assembly-line"]


def test_anybody_in_the_thread_may_follow_up(talk: Talk) -> None:
    talk.answer(ASSEMBLY)
    reply = talk.answer(FOLLOW_UP, replace(CHANNEL, person="U2"))
    assert claims(reply) == ["drone-assembly-line"]


def test_a_follow_up_elsewhere_is_about_nothing(talk: Talk) -> None:
    talk.answer(ASSEMBLY)
    assert not talk.answer(FOLLOW_UP, OTHER_THREAD).cards
    assert not talk.answer(FOLLOW_UP, replace(CHANNEL, channel="C2")).cards
    assert not talk.answer(FOLLOW_UP, replace(CHANNEL, space="slack:T2")).cards


def test_a_thread_is_remembered_for_a_day(talk: Talk) -> None:
    talk.answer(ASSEMBLY)
    talk.clock.now += DAY - 60
    assert claims(talk.answer(FOLLOW_UP)) == ["drone-assembly-line"]
    talk.clock.now += DAY + 60
    assert not talk.answer(FOLLOW_UP).cards


def test_a_direct_message_is_remembered_for_an_hour(talk: Talk) -> None:
    talk.answer(ASSEMBLY, DIRECT)
    talk.clock.now += 3_500
    assert claims(talk.answer(FOLLOW_UP, DIRECT)) == ["drone-assembly-line"]
    talk.clock.now += 3_700
    assert not talk.answer(FOLLOW_UP, DIRECT).cards


def test_a_thread_in_a_direct_message_is_remembered_for_a_day(talk: Talk) -> None:
    thread = replace(DIRECT, thread="thread-9")
    talk.answer(ASSEMBLY, thread)
    talk.clock.now += 3_700
    assert claims(talk.answer(FOLLOW_UP, thread)) == ["drone-assembly-line"]


def test_the_newest_question_is_followed_up(talk: Talk) -> None:
    for question in (MISSILES, DRONES, ASSEMBLY):
        talk.answer(question)
    assert claims(talk.answer(FOLLOW_UP)) == ["drone-assembly-line"]


def test_a_question_that_is_delivered_again_is_not_its_own_context(talk: Talk) -> None:
    talk.answer(MISSILES)
    first = talk.answer(FOLLOW_UP, key="again")
    # It failed then, and meanwhile somebody asked on.
    talk.answer(ASSEMBLY)
    assert talk.answer(FOLLOW_UP, key="again") == first


def test_what_is_asked_in_private_is_nobody_elses_context(talk: Talk) -> None:
    talk.bot.factcheck(talk.asked(ASSEMBLY))
    assert not talk.answer(FOLLOW_UP).cards
    other = replace(CHANNEL, person="U2")
    assert not talk.bot.factcheck(talk.asked(FOLLOW_UP, other)).cards


def test_a_person_can_follow_up_in_private(talk: Talk) -> None:
    talk.bot.factcheck(talk.asked(ASSEMBLY))
    reply = talk.bot.factcheck(talk.asked(FOLLOW_UP))
    assert claims(reply) == ["drone-assembly-line"]


def test_a_look_up_is_no_question_of_a_thread(talk: Talk) -> None:
    talk.answer(ASSEMBLY)
    talk.bot.speaker(talk.asked("Woodward"))
    talk.bot.source(talk.asked("S/2022/908"))
    talk.bot.check(talk.asked("Russia wants hundreds of ballistic missiles from Iran."))
    assert claims(talk.answer(FOLLOW_UP)) == ["drone-assembly-line"]


def test_outside_any_thread_a_channel_remembers_nothing(talk: Talk) -> None:
    nowhere = replace(CHANNEL, thread="")
    talk.answer(ASSEMBLY, nowhere)
    assert not talk.answer(FOLLOW_UP, nowhere).cards
