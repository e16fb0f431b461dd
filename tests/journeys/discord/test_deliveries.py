"""What arrives is written down, then acknowledged, then answered: once, whatever happens."""

from __future__ import annotations

import asyncio
import time
from typing import cast

import pytest

from bot.conversation.talking import Conversation
from bot.conversation.threads import question_id
from bot.discord import jobs
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore
from tests.fakes.discord_fake import FakeDiscord, Interaction, text_of
from tests.fakes.discord_payloads import GAINSAY, Message
from tests.journeys.discord.doubles import HeldConversation, HeldStore
from tests.journeys.discord.running import Bot
from tests.journeys.discord.test_asking import KIRBY, WOODWARD


@pytest.fixture
async def idle(fake: FakeDiscord, conversation: Conversation, kept: ConversationStore) -> Bot:
    """A bot that hears and keeps, and does not work on it yet."""
    bot = Bot(fake, conversation, kept)
    await bot.start(works=False)
    return bot


async def test_the_answer_is_promised_before_it_is_thought_of(
    fake: FakeDiscord, matcher: Matcher, kept: ConversationStore
) -> None:
    conversation = HeldConversation(matcher, kept)
    bot = Bot(fake, conversation, kept)
    await bot.start()
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.until(lambda: asked.acknowledgement, 2.0)
    assert asked.acknowledged_at - asked.at < 1.0
    assert asked.answers == []
    conversation.may_think.set()
    assert "Woodward" in text_of(await fake.answer_of(asked))
    await bot.stop()


async def test_nothing_is_promised_before_it_is_written_down(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    store = HeldStore(kept)
    bot = Bot(fake, conversation, cast(ConversationStore, store))
    await bot.start()
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await asyncio.sleep(0.2)
    assert asked.acknowledgement is None
    store.may_keep.set()
    await fake.answer_of(asked)
    await bot.stop()


async def test_what_cannot_be_written_down_is_regretted_in_words(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    bot = Bot(fake, conversation, cast(ConversationStore, HeldStore(kept, is_broken=True)))
    await bot.start()
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    said = await fake.until(lambda: asked.acknowledgement)
    assert "Sorry" in text_of(said["data"])
    assert asked.is_private
    message = await fake.say(f"{fake.mention} {WOODWARD}")
    assert "Sorry" in text_of(await fake.answer_to(message))
    await bot.stop()


async def test_a_question_delivered_twice_is_answered_once(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await fake.deliver(asked)
    await fake.answer_to(asked)
    await fake.deliver(asked)
    typed = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.answer_of(typed)
    await fake.repeat(typed)
    last = await fake.slash("factcheck", {"question": KIRBY})
    await fake.answer_of(last)
    await bot.settled()
    assert len(fake.answers(asked)) == 1
    assert len(typed.answers) == 1


async def test_a_process_killed_between_promise_and_answer_answers_after_the_restart(
    idle: Bot, fake: FakeDiscord
) -> None:
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    message = await fake.say(f"{fake.mention} {KIRBY}")
    await fake.until(lambda: asked.acknowledgement)
    await _kept(idle, 2)
    await idle.stop()
    await idle.start()
    assert "Woodward" in text_of(await fake.answer_of(asked))
    assert "Kirby" in text_of(await fake.answer_to(message))
    await idle.settled()
    assert len(asked.answers) == len(fake.answers(message)) == 1
    await idle.stop()


async def test_a_process_killed_before_the_promise_makes_it_after_the_restart(
    idle: Bot, fake: FakeDiscord
) -> None:
    fake.fail("POST", "/callback", 0)  # the request never arrives
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await _kept(idle, 1)
    await idle.stop()
    await idle.start()
    assert "Woodward" in text_of(await fake.answer_of(asked))
    await idle.stop()


async def _a_doubtful_job(bot: Bot, fake: FakeDiscord) -> tuple[Message, str]:
    """Ask, and let the process die between "about to send" and "sent"."""
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await _kept(bot, 1)
    key, reply = jobs.message_key(int(asked.id)), "0123456789abcdef"
    now = time.time()
    assert bot.kept.take_jobs("gone/1/a", [jobs.MESSAGE], now=now, until=now + 60, limit=1)
    bot.kept.note_sending(key, reply)
    bot.kept.release("gone/1/a")
    return asked, reply


async def test_a_reply_that_was_sent_before_the_kill_is_not_sent_again(
    idle: Bot, fake: FakeDiscord
) -> None:
    asked, reply = await _a_doubtful_job(idle, fake)
    button = {"type": 2, "style": 2, "label": "Why", "custom_id": f"gainsay:why:{reply}:0"}
    for _ in range(120):
        fake.add_message(asked.channel, asked.author, {"content": "in between"})
    fake.add_message(asked.channel, GAINSAY, {"components": [{"type": 1, "components": [button]}]})
    idle.work()
    await idle.settled()
    assert len(fake.answers()) == 1
    await idle.stop()


async def test_a_reply_that_was_not_sent_before_the_kill_is_sent_once(
    idle: Bot, fake: FakeDiscord
) -> None:
    asked, _ = await _a_doubtful_job(idle, fake)
    idle.work()
    await fake.answer_to(asked)
    await idle.settled()
    assert len(fake.answers()) == 1
    await idle.stop()


async def test_where_nobody_can_tell_whether_it_was_sent_the_desk_gets_the_question(
    idle: Bot, fake: FakeDiscord
) -> None:
    asked, _ = await _a_doubtful_job(idle, fake)
    fake.fail("GET", "/messages", 403, {"message": "Missing Permissions", "code": 50013})
    idle.work()
    await idle.settled()
    assert fake.answers() == []
    assert _on_desk(idle, jobs.message_key(int(asked.id)))
    await idle.stop()


async def test_an_interaction_that_came_too_late_is_kept_for_the_desk(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    store = HeldStore(kept)
    bot = Bot(fake, conversation, cast(ConversationStore, store))
    await bot.start()
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    fake.later(4.0)  # Discord gave up on us
    store.may_keep.set()
    await _desk_of(bot, asked)
    assert asked.answers == []
    await bot.stop()


async def test_an_interaction_whose_time_is_over_is_kept_for_the_desk(
    idle: Bot, fake: FakeDiscord
) -> None:
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.until(lambda: asked.acknowledgement)
    fake.later(16 * 60.0)
    idle.work()
    await _desk_of(idle, asked)
    assert asked.answers == []
    await idle.stop()


async def test_a_fault_while_thinking_is_regretted_and_then_made_good(
    fake: FakeDiscord, matcher: Matcher, kept: ConversationStore
) -> None:
    conversation = HeldConversation(matcher, kept, faults=1)
    conversation.may_think.set()
    bot = Bot(fake, conversation, kept)
    await bot.start()
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    await fake.until(lambda: len(asked.answers) == 2)
    assert "Sorry" in text_of(asked.answers[0])
    assert "Woodward" in text_of(asked.answers[1])
    await bot.stop()


async def test_a_message_that_cannot_be_answered_is_regretted_once_and_kept_for_the_desk(
    fake: FakeDiscord, matcher: Matcher, kept: ConversationStore
) -> None:
    conversation = HeldConversation(matcher, kept, faults=99)
    conversation.may_think.set()
    bot = Bot(fake, conversation, kept)
    await bot.start(works=False)
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    await _kept(bot, 1)
    key = jobs.message_key(int(asked.id))
    for _ in range(4):  # it was tried before
        kept.postpone_job(key, due_at=0)
    bot.work()
    await bot.settled()
    (said,) = fake.answers(asked)
    assert "Sorry" in text_of(said)
    assert _on_desk(bot, key)
    await bot.stop()


async def _kept(bot: Bot, number: int) -> None:
    async with asyncio.timeout(5):
        while await bot.inbox.waiting() < number:
            await asyncio.sleep(0.01)


async def _desk_of(bot: Bot, asked: Interaction) -> None:
    async with asyncio.timeout(5):
        while not _on_desk(bot, jobs.interaction_key(int(asked.id))):
            await asyncio.sleep(0.02)


def _on_desk(bot: Bot, key: str) -> bool:
    found = bot.kept.find_question(question_id(key))
    return found is not None and found.outcome == "failed"
