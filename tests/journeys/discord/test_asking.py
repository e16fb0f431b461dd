"""Asking on Discord: in a channel, a thread, a direct message, privately, and on and on."""

from __future__ import annotations

import pytest

from tests.fakes.discord_fake import FakeDiscord, button, every, text_of
from tests.fakes.discord_payloads import (
    ANOTHER_BOT,
    BOT_ROLE,
    GUILD,
    MANAGER,
    OTHER_CHANNEL,
    THREAD,
)
from tests.journeys.discord.running import Bot

WOODWARD = "Who said Russia wants hundreds of ballistic missiles?"
KIRBY = "Who said that Iran and Russia consider a drone assembly line in Russia?"
FOLLOW_UP = "and did they confirm it?"


async def test_a_mention_in_a_channel_is_answered_as_a_reply(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    text = text_of(await fake.answer_to(asked))
    assert text.startswith("**Claim by Barbara Woodward")
    assert "No response recorded" in text
    assert "paragraph 9" in text
    assert "Knowledge version" in text
    await bot.settled()
    assert len(fake.answers()) == 1


async def test_a_mention_in_a_thread_is_answered_there(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"{WOODWARD} {fake.mention}", channel=THREAD)
    assert (await fake.answer_to(asked)).channel == THREAD


async def test_the_bots_own_role_is_a_mention_too(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"<@&{BOT_ROLE}>")
    assert "Gainsay" in text_of(await fake.answer_to(asked))


async def test_a_direct_message_needs_no_mention(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.direct(WOODWARD)
    assert "Barbara Woodward" in text_of(await fake.answer_to(asked))


async def test_what_is_forwarded_to_the_bot_is_read(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.direct("", forwards=WOODWARD)
    assert "Barbara Woodward" in text_of(await fake.answer_to(asked))


async def test_markup_and_mentions_are_no_part_of_a_question(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"> **{fake.mention}** who said _Russia_ wants ||ballistic missiles||?")
    assert "Barbara Woodward" in text_of(await fake.answer_to(asked))


async def test_a_follow_up_in_a_chain_of_replies_is_understood(bot: Bot, fake: FakeDiscord) -> None:
    first = await fake.answer_to(await fake.say(f"{fake.mention} {KIRBY}"))
    await bot.settled()
    asked = await fake.say(FOLLOW_UP, reply_to=first)
    second = await fake.answer_to(asked)
    assert "Not confirmed by Iran and Russia" in text_of(second)
    assert "drone assembly line" in text_of(second)
    await bot.settled()
    third = await fake.answer_to(await fake.say("who said it?", reply_to=second))
    assert "John Kirby" in text_of(third)


async def test_a_follow_up_in_a_thread_needs_a_mention_only(bot: Bot, fake: FakeDiscord) -> None:
    await fake.answer_to(await fake.say(f"{fake.mention} {KIRBY}", channel=THREAD))
    await bot.settled()
    asked = await fake.say(f"{fake.mention} {FOLLOW_UP}", channel=THREAD, person=MANAGER)
    assert "Not confirmed by Iran and Russia" in text_of(await fake.answer_to(asked))


async def test_a_thread_that_the_bot_never_heard_of_is_a_thread_all_the_same(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.channels["3000000000000000098"] = GUILD
    await fake.answer_to(await fake.say(f"{fake.mention} {KIRBY}", channel="3000000000000000098"))
    await bot.settled()
    asked = await fake.say(f"{fake.mention} {FOLLOW_UP}", channel="3000000000000000098")
    assert "Not confirmed by Iran and Russia" in text_of(await fake.answer_to(asked))


async def test_a_new_question_in_a_channel_does_not_lean_on_others(
    bot: Bot, fake: FakeDiscord
) -> None:
    await fake.answer_to(await fake.say(f"{fake.mention} {KIRBY}"))
    await bot.settled()
    asked = await fake.say(f"{fake.mention} {FOLLOW_UP}")
    await bot.settled()
    assert not [m for m in fake.answers(asked) if "drone assembly line" in text_of(m)]


async def test_a_follow_up_in_a_direct_message_is_understood(bot: Bot, fake: FakeDiscord) -> None:
    await fake.answer_to(await fake.direct(KIRBY))
    await bot.settled()
    asked = await fake.direct(FOLLOW_UP)
    assert "Not confirmed by Iran and Russia" in text_of(await fake.answer_to(asked))


async def test_whoever_is_not_speaking_to_the_bot_is_left_in_peace(
    bot: Bot, fake: FakeDiscord
) -> None:
    edited = await fake.say("hello there")
    await fake.edit(edited, f"{fake.mention} {WOODWARD}")
    await fake.say(WOODWARD)
    await fake.say(f"{fake.mention} {WOODWARD}", person=ANOTHER_BOT)
    await fake.say(f"{fake.mention} {WOODWARD}", is_webhook=True)
    await fake.say(f"{fake.mention} {WOODWARD}", kind=6)  # "pinned a message"
    last = await fake.say(f"{fake.mention} {WOODWARD}", channel=OTHER_CHANNEL)
    await fake.answer_to(last)
    await bot.settled()
    assert fake.answers() == []


async def test_a_slash_command_is_answered_for_its_person_alone(
    bot: Bot, fake: FakeDiscord
) -> None:
    asked = await fake.slash("factcheck", {"question": WOODWARD})
    answer = await fake.answer_of(asked)
    assert "Barbara Woodward" in text_of(answer)
    assert asked.is_private
    assert button(answer, "share")
    assert fake.answers() == []


async def test_a_slash_command_works_where_only_its_person_installed_the_bot(
    bot: Bot, fake: FakeDiscord
) -> None:
    fake.channels["3000000000000000099"] = "2000000000000000099"
    asked = await fake.slash(
        "factcheck",
        {"question": WOODWARD},
        channel="3000000000000000099",
        authorizing_integration_owners={"1": "4000000000000000001"},
    )
    assert "Barbara Woodward" in text_of(await fake.answer_of(asked))


async def test_a_message_is_checked_from_its_menu(bot: Bot, fake: FakeDiscord) -> None:
    message = await fake.say("Kirby says **they** are standing up a drone assembly line in Russia")
    asked = await fake.choose_from_menu_of(message, "Check this message")
    assert "drone assembly line" in text_of(await fake.answer_of(asked))
    assert asked.is_private
    nothing = await fake.say(":)", person=MANAGER)
    asked = await fake.choose_from_menu_of(nothing, "Check this message")
    assert text_of(await fake.answer_of(asked))


async def test_no_record_is_said_and_can_be_waited_for(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.say(f"{fake.mention} did Blinken say that Iran sent missiles?")
    answer = await fake.answer_to(asked)
    assert "No record of “Blinken”" in text_of(answer)
    assert button(answer, "notify")


@pytest.mark.parametrize("text", ["", "help", "help factcheck"])
async def test_help_is_given_when_it_is_asked_for(bot: Bot, fake: FakeDiscord, text: str) -> None:
    asked = await fake.say(f"{fake.mention} {text}")
    assert "/factcheck" in text_of(await fake.answer_to(asked))


async def test_help_has_a_command(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("gainsay", sub="help")
    assert "/speaker name" in text_of(await fake.answer_of(asked))
    asked = await fake.slash("gainsay", {"about": "gaps"}, sub="help")
    assert text_of(await fake.answer_of(asked)).startswith("**/gaps")


async def test_every_answer_is_a_layout_with_no_colour(bot: Bot, fake: FakeDiscord) -> None:
    answer = await fake.answer_to(await fake.say(f"{fake.mention} {WOODWARD}"))
    assert answer.flags & 1 << 15
    assert [c["accent_color"] for c in every(answer.components) if c["type"] == 17] == [None]
