from __future__ import annotations

import pytest

from bot.reply import Act
from knowledge.store.conversation_port import AskedQuestion
from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    DIRECT,
    DRONES,
    ELSEWHERE,
    MISSILES,
    UNKNOWN,
    Talk,
    acts,
    claims,
    text_of,
)

UNDER_AN_ANSWER = [Act.SOURCES, Act.WHY, Act.NOT_THIS, Act.NOTIFY]


def test_a_question_gets_the_claim_and_all_that_can_be_done_with_it(talk: Talk) -> None:
    reply = talk.answer(MISSILES)
    assert claims(reply) == ["hundreds-of-ballistic-missiles"]
    assert acts(reply) == UNDER_AN_ANSWER
    assert reply.takes_feedback
    assert not reply.is_private


def test_what_was_asked_in_private_is_answered_in_private_and_can_be_shared(talk: Talk) -> None:
    reply = talk.bot.factcheck(talk.asked(MISSILES))
    assert reply.is_private
    assert acts(reply) == [*UNDER_AN_ANSWER, Act.SHARE]


def test_a_denial_is_shown_under_the_claim_that_it_answers(talk: Talk) -> None:
    (card,) = talk.answer(DRONES).cards
    assert card.id == "drones-violate-resolution-2231"
    assert {r.sentence.split(" (")[0] for r in card.responses} == {"Denied by Amir Saeid Iravani"}


def test_what_nobody_recorded_can_be_waited_for(talk: Talk) -> None:
    reply = talk.answer(UNKNOWN)
    assert acts(reply) == [Act.NOTIFY]
    assert reply.buttons[0].label == "Tell me when something is recorded"
    assert not reply.cards


def test_choices_come_with_none_of_these(talk: Talk) -> None:
    reply = talk.answer("Russia is giving unprecedented support to Iran, wow")
    assert len(reply.choices) == 2
    assert reply.notes[-1].startswith("Choose one, or ")
    assert [(b.act, b.label) for b in reply.buttons] == [(Act.NOT_THIS, "None of these")]
    assert not reply.takes_feedback


@pytest.mark.parametrize(
    "text",
    ["who said Iraq wants hundreds of ballistic missiles?", "Did Russia train them on Su-34?"],
)
def test_another_name_or_designation_is_not_answered(talk: Talk, text: str) -> None:
    assert not talk.answer(text).cards


def test_the_same_delivery_gets_the_same_reply_with_the_same_id(talk: Talk) -> None:
    first = talk.answer(MISSILES, key="delivery")
    assert talk.answer(MISSILES, key="delivery") == first
    assert talk.answer(MISSILES, key="another").id != first.id


def test_two_deliveries_have_ids_of_sixteen_hexadecimal_digits(talk: Talk) -> None:
    assert len(talk.answer(MISSILES).id) == 16
    assert int(talk.answer(MISSILES).id, 16)


def test_what_is_shown_is_kept_before_the_reply_goes_out(talk: Talk) -> None:
    reply = talk.answer(MISSILES)
    kept = talk.kept.find_reply(reply.id, space=CHANNEL.space)
    assert kept is not None
    assert kept.shown == ("hundreds-of-ballistic-missiles",)
    assert "confidence" in kept.why[0]
    assert kept.kind == "answer"
    assert kept.knowledge_version == talk.matcher.store.knowledge_version()


def test_a_question_is_kept_under_a_hash_and_for_thirty_days(talk: Talk) -> None:
    kept = talk.kept.find_reply(talk.answer(UNKNOWN).id, space=CHANNEL.space)
    assert kept is not None
    question = talk.kept.find_question(kept.question)
    assert question is not None
    assert question.text == UNKNOWN
    assert question.outcome == "none"
    assert CHANNEL.person not in question.asker
    assert question.expires_at - question.asked_at == 30 * 24 * 3600


def test_what_is_no_question_is_met_with_silence_and_not_kept(talk: Talk) -> None:
    assert talk.ask("thanks!") is None
    assert not _questions(talk)


def test_a_question_that_could_not_be_answered_is_kept_for_the_desk(talk: Talk) -> None:
    talk.bot.keep_for_desk(talk.asked(MISSILES))
    (question,) = _questions(talk)
    assert question.outcome == "failed"


def test_a_person_in_a_direct_message_is_answered_without_a_mode(talk: Talk) -> None:
    assert claims(talk.answer(ASSEMBLY, DIRECT)) == ["drone-assembly-line"]


def test_a_very_long_question_is_answered_and_kept_shortened(talk: Talk) -> None:
    reply = talk.answer(f"{MISSILES} {'and so on ' * 5_000}")
    kept = talk.kept.find_reply(reply.id, space=CHANNEL.space)
    assert kept is not None
    question = talk.kept.find_question(kept.question)
    assert question is not None
    assert len(question.text) <= 2_000


@pytest.mark.parametrize("text", ["\ud800", "\0", "<!channel> @everyone", "‮who said it", "  "])
def test_any_text_can_be_asked(talk: Talk, text: str) -> None:
    talk.ask(text)
    talk.ask(text, DIRECT)
    talk.bot.factcheck(talk.asked(text))


def test_what_only_another_space_may_see_is_shown_nowhere_else(town: Talk) -> None:
    question, statement = "Who said the crane cost 7 million euros?", "The crane cost 7 million."
    assert claims(town.answer(question, ELSEWHERE)) == ["private"]
    bot = town.bot
    for place, is_seen in ((ELSEWHERE, True), (CHANNEL, False)):
        replies = [
            town.answer(question, place),
            bot.factcheck(town.asked(question, place)),
            bot.check(town.asked(statement, place)),
            bot.gaps(town.asked("", place)),
            bot.speaker(town.asked("Xavier", place)),
            bot.source(town.asked("secret-memo", place)),
        ]
        assert ["crane" in text_of(reply) for reply in replies] == [is_seen] * len(replies)
    looked_up = bot.speaker(town.asked("Xavier", ELSEWHERE))
    assert claims(town.press(Act.SHOW, looked_up, 0, ELSEWHERE)) == ["private"]
    assert not town.press(Act.SHOW, looked_up, 0, CHANNEL).cards


def _questions(talk: Talk) -> tuple[AskedQuestion, ...]:
    place = CHANNEL
    return talk.kept.thread_questions(place.space, place.channel, place.thread, since=0.0, limit=9)
