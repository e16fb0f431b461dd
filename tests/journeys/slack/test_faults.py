"""Slack fails: its socket, its rate, its server, its answers. Nothing is lost, nothing is twice."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.errors import StoreError
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import texts_of
from tests.fakes.slack_payloads import ANN, GENERAL
from tests.journeys.slack.chatting import MISSILES, ask, press, read, say
from tests.journeys.slack.running import Running, Start


async def test_after_a_dropped_connection_the_bot_is_back(bot: Running, fake: FakeSlack) -> None:
    await fake.sockets.connected()
    await fake.sockets.drop()
    await fake.sockets.connected(more_than=1)
    await ask(fake, fake.payloads.mention(MISSILES))
    assert bot.service.health().figures["reconnects"] == 1


async def test_after_slack_has_hung_up_the_bot_is_back(bot: Running, fake: FakeSlack) -> None:
    await fake.sockets.connected()
    await fake.sockets.hang_up()
    await fake.sockets.connected(more_than=1)
    await ask(fake, fake.payloads.mention(MISSILES))


async def test_a_socket_that_goes_deaf_is_noticed_and_replaced(
    bot: Running, fake: FakeSlack
) -> None:
    await fake.sockets.connected()
    await ask(fake, fake.payloads.mention(MISSILES))
    fake.sockets.deafen()
    await fake.sockets.connected(more_than=1, seconds=5)
    await ask(fake, fake.payloads.mention(MISSILES))


async def test_a_socket_that_never_greets_is_replaced(bot: Running, fake: FakeSlack) -> None:
    await fake.sockets.connected()
    fake.sockets.greets = False
    await fake.sockets.drop()
    await fake.sockets.connected(more_than=1)
    assert not bot.service.health().is_well
    fake.sockets.greets = True
    await fake.sockets.connected(more_than=2, seconds=8)
    await ask(fake, fake.payloads.mention(MISSILES))


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_when_slack_asks_for_a_new_connection_nothing_is_missed_meanwhile(
    bot: Running, fake: FakeSlack, reason: str
) -> None:
    await fake.sockets.connected()
    old = fake.sockets.live[0]
    await fake.sockets.disconnect(reason)
    await fake.sockets.connected(more_than=1)
    # What still comes over the old connection is acknowledged there.
    envelope = {"envelope_id": "e1", "type": "events_api", "accepts_response_payload": False}
    ack = fake.sockets.expect("e1")
    await old.send_json({**envelope, "payload": fake.payloads.mention(MISSILES)})
    await ack.wait()
    await fake.next_post()
    await ask(fake, fake.payloads.mention(MISSILES))


async def test_after_the_link_was_disabled_it_is_tried_again(bot: Running, fake: FakeSlack) -> None:
    await fake.sockets.connected()
    fake.fail("apps.connections.open", error="internal_error", times=4)
    await fake.sockets.disconnect("link_disabled")
    await fake.sockets.connected(more_than=1)
    await ask(fake, fake.payloads.mention(MISSILES))


@pytest.mark.parametrize(
    "how",
    [{"status": 500}, {"status": 503}, {"drops": "before"}, {"status": 429, "retry_after": 1}],
)
async def test_when_slack_gives_no_socket_for_a_while_it_is_tried_again(
    start: Start, fake: FakeSlack, how: dict[str, Any]
) -> None:
    times = 1 if "retry_after" in how else 6  # more often than the SDK tries by itself
    fake.fail("apps.connections.open", times=times, **how)
    fake.fail("auth.test", times=times, **how)
    bot = await start()
    await fake.sockets.connected(seconds=10)
    await ask(fake, fake.payloads.mention(MISSILES))
    assert bot.service.health().is_well


async def test_health_says_whether_slack_reaches_us_and_when_it_was_heard_last(
    bot: Running, fake: FakeSlack
) -> None:
    await ask(fake, fake.payloads.mention(MISSILES))
    health = bot.service.health()
    assert health.is_well
    assert health.figures["connected"] is True
    heard = health.figures["seconds_since_ping"]
    assert isinstance(heard, float)
    assert heard < 2


async def test_a_post_that_is_too_fast_waits_as_long_as_slack_says(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("chat.postMessage", status=429, retry_after=1, times=2)
    post = await ask(fake, fake.payloads.mention(MISSILES))
    assert "Woodward" in post["text"]
    assert len(fake.called("chat.postMessage")) == 3
    assert fake.called("conversations.replies") == []  # nothing was in doubt
    assert await fake.no_post()


async def test_a_wait_that_is_too_long_is_put_off_and_others_go_first(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("chat.postMessage", status=429, retry_after=3)
    await say(fake, fake.payloads.mention(MISSILES))
    await fake.until(lambda: bool(fake.called("chat.postMessage")))
    await ask(fake, second := fake.payloads.mention(MISSILES))
    assert fake.posts[0]["thread_ts"] == second["event"]["ts"]
    await fake.next_post()


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 503}, {"error": "fatal_error"}])
async def test_a_post_that_slack_failed_on_is_looked_for_and_sent_again(
    bot: Running, fake: FakeSlack, how: dict[str, Any]
) -> None:
    fake.fail("chat.postMessage", **how)
    await ask(fake, fake.payloads.mention(MISSILES))
    assert len(fake.called("conversations.replies")) == 1
    assert await fake.no_post()


async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("chat.postMessage", drops="after")
    post = await ask(fake, fake.payloads.mention(MISSILES))
    await bot.idle()
    assert await fake.no_post()
    assert len(fake.called("chat.postMessage")) == 1
    assert bot.conversation.thread_of("slack:T0GAINSAY", GENERAL, post["ts"])


async def test_a_post_that_was_lost_on_its_way_is_sent_again(bot: Running, fake: FakeSlack) -> None:
    fake.fail("chat.postMessage", drops="before")
    await ask(fake, fake.payloads.mention(MISSILES))
    assert await fake.no_post()


async def test_a_share_whose_answer_was_lost_is_found_in_the_channel(
    bot: Running, fake: FakeSlack
) -> None:
    private = await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    fake.fail("chat.postMessage", drops="after")
    await press(fake, private, "Share")
    await bot.idle()
    assert len(fake.called("chat.postMessage")) == 1
    assert len(fake.called("conversations.history")) == 1
    assert await fake.no_post()


async def test_when_the_past_may_be_read_once_a_minute_only_it_waits(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("chat.postMessage", status=500)
    fake.fail("conversations.replies", status=429, retry_after=3)
    await ask(fake, fake.payloads.mention(MISSILES))
    assert await fake.no_post()


async def test_a_private_answer_in_doubt_is_kept_for_the_desk_and_not_repeated(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("response", drops="after")
    await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    await bot.idle()
    assert await fake.no_post()
    assert bot.inbox.counts.given_up == 1


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "restricted_action"])
async def test_what_can_never_be_posted_is_kept_for_the_desk(
    bot: Running, fake: FakeSlack, error: str
) -> None:
    fake.fail("chat.postMessage", error=error)
    fake.fail("chat.postEphemeral", error=error)
    await say(fake, fake.payloads.mention(MISSILES))
    await fake.until(lambda: bot.inbox.counts.given_up == 1)
    assert fake.posts == []
    assert len(fake.called("chat.postMessage")) == 1


async def test_blocks_that_slack_does_not_take_leave_the_headline(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("chat.postMessage", error="invalid_blocks")
    post = await ask(fake, fake.payloads.mention(MISSILES))
    assert "Woodward" in post["text"]
    assert post["blocks"] == []


async def test_who_waits_is_told_when_something_went_wrong_here(
    bot: Running,
    fake: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    logged: pytest.LogCaptureFixture,
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError(MISSILES)

    monkeypatch.setattr(bot.conversation, "ask", fails)
    monkeypatch.setattr("bot.inbox.running.PAUSES_SECONDS", (0.05,))
    post = await ask(fake, fake.payloads.mention(MISSILES))
    assert (post["via"], post["user"], post["channel"]) == ("chat.postEphemeral", ANN, GENERAL)
    assert "Sorry" in post["text"]
    assert "ZeroDivision" not in read(post)
    assert "ZeroDivisionError" in logged.text
    await bot.idle()
    assert await fake.no_post()
    assert bot.service.health().figures["said_sorry"] == 1


async def test_who_waits_is_told_when_the_records_cannot_be_read_for_long(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise StoreError("read", "the disk is gone")

    monkeypatch.setattr(bot.conversation, "factcheck", fails)
    monkeypatch.setattr("bot.inbox.running.PAUSES_SECONDS", (0.01,))
    post = await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    assert "Sorry" in post["text"]
    assert bot.inbox.counts.faults == 4  # it was tried five times


async def test_a_fault_that_passes_is_not_mentioned(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = bot.conversation.ask
    faults = iter([ZeroDivisionError(), ZeroDivisionError()])

    def fails_twice(asked):  # type: ignore[no-untyped-def]
        for fault in faults:
            raise fault
        return right(asked)

    monkeypatch.setattr(bot.conversation, "ask", fails_twice)
    monkeypatch.setattr("bot.inbox.running.PAUSES_SECONDS", (0.05,))
    post = await ask(fake, fake.payloads.mention(MISSILES))
    assert "Woodward" in "".join(texts_of(post["blocks"]))
