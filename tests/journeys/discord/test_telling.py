"""The loop closes on Discord: who waited is told, and replies that were sent are corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.conversation.talking import Conversation
from bot.pace import Pace
from bot.privacy import People
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import State
from tests.fakes.discord_fake import FakeDiscord, button, text_of
from tests.fakes.discord_payloads import CHANNEL, DIRECT, GUILD, MANAGER, THREAD, VERA, Message
from tests.journeys.discord.running import Bot
from tests.journeys.ferry import QUESTION, ferry, ferry_denied

SPACE = f"discord:{GUILD}"


@dataclass(slots=True)
class Town:
    """A bot whose records can be changed while it runs."""

    bot: Bot
    store: SqliteStore

    async def is_quiet(self) -> bool:
        """Whether all that there was to do is done, and was done without a fault."""
        await self.bot.quiet()
        return self.bot.watcher is not None and self.bot.watcher.faults == 0


@pytest.fixture
def store(loaded: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(loaded)
    yield opened
    opened.close()


@pytest.fixture
async def town(fake: FakeDiscord, store: SqliteStore, encoder: Encoder) -> AsyncIterator[Town]:
    kept = store.conversations
    conversation = Conversation(Matcher(store, encoder, None), kept, People(b"key"), Pace())
    bot = Bot(fake, conversation, kept, watches=True)
    await bot.start()
    yield Town(bot, store)
    await bot.stop()


async def edited(fake: FakeDiscord, message: Message, times: int = 1) -> None:
    await fake.until(lambda: message.edits >= times)


async def asked_and_answered(town: Town, fake: FakeDiscord, **where: str) -> Message:
    asked = await fake.say(f"{fake.mention} {QUESTION}", **where)  # type: ignore[arg-type]
    answer = await fake.answer_to(asked)
    await town.bot.settled()
    return answer


async def told_directly(fake: FakeDiscord, channel: str) -> Message:
    return (await fake.until(lambda: fake.answers(channel=channel)))[-1]


async def test_who_asked_in_vain_is_told_below_once_and_the_reply_is_corrected_later(
    town: Town, fake: FakeDiscord
) -> None:
    vain = await asked_and_answered(town, fake)
    assert "whoever asked will be told" in text_of(vain)
    town.store.add(ferry())
    told = await fake.answer_to(vain)
    assert f"<@{VERA.id}>" in text_of(told)
    assert "Now on record: claim by Jane Roe" in text_of(told)
    assert QUESTION in text_of(told)
    assert await town.is_quiet()
    assert len(fake.answers()) == 2
    town.store.add(ferry_denied())
    await edited(fake, told)
    assert "**Updated on " in text_of(told)
    assert "Denied by John Doe" in text_of(told)
    assert "Changed since it was shown here: the responses to it." in text_of(told)
    assert await town.is_quiet()
    assert told.edits == 1


async def test_all_who_wait_are_told_together(town: Town, fake: FakeDiscord) -> None:
    vain = await asked_and_answered(town, fake, channel=THREAD)
    pressed = await fake.press(button(vain, "notify"), vain, person=MANAGER)
    assert "Noted: you want to be told" in text_of(await fake.answer_of(pressed))
    await town.bot.settled()
    town.store.add(ferry())
    told = await fake.answer_to(vain)
    assert f"<@{VERA.id}> <@{MANAGER.id}>" in text_of(told)
    assert await town.is_quiet()
    assert len(fake.answers(channel=THREAD)) == 2


async def test_who_asked_in_private_is_told_directly(town: Town, fake: FakeDiscord) -> None:
    asked = await fake.slash("factcheck", {"question": QUESTION}, person=MANAGER)
    await fake.answer_of(asked)
    await town.bot.settled()
    town.store.add(ferry())
    await fake.until(lambda: MANAGER.id in fake.directs)
    told = await told_directly(fake, fake.directs[MANAGER.id])
    assert "Now on record: claim by Jane Roe" in text_of(told)
    # What is pressed there would be looked for among what everybody sees.
    assert not [each for each in told.components if each["type"] == 1]
    assert await town.is_quiet()
    town.store.add(ferry_denied())
    await edited(fake, told)
    assert "Denied by John Doe" in text_of(told)


async def test_who_asked_in_a_direct_message_is_told_there(town: Town, fake: FakeDiscord) -> None:
    vain = await fake.answer_to(await fake.direct(QUESTION))
    await town.bot.settled()
    town.store.add(ferry())
    told = await fake.answer_to(vain)
    assert told.channel == DIRECT
    assert "<@" not in text_of(told)
    pressed = await fake.press(button(told, "sources"), told)
    assert "Sources of the claim" in text_of(await fake.answer_of(pressed))
    assert await town.is_quiet()


async def test_who_wanted_to_know_of_a_claim_is_told_directly_of_each_change(
    town: Town, fake: FakeDiscord
) -> None:
    town.store.add(ferry())
    answer = await asked_and_answered(town, fake)
    await fake.answer_of(await fake.press(button(answer, "notify"), answer, person=MANAGER))
    await town.bot.settled()
    town.store.add(ferry_denied())
    await fake.until(lambda: MANAGER.id in fake.directs)
    channel = fake.directs[MANAGER.id]
    told = await told_directly(fake, channel)
    assert "You wanted to be told of changes: claim by Jane Roe" in text_of(told)
    assert await town.is_quiet()
    town.store.add(ferry(state=State.WITHDRAWN))
    await fake.until(lambda: len(fake.answers(channel=channel)) == 2)
    assert "is not on record any more" in text_of(fake.answers(channel=channel)[1])
    assert await town.is_quiet()


async def test_a_changed_claim_corrects_its_reply_in_place_once(
    town: Town, fake: FakeDiscord
) -> None:
    town.store.add(ferry())
    answer = await asked_and_answered(town, fake)
    town.store.add(ferry(hedge="may"))
    await edited(fake, answer)
    assert "“may”" in text_of(answer)
    assert await town.is_quiet()
    assert answer.edits == 1
    pressed = await fake.press(button(answer, "sources"), answer)
    assert "Sources of the claim" in text_of(await fake.answer_of(pressed))


async def test_what_was_shared_is_corrected_too(town: Town, fake: FakeDiscord) -> None:
    town.store.add(ferry())
    asked = await fake.slash("factcheck", {"question": QUESTION})
    await fake.answer_of(asked)
    assert asked.original is not None
    await fake.press(button(asked.original, "share"), asked.original)
    (shared,) = await fake.until(fake.answers)
    await town.bot.settled()
    town.store.add(ferry_denied())
    await edited(fake, shared)
    assert "Denied by John Doe" in text_of(shared)
    assert await town.is_quiet()


async def test_a_withdrawn_claim_is_taken_back(town: Town, fake: FakeDiscord) -> None:
    town.store.add(ferry())
    answer = await asked_and_answered(town, fake)
    town.store.add(ferry(state=State.WITHDRAWN))
    await edited(fake, answer)
    assert "not on record any more" in text_of(answer)
    assert "close in winter" not in text_of(answer)


async def test_a_message_that_a_moderator_deleted_is_corrected_below_the_question_once(
    town: Town, fake: FakeDiscord
) -> None:
    town.store.add(ferry())
    asked = await fake.say(f"{fake.mention} {QUESTION}")
    answer = await fake.answer_to(asked)
    await town.bot.settled()
    fake.delete(answer)
    town.store.add(ferry_denied())
    (note,) = await fake.until(lambda: fake.answers(asked))
    assert "This corrects an earlier answer here." in text_of(note)
    assert "Denied by John Doe" in text_of(note)
    assert await town.is_quiet()
    town.store.add(ferry(hedge="may"))
    await edited(fake, note)
    assert await town.is_quiet()
    assert fake.answers() == [note]


async def test_a_record_of_another_space_changes_nothing_here(
    town: Town, fake: FakeDiscord
) -> None:
    vain = await asked_and_answered(town, fake)
    town.store.add(ferry(space="discord:99"))
    assert await town.is_quiet()
    assert fake.answers() == [vain]
    town.store.add(ferry(space=""))
    answer = await fake.answer_to(vain)
    await town.bot.quiet()
    town.store.add(ferry_denied(space="discord:99"))
    assert await town.is_quiet()
    assert not answer.edits


@pytest.mark.parametrize("why", ["closed", "left", "removed"])
async def test_who_cannot_be_reached_is_given_up_quietly(
    town: Town, fake: FakeDiscord, why: str
) -> None:
    await fake.answer_of(await fake.slash("factcheck", {"question": QUESTION}, person=MANAGER))
    await town.bot.settled()
    if why == "closed":
        fake.closed_to.add(MANAGER.id)
    elif why == "left":
        fake.members.remove(MANAGER.id)
    else:
        await fake.remove_bot()
    town.store.add(ferry())
    assert await town.is_quiet()
    assert town.store.conversations.subscriptions(SPACE) == ()
    assert not fake.answers(channel=fake.directs.get(MANAGER.id, "none"))


async def test_a_channel_that_is_gone_is_given_up_quietly(town: Town, fake: FakeDiscord) -> None:
    town.store.add(ferry())
    await asked_and_answered(town, fake)
    del fake.channels[CHANNEL]
    for hedge in ("may", "might"):
        town.store.add(ferry(hedge=hedge))
        assert await town.is_quiet()
    assert len([r for r in fake.rest.requests if r.method == "PATCH"]) == 1


@pytest.mark.parametrize("fault", ["rate", "server", "late"])
async def test_a_correction_that_has_to_wait_is_made_later(
    town: Town, fake: FakeDiscord, fault: str
) -> None:
    town.store.add(ferry())
    answer = await asked_and_answered(town, fake)
    path = "/channels/.*/messages/"
    if fault == "rate":
        fake.limit_rate("PATCH", path, 0.2)
    else:
        fake.fail("PATCH", path, 503 if fault == "server" else 0, is_late=fault == "late")
    town.store.add(ferry_denied())
    await edited(fake, answer)
    assert await town.is_quiet()
    assert "Denied by John Doe" in text_of(answer)


async def test_news_whose_answer_was_lost_is_not_told_twice(town: Town, fake: FakeDiscord) -> None:
    vain = await asked_and_answered(town, fake)
    fake.fail("POST", "/channels/.*/messages", 0, is_late=True)
    town.store.add(ferry())
    await fake.answer_to(vain)
    assert await town.is_quiet()
    assert len(fake.answers(vain)) == 1
    assert town.store.conversations.subscriptions(SPACE) == ()


async def test_what_changed_while_nothing_ran_is_told_after_the_start(
    town: Town, fake: FakeDiscord
) -> None:
    vain = await asked_and_answered(town, fake)
    assert await town.is_quiet()
    await town.bot.stop()
    town.store.add(ferry())
    await town.bot.start(waits=False)
    await fake.answer_to(vain)
    assert await town.is_quiet()
    assert len(fake.answers(vain)) == 1
