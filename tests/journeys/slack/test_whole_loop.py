"""The whole loop on Slack: asked in vain, taught at the desk, told, asked again, corrected."""

from __future__ import annotations

import pytest

from knowledge.store.desk_port import Change, Phrasing, Who
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import elements_of
from tests.fakes.slack_payloads import ADMIN, BEN, DESK, EDITORS, GENERAL, TEAM
from tests.journeys.ferry import QUESTION, ferry
from tests.journeys.slack.chatting import Json, ask, open_form, press, read, window
from tests.journeys.slack.running import Running, Start

SPACE, OTHER_SPACE = f"slack:{TEAM}", "slack:T0OTHER"
CLAIM, PUBLIC_CLAIM = "ferry-landing", "drones-violate-resolution-2231"
VAGUE = "What is up with that boat place shutting down?"
HEADLINE = "laim by Jane Roe: The ferry landing at Exton will close in winter."


async def begin(start: Start) -> Running:
    """Start the bot where a user group edits, and the ferry's claim is the workspace's own."""
    running = await start(watches=True)
    running.store.desk.set_editors(SPACE, (f"group:{EDITORS}",))
    running.store.add(ferry(space=SPACE))
    return running


@pytest.fixture
async def bot(start: Start) -> Running:
    return await begin(start)


async def at_desk(fake: FakeSlack, text: str = "") -> Json:
    return await ask(fake, fake.payloads.command("/desk", text, channel=DESK))


async def asked_by(fake: FakeSlack, user: str, text: str = VAGUE) -> Json:
    return await ask(fake, fake.payloads.mention(text, user=user))


async def link(fake: FakeSlack) -> None:
    """Say at the desk, by its buttons, that the question which waits means the claim."""
    page = await press(fake, await at_desk(fake), "Answer a question")
    assert VAGUE in read(page)
    await fake.submit(await open_form(fake, page, "Another claim"), words=CLAIM)


async def linked_and_told(fake: FakeSlack) -> tuple[Json, Json]:
    """Link the question; return what the editor is told, and what everybody is, in any order."""
    await link(fake)
    posts = [await fake.next_post(), await fake.next_post()]
    done, told = sorted(posts, key=lambda post: not post.get("user"))
    assert "From now on this question is answered with that claim" in done["text"]
    return done, told


async def hedge(fake: FakeSlack) -> Json:
    """Say at the desk that the claim is hedged; return what the editor is told."""
    form = await open_form(fake, await at_desk(fake, CLAIM), "Edit")
    await fake.submit(form, hedge="may", why="The source hedges it.")
    return await fake.next_post()


async def point_at(fake: FakeSlack, text: str, label: str) -> Json:
    """Choose "Record this message" on a message; return the window that then opens."""
    payload = fake.payloads.check(text, callback_id="record_message")
    return await open_form(fake, await window(fake, payload), label)


def called(post: Json) -> list[str]:
    return [e["user_id"] for e in elements_of(post["blocks"]) if e.get("type") == "user"]


async def is_quiet(bot: Running, fake: FakeSlack) -> bool:
    """Whether all that there was to do is done, without another word and without a fault."""
    await bot.quiet()
    return await fake.no_post(seconds=0.05) and bot.watcher.faults == 0


async def test_what_was_asked_in_vain_is_linked_told_answered_and_corrected_once_each_time(
    bot: Running, fake: FakeSlack
) -> None:
    vain = await asked_by(fake, BEN)
    assert "whoever asked will be told" in read(vain)
    _, told = await linked_and_told(fake)
    assert told["text"].startswith(f"Now on record: c{HEADLINE}")
    assert (told["channel"], told["thread_ts"]) == (GENERAL, vain["thread_ts"])
    assert called(told) == [BEN]
    assert "Editors linked this question to what is shown; not in it: “boat”" in read(told)
    assert await is_quiet(bot, fake)
    answered = await asked_by(fake, ADMIN)
    assert answered["text"].startswith(f"C{HEADLINE}")
    assert await is_quiet(bot, fake)
    done = await hedge(fake)
    assert await is_quiet(bot, fake)
    for reply in (told, answered):
        assert reply["edits"] == 1
        assert "“may”" in read(reply)
        assert "Changed since it was shown here: the claim." in read(reply)
    assert "Undone" in (await press(fake, done, "Undo"))["text"]
    assert await is_quiet(bot, fake)
    for reply in (told, answered):
        assert reply["edits"] == 2
        assert "“may”" not in read(reply)
    assert "edits" not in vain


async def test_a_response_that_is_recorded_from_a_message_corrects_what_was_told_and_answered(
    bot: Running, fake: FakeSlack
) -> None:
    await asked_by(fake, BEN)
    _, told = await linked_and_told(fake)
    answered = await asked_by(fake, ADMIN)
    await bot.idle()
    form = await point_at(fake, "The landing stays open all year.", "Record a response")
    await fake.submit(form, text="It stays open.", stance="denies", claim=CLAIM)
    assert await is_quiet(bot, fake)
    for reply in (told, answered):
        assert reply["edits"] == 1
        assert "Denied by Ben Example" in reply["text"]
        assert "Changed since it was shown here: the responses to it." in read(reply)
    await open_form(fake, fake.views[-1], "Undo")
    assert await is_quiet(bot, fake)
    for reply in (told, answered):
        assert reply["edits"] == 2
        assert "No response recorded" in reply["text"]


async def test_a_claim_that_is_recorded_from_a_message_answers_who_asked_in_other_words(
    bot: Running, fake: FakeSlack
) -> None:
    vain = await asked_by(fake, BEN, "Did anyone say the zeppelin bid was dropped?")
    assert "whoever asked will be told" in read(vain)
    said = "The zeppelin tender in Farwater is cancelled."
    await fake.submit(await point_at(fake, said, "Record a claim"), text=said)
    told = await fake.next_post()
    assert told["text"].startswith(f"Now on record: claim by Ben Example: {said}")
    assert (told["thread_ts"], called(told)) == (vain["thread_ts"], [BEN])
    assert await is_quiet(bot, fake)
    assert (await at_desk(fake))["text"] == "Nothing waits at the desk."
    # What is undone is not on record any more, and who was told hears so where they read it.
    await open_form(fake, fake.views[-1], "Undo")
    assert await is_quiet(bot, fake)
    assert told["edits"] == 1
    assert "not on record any more" in told["text"]


async def test_what_another_workspace_records_and_links_tells_nobody_here(
    bot: Running, fake: FakeSlack
) -> None:
    await asked_by(fake, BEN)
    await bot.idle()
    bot.store.add(ferry(id="ferry-elsewhere", space=OTHER_SPACE))
    for claim in ("ferry-elsewhere", PUBLIC_CLAIM):
        wanted = Change(link=[Phrasing(OTHER_SPACE, VAGUE, claim)])
        bot.store.desk.change(wanted, space=OTHER_SPACE, who=Who("U9"), at=1.0, why="meant")
    assert await is_quiet(bot, fake)
    _, told = await linked_and_told(fake)
    assert told["text"].startswith(f"Now on record: c{HEADLINE}")


async def test_a_link_that_would_show_nothing_is_refused_and_the_question_waits_on(
    bot: Running, fake: FakeSlack
) -> None:
    await asked_by(fake, BEN, "Is any hall in Exton closing on 3 May?")
    page = await press(fake, await at_desk(fake), "Answer a question")
    form = await open_form(fake, page, "Another claim")
    answer = await fake.submit(form, words=CLAIM)
    assert "inked, it would not be shown: " in str(answer)
    assert await is_quiet(bot, fake)
    assert "1 unanswered question" in (await at_desk(fake))["text"]


async def test_what_is_ruled_out_corrects_nothing_and_is_not_shown_to_the_next_who_asks(
    bot: Running, fake: FakeSlack
) -> None:
    answer = await asked_by(fake, BEN, QUESTION)
    assert answer["text"].startswith(f"C{HEADLINE}")
    await press(fake, answer, "Not what I asked", user=BEN)
    page = await press(fake, await at_desk(fake), "Look at a wrong match")
    done = await press(fake, page, "Right: not this claim")
    assert await is_quiet(bot, fake)
    assert "edits" not in answer
    vain = await asked_by(fake, ADMIN, QUESTION)
    assert HEADLINE not in read(vain)
    await bot.idle()
    # Who asked while it was ruled out hears that it no longer is.
    await press(fake, done, "Undo")
    told = await fake.next_post()
    assert told["text"].startswith(f"Now on record: c{HEADLINE}")
    assert (told["thread_ts"], called(told)) == (vain["thread_ts"], [ADMIN])
    assert await is_quiet(bot, fake)
    assert "edits" not in answer


async def test_a_kill_after_the_link_tells_once_and_the_buttons_go_on_working(
    start: Start, fake: FakeSlack
) -> None:
    first = await begin(start)
    vain = await asked_by(fake, BEN)
    await first.quiet()
    first.tasks.pop().cancel()
    await link(fake)
    done = await fake.next_post()
    await first.idle()
    await first.kill()
    second = await start(watches=True)
    told = await fake.next_post()
    assert (told["thread_ts"], called(told)) == (vain["thread_ts"], [BEN])
    assert await is_quiet(second, fake)
    await fake.sockets.connected(more_than=1)
    edited = await hedge(fake)
    assert await is_quiet(second, fake)
    await second.kill()
    third = await start(watches=True)
    await fake.sockets.connected(more_than=2)
    for page, what in ((edited, "The ferry landing"), (done, VAGUE)):
        assert f"Undone: {what}" in (await press(fake, page, "Undo"))["text"]
    assert await is_quiet(third, fake)
    assert told["edits"] == 2
    assert "whoever asked will be told" in read(await asked_by(fake, ADMIN))
