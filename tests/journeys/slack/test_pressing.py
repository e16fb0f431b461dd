from __future__ import annotations

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN, BEN, GENERAL
from tests.journeys.slack.chatting import (
    DRONES,
    MISSILES,
    ask,
    button,
    labels,
    press,
    read,
    say,
    thumb,
)
from tests.journeys.slack.running import Running, Start

UNCLEAR = "who says tehran might have russian warplanes in its hands inside twelve months"


async def test_every_button_of_an_answer_does_what_it_says(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    assert labels(post) == ["Sources", "Why this?", "Not what I asked", "Notify me"]
    assert "SHA-256" in read(await press(fake, post, "Sources"))
    assert "confidence" in read(await press(fake, post, "Why this?"))
    assert "you want to be told when" in (await press(fake, post, "Notify me"))["text"]
    assert "The editors will see" in read(await press(fake, post, "Not what I asked"))


async def test_what_a_button_shows_is_for_who_pressed_it_in_the_thread(
    bot: Running, fake: FakeSlack
) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    shown = await press(fake, post, "Why this?", user=BEN)
    assert (shown["via"], shown["user"], shown["channel"]) == ("response_url", BEN, GENERAL)
    assert shown["thread_ts"] == post["thread_ts"]


async def test_notify_me_is_remembered(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    await press(fake, post, "Notify me")
    (wanted,) = bot.kept.subscriptions("slack:T0GAINSAY")
    assert (wanted.person, wanted.claim) == (ANN, "drones-violate-resolution-2231")


async def test_not_what_i_asked_is_for_the_desk(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    await press(fake, post, "Not what I asked")
    (suggested,) = bot.kept.suggestions("slack:T0GAINSAY")
    assert suggested.claim == "drones-violate-resolution-2231"
    assert suggested.text == DRONES


async def test_one_of_the_choices_is_picked(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(UNCLEAR))
    assert labels(post) == ["This one", "This one", "None of these"]
    picked = await press(fake, post, "This one", nth=1)
    assert picked["user"] == ANN
    second = [block for block in post["blocks"] if block["type"] == "section"][1]
    words = second["text"]["text"].splitlines()[0].removeprefix("2. ")
    assert words in picked["text"]


async def test_none_of_the_choices_is_for_the_desk(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(UNCLEAR))
    assert (await press(fake, post, "None of these"))["user"] == ANN
    assert len(bot.kept.suggestions("slack:T0GAINSAY")) == 2


async def test_feedback_is_taken(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    thanked = await ask(fake, fake.payloads.press(post, thumb(post, "positive")))
    assert "Thank you" in thanked["text"]
    other = await ask(fake, fake.payloads.press(post, thumb(post, "negative")))
    assert other["user"] == ANN
    assert len(bot.kept.suggestions("slack:T0GAINSAY")) == 1


async def test_buttons_of_a_private_answer_work(bot: Running, fake: FakeSlack) -> None:
    private = await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    why = await press(fake, private, "Why this?")
    assert "confidence" in read(why)


async def test_buttons_work_after_a_restart(start: Start, fake: FakeSlack) -> None:
    first = await start()
    post = await ask(fake, fake.payloads.mention(DRONES))
    await first.kill()
    await start()
    await fake.sockets.connected(more_than=1)
    assert "confidence" in read(await press(fake, post, "Why this?"))


async def test_a_button_of_another_workspace_shows_nothing(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    fake.payloads.team = "T0OTHER"
    told = await press(fake, post, "Why this?")
    assert "confidence" not in read(told)


async def test_a_button_that_is_none_of_ours_is_acknowledged(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    for action_id in ("other", "gainsay:nothing:0"):
        action = {**button(post, "Why this?"), "action_id": action_id}
        await say(fake, fake.payloads.press(post, action))
    assert await fake.no_post()
