from __future__ import annotations

import pytest

from bot.phrases import chat
from bot.phrases.answers import reply_to
from bot.reply import Reply
from knowledge.records import Records
from tests.bot.shown import an_answer


@pytest.mark.parametrize(("seconds", "said"), [(1, "1 second."), (12, "12 seconds.")])
def test_how_long_to_wait_is_said_in_seconds(seconds: int, said: str) -> None:
    assert chat.too_fast(seconds).headline.endswith(f"again in {said}")


@pytest.mark.parametrize(
    ("claims", "said"), [(1, "this claim or the responses to it change"), (3, "these 3 claims")]
)
def test_it_is_said_of_what_one_will_be_told(claims: int, said: str) -> None:
    assert said in chat.will_tell_of_claims(claims, is_new=True).headline
    assert "already" in chat.will_tell_of_claims(claims, is_new=False).headline


def test_a_very_long_question_is_shortened_in_the_promise() -> None:
    reply = chat.will_tell_of_question("why " * 1_000, is_new=True)
    assert len(reply.headline) < 200
    assert " …”" in reply.headline


def test_how_much_was_deleted_is_said() -> None:
    assert chat.forgotten(1).headline == "Done: 1 thing that was kept about you here was deleted."
    several = "Done: 2 things that were kept about you here were deleted."
    assert chat.forgotten(2).headline == several
    assert chat.forgotten(0).headline == "Nothing was kept about you here."


def test_what_is_shared_is_public_and_says_what_it_was(shipped: Records) -> None:
    private = reply_to(an_answer(shipped, ["drone-assembly-line"]))
    assert private is not None
    shared = chat.shared(private)
    assert shared.footer == f"Shared from a private answer · {private.footer}"
    assert shared.cards == private.cards
    assert not shared.is_private


@pytest.mark.parametrize(
    "reply",
    [
        chat.sorry(),
        chat.too_fast(1),
        chat.gone(),
        chat.claim_gone(),
        chat.thanks(),
        chat.no_question(),
        chat.nothing_else(is_for_desk=True),
        chat.will_tell_of_claims(1, is_new=True),
        chat.will_tell_of_question("why?", is_new=True),
        chat.shared_already(),
        chat.may_not_share(),
        chat.forgotten(3),
        chat.mode_is("off"),
        chat.mode_set("off"),
        chat.mode_not_needed(),
        chat.may_not_set("off"),
        chat.cannot_listen("off"),
        chat.no_such_mode("x"),
    ],
    ids=lambda reply: reply.headline[:30],
)
def test_what_concerns_one_person_is_for_that_person_alone(reply: Reply) -> None:
    assert reply.is_private
    assert not reply.id
    assert not reply.buttons
