"""When the bot speaks, what it keeps, and how fast one may ask."""

from __future__ import annotations

import asyncio

from bot.conversation.talking import Conversation
from bot.pace import Pace
from bot.privacy import People
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore
from tests.fakes.discord_fake import FakeDiscord, text_of
from tests.fakes.discord_payloads import GUILD, MANAGER, MESSAGE_CONTENT, OTHER_CHANNEL
from tests.journeys.discord.running import Bot
from tests.journeys.discord.test_asking import KIRBY, WOODWARD


async def _set(fake: FakeDiscord, mode: str) -> str:
    asked = await fake.slash("gainsay", {"mode": mode} if mode else {}, sub="here", person=MANAGER)
    return text_of(await fake.answer_of(asked))


async def test_somebody_who_manages_the_server_switches_a_channel_off(
    bot: Bot, fake: FakeDiscord
) -> None:
    assert "says nothing in this channel" in await _set(fake, "off")
    await fake.say(f"{fake.mention} {WOODWARD}")
    elsewhere = await fake.say(f"{fake.mention} {WOODWARD}", channel=OTHER_CHANNEL)
    await fake.answer_to(elsewhere)
    await bot.settled()
    assert fake.answers() == []
    private = await fake.slash("factcheck", {"question": WOODWARD})
    assert "Woodward" in text_of(await fake.answer_of(private))
    assert "when it is mentioned" in await _set(fake, "mentions")
    await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))


async def test_nobody_else_sets_when_it_speaks(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("gainsay", {"mode": "off"}, sub="here")
    assert "You may not set" in text_of(await fake.answer_of(asked))
    await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))


async def test_what_is_set_is_shown_to_everybody(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("gainsay", sub="here")
    assert "when it is mentioned" in text_of(await fake.answer_of(asked))


async def test_listening_without_the_intent_is_explained_and_not_set(
    bot: Bot, fake: FakeDiscord
) -> None:
    assert "cannot listen here" in await _set(fake, "listen")
    await fake.say(WOODWARD)
    await bot.settled()
    assert fake.answers() == []


async def test_listening_with_the_intent_answers_unasked_once(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    fake.gateway.allowed_intents |= MESSAGE_CONTENT
    bot = Bot(fake, conversation, kept, reads_messages=True)
    await bot.start()
    try:
        await fake.say(WOODWARD)
        await fake.say("good morning", channel=OTHER_CHANNEL)
        assert "very sure" in await _set(fake, "listen")
        await fake.say("good morning")
        asked = await fake.say(WOODWARD)
        assert "Woodward" in text_of(await fake.answer_to(asked))
        await bot.settled()
        assert len(fake.answers()) == 1
    finally:
        await bot.stop()


async def test_asking_too_fast_gets_a_civil_answer(
    fake: FakeDiscord, matcher: Matcher, kept: ConversationStore
) -> None:
    bot = Bot(fake, Conversation(matcher, kept, People(b"key"), Pace(per_person=1)), kept)
    await bot.start()
    try:
        await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))
        asked = await fake.say(f"{fake.mention} {KIRBY}")
        assert "Please ask again in" in text_of(await fake.answer_to(asked))
        other = await fake.say(f"{fake.mention} {KIRBY}", person=MANAGER)
        assert "Kirby" in text_of(await fake.answer_to(other))
    finally:
        await bot.stop()


async def test_a_person_is_forgotten_on_request(bot: Bot, fake: FakeDiscord) -> None:
    await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))
    await bot.settled()
    asked = await fake.slash("gainsay", sub="forget")
    assert "deleted" in text_of(await fake.answer_of(asked))
    again = await fake.slash("gainsay", sub="forget")
    assert "Nothing was kept" in text_of(await fake.answer_of(again))
    typed = await fake.say(f"{fake.mention} forget me")
    assert "Nothing was kept" in text_of(await fake.answer_to(typed))


async def test_a_server_that_removes_the_bot_is_forgotten(
    bot: Bot, fake: FakeDiscord, kept: ConversationStore
) -> None:
    await _set(fake, "off")
    await bot.settled()
    assert kept.find_mode(f"discord:{GUILD}", "3000000000000000001") == "off"
    await fake.remove_bot()
    async with asyncio.timeout(5):
        while kept.find_mode(f"discord:{GUILD}", "3000000000000000001"):
            await asyncio.sleep(0.02)
