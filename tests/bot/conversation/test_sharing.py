from __future__ import annotations

from dataclasses import replace

from bot.reply import Act, Reply
from tests.bot.conversation.talking import (
    ASSEMBLY,
    CHANNEL,
    MISSILES,
    Talk,
    acts,
    claims,
    text_of,
)


def _private(talk: Talk, text: str = MISSILES) -> Reply:
    return talk.bot.factcheck(talk.asked(text))


def test_sharing_shows_the_same_cards_to_everybody(talk: Talk) -> None:
    private = _private(talk)
    shared = talk.press(Act.SHARE, private)
    assert not shared.is_private
    assert claims(shared) == claims(private)
    assert shared.cards[0].quotes == private.cards[0].quotes
    assert shared.cards[0].responses == private.cards[0].responses


def test_what_is_shared_says_so_and_not_by_whom_or_what_was_asked(talk: Talk) -> None:
    shared = talk.press(
        Act.SHARE, _private(talk, "who on earth wants hundreds of ballistic missiles")
    )
    assert shared.footer.startswith("Shared from a private answer · Knowledge version")
    said = text_of(shared)
    assert CHANNEL.person not in said
    assert "earth" not in said
    assert not shared.cards[0].why


def test_what_is_shared_has_buttons_of_its_own(talk: Talk) -> None:
    private = _private(talk)
    shared = talk.press(Act.SHARE, private)
    assert shared.id not in ("", private.id)
    assert acts(shared) == [Act.SOURCES, Act.NOTIFY]
    other = replace(CHANNEL, person="U2")
    assert talk.press(Act.SOURCES, shared, place=other).sections


def test_what_is_shared_twice_is_shown_once(talk: Talk) -> None:
    private = _private(talk)
    shared = talk.press(Act.SHARE, private)
    talk.bot.sent(shared.id, "C1", "message-1")
    again = talk.press(Act.SHARE, private)
    assert again.is_private
    assert "already" in again.headline
    talk.clock.now += 3_600
    assert "already" in talk.press(Act.SHARE, private).headline


def test_a_press_that_is_delivered_again_shares_the_same(talk: Talk) -> None:
    private = _private(talk)
    first = talk.press(Act.SHARE, private, key="press")
    assert talk.press(Act.SHARE, private, key="press") == first


def test_what_could_not_be_sent_may_be_shared_after_a_while(talk: Talk) -> None:
    private = _private(talk)
    first = talk.press(Act.SHARE, private)
    assert "already" in talk.press(Act.SHARE, private).headline
    talk.clock.now += 300
    assert talk.press(Act.SHARE, private).id == first.id


def test_it_can_be_shared_in_another_channel_too(talk: Talk) -> None:
    private = _private(talk)
    talk.press(Act.SHARE, private)
    assert not talk.press(Act.SHARE, private, place=replace(CHANNEL, channel="C2")).is_private


def test_a_look_up_can_be_shared(talk: Talk) -> None:
    for looked_up in (
        talk.bot.speaker(talk.asked("Woodward")),
        talk.bot.source(talk.asked("S/2022/908")),
        talk.bot.gaps(talk.asked("Iran")),
    ):
        shared = talk.press(Act.SHARE, looked_up)
        assert not shared.is_private
        assert (shared.headline, shared.sections) == (looked_up.headline, looked_up.sections)
        assert shared.menu == looked_up.menu
        assert not shared.buttons
        card = talk.press(Act.SHOW, shared, 0, replace(CHANNEL, person="U2"))
        assert claims(card) == [shared.menu[0].id]


def test_a_choice_can_be_shared(talk: Talk) -> None:
    choices = talk.answer("Russia is giving unprecedented support to Iran, wow")
    card = talk.press(Act.CHOOSE, choices, 0)
    assert claims(talk.press(Act.SHARE, card)) == claims(card)


def test_the_thread_has_seen_what_was_shared(talk: Talk) -> None:
    talk.set_mode("listen")
    shared = talk.press(Act.SHARE, _private(talk, ASSEMBLY))
    talk.bot.sent(shared.id, CHANNEL.channel, "m1")
    assert talk.overhear(ASSEMBLY) is None
    assert talk.bot.thread_of(CHANNEL.space, CHANNEL.channel, "m1") == CHANNEL.thread


def test_of_a_look_up_that_was_forgotten_nothing_can_be_shared(talk: Talk) -> None:
    looked_up = talk.bot.speaker(talk.asked("Woodward"))
    talk.clock.now += 31 * 24 * 3600
    talk.kept.forget_before(talk.clock.now)
    assert "too old" in talk.press(Act.SHARE, looked_up).headline
