from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.manners import MODES
from bot.pace import Pace
from bot.phrases.chat import MODES as MODES_IN_WORDS
from bot.reply import Act
from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    DAY,
    DIRECT,
    MISSILES,
    UNKNOWN,
    Talk,
    claims,
)

MANAGER = replace(CHANNEL, may_manage=True)
CHATTER = """Kirby is on TV again
Russia and Iran are at it again
anyone up for lunch?
Did Kirby call you back?
I think Iran and Russia cooperate more and more these days
John Kirby
what did NBC say
did Iran deny it?
who said that?
and did they confirm it?
Did Russia win the match yesterday?
Russia is training Iranian pilots on the Sukhoi Su-34.
who said Iraq wants hundreds of ballistic missiles
has anyone read the UN resolution 2231?
helicopters are so loud today
the Su-35 is a great plane
my plane was delayed, deliveries of the plane within the year lol
sanctions don't work
we need more drones for the wedding video
Turkey signed a 25-year partnership plan with Beijing.
Where can I read about the drone assembly line?
who said harbours close in winter?
help
thanks!""".splitlines()


# When it speaks


def test_in_a_channel_it_answers_when_it_is_mentioned_and_only_then(talk: Talk) -> None:
    assert claims(talk.ask(MISSILES))
    assert talk.overhear(MISSILES) is None


def test_where_it_is_off_it_says_nothing_even_when_mentioned(talk: Talk) -> None:
    talk.set_mode("off")
    assert talk.ask(MISSILES) is None
    assert talk.ask("help") is None
    assert talk.overhear(MISSILES) is None


def test_where_it_is_off_private_commands_work_but_nothing_can_be_shared(talk: Talk) -> None:
    talk.set_mode("off")
    reply = talk.bot.factcheck(talk.asked(MISSILES))
    assert claims(reply)
    assert Act.SHARE not in {button.act for button in reply.buttons}
    assert "switched off" in talk.press(Act.SHARE, reply).headline
    assert not talk.bot.speaker(talk.asked("Kirby")).buttons


def test_where_it_listens_it_answers_what_it_is_very_sure_of(talk: Talk) -> None:
    talk.set_mode("listen")
    assert talk.bot.is_listening(CHANNEL)
    reply = talk.overhear(MISSILES)
    assert claims(reply) == ["hundreds-of-ballistic-missiles"]
    assert reply is not None
    assert reply.buttons


@pytest.mark.parametrize("message", CHATTER)
def test_where_it_listens_it_stays_out_of_what_people_say_to_each_other(
    talk: Talk, message: str
) -> None:
    talk.set_mode("listen")
    assert talk.overhear(message) is None


@pytest.mark.parametrize(
    "question", [UNKNOWN, "Russia is giving unprecedented support to Iran, wow"]
)
def test_unasked_it_never_says_that_it_knows_nothing_or_is_not_sure(
    talk: Talk, question: str
) -> None:
    talk.set_mode("listen")
    assert talk.ask(question) is not None
    assert talk.overhear(question) is None


def test_unasked_it_shows_a_claim_once_in_a_thread(talk: Talk) -> None:
    talk.set_mode("listen")
    assert talk.overhear(MISSILES) is not None
    assert talk.overhear(MISSILES) is None
    assert talk.overhear(ASSEMBLY) is not None
    assert talk.overhear(MISSILES, replace(CHANNEL, thread="thread-2")) is not None


def test_what_it_was_asked_and_showed_it_does_not_show_again_unasked(talk: Talk) -> None:
    talk.set_mode("listen")
    talk.answer(MISSILES)
    assert talk.overhear(MISSILES) is None
    assert talk.ask(MISSILES) is not None


def test_what_somebody_saw_in_private_the_thread_has_not_seen(talk: Talk) -> None:
    talk.set_mode("listen")
    talk.bot.factcheck(talk.asked(MISSILES))
    assert talk.overhear(MISSILES) is not None


def test_what_is_delivered_again_is_answered_again_where_it_listens(talk: Talk) -> None:
    talk.set_mode("listen")
    first = talk.overhear(MISSILES, key="again")
    assert first is not None
    assert talk.overhear(MISSILES, key="again") == first


def test_what_it_overhears_and_does_not_answer_is_not_kept(talk: Talk) -> None:
    talk.set_mode("listen")
    talk.overhear(UNKNOWN)
    place = CHANNEL
    assert not talk.kept.thread_questions(
        place.space, place.channel, place.thread, since=0.0, limit=9
    )


def test_a_direct_message_is_always_for_the_bot(talk: Talk) -> None:
    assert talk.overhear(MISSILES, DIRECT) is not None
    assert not talk.bot.is_listening(DIRECT)


# Setting it


def test_whoever_manages_the_place_sets_when_it_speaks(talk: Talk) -> None:
    assert talk.bot.here("listen", MANAGER).headline.startswith("Done.")
    assert talk.bot.here("mentions", MANAGER).headline.startswith("Done.")
    assert not talk.bot.is_listening(CHANNEL)


def test_nobody_else_can_set_it_but_everybody_can_ask(talk: Talk) -> None:
    assert "You may not set" in talk.bot.here("listen", CHANNEL).headline
    assert not talk.bot.is_listening(CHANNEL)
    assert talk.bot.here("", CHANNEL).headline == MODES_IN_WORDS["mentions"]


def test_each_channel_has_its_own_mode(talk: Talk) -> None:
    talk.set_mode("off")
    assert talk.ask(MISSILES, replace(CHANNEL, channel="C2")) is not None
    assert talk.ask(MISSILES, replace(CHANNEL, space="discord:1")) is not None


def test_a_direct_message_needs_no_mode(talk: Talk) -> None:
    assert "direct message" in talk.bot.here("off", replace(DIRECT, may_manage=True)).headline
    assert talk.ask(MISSILES, DIRECT) is not None


def test_where_the_platform_does_not_let_it_read_it_cannot_listen(talk: Talk) -> None:
    reply = talk.bot.here("listen", MANAGER, can_listen=False)
    assert "cannot listen" in reply.headline
    assert not talk.bot.is_listening(CHANNEL)
    assert talk.bot.here("off", MANAGER, can_listen=False).headline.startswith("Done.")


def test_a_wrong_word_gets_the_right_ones(talk: Talk) -> None:
    reply = talk.bot.here("loudly", MANAGER)
    assert "“loudly”" in reply.headline
    assert all(mode in reply.notes[0] for mode in MODES)


def test_the_mode_may_be_typed_in_any_case(talk: Talk) -> None:
    talk.bot.here(" Listen ", MANAGER)
    assert talk.bot.is_listening(CHANNEL)


def test_every_mode_is_said_in_words() -> None:
    assert tuple(MODES_IN_WORDS) == MODES


# Hints


def test_in_a_direct_message_what_is_no_question_gets_a_hint_once_a_day(talk: Talk) -> None:
    assert "answers questions" in talk.answer("thanks!", DIRECT).headline
    assert talk.ask("thanks!", DIRECT) is None
    assert talk.ask("thanks!", replace(DIRECT, channel="D2", person="U2")) is not None
    talk.clock.now += DAY
    assert talk.ask("thanks!", DIRECT) is not None


def test_a_hint_that_was_not_sent_is_given_again(talk: Talk) -> None:
    assert talk.ask("thanks!", DIRECT, key="again") is not None
    assert talk.ask("thanks!", DIRECT, key="again") is not None


def test_in_a_channel_what_is_no_question_is_met_with_silence(talk: Talk) -> None:
    assert talk.ask("thanks!") is None


# Not too fast


def test_who_asks_too_fast_is_told_when_to_ask_again(talk: Talk) -> None:
    hasty = Talk(talk.matcher, talk.kept, pace=Pace(2, 100, clock=lambda: 0.0))
    assert claims(hasty.ask(MISSILES))
    assert claims(hasty.ask(MISSILES))
    reply = hasty.answer(MISSILES)
    assert reply.headline == "That was a lot at once. Please ask again in 30 seconds."
    assert reply.is_private
    assert not reply.cards
    assert claims(hasty.ask(MISSILES, replace(CHANNEL, person="U2")))


def test_a_channel_has_its_pace_too(talk: Talk) -> None:
    hasty = Talk(talk.matcher, talk.kept, pace=Pace(100, 2, clock=lambda: 0.0))
    for person in ("U1", "U2"):
        assert claims(hasty.ask(MISSILES, replace(CHANNEL, person=person)))
    assert "lot at once" in hasty.answer(MISSILES, replace(CHANNEL, person="U3")).headline
    assert claims(hasty.ask(MISSILES, replace(CHANNEL, channel="C2", person="U3")))


def test_what_is_only_overheard_never_slows_down_who_asks(talk: Talk) -> None:
    hasty = Talk(talk.matcher, talk.kept, pace=Pace(1, 1, clock=lambda: 0.0))
    hasty.set_mode("listen")
    for _ in range(3):
        assert hasty.overhear("lunch, anybody?") is None
    assert hasty.overhear(MISSILES) is None
    assert claims(hasty.ask(MISSILES))


def test_everything_that_takes_work_has_its_pace(talk: Talk) -> None:
    hasty = Talk(talk.matcher, talk.kept, pace=Pace(1, 1, clock=lambda: 0.0))
    reply = hasty.answer(MISSILES)
    bot = hasty.bot
    for slow in (
        hasty.press(Act.SOURCES, reply),
        *(do(hasty.asked("Kirby")) for do in (bot.check, bot.source, bot.speaker, bot.gaps)),
        *(do(hasty.asked("Kirby")) for do in (bot.factcheck, bot.gainsay)),
    ):
        assert "lot at once" in slow.headline
