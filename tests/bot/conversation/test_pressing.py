from __future__ import annotations

from dataclasses import replace

import pytest

from bot.reply import Act, Reply
from knowledge.matching.matcher import Matcher
from knowledge.records import Records
from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    DIRECT,
    DRONES,
    MISSILES,
    UNKNOWN,
    Talk,
    acts,
    claims,
    text_of,
)

UNSURE = "Russia is giving unprecedented support to Iran, wow"
"""Two claims are offered for it."""
BROAD = "Did Iran receive Su-35s?"
"""Two claims are shown for it, and others may be meant."""

every_act = pytest.mark.parametrize("act", list(Act))


# Choosing


def test_choosing_shows_the_claim_of_that_number(talk: Talk) -> None:
    reply = talk.answer(UNSURE)
    for number, choice in enumerate(reply.choices):
        card = talk.press(Act.CHOOSE, reply, number)
        assert claims(card) == [choice.id]
        assert card.is_private
        assert acts(card) == [Act.SOURCES, Act.WHY, Act.NOT_THIS, Act.NOTIFY, Act.SHARE]


def test_what_was_chosen_was_chosen_by_the_person(talk: Talk) -> None:
    card = talk.press(Act.CHOOSE, talk.answer(UNSURE), 1)
    (section,) = talk.press(Act.WHY, card).sections
    assert section.lines[0].text == "You chose this claim from a list."


def test_the_same_press_gets_the_same_card(talk: Talk) -> None:
    reply = talk.answer(UNSURE)
    first = talk.press(Act.CHOOSE, reply, 0, key="press")
    assert talk.press(Act.CHOOSE, reply, 0, key="press") == first
    assert talk.press(Act.CHOOSE, reply, 0, key="other").id != first.id
    assert first.id != reply.id


@pytest.mark.parametrize("number", [-1, 2, 99])
def test_there_is_no_choice_of_another_number(talk: Talk, number: int) -> None:
    assert "too old" in talk.press(Act.CHOOSE, talk.answer(UNSURE), number).headline


def test_in_a_direct_message_there_is_nobody_to_share_with(talk: Talk) -> None:
    card = talk.press(Act.CHOOSE, talk.answer(UNSURE, DIRECT), 0, DIRECT)
    assert Act.SHARE not in acts(card)


def test_what_is_picked_from_a_look_up_was_not_asked(talk: Talk) -> None:
    reply = talk.bot.speaker(talk.asked("Kirby"))
    card = talk.press(Act.SHOW, reply, 3)
    assert claims(card) == [reply.menu[3].id]
    assert Act.NOT_THIS not in acts(card)


# Sources


def test_sources_are_every_quote_to_the_letter(talk: Talk, shipped: Records) -> None:
    reply = talk.press(Act.SOURCES, talk.answer(DRONES))
    said = text_of(reply)
    (claim,) = [c for c in shipped.claims if c.id == "drones-violate-resolution-2231"]
    responses = [r for r in shipped.responses if claim.id in {a.claim for a in r.answers}]
    assert len(responses) > 1
    for quote in (*claim.quotes, *(q for r in responses for q in r.quotes)):
        lines = [line for section in reply.sections for line in section.lines]
        assert any(f"“{quote.exact}”" in line.text for line in lines)
        assert quote.source.sha256 in said
    assert reply.is_private


def test_sources_hold_no_response_to_another_claim(talk: Talk, shipped: Records) -> None:
    reply = talk.press(Act.SOURCES, talk.answer(MISSILES))
    said = text_of(reply)
    assert not any(q.exact in said for response in shipped.responses for q in response.quotes)


def test_the_words_around_a_quote_are_marked_as_such(talk: Talk) -> None:
    reply = talk.press(Act.SOURCES, talk.answer(ASSEMBLY))
    around = [line.text for section in reply.sections for line in section.lines]
    assert any("conflict”, while Russia was training Iranian" in text for text in around)
    assert "no part of it" in reply.notes[0]


# Why


def test_why_shows_the_reasons_and_the_confidence(talk: Talk) -> None:
    answered = talk.answer(MISSILES)
    reply = talk.press(Act.WHY, answered)
    assert reply.headline == "Why the claim by Barbara Woodward was shown."
    (section,) = reply.sections
    assert "ballistic" in section.lines[0].text
    assert "confidence 1.00" in section.lines[0].text
    assert reply.is_private


def test_why_of_several_claims_has_a_reason_for_each(talk: Talk) -> None:
    reply = talk.press(Act.WHY, talk.answer(BROAD))
    assert len(reply.sections) == 2
    assert all("confidence" in section.lines[0].text for section in reply.sections)


# Not what I asked


def test_not_what_i_asked_offers_the_next_candidates(talk: Talk) -> None:
    answered = talk.answer("Is Iran getting Su-35s within a year?")
    kept = talk.kept.find_reply(answered.id, space=CHANNEL.space)
    assert kept is not None
    assert kept.offered
    reply = talk.press(Act.NOT_THIS, answered)
    assert [choice.id for choice in reply.choices] == list(kept.offered)
    assert not {choice.id for choice in reply.choices} & set(claims(answered))
    assert acts(reply) == [Act.NOT_THIS]
    assert claims(talk.press(Act.CHOOSE, reply, 0)) == [kept.offered[0]]


def test_not_what_i_asked_tells_the_desk_for_each_claim(talk: Talk) -> None:
    answered = talk.answer(BROAD)
    talk.press(Act.NOT_THIS, answered)
    talk.press(Act.NOT_THIS, answered)
    told = talk.kept.suggestions(CHANNEL.space)
    assert [(s.text, s.claim) for s in told] == [(BROAD, claim) for claim in claims(answered)]
    assert CHANNEL.person not in {s.asker for s in told}


def test_none_of_these_rules_out_what_was_offered(talk: Talk) -> None:
    offered = talk.answer(UNSURE)
    reply = talk.press(Act.NOT_THIS, offered)
    assert "No other recorded claim" in reply.headline
    assert "editors will see" in reply.notes[0]
    told = talk.kept.suggestions(CHANNEL.space)
    assert [s.claim for s in told] == [choice.id for choice in offered.choices]


def test_the_desk_is_only_promised_what_it_gets(talk: Talk) -> None:
    answered = talk.answer(MISSILES)
    talk.bot.forget(CHANNEL)
    reply = talk.press(Act.NOT_THIS, answered)
    assert reply.headline == "No other recorded claim fits this question."
    assert not any("editors" in note for note in reply.notes)
    assert not talk.kept.suggestions(CHANNEL.space)


# Notify me


def test_who_wants_to_be_told_of_claims_is_kept_once(talk: Talk) -> None:
    answered = talk.answer(BROAD)
    first = talk.press(Act.NOTIFY, answered)
    assert first.headline.startswith("Noted: you want to be told when these 2 claims")
    assert "already" in talk.press(Act.NOTIFY, answered).headline
    wanted = talk.kept.subscriptions(CHANNEL.space)
    assert [s.claim for s in wanted] == claims(answered)
    assert {s.person for s in wanted} == {CHANNEL.person}


def test_who_wants_to_be_told_of_an_answer_is_kept_with_the_question(talk: Talk) -> None:
    reply = talk.press(Act.NOTIFY, talk.answer(UNKNOWN))
    assert UNKNOWN in reply.headline
    (wanted,) = talk.kept.subscriptions(CHANNEL.space)
    assert not wanted.claim
    question = talk.kept.find_question(wanted.question)
    assert question is not None
    assert question.text == UNKNOWN


def test_anybody_may_want_to_be_told(talk: Talk) -> None:
    answered = talk.answer(MISSILES)
    talk.press(Act.NOTIFY, answered)
    talk.press(Act.NOTIFY, answered, place=replace(CHANNEL, person="U2"))
    assert {s.person for s in talk.kept.subscriptions(CHANNEL.space)} == {"U1", "U2"}


# Thanks, and what is too late


def test_whoever_was_helped_is_thanked(talk: Talk) -> None:
    assert "Thank you" in talk.press(Act.HELPFUL, talk.answer(MISSILES)).headline


@every_act
def test_what_is_not_kept_any_more_is_to_be_asked_again(talk: Talk, act: Act) -> None:
    reply = talk.press(act, "0123456789abcdef")
    assert "Please ask again." in reply.notes
    assert reply.is_private
    assert not reply.id


@every_act
def test_a_reply_of_another_space_is_as_unknown_as_any(talk: Talk, act: Act) -> None:
    answered = talk.answer(MISSILES)
    reply = talk.press(act, answered, place=replace(CHANNEL, space="slack:T2"))
    assert reply == talk.press(act, "0123456789abcdef")


@every_act
def test_a_button_that_a_reply_does_not_have_does_no_harm(talk: Talk, act: Act) -> None:
    for reply in (talk.answer(UNKNOWN), talk.bot.gaps(talk.asked("")), talk.answer(UNSURE)):
        pressed = talk.press(act, reply, 1_000)
        assert isinstance(pressed, Reply)


def test_a_claim_that_was_withdrawn_is_not_shown(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, chosen = talk.answer(MISSILES), talk.answer(UNSURE)
    empty = Talk(_without_records(talk.matcher, monkeypatch), talk.kept)
    for act, reply in (
        (Act.SOURCES, answered),
        (Act.WHY, answered),
        (Act.SHARE, answered),
        (Act.CHOOSE, chosen),
    ):
        assert "not on record any more" in empty.press(act, reply).headline


def _without_records(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> Matcher:
    from knowledge.errors import NotFoundError

    class Empty:
        def __getattr__(self, name: str) -> object:
            return getattr(matcher.store, name)

        def get_claims(self, ids: list[str], *, space: str = "") -> object:
            raise NotFoundError(f"claim {ids[0]}", "there is none with this id")

    found: Matcher = replace(matcher, store=Empty())  # type: ignore[arg-type]
    return found
