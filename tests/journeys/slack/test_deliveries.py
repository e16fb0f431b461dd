"""Written down first, acknowledged then, answered once: whatever Slack delivers, and how often."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.place import Asked
from bot.reply import Reply
from knowledge.errors import StoreError
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN
from tests.journeys.slack.chatting import DRONES, MISSILES, ask, say
from tests.journeys.slack.running import Running, Start


async def test_a_delivery_is_acknowledged_before_anything_is_done_about_it(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = bot.conversation.ask

    def ask_slowly(asked: Asked) -> Reply | None:
        time.sleep(0.8)
        return slow(asked)

    monkeypatch.setattr(bot.conversation, "ask", ask_slowly)
    ack = await fake.by_socket(fake.payloads.mention(MISSILES))
    await ack.wait()
    assert ack.took_seconds < 0.5
    assert fake.posts == []
    await fake.next_post()


async def test_every_kind_of_delivery_is_acknowledged_though_nobody_works(
    start: Start, fake: FakeSlack
) -> None:
    """Nothing that is acknowledged waits for the work: here there is nobody to do it."""
    bot = await start(works=False)
    payloads = fake.payloads
    for payload in (
        payloads.mention(MISSILES),
        payloads.direct(MISSILES),
        payloads.command("/factcheck", MISSILES),
        payloads.command("/gainsay", "here"),
        payloads.check(MISSILES),
        payloads.home(),
        payloads.thread_started(),
        payloads.uninstalled(),
    ):
        ack = await fake.by_socket(payload)
        await ack.wait()
    assert await bot.inbox.waiting() == 8
    assert [name for name, _ in fake.calls] == ["auth.test", "apps.connections.open"]


async def test_what_cannot_be_written_down_is_not_acknowledged(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(bot.kept), "keep_jobs", _fails)
        ack = await fake.by_socket(mention := fake.payloads.mention(MISSILES))
        with pytest.raises(TimeoutError):
            await ack.wait(seconds=0.5)
    assert bot.service.health().figures["not_written_down"] == 1
    # Slack delivers it again, and now it can be.
    await ask(fake, mention)


async def test_who_typed_a_command_that_cannot_be_written_down_is_told(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack does not deliver a command again."""
    monkeypatch.setattr(type(bot.kept), "keep_jobs", _fails)
    ack = await fake.by_socket(fake.payloads.command("/factcheck", MISSILES))
    said = await ack.wait()
    assert "Sorry" in said["text"]
    await say(fake, fake.payloads.check(MISSILES))
    post = await fake.next_post()
    assert "Sorry" in post["text"]
    assert post["user"] == ANN


@pytest.mark.parametrize("envelope", ["the same", ""])
async def test_an_event_that_is_delivered_again_is_answered_once(
    bot: Running, fake: FakeSlack, envelope: str
) -> None:
    mention = fake.payloads.mention(MISSILES)
    first = await fake.by_socket(mention, envelope_id=envelope)
    await first.wait()
    await fake.next_post()
    again = await fake.by_socket(mention, envelope_id=envelope)
    await again.wait()
    assert await fake.no_post()


async def test_an_event_that_is_delivered_again_at_once_is_answered_once(
    bot: Running, fake: FakeSlack
) -> None:
    mention = fake.payloads.mention(MISSILES)
    acks = [await fake.by_socket(mention) for _ in range(5)]
    await asyncio.gather(*(ack.wait() for ack in acks))
    await fake.next_post()
    assert await fake.no_post()


async def test_a_delivery_is_never_dropped_for_being_a_retry(start: Start, fake: FakeSlack) -> None:
    """It may be the only copy that arrived."""
    bot = await start(socket=False)
    retry: Any = {"X-Slack-Retry-Num": "3", "X-Slack-Retry-Reason": "http_timeout"}
    payload = fake.payloads.mention(MISSILES)
    status, _ = await fake.by_http(bot.events_url, payload, **retry)
    assert status == 200
    assert "Woodward" in (await fake.next_post())["text"]


async def test_a_command_that_is_delivered_again_is_answered_once(
    bot: Running, fake: FakeSlack
) -> None:
    command = fake.payloads.command("/factcheck", MISSILES)
    await ask(fake, command)
    await say(fake, command)
    assert await fake.no_post()


async def test_what_was_acknowledged_is_answered_after_a_kill_once(
    start: Start, fake: FakeSlack
) -> None:
    first = await start(works=False)
    await say(fake, mention := fake.payloads.mention(MISSILES))
    await say(fake, fake.payloads.command("/factcheck", DRONES))
    await first.kill()
    second = await start()
    posts = [await fake.next_post(), await fake.next_post()]
    assert {post["via"] for post in posts} == {"chat.postMessage", "response_url"}
    await second.idle()
    await say(fake, mention)
    assert await fake.no_post()


async def test_a_reply_that_was_posted_before_the_kill_is_not_posted_again(
    start: Start, fake: FakeSlack, loaded: Path
) -> None:
    first = await start()
    # It is posted; the process never hears of that.
    fake.fail("chat.postMessage", drops="after")
    fake.fail("conversations.replies", status=500, times=50)
    await say(fake, fake.payloads.mention(MISSILES))
    await fake.next_post()
    await first.kill()
    fake.faults.clear()
    second = await start()
    await _due(second)
    await second.idle()
    assert len(fake.posts) == 1
    assert len(fake.called("chat.postMessage")) == 1
    # What it was is known, so its buttons work and it can be corrected.
    message = fake.posts[0]["ts"]
    assert second.conversation.thread_of("slack:T0GAINSAY", "C0GENERAL", message)


async def _due(bot: Running) -> None:
    """Let five seconds pass: what was put off is due."""
    later = bot.inbox.clock() + 6
    bot.inbox.clock = lambda: later


async def test_three_hundred_at_once_are_acknowledged_in_time_and_answered_once(
    start: Start, fake: FakeSlack
) -> None:
    await start(people_per_minute=100_000)
    acks = [await fake.by_socket(fake.payloads.mention(MISSILES)) for _ in range(300)]
    await asyncio.gather(*(ack.wait() for ack in acks))
    assert max(ack.took_seconds for ack in acks) < 3
    await fake.until(lambda: len(fake.posts) >= 300, seconds=60)
    asked = sorted(ack.payload["event"]["ts"] for ack in acks)
    assert sorted(post["thread_ts"] for post in fake.posts) == asked


def _fails(*_: object) -> object:
    raise StoreError("keep jobs", "the disk is full")
