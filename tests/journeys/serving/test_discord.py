"""`gainsay serve discord` as a process: killed, stopped, started wrongly; and both platforms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.bot_process import BotProcess, serving
from tests.fakes.discord_fake import FakeDiscord, text_of
from tests.fakes.slack import FakeSlack

QUESTION = "Who said Russia wants hundreds of ballistic missiles?"
ANSWER = "Claim by Barbara Woodward"
STARTS_WITHIN_SECONDS = 60.0


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


def environ_of(fake: FakeDiscord) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": fake.token,
        "GAINSAY_DISCORD_API_URL": fake.api_url,
        "GAINSAY_DISCORD_GATEWAY_URL": fake.gateway_url,
    }


async def test_killed_after_the_acknowledgement_it_answers_after_the_restart_once(
    fake: FakeDiscord, loaded: Path
) -> None:
    # Nothing can be answered yet: the kill falls between acknowledgement and answer.
    fault = fake.limit_rate("PATCH", "messages/@original", 20.0, times=100)
    async with serving("discord", loaded, environ_of(fake)) as bot:
        await fake.ready(STARTS_WITHIN_SECONDS)
        asked = await fake.slash("factcheck", {"question": QUESTION})
        await fake.until(lambda: asked.acknowledgement)
        await kill(bot)
    assert asked.answers == []
    fake.rest.faults.remove(fault)
    async with serving("discord", loaded, environ_of(fake)):
        answer = await fake.answer_of(asked, STARTS_WITHIN_SECONDS)
        assert ANSWER in text_of(answer)
        await asyncio.sleep(2)
        assert len(asked.answers) == 1
    assert fake.complaints == []


async def test_killed_before_it_learnt_that_it_had_answered_it_does_not_answer_again(
    fake: FakeDiscord, loaded: Path
) -> None:
    # The message is posted, and the answer to the post does not come back.
    fake.fail("POST", "/channels/.*/messages", 0, is_late=True, times=100)
    async with serving("discord", loaded, environ_of(fake)) as bot:
        await fake.ready(STARTS_WITHIN_SECONDS)
        asked = await fake.say(f"{fake.mention} {QUESTION}")
        await fake.answer_to(asked)
        await kill(bot)
    async with serving("discord", loaded, environ_of(fake)):
        await asyncio.sleep(8)
        assert len(fake.answers(asked)) == 1
    assert fake.complaints == []


async def test_a_stop_ends_it_well_and_its_log_names_nobody(
    fake: FakeDiscord, loaded: Path
) -> None:
    async with serving("discord", loaded, environ_of(fake)) as bot:
        await fake.ready(STARTS_WITHIN_SECONDS)
        await fake.answer_to(await fake.say(f"{fake.mention} {QUESTION}"))
        assert await bot.stop() == 0
        for private in (fake.token, "Traceback", *fake.private_words()):
            assert private not in bot.said


async def test_a_wrong_token_ends_it_and_says_what_to_do(fake: FakeDiscord, loaded: Path) -> None:
    environ = {**environ_of(fake), "DISCORD_TOKEN": "of-somebody-else"}
    async with serving("discord", loaded, environ) as bot:
        async with asyncio.timeout(STARTS_WITHIN_SECONDS):
            assert await bot.process.wait() == 2
        assert "DISCORD_TOKEN" in bot.said
        assert "of-somebody-else" not in bot.said
        assert "Traceback" not in bot.said


async def test_one_process_serves_both_platforms_with_the_same_words(
    fake: FakeDiscord, loaded: Path
) -> None:
    slack = FakeSlack()
    environ = {
        **environ_of(fake),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "GAINSAY_SLACK_API_URL": await slack.start(),
    }
    try:
        async with serving("all", loaded, environ):
            await fake.ready(STARTS_WITHIN_SECONDS)
            await slack.sockets.connected(seconds=STARTS_WITHIN_SECONDS)
            on_discord = await fake.answer_to(await fake.say(f"{fake.mention} {QUESTION}"))
            await slack.by_socket(slack.payloads.mention(QUESTION))
            on_slack = await slack.next_post()
    finally:
        await slack.stop()
    headline = on_slack["text"]
    assert headline.startswith(ANSWER)
    assert headline in text_of(on_discord)


async def test_a_wrong_token_of_one_platform_leaves_the_other_served(
    fake: FakeDiscord, loaded: Path
) -> None:
    slack = FakeSlack()
    environ = {
        **environ_of(fake),
        "SLACK_BOT_TOKEN": "xoxb-of-somebody-else",
        "SLACK_APP_TOKEN": slack.app_token,
        "GAINSAY_SLACK_API_URL": await slack.start(),
    }
    try:
        async with serving("all", loaded, environ) as bot:
            await fake.ready(STARTS_WITHIN_SECONDS)
            answer = await fake.answer_to(await fake.say(f"{fake.mention} {QUESTION}"))
            assert ANSWER in text_of(answer)
            assert "SLACK_BOT_TOKEN" in bot.said
    finally:
        await slack.stop()


async def kill(bot: BotProcess) -> None:
    bot.kill()
    await bot.process.wait()
