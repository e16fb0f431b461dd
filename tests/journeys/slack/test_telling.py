"""The loop closes on Slack: who waited is told, and replies that were sent are corrected."""

from __future__ import annotations

import pytest

from knowledge.vocabulary import State
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import elements_of
from tests.fakes.slack_payloads import ADMIN, ANN, BEN, GENERAL
from tests.journeys.ferry import QUESTION, ferry, ferry_denied
from tests.journeys.slack.chatting import Json, ask, labels, press, read, say
from tests.journeys.slack.running import Running, Start


@pytest.fixture
async def bot(start: Start) -> Running:
    return await start(watches=True)


def called(post: Json) -> list[str]:
    return [e["user_id"] for e in elements_of(post["blocks"]) if e.get("type") == "user"]


async def edited(fake: FakeSlack, post: Json, times: int = 1) -> None:
    await fake.until(lambda: post.get("edits", 0) >= times)


async def quiet(bot: Running, fake: FakeSlack) -> bool:
    """Whether all that there was to do is done, without another word and without a fault."""
    await bot.quiet()
    return await fake.no_post(seconds=0.05) and bot.watcher.faults == 0


async def test_who_asked_in_vain_is_told_in_the_thread_once_and_the_reply_is_corrected_later(
    bot: Running, fake: FakeSlack
) -> None:
    asked = fake.payloads.mention(QUESTION)
    vain = await ask(fake, asked)
    assert "whoever asked will be told" in read(vain)
    bot.store.add(ferry())
    told = await fake.next_post()
    assert (told["channel"], told["thread_ts"]) == (GENERAL, asked["event"]["ts"])
    assert told["text"].startswith("Now on record: claim by Jane Roe")
    assert QUESTION in read(told)
    assert called(told) == [ANN]
    assert await quiet(bot, fake)
    assert "Jane Roe" in read(await ask(fake, fake.payloads.mention(QUESTION, user=BEN)))
    bot.store.add(ferry_denied())
    await edited(fake, told)
    assert told["text"].startswith("Updated on ")
    assert "Denied by John Doe" in told["text"]
    assert "Changed since it was shown here: the responses to it." in read(told)
    assert await quiet(bot, fake)
    assert told["edits"] == 1


async def test_all_who_wait_in_a_thread_are_told_together(bot: Running, fake: FakeSlack) -> None:
    vain = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    for user in (BEN, ADMIN):
        noted = await press(fake, vain, "Tell me when something is recorded", user=user)
        assert "Noted: you want to be told" in noted["text"]
    bot.store.add(ferry())
    told = await fake.next_post()
    assert called(told) == [ANN, BEN, ADMIN]
    assert await quiet(bot, fake)


async def test_who_asked_in_private_is_told_directly(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.command("/factcheck", QUESTION, user=BEN))
    await bot.idle()
    bot.store.add(ferry())
    told = await fake.next_post()
    assert fake.channels[told["channel"]]["user"] == BEN
    assert "Jane Roe" in told["text"]
    assert called(told) == []
    assert "Sources" in labels(told)
    assert await quiet(bot, fake)
    bot.store.add(ferry_denied())
    await edited(fake, told)
    assert "Denied by John Doe" in told["text"]


async def test_who_wanted_to_know_of_a_claim_is_told_directly_of_each_change(
    bot: Running, fake: FakeSlack
) -> None:
    bot.store.add(ferry())
    answer = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    await press(fake, answer, "Notify me", user=BEN)
    await bot.idle()
    bot.store.add(ferry_denied())
    told = await fake.next_post()
    assert fake.channels[told["channel"]]["user"] == BEN
    assert told["text"].startswith("You wanted to be told of changes: claim by Jane Roe")
    assert "Denied by John Doe" in told["text"]
    bot.store.add(ferry(state=State.WITHDRAWN))
    again = await fake.next_post()
    assert "“The ferry landing at Exton will close in winter.” is not on record" in again["text"]
    assert await quiet(bot, fake)


async def test_a_changed_claim_corrects_its_reply_in_place_once(
    bot: Running, fake: FakeSlack
) -> None:
    bot.store.add(ferry())
    answer = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.store.add(ferry(hedge="may"))
    await edited(fake, answer)
    assert "“may”" in read(answer)
    assert "Updated on" in answer["text"]
    assert "Why this?" in labels(answer)
    assert await quiet(bot, fake)
    assert answer["edits"] == 1
    # Its buttons go on working.
    assert "Sources of the claim" in (await press(fake, answer, "Sources"))["text"]


async def test_what_was_shared_is_corrected_too(bot: Running, fake: FakeSlack) -> None:
    bot.store.add(ferry())
    private = await ask(fake, fake.payloads.command("/factcheck", QUESTION))
    shared = await press(fake, private, "Share")
    assert not shared["user"]
    await bot.idle()
    bot.store.add(ferry_denied())
    await edited(fake, shared)
    assert "Denied by John Doe" in shared["text"]
    assert "edits" not in private
    assert await quiet(bot, fake)


async def test_a_withdrawn_claim_is_taken_back_and_shown_again_when_it_is_back(
    bot: Running, fake: FakeSlack
) -> None:
    bot.store.add(ferry())
    answer = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.store.add(ferry(state=State.WITHDRAWN))
    await edited(fake, answer)
    assert "not on record any more" in answer["text"]
    assert "close in winter" not in read(answer)
    bot.store.add(ferry())
    await edited(fake, answer, 2)
    assert "close in winter" in read(answer)


async def test_what_changes_nothing_that_was_shown_corrects_nothing(
    bot: Running, fake: FakeSlack
) -> None:
    bot.store.add(ferry())
    answer = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.store.add(ferry(topics=("ferries",)))
    bot.store.add(ferry_denied(space="slack:T0OTHER"))
    assert await quiet(bot, fake)
    assert "edits" not in answer


async def test_a_record_of_another_space_answers_nobody_here(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.store.add(ferry(space="slack:T0OTHER"))
    assert await quiet(bot, fake)
    bot.store.add(ferry(space=""))
    assert "Now on record" in (await fake.next_post())["text"]


@pytest.mark.parametrize("error", ["cant_update_message", "edit_window_closed", ""])
async def test_what_cannot_be_edited_is_corrected_in_its_thread_once(
    bot: Running, fake: FakeSlack, error: str
) -> None:
    bot.store.add(ferry())
    asked = fake.payloads.mention(QUESTION)
    answer = await ask(fake, asked)
    await bot.idle()
    if error:
        fake.fail("chat.update", error=error)
    else:
        answer["is_deleted"] = True
    bot.store.add(ferry_denied())
    note = await fake.next_post()
    assert note["thread_ts"] == asked["event"]["ts"]
    assert "This corrects an earlier answer here." in read(note)
    assert "Denied by John Doe" in note["text"]
    assert await quiet(bot, fake)
    # What is true then is said there, too.
    bot.store.add(ferry(hedge="may"))
    await edited(fake, note)
    assert "edits" not in answer
    assert await quiet(bot, fake)


async def test_a_channel_that_is_gone_is_given_up_quietly(bot: Running, fake: FakeSlack) -> None:
    bot.store.add(ferry())
    await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    del fake.channels[GENERAL]
    for hedge in ("may", "might"):
        bot.store.add(ferry(hedge=hedge))
        assert await quiet(bot, fake)
    updates = [name for name, _ in fake.calls if name == "chat.update"]
    assert len(updates) == 1


async def test_somebody_who_has_left_is_given_up_quietly(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.command("/factcheck", QUESTION, user=BEN))
    await bot.idle()
    fake.people[BEN]["is_gone"] = True
    bot.store.add(ferry())
    assert await quiet(bot, fake)
    assert bot.kept.subscriptions(f"slack:{fake.payloads.team}") == ()


@pytest.mark.parametrize(
    "fault", [{"status": 429, "retry_after": 1}, {"status": 503}, {"drops": "before"}]
)
async def test_an_update_that_has_to_wait_is_done_later(
    bot: Running, fake: FakeSlack, fault: Json
) -> None:
    bot.store.add(ferry())
    answer = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    fake.fail("chat.update", **fault)
    bot.store.add(ferry_denied())
    await edited(fake, answer)
    assert await quiet(bot, fake)
    assert answer["edits"] == 1


async def test_news_whose_answer_was_lost_is_not_told_twice(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    fake.fail("chat.postMessage", drops="after")
    bot.store.add(ferry())
    await fake.next_post()
    assert await quiet(bot, fake)
    assert bot.kept.subscriptions(f"slack:{fake.payloads.team}") == ()


async def test_what_changed_while_nothing_ran_is_told_after_the_start(
    start: Start, fake: FakeSlack
) -> None:
    bot = await start(watches=True)
    vain = await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    assert await quiet(bot, fake)
    await bot.kill()
    bot.store.add(ferry())
    other = await start(watches=True)
    told = await fake.next_post()
    assert told["thread_ts"] == vain["thread_ts"]
    assert await quiet(other, fake)


async def test_a_kill_between_writing_down_and_sending_tells_once(
    start: Start, fake: FakeSlack
) -> None:
    bot = await start(watches=True)
    await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.tasks[1].cancel()
    bot.store.add(ferry())
    await fake.until(lambda: bool(bot.kept.count_waiting(["slack.tell"])))
    await bot.kill()
    other = await start(watches=True)
    assert "Now on record" in (await fake.next_post())["text"]
    assert await quiet(other, fake)


async def test_who_says_forget_me_is_told_nothing(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(QUESTION))
    await ask(fake, fake.payloads.command("/gainsay", "forget me"))
    await bot.idle()
    bot.store.add(ferry())
    assert await quiet(bot, fake)


async def test_where_the_bot_was_switched_off_people_are_told_directly(
    bot: Running, fake: FakeSlack
) -> None:
    await ask(fake, fake.payloads.mention(QUESTION))
    await bot.idle()
    bot.kept.set_mode(f"slack:{fake.payloads.team}", GENERAL, "off")
    bot.store.add(ferry())
    told = await fake.next_post()
    assert fake.channels[told["channel"]].get("user") == ANN
    await say(fake, fake.payloads.message("and so on"))
    assert await quiet(bot, fake)
