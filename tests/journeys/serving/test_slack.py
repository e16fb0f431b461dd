"""`gainsay serve slack` as a process: killed, stopped, started wrongly, asked over HTTP."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.fakes.bot_process import serving
from tests.fakes.slack import FakeSlack

Json = dict[str, Any]

QUESTION = "Who said Russia wants hundreds of ballistic missiles?"
ANSWER = "Claim by Barbara Woodward"
STARTS_WITHIN_SECONDS = 60.0
SEED, KILLS, QUESTIONS = 20240502, 4, 48


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


def by_socket(fake: FakeSlack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": fake.bot_token,
        "SLACK_APP_TOKEN": fake.app_token,
        "GAINSAY_SLACK_API_URL": fake.api_url,
    }


def by_http(fake: FakeSlack, port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": fake.bot_token,
        "SLACK_SIGNING_SECRET": fake.signing_secret,
        "GAINSAY_SLACK_API_URL": fake.api_url,
        "GAINSAY_HTTP_PORT": str(port),
    }


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_killed_after_the_acknowledgement_it_answers_after_the_restart_once(
    fake: FakeSlack, loaded: Path
) -> None:
    async with serving("slack", loaded, by_socket(fake)) as bot:
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        # Nothing can be posted yet: the kill falls between acknowledgement and answer.
        fake.fail("chat.postMessage", times=1, status=429, retry_after=3)
        ack = await fake.by_socket(fake.payloads.mention(QUESTION))
        await ack.wait()
        bot.kill()
        await bot.process.wait()
    assert fake.posts == []
    async with serving("slack", loaded, by_socket(fake)):
        post = await fake.next_post(seconds=STARTS_WITHIN_SECONDS)
        assert post["text"].startswith(ANSWER)
        assert await fake.no_post(seconds=3)
    assert fake.complaints == []


async def test_killed_before_it_learnt_that_it_had_answered_it_does_not_answer_again(
    fake: FakeSlack, loaded: Path
) -> None:
    fake.fail("chat.postMessage", times=1, drops="after")
    async with serving("slack", loaded, by_socket(fake)) as bot:
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        await (await fake.by_socket(fake.payloads.mention(QUESTION))).wait()
        await fake.next_post()
        bot.kill()
        await bot.process.wait()
    opened = fake.sockets.opened
    async with serving("slack", loaded, by_socket(fake)):
        await fake.sockets.connected(more_than=opened, seconds=STARTS_WITHIN_SECONDS)
        assert await fake.no_post(seconds=4)
    assert fake.complaints == []


async def test_killed_at_any_moment_it_answers_each_question_once(
    fake: FakeSlack, loaded: Path
) -> None:
    moments = random.Random(SEED)
    mentions = [fake.payloads.mention(QUESTION, user=f"U0{n}") for n in range(QUESTIONS)]
    for _ in range(KILLS):
        opened = fake.sockets.opened
        async with serving("slack", loaded, by_socket(fake)) as bot:
            await fake.sockets.connected(more_than=opened, seconds=STARTS_WITHIN_SECONDS)
            share = [mentions.pop() for _ in range(QUESTIONS // KILLS)]
            await asyncio.gather(*(deliver(fake, mention) for mention in share))
            await asyncio.sleep(moments.uniform(0, 0.25))
            bot.kill()
            await bot.process.wait()
    async with serving("slack", loaded, by_socket(fake)):
        await fake.until(lambda: len(fake.posts) >= QUESTIONS, seconds=STARTS_WITHIN_SECONDS)
        await asyncio.sleep(3)  # a second answer would come about now
    answered = Counter(post["thread_ts"] for post in fake.posts)
    assert len(answered) == QUESTIONS
    assert set(answered.values()) == {1}
    assert fake.complaints == []


async def deliver(fake: FakeSlack, mention: Json) -> None:
    """Deliver a mention and see it acknowledged: from then on it must not be lost."""
    await (await fake.by_socket(mention)).wait()


async def test_a_stop_ends_it_well_and_its_log_names_nobody(fake: FakeSlack, loaded: Path) -> None:
    async with serving("slack", loaded, by_socket(fake)) as bot:
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        await (await fake.by_socket(fake.payloads.mention(QUESTION))).wait()
        await fake.next_post()
        assert await bot.stop() == 0
        for secret in (fake.bot_token, fake.app_token, "ballistic", "U0ANN", "Traceback"):
            assert secret not in bot.said


async def test_over_http_it_answers_signed_deliveries_and_says_how_it_is_doing(
    fake: FakeSlack, loaded: Path
) -> None:
    port = a_free_port()
    at = f"http://127.0.0.1:{port}"
    async with serving("slack", loaded, by_http(fake, port)) as bot:
        health = await health_of(at)
        assert (health["is_well"], health["slack"]["is_well"]) == (True, True)
        mention = fake.payloads.mention(QUESTION)
        assert (await fake.by_http(f"{at}/slack/events", mention))[0] == 200
        assert (await fake.next_post())["text"].startswith(ANSWER)
        status, _ = await fake.by_http(f"{at}/slack/events", mention, secret="another secret")
        assert status == 401
        assert await fake.no_post()
        assert (await health_of(at))["slack"]["refused_requests"] == 1
        assert "ballistic" not in bot.said


async def test_beside_a_socket_health_says_when_slack_was_last_heard(
    fake: FakeSlack, loaded: Path
) -> None:
    port = a_free_port()
    environ = {**by_socket(fake), "GAINSAY_HTTP_PORT": str(port)}
    async with serving("slack", loaded, environ):
        await fake.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
        health = await health_of(f"http://127.0.0.1:{port}")
        assert health["slack"]["connected"] is True
        assert health["slack"]["seconds_since_ping"] < 30
        assert health["inbox"]["waiting"] == 0


async def test_a_wrong_token_ends_it_and_says_what_to_do(fake: FakeSlack, loaded: Path) -> None:
    environ = {**by_socket(fake), "SLACK_BOT_TOKEN": "xoxb-of-somebody-else"}
    async with serving("slack", loaded, environ) as bot:
        async with asyncio.timeout(STARTS_WITHIN_SECONDS):
            assert await bot.process.wait() == 2
        assert "SLACK_BOT_TOKEN" in bot.said
        assert "xoxb-of-somebody-else" not in bot.said
        assert "Traceback" not in bot.said


async def test_a_port_that_is_taken_ends_it_and_says_what_to_set(
    fake: FakeSlack, loaded: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environ = by_http(fake, taken.getsockname()[1])
        async with serving("slack", loaded, environ) as bot:
            async with asyncio.timeout(STARTS_WITHIN_SECONDS):
                assert await bot.process.wait() == 2
            assert "GAINSAY_HTTP_PORT" in bot.said


async def health_of(at: str) -> Mapping[str, Any]:
    """Return what /healthz says once it is there and all is well, or after a while anyhow."""
    found: Json = {}
    async with aiohttp.ClientSession() as session:
        for _ in range(int(STARTS_WITHIN_SECONDS / 0.2)):
            try:
                async with session.get(f"{at}/healthz") as answer:
                    found = json.loads(await answer.text())
            except aiohttp.ClientConnectorError:
                pass
            else:
                if found["is_well"]:
                    return found
            await asyncio.sleep(0.2)
    return found
