"""Who asked to be told is called; nobody else can be, whatever a text says."""

from __future__ import annotations

from bot.discord.bodies import CALLED, layout_body
from bot.gallery import gallery
from bot.reply import Reply
from tests.fakes.discord_checks import wrong_with_message

PEOPLE = [str(4_000_000_000_000_000_000 + n) for n in range(CALLED + 5)]


def test_a_call_is_inside_discord_s_limits_above_every_kind_of_reply() -> None:
    are_called = 0
    for kind, reply in gallery().items():
        body = layout_body(reply, PEOPLE)
        assert wrong_with_message(body) == [], kind
        are_called += body["allowed_mentions"] != {"parse": []}
    # Where there is no room for it, the message goes first.
    assert are_called > len(gallery()) / 2


def test_of_many_people_the_first_are_called_and_may_be() -> None:
    body = layout_body(Reply("Now on record."), PEOPLE)
    assert body["allowed_mentions"] == {"parse": [], "users": PEOPLE[:CALLED]}
    assert body["components"][0]["content"] == " ".join(f"<@{p}>" for p in PEOPLE[:CALLED])


def test_nobody_may_be_called_where_nobody_waits() -> None:
    body = layout_body(Reply("Now on record: <@4000000000000000001> @everyone"))
    assert body["allowed_mentions"] == {"parse": []}
