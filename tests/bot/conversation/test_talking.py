from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.phrases.help import TOPICS
from bot.reply import Act, Reply
from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    DIRECT,
    ELSEWHERE,
    MISSILES,
    UNKNOWN,
    Talk,
    claims,
    text_of,
)

# Help


@pytest.mark.parametrize("text", ["help", "Help!", "  HELP  ", "help?", "help me", "?", "", "???"])
def test_help_is_given_to_whoever_asks_for_it(talk: Talk, text: str) -> None:
    reply = talk.answer(text)
    assert reply == talk.bot.help()
    assert not reply.id
    assert not reply.buttons


@pytest.mark.parametrize("topic", TOPICS)
def test_there_is_help_about_every_command(talk: Talk, topic: str) -> None:
    reply = talk.answer(f"help {topic}")
    assert reply == talk.bot.help(topic) == talk.bot.help(f"/{topic}")
    assert reply.headline.startswith(f"/{topic} ")


def test_help_names_every_command_and_gives_examples(talk: Talk) -> None:
    said = text_of(talk.bot.help())
    assert all(f"/{topic}" in said for topic in TOPICS)
    assert talk.bot.prompts()[0].value in said


@pytest.mark.parametrize("text", ["help, did Iran deny the drones?", "can Iran help Russia?"])
def test_a_question_that_has_the_word_help_is_a_question(talk: Talk, text: str) -> None:
    assert talk.ask(text) != talk.bot.help()


# Commands that always say something


@pytest.mark.parametrize("text", ["thanks!", "ok", "lol"])
def test_factcheck_says_so_if_it_was_asked_no_question(talk: Talk, text: str) -> None:
    reply = talk.bot.factcheck(talk.asked(text))
    assert reply.headline == "This could not be read as a question about what somebody said."
    assert reply.is_private


@pytest.mark.parametrize("text", ["", "help", "?"])
def test_factcheck_explains_itself(talk: Talk, text: str) -> None:
    reply = talk.bot.factcheck(talk.asked(text))
    assert reply.headline.startswith("/factcheck ")
    assert reply.is_private


def test_factcheck_takes_a_statement_too(talk: Talk) -> None:
    reply = talk.bot.factcheck(talk.asked("Russia is training Iranian pilots on the Su-35"))
    assert "training-pilots-on-su-35" in claims(reply)


def test_the_bots_own_command_sets_when_it_speaks(talk: Talk) -> None:
    manager = replace(CHANNEL, may_manage=True)
    assert "Done" in talk.bot.gainsay(talk.asked("here listen", manager)).headline
    assert talk.bot.is_listening(CHANNEL)
    assert "unasked" in talk.bot.gainsay(talk.asked("here")).headline
    assert "You may not set" in talk.bot.gainsay(talk.asked("Here off")).headline
    assert "“loud”" in talk.bot.gainsay(talk.asked("here loud", manager)).headline


@pytest.mark.parametrize("text", ["", "help", "help source", "forget me", "make coffee", "here"])
def test_the_bots_own_command_always_says_something_in_private(talk: Talk, text: str) -> None:
    assert talk.bot.gainsay(talk.asked(text)).is_private


def test_what_the_bots_own_command_cannot_do_it_says(talk: Talk) -> None:
    reply = talk.bot.gainsay(talk.asked("make coffee"))
    assert "“make coffee”" in reply.headline
    assert "/gainsay here" in text_of(reply)


def test_setting_the_mode_needs_the_command(talk: Talk) -> None:
    talk.ask("here off", replace(CHANNEL, may_manage=True))
    assert talk.ask(MISSILES) is not None


# Forgetting


@pytest.mark.parametrize("text", ["forget me", "Forget me!", "please forget me."])
def test_a_person_can_be_forgotten(talk: Talk, text: str) -> None:
    talk.press(Act.NOTIFY, talk.answer(MISSILES))
    talk.press(Act.NOT_THIS, talk.answer(UNKNOWN))
    reply = talk.answer(text)
    assert reply.headline.startswith("Done: ")
    assert reply.is_private
    assert not talk.kept.subscriptions(CHANNEL.space)
    assert not talk.kept.suggestions(CHANNEL.space)
    assert talk.answer(text).headline == "Nothing was kept about you here."


def test_forgetting_one_person_leaves_the_others(talk: Talk) -> None:
    other = replace(CHANNEL, person="U2")
    talk.press(Act.NOTIFY, talk.answer(MISSILES, other), place=other)
    talk.press(Act.NOTIFY, talk.answer(MISSILES, ELSEWHERE), place=ELSEWHERE)
    talk.bot.forget(CHANNEL)
    assert talk.kept.subscriptions(CHANNEL.space)
    assert talk.kept.subscriptions(ELSEWHERE.space)


def test_who_was_forgotten_gets_the_hint_again(talk: Talk) -> None:
    assert talk.ask("thanks!", DIRECT) is not None
    talk.ask("forget me", DIRECT)
    assert talk.ask("thanks!", DIRECT) is not None


def test_a_space_that_the_bot_left_is_forgotten(talk: Talk) -> None:
    talk.press(Act.NOTIFY, talk.answer(MISSILES))
    talk.ask("thanks!", DIRECT)
    talk.press(Act.NOTIFY, talk.answer(MISSILES, ELSEWHERE), place=ELSEWHERE)
    talk.bot.forget_space(CHANNEL.space)
    assert not talk.kept.subscriptions(CHANNEL.space)
    assert not talk.kept.find_values("hint slack:T1 ")
    assert talk.kept.subscriptions(ELSEWHERE.space)


# What could not be answered


def test_of_what_could_not_be_answered_only_what_was_for_the_bot_is_kept(talk: Talk) -> None:
    asked = talk.asked(MISSILES)
    talk.bot.keep_for_desk(replace(asked, is_addressed=False))
    assert talk.bot.forget(CHANNEL).headline == "Nothing was kept about you here."
    talk.bot.keep_for_desk(asked)
    assert talk.bot.forget(CHANNEL).headline.startswith("Done: 1 thing")


# Where replies went


def test_the_thread_of_a_reply_is_known_by_its_message(talk: Talk) -> None:
    reply = talk.answer(MISSILES)
    talk.bot.sent(reply.id, CHANNEL.channel, "m1")
    assert talk.bot.thread_of(CHANNEL.space, CHANNEL.channel, "m1") == CHANNEL.thread
    assert talk.bot.thread_of(CHANNEL.space, CHANNEL.channel, "m2") is None
    assert talk.bot.thread_of(ELSEWHERE.space, CHANNEL.channel, "m1") is None


def test_a_reply_without_an_id_needs_no_note(talk: Talk) -> None:
    talk.bot.sent("", CHANNEL.channel, "m1")


def test_a_reply_made_again_keeps_the_message_it_was_sent_as(talk: Talk) -> None:
    reply = talk.answer(MISSILES, key="again")
    talk.bot.sent(reply.id, CHANNEL.channel, "m1")
    talk.answer(MISSILES, key="again")
    assert talk.bot.thread_of(CHANNEL.space, CHANNEL.channel, "m1") == CHANNEL.thread


# What it says of itself


def test_home_says_how_much_is_on_record(talk: Talk) -> None:
    reply = talk.bot.home("slack:T1")
    assert reply.headline.endswith("On record: 22 claims, 14 speakers and 1 source.")
    assert "Knowledge version" in reply.footer
    assert not reply.buttons


def test_sorry_promises_nothing_and_blames_nobody(talk: Talk) -> None:
    assert talk.bot.sorry().headline.startswith("Sorry")
    assert talk.bot.sorry().is_private


# Any text, many threads


def test_many_threads_can_talk_at_once(talk: Talk) -> None:
    questions = [MISSILES, ASSEMBLY, UNKNOWN, "help"] * 10
    alone = [_said(talk, number, text) for number, text in enumerate(questions)]
    with ThreadPoolExecutor(8) as threads:
        together = list(
            threads.map(lambda pair: _said(talk, pair[0] + 100, pair[1]), enumerate(questions))
        )
    assert together == alone


def _said(talk: Talk, number: int, text: str) -> str:
    place = replace(CHANNEL, thread=f"thread {number}")
    reply = talk.answer(text, place, key=f"many {number}")
    return reply.headline


def test_who_asked_and_what_is_in_no_reply_but_the_promise_to_tell(talk: Talk) -> None:
    question = "Who said that Zaphod Beeblebrox wants hundreds of ballistic missiles from Iran?"
    place = replace(CHANNEL, person="UPERSON")
    replies: list[Reply] = [talk.answer(question, place)]
    replies += [talk.press(act, replies[0], place=place) for act in Act if act is not Act.NOTIFY]
    assert all("UPERSON" not in text_of(reply) for reply in replies)
