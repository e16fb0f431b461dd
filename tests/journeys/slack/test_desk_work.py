"""An editor's work in Slack, from what waits to what the next person is shown."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.codec import as_plain
from knowledge.model import Claim
from knowledge.store.desk_port import DraftKind, KeptDraft, Who
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN, BEN, DESK, EDITORS, TEAM
from tests.journeys.slack.chatting import (
    DRONES,
    ask,
    button,
    filled_in,
    labels,
    offered,
    open_form,
    press,
    read,
    say,
)
from tests.journeys.slack.running import Running, Start

SPACE = f"slack:{TEAM}"
UNKNOWN = "Did the minister cancel the zeppelin tender?"
DENIED = "drones-violate-resolution-2231"


@pytest.fixture
async def bot(start: Start) -> Running:
    running = await start()
    running.store.desk.set_editors(SPACE, (f"group:{EDITORS}",))
    return running


async def desk(fake: FakeSlack, text: str = "") -> dict[str, Any]:
    return await ask(fake, fake.payloads.command("/desk", text, channel=DESK))


def a_draft(bot: Running, id_: str = "draft-1") -> KeptDraft:
    (claim,) = bot.store.get_claims([DENIED])
    plain = {**as_plain(claim), "id": f"own-{id_}", "space": SPACE}
    who = Who("U9")
    draft = KeptDraft(
        id_, SPACE, DraftKind.RECORDS, id_, claim.text, who, 1.0, (plain,), notes=("a doubt",)
    )
    assert bot.store.desk.keep_draft(draft)
    return draft


def own(bot: Running) -> list[Claim]:
    records = bot.store.iter_records(space=SPACE)
    return [each for each in records if isinstance(each, Claim) and each.space]


async def test_a_question_without_an_answer_is_linked_to_a_claim(
    bot: Running, fake: FakeSlack
) -> None:
    for person in (ANN, BEN):
        await ask(fake, fake.payloads.mention(UNKNOWN, user=person))
    queue = await desk(fake)
    assert "1 unanswered question waits at the desk." in queue["text"]
    assert "asked 2 times by 2 people" in read(queue)
    page = await press(fake, queue, "Answer a question")
    assert page["replaces"]
    form = await open_form(fake, page, "Another claim")
    assert await fake.submit(form, words=DENIED) == {}
    assert "From now on this question is answered" in (await fake.next_post())["text"]
    (link,) = bot.store.desk.phrasings(space=SPACE)
    assert (link.text, link.claim) == (UNKNOWN, DENIED)
    assert (await desk(fake))["text"] == "Nothing waits at the desk."


async def test_a_question_that_was_linked_is_answered_for_the_next_who_asks(
    bot: Running, fake: FakeSlack
) -> None:
    unanswered = await ask(fake, fake.payloads.mention(UNKNOWN))
    assert "Nothing is recorded" in unanswered["text"]
    page = await press(fake, await desk(fake), "Answer a question")
    await fake.submit(await open_form(fake, page, "Another claim"), words=DENIED)
    done = await fake.next_post()
    answered = await ask(fake, fake.payloads.mention(UNKNOWN, user=BEN))
    assert "Denied by Amir Saeid Iravani" in read(answered)
    await press(fake, done, "Undo")
    again = await ask(fake, fake.payloads.mention(UNKNOWN, user=BEN))
    assert "Nothing is recorded" in again["text"]


async def test_a_claim_that_was_ruled_out_is_not_shown_to_the_next_who_asks(
    bot: Running, fake: FakeSlack
) -> None:
    answer = await ask(fake, fake.payloads.mention(DRONES))
    await press(fake, answer, "Not what I asked")
    page = await press(fake, await desk(fake), "Look at a wrong match")
    await press(fake, page, "Right: not this claim")
    other = await ask(fake, fake.payloads.mention(DRONES, user=BEN))
    assert "Denied by Amir Saeid Iravani" not in read(other)


async def test_a_recorded_claim_answers_where_it_was_recorded_and_nowhere_else(
    bot: Running, fake: FakeSlack
) -> None:
    said = "The zeppelin tender in Farwater is cancelled."
    bot.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    await say(fake, fake.payloads.check(said, callback_id="record_message"))
    await fake.until(lambda: bool(fake.views))
    form = await open_form(fake, fake.views[-1], "Record a claim")
    await fake.submit(form, text=said)
    asked = "Who said that the zeppelin tender in Farwater is cancelled?"
    assert "Ben Example" in read(await ask(fake, fake.payloads.mention(asked)))
    fake.payloads.team = "T0OTHER"
    assert "Ben Example" not in read(await ask(fake, fake.payloads.mention(asked)))


async def test_a_listed_claim_is_what_a_question_means_and_that_can_be_undone(
    bot: Running, fake: FakeSlack
) -> None:
    await ask(fake, fake.payloads.mention("Did Blinken mention the drones and resolution 2231?"))
    page = await press(fake, await desk(fake), "Answer a question")
    done = await press(fake, page, "It means 1")
    assert len(bot.store.desk.phrasings(space=SPACE)) == 1
    assert "Undone" in (await press(fake, done, "Undo"))["text"]
    assert bot.store.desk.phrasings(space=SPACE) == ()


async def test_a_wrong_match_is_ruled_out(bot: Running, fake: FakeSlack) -> None:
    answer = await ask(fake, fake.payloads.mention(DRONES))
    await press(fake, answer, "Not what I asked")
    page = await press(fake, await desk(fake), "Look at a wrong match")
    await press(fake, page, "Right: not this claim")
    (link,) = bot.store.desk.phrasings(space=SPACE)
    assert (link.claim, link.is_anti) == (DENIED, True)


async def test_what_is_put_aside_is_dealt_with(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(UNKNOWN))
    page = await press(fake, await desk(fake), "Answer a question")
    assert "Put aside" in (await press(fake, page, "Put aside"))["text"]
    assert (await desk(fake))["text"] == "Nothing waits at the desk."


async def test_a_draft_is_edited_and_published_and_then_answers(
    bot: Running, fake: FakeSlack
) -> None:
    a_draft(bot)
    page = await press(fake, await desk(fake), "Review a draft")
    assert "a doubt" in read(page)
    form = await open_form(fake, page, "Edit")
    await fake.submit(form, hedge="perhaps", why="The source hedges it.")
    page = await fake.next_post()
    assert "Publish" in labels(page)
    assert own(bot) == []
    assert "Published" in (await press(fake, page, "Publish"))["text"]
    assert [claim.hedge for claim in own(bot)] == ["perhaps"]
    history = await desk(fake, "history own-draft-1")
    assert "Undo 1" in labels(history)


async def test_a_draft_is_rejected_with_a_reason(bot: Running, fake: FakeSlack) -> None:
    a_draft(bot)
    page = await press(fake, await desk(fake), "Review a draft")
    form = await open_form(fake, page, "Reject")
    assert list(filled_in(form)) == ["why"]
    await fake.submit(form, why="It is about something else.")
    assert "Rejected" in (await fake.next_post())["text"]
    (revision, *_) = bot.store.desk.history("draft-1", space=SPACE)
    assert (revision.why, revision.who.person) == ("It is about something else.", ANN)


async def test_of_two_editors_one_publishes(bot: Running, fake: FakeSlack) -> None:
    fake.groups[EDITORS].append(BEN)
    a_draft(bot)
    mine = await press(fake, await desk(fake), "Review a draft")
    theirs = await press(fake, await desk(fake), "Review a draft")
    assert "Published" in (await press(fake, theirs, "Publish", user=BEN))["text"]
    assert "Somebody changed this" in (await press(fake, mine, "Publish"))["text"]
    assert len(own(bot)) == 1


async def test_two_claims_are_said_to_be_the_same(bot: Running, fake: FakeSlack) -> None:
    two = ("su-35-within-the-year", "su-35-within-next-year")
    draft = KeptDraft("s", SPACE, DraftKind.SAME_CLAIM, "s", "Two", Who(""), 1.0, claims=two)
    assert bot.store.desk.keep_draft(draft)
    page = await press(fake, await desk(fake), "Compare two claims")
    assert "Noted as the same claim" in (await press(fake, page, "The same claim"))["text"]
    (relation,) = bot.store.desk.relations(two, space=SPACE)
    assert {relation.claim, relation.other} == set(two)


async def test_a_record_is_looked_up_withdrawn_and_published_again(
    bot: Running, fake: FakeSlack
) -> None:
    a_draft(bot)
    await press(fake, await press(fake, await desk(fake), "Review a draft"), "Publish")
    page = await desk(fake, "own-draft-1")
    form = await open_form(fake, page, "Withdraw")
    await fake.submit(form, why="Doubtful.")
    await fake.next_post()
    assert own(bot) == []
    again = await desk(fake, "own-draft-1")
    assert "Published" in (await press(fake, again, "Publish"))["text"]
    assert len(own(bot)) == 1


async def test_what_is_public_is_shown_and_not_changed(bot: Running, fake: FakeSlack) -> None:
    page = await desk(fake, DENIED)
    assert "Edit" not in labels(page)
    assert "History" in labels(page)


async def test_words_find_claims_to_open(bot: Running, fake: FakeSlack) -> None:
    page = await desk(fake, "drones resolution 2231")
    assert "On record" in (await press(fake, page, "Open 1"))["text"]


async def test_claims_to_choose_from_are_the_likeliest(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention("Did Blinken mention the drones and resolution 2231?"))
    page = await press(fake, await desk(fake), "Answer a question")
    assert offered(await open_form(fake, page, "Another claim"), "claim")[0] == DENIED


async def test_a_press_that_was_kept_before_a_kill_is_done_once_after_it(
    start: Start, fake: FakeSlack
) -> None:
    first = await start()
    first.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    a_draft(first)
    page = await press(fake, await desk(fake), "Review a draft")
    await first.kill()
    second = await start(works=False)
    await fake.sockets.connected(more_than=1)
    await say(fake, fake.payloads.press(page, button(page, "Publish")))
    await second.kill()
    third = await start()
    assert "Published" in (await fake.next_post())["text"]
    await third.idle()
    assert len(own(third)) == 1


async def test_a_removed_workspace_leaves_nothing_begun_at_its_desk(
    bot: Running, fake: FakeSlack
) -> None:
    bot.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    payload = fake.payloads.check("The dome leaks.", callback_id="record_message")
    await say(fake, payload)
    await fake.until(lambda: bool(fake.views))
    assert bot.kept.find_values(f"desk {SPACE}")
    await say(fake, fake.payloads.uninstalled())
    await bot.idle()
    assert not bot.kept.find_values(f"desk {SPACE}")


async def test_a_command_that_could_not_be_answered_is_no_question(
    bot: Running, fake: FakeSlack
) -> None:
    fake.fail("response", drops="after")
    await desk(fake, "zeppelin tender")
    await bot.idle()
    assert bot.inbox.counts.given_up == 1
    assert (await desk(fake))["text"] == "Nothing waits at the desk."
