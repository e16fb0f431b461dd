"""What goes wrong with the network and with Discord, and that nobody loses an answer by it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.conversation.talking import Conversation
from knowledge.store.conversation_port import ConversationStore
from tests.fakes.discord_fake import FakeDiscord, text_of
from tests.fakes.discord_payloads import CHANNEL, THREAD
from tests.journeys.discord.running import QUICK, Bot
from tests.journeys.discord.test_asking import KIRBY, WOODWARD

LOST = "/channels/.*/messages"


async def _ask(fake: FakeDiscord, seconds: float = 10.0) -> None:
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.answer_to(asked, seconds)


# The gateway


async def test_after_a_dropped_connection_what_was_missed_is_replayed_and_answered_once(
    bot: Bot, fake: FakeDiscord
) -> None:
    before = await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.answer_to(before)
    session = fake.gateway.connected[0]
    await fake.gateway.drop()
    missed = await fake.say(f"{fake.mention} {KIRBY}")
    assert "Kirby" in text_of(await fake.answer_to(missed))
    # A replay may hold more than was missed.
    for event in [e for e in session.events if e["t"] == "MESSAGE_CREATE"]:
        await session.dispatch("MESSAGE_CREATE", event["d"])
    last = await fake.slash("factcheck", {"question": KIRBY})
    await fake.answer_of(last)
    await bot.settled()
    assert fake.gateway.log.count("resumed") == 1
    assert len(fake.answers(before)) == len(fake.answers(missed)) == 1


async def test_a_request_to_reconnect_is_followed_with_a_resume(
    bot: Bot, fake: FakeDiscord
) -> None:
    await fake.gateway.ask_to_reconnect()
    await fake.until(lambda: "resumed" in fake.gateway.log)
    await _ask(fake)


async def test_an_invalid_session_that_can_be_resumed_is_resumed(
    bot: Bot, fake: FakeDiscord
) -> None:
    await fake.gateway.invalidate(is_resumable=True)
    await fake.until(lambda: "resumed" in fake.gateway.log)
    await _ask(fake)
    assert fake.gateway.log.count("identified") == 1


async def test_an_invalid_session_that_cannot_be_resumed_begins_anew(
    bot: Bot, fake: FakeDiscord
) -> None:
    await fake.gateway.invalidate(is_resumable=False)
    await fake.until(lambda: fake.gateway.log.count("identified") == 2)
    await _ask(fake)


async def test_a_session_that_discord_has_forgotten_begins_anew(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.gateway.sessions.clear()
    await fake.gateway.ask_to_reconnect()
    for socket in fake.gateway.sockets:
        await socket.ws.close(code=4000)
    await fake.until(lambda: fake.gateway.log.count("identified") == 2)
    await _ask(fake)


async def test_a_connection_that_no_longer_answers_heartbeats_is_replaced(
    conversation: Conversation, kept: ConversationStore, fake: FakeDiscord
) -> None:
    fake.gateway.heartbeat_seconds = 0.2
    bot = Bot(fake, conversation, kept, replace(QUICK, heartbeat_timeout_seconds=1.0))
    await bot.start()
    await fake.until(lambda: fake.gateway.heartbeats > 2)
    fake.gateway.go_deaf()
    fake.gateway.hear_again()
    await fake.until(lambda: "resumed" in fake.gateway.log)
    await _ask(fake)
    await bot.stop()


async def test_a_gateway_that_stays_deaf_makes_the_watchdog_start_the_client_anew(
    conversation: Conversation, kept: ConversationStore, fake: FakeDiscord
) -> None:
    bot = Bot(fake, conversation, kept, replace(QUICK, deaf_seconds=1.0))
    await bot.start()
    assert bot.service.health().is_well
    fake.gateway.go_deaf()
    await fake.until(lambda: bot.service.health().figures["restarts"])
    assert not bot.service.health().is_well
    fake.gateway.hear_again()
    await fake.until(lambda: bot.service.health().is_well)
    await _ask(fake)
    await bot.stop()


async def test_endless_refusals_of_a_resume_do_not_keep_the_bot_away(
    conversation: Conversation, kept: ConversationStore, fake: FakeDiscord
) -> None:
    bot = Bot(fake, conversation, kept, replace(QUICK, deaf_seconds=1.0))
    await bot.start()
    fake.gateway.refuse_connections_with = 503
    await fake.gateway.drop()
    await fake.until(lambda: bot.service.health().figures["restarts"])
    fake.gateway.refuse_connections_with = 0
    fake.gateway.refuse_resumes_with = 503
    await fake.until(lambda: bot.service.health().is_well, 15.0)
    await _ask(fake)
    await bot.stop()


async def test_what_arrives_while_the_client_is_made_anew_is_answered(
    conversation: Conversation, kept: ConversationStore, fake: FakeDiscord
) -> None:
    bot = Bot(fake, conversation, kept, replace(QUICK, deaf_seconds=1.0))
    await bot.start(works=False)
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    async with asyncio.timeout(5):
        while not await bot.inbox.waiting():
            await asyncio.sleep(0.01)
    fake.gateway.go_deaf()
    fake.gateway.refuse_connections_with = 503
    fake.fail("GET", "/users/@me", 503, times=1)
    await fake.until(lambda: bot.service.health().figures["restarts"])
    bot.work()
    fake.gateway.refuse_connections_with = 0
    fake.gateway.hear_again()
    await fake.answer_to(asked)
    await bot.stop()


async def test_health_says_which_shards_are_connected(
    conversation: Conversation, kept: ConversationStore, fake: FakeDiscord
) -> None:
    fake.shards = 2
    fake.gateway.heartbeat_seconds = 0.1
    bot = Bot(fake, conversation, kept)
    await bot.start()
    await fake.until(lambda: len(fake.gateway.connected) == 2)
    await fake.until(lambda: bot.service.health().is_well)
    await fake.until(lambda: bot.service.health().figures["latency_ms"] is not None)
    figures = bot.service.health().figures
    assert (figures["shards"], figures["shards_connected"]) == (2, 2)
    fake.gateway.refuse_connections_with = 503
    await fake.gateway.drop()
    await fake.until(lambda: bot.service.health().figures["shards_connected"] == 0)
    assert not bot.service.health().is_well
    await bot.stop()


# Requests


async def test_a_rate_limit_is_waited_for(bot: Bot, fake: FakeDiscord) -> None:
    fake.limit_rate("POST", LOST, 0.3)
    fake.limit_rate("PATCH", "/webhooks/", 0.3)
    typed = await fake.slash("factcheck", {"question": WOODWARD})
    await _ask(fake)
    await fake.answer_of(typed)


async def test_a_global_rate_limit_is_waited_for(bot: Bot, fake: FakeDiscord) -> None:
    fake.limit_rate("POST", LOST, 0.3, is_global=True)
    await _ask(fake)


async def test_server_errors_are_waited_out(bot: Bot, fake: FakeDiscord) -> None:
    fake.fail("POST", LOST, 500)
    fake.fail("POST", LOST, 503)
    fake.fail("PATCH", "/webhooks/", 500)
    typed = await fake.slash("factcheck", {"question": WOODWARD})
    await _ask(fake)
    await fake.answer_of(typed)


async def test_a_promise_that_fails_at_first_is_made_again(bot: Bot, fake: FakeDiscord) -> None:
    fake.fail("POST", "/callback", 500)
    typed = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.answer_of(typed)


@pytest.mark.parametrize("status", [0, 500, 503], ids=["dropped", "500", "503"])
async def test_a_reply_whose_answer_was_lost_is_posted_once(
    bot: Bot, fake: FakeDiscord, status: int
) -> None:
    fake.fail("POST", LOST, status, is_late=True)
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.answer_to(asked)
    await bot.settled()
    assert len(fake.answers()) == 1
    if status != 500:  # the library repeats these itself, with the same nonce
        assert [r for r in fake.rest.requests if r.method == "GET" and r.path.endswith("messages")]


async def test_an_answer_to_a_command_that_was_lost_is_given_again(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.fail("PATCH", "/webhooks/", 0, is_late=True)
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.until(lambda: len(asked.answers) == 2)
    assert asked.answers[0] == asked.answers[1]


async def test_a_reply_that_was_found_can_be_followed_up(bot: Bot, fake: FakeDiscord) -> None:
    fake.fail("POST", LOST, 0, is_late=True)
    first = await fake.answer_to(await fake.say(f"{fake.mention} {KIRBY}"))
    await bot.settled()
    asked = await fake.say("and did they confirm it?", reply_to=first)
    assert "Not confirmed" in text_of(await fake.answer_to(asked))


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_missing_permission_is_said_in_the_log_without_names(
    bot: Bot, fake: FakeDiscord, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    fake.fail("POST", LOST, 403, {"message": "Missing Access", "code": code})
    await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.until(lambda: [r for r in fake.rest.requests if r.status == 403])
    await bot.settled()
    assert fake.answers() == []
    (said,) = [r.getMessage() for r in caplog.records if "refuses" in r.getMessage()]
    assert f"code {code}" in said
    assert "give the bot View Channel, Send Messages and Read Message History" in said
    assert CHANNEL not in said


async def test_a_token_that_was_reset_meanwhile_loses_no_question(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.fail("POST", LOST, 401, {"message": "401: Unauthorized", "code": 0})
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.until(lambda: [r for r in fake.rest.requests if r.status == 401])
    await asyncio.sleep(0.1)
    assert await bot.inbox.waiting() == 1
    assert fake.answers(asked) == []


async def test_without_the_history_a_reply_is_posted_without_its_reference(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.fail("POST", LOST, 400, {"message": "Cannot reply", "code": 160002})
    asked = await fake.say(f"{fake.mention} {WOODWARD}", channel=THREAD)
    (answer,) = await fake.until(lambda: fake.answers(channel=THREAD))
    assert answer.reference is None
    assert fake.answers(asked) == []


async def test_where_a_layout_is_refused_an_embed_is_sent(bot: Bot, fake: FakeDiscord) -> None:
    refusal = {"message": "Invalid Form Body", "code": 50035, "errors": {}}
    fake.fail("POST", LOST, 400, refusal)
    answer = await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))
    assert not answer.flags & 1 << 15
    assert "Woodward" in text_of(answer)
    fake.fail("PATCH", "/webhooks/", 400, refusal)
    given = await fake.answer_of(await fake.slash("factcheck", {"question": WOODWARD}))
    assert given["embeds"]


# What no patience helps


async def _refused(fake: FakeDiscord, conversation: Conversation, kept: ConversationStore) -> str:
    bot = Bot(fake, conversation, kept, reads_messages=True)
    await bot.start(waits=False)
    async with asyncio.timeout(5):
        await asyncio.wait(bot.tasks[:1])
    await bot.stop()
    (said,) = bot.reported
    return said


async def test_a_wrong_token_says_what_to_do(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    fake.fail("GET", "/users/@me", 401, {"message": "401: Unauthorized", "code": 0})
    said = await _refused(fake, conversation, kept)
    assert "DISCORD_TOKEN" in said
    assert fake.token not in said


async def test_a_token_that_the_gateway_refuses_says_what_to_do(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    fake.gateway.token = "another"
    assert "DISCORD_TOKEN" in await _refused(fake, conversation, kept)


async def test_an_intent_that_is_refused_says_what_to_do(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    said = await _refused(fake, conversation, kept)
    assert "Message Content Intent" in said
    assert "GAINSAY_DISCORD_READS_MESSAGES" in said
