"""Buttons and menus: under answers, after a restart, and what is shared for all to see."""

from __future__ import annotations

from tests.fakes.discord_fake import FakeDiscord, Interaction, button, text_of
from tests.fakes.discord_payloads import CHANNEL, DIRECT, GAINSAY, MANAGER, Message
from tests.journeys.discord.running import Bot
from tests.journeys.discord.test_asking import KIRBY, WOODWARD


async def _answered(fake: FakeDiscord, question: str = KIRBY) -> Message:
    return await fake.answer_to(await fake.say(f"{fake.mention} {question}"))


async def _privately(fake: FakeDiscord, question: str = KIRBY) -> tuple[Interaction, Message]:
    asked = await fake.slash("factcheck", {"question": question})
    await fake.answer_of(asked)
    assert asked.original
    return asked, asked.original


async def test_each_button_under_an_answer_does_what_it_says(bot: Bot, fake: FakeDiscord) -> None:
    answer = await _answered(fake)
    for act, said in {
        "sources": "Mehran Shamsuddin",
        "why": "confidence",
        "notify": "you want to be told",
        "helpful": "Thank you",
        "not": "The editors will see",
    }.items():
        pressed = await fake.press(button(answer, act), answer)
        assert said in text_of(await fake.answer_of(pressed)), act
        assert pressed.is_private


async def test_a_choice_is_made_with_its_button(bot: Bot, fake: FakeDiscord) -> None:
    answer = await _answered(fake, "what did he say about Russia?")
    if "Did you mean" not in text_of(answer):
        answer = await _answered(fake, "Su-35?")
    pressed = await fake.press(button(answer, "choose", 0), answer)
    assert "Claim by" in text_of(await fake.answer_of(pressed))


async def test_buttons_survive_a_restart(bot: Bot, fake: FakeDiscord) -> None:
    answer = await _answered(fake)
    await bot.settled()
    await bot.stop()
    await bot.start()
    pressed = await fake.press(button(answer, "why"), answer, person=MANAGER)
    assert "confidence" in text_of(await fake.answer_of(pressed))


async def test_what_is_shared_is_posted_for_all_and_can_be_used_there(
    bot: Bot, fake: FakeDiscord
) -> None:
    _, private = await _privately(fake)
    pressed = await fake.press(button(private, "share"), private)
    (shared,) = await fake.until(lambda: fake.answers())
    assert "drone assembly line" in text_of(shared)
    assert "Shared from a private answer" in text_of(shared)
    await fake.until(lambda: pressed.is_deleted)
    assert pressed.is_private  # "is thinking" was for the one person, too
    await bot.settled()
    used = await fake.press(button(shared, "sources"), shared, person=MANAGER)
    assert "Mehran Shamsuddin" in text_of(await fake.answer_of(used))


async def test_a_thing_is_shared_once(bot: Bot, fake: FakeDiscord) -> None:
    _, private = await _privately(fake)
    await fake.press(button(private, "share"), private)
    await fake.until(lambda: fake.answers())
    await bot.settled()
    again = await fake.press(button(private, "share"), private)
    assert "shared here already" in text_of(await fake.answer_of(again))
    assert again.is_private
    assert len(fake.answers()) == 1


async def test_a_look_up_is_shared(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("gaps", {"party": "Iran"})
    await fake.answer_of(asked)
    assert asked.original
    await fake.press(button(asked.original, "share"), asked.original)
    (shared,) = await fake.until(lambda: fake.answers())
    assert "have no response recorded" in text_of(shared)


async def test_sharing_works_where_the_bot_itself_is_not(bot: Bot, fake: FakeDiscord) -> None:
    fake.channels["3000000000000000099"] = "2000000000000000099"
    owners = {"1": "4000000000000000001"}
    asked = await fake.slash(
        "factcheck",
        {"question": KIRBY},
        channel="3000000000000000099",
        authorizing_integration_owners=owners,
    )
    await fake.answer_of(asked)
    assert asked.original
    pressed = await fake.press(
        button(asked.original, "share"), asked.original, authorizing_integration_owners=owners
    )
    (shared,) = await fake.until(lambda: pressed.follow_ups)
    assert "drone assembly line" in text_of(shared)
    assert not shared.flags & 1 << 6
    posts = [r for r in fake.rest.requests if r.path.endswith("/messages") and r.method == "POST"]
    assert posts == []


async def test_sharing_works_where_the_bot_may_not_write(bot: Bot, fake: FakeDiscord) -> None:
    _, private = await _privately(fake)
    fake.fail("POST", "/channels/.*/messages", 403, {"message": "Missing", "code": 50013})
    pressed = await fake.press(button(private, "share"), private)
    (shared,) = await fake.until(lambda: pressed.follow_ups)
    assert "drone assembly line" in text_of(shared)
    await fake.until(lambda: pressed.is_deleted)


async def test_a_share_that_fails_for_good_is_regretted(bot: Bot, fake: FakeDiscord) -> None:
    _, private = await _privately(fake)
    refusal = {"message": "Missing", "code": 50013}
    fake.fail("POST", "/channels/.*/messages", 403, refusal)
    fake.fail("POST", "/webhooks/1000000000000000001/[^/]+$", 403, refusal)
    pressed = await fake.press(button(private, "share"), private)
    assert "Sorry" in text_of(await fake.answer_of(pressed))
    assert fake.answers() == []


async def test_a_share_whose_answer_was_lost_is_not_posted_twice(
    bot: Bot, fake: FakeDiscord
) -> None:
    _, private = await _privately(fake)
    fake.fail("POST", "/channels/.*/messages", 0, is_late=True)
    pressed = await fake.press(button(private, "share"), private)
    await fake.until(lambda: pressed.is_deleted)
    await bot.settled()
    assert len(fake.answers()) == 1


async def test_a_button_of_another_server_shows_nothing_of_it(bot: Bot, fake: FakeDiscord) -> None:
    answer = await _answered(fake, WOODWARD)
    await bot.settled()
    stolen = {"components": answer.components, "flags": answer.flags}
    copied = fake.add_message(DIRECT, GAINSAY, stolen)
    pressed = await fake.press(button(answer, "sources"), copied)
    assert "too old, or was forgotten" in text_of(await fake.answer_of(pressed))


async def test_a_button_that_nobody_knows_any_more_is_met_with_words(
    bot: Bot, fake: FakeDiscord
) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": "gainsay:teach:1:0"}]}
    old = fake.add_message(CHANNEL, GAINSAY, {"components": [row], "flags": 1 << 15})
    pressed = await fake.press("gainsay:teach:1:0", old)
    said = await fake.until(lambda: pressed.acknowledgement)
    assert said["type"] == 4
    assert "Sorry" in text_of(said["data"])
