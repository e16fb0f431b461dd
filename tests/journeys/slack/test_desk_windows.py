"""Windows of the desk in Slack: opened at once, filled in, wrong, late, and after a restart."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.desk.editing import Desk
from knowledge.errors import StoreError
from knowledge.model import Claim, Response
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN, BEN, DESK, ELSEWHERE, TEAM
from tests.journeys.slack.chatting import (
    ask,
    filled_in,
    labels,
    open_form,
    press,
    read,
    say,
    window,
)
from tests.journeys.slack.running import Running, Start

SPACE = f"slack:{TEAM}"
SAID = "The harbour bridge will be closed until May, the council says."
RESTATED = "The harbour bridge stays closed until May."


@pytest.fixture
async def bot(start: Start) -> Running:
    running = await start()
    running.store.desk.set_editors(SPACE, (f"user:{ANN}", f"user:{BEN}"))
    return running


async def pointed(fake: FakeSlack, text: str = SAID, **message: Any) -> dict[str, Any]:
    """Return the window that asks as what a message is to be recorded."""
    payload = fake.payloads.check(text, callback_id="record_message", **message)
    return await window(fake, payload)


async def recorded(fake: FakeSlack, **filled: str) -> dict[str, Any]:
    """Record a claim from a message; return the window that says so."""
    form = await open_form(fake, await pointed(fake), "Record a claim")
    await fake.submit(form, **{"text": RESTATED, **filled})
    return fake.views[-1]


def own(bot: Running, kind: type = Claim) -> list[Any]:
    return [
        each
        for each in bot.store.iter_records(space=SPACE)
        if isinstance(each, kind) and each.space
    ]


async def page_of(fake: FakeSlack, id_: str, user: str = ANN) -> dict[str, Any]:
    return await ask(fake, fake.payloads.command("/desk", id_, user=user, channel=DESK))


async def test_a_message_becomes_a_claim_with_its_author_its_day_and_its_address(
    bot: Running, fake: FakeSlack
) -> None:
    asked = await pointed(fake)
    assert "What does this message by Ben Example do" in read(asked)
    form = await open_form(fake, asked, "Record a claim")
    assert filled_in(form)["quote"] == SAID
    assert filled_in(form)["said_by"] == "Ben Example"
    answer = await fake.submit(form, text=RESTATED)
    assert answer["response_action"] == "update"
    assert f"Recorded as a claim: {RESTATED}" in read(fake.views[-1])
    (claim,) = own(bot)
    (quote,) = claim.quotes
    assert (claim.text, quote.exact, claim.space) == (RESTATED, SAID, SPACE)
    assert quote.source.byline == "Ben Example"
    assert str(quote.source.url).startswith("https://newsroom.slack.com/archives/C0GENERAL/p")
    assert str(claim.said_on) == time.strftime("%Y-%m-%d", time.gmtime())


async def test_all_words_of_a_message_are_recorded_as_people_read_them(
    bot: Running, fake: FakeSlack
) -> None:
    asked = await pointed(fake, "<@U0ADMIN|ada> said *the dome* leaks &amp; drips")
    form = await open_form(fake, asked, "Record a claim")
    assert filled_in(form)["quote"] == "ada said the dome leaks & drips"


async def test_a_message_of_an_app_and_one_without_words(bot: Running, fake: FakeSlack) -> None:
    asked = await pointed(fake, "The dome leaks", bot_id="B1", username="Wire")
    assert "by Wire" in read(asked)
    assert "no words that could be recorded" in read(await pointed(fake, ""))


async def test_a_member_may_record_nothing(
    start: Start, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    await start()
    shown = await pointed(fake, user=BEN)
    assert labels(shown) == []
    assert "you are not one of them" in read(shown)
    assert "Refused at the desk of a slack space: record_claim" in logged.text


async def test_a_message_where_the_bot_is_no_member_can_be_recorded(
    bot: Running, fake: FakeSlack
) -> None:
    asked = await pointed(fake, channel=ELSEWHERE)
    assert labels(asked) == ["Record a claim", "Record a response", "Back to the desk"]


async def test_a_message_becomes_a_response_to_a_claim(bot: Running, fake: FakeSlack) -> None:
    await recorded(fake)
    (claim,) = own(bot)
    asked = await pointed(fake, "The council: the harbour bridge is not closed at all.")
    form = await open_form(fake, asked, "Record a response")
    assert (await fake.suggest(form, "claim"))[0] == claim.id
    await fake.submit(form, text="It is not closed.", stance="denies", claim=claim.id)
    assert "Recorded as a response" in read(fake.views[-1])
    (response,) = own(bot, Response)
    assert (response.stance, response.answers[0].claim) == ("denies", claim.id)


async def test_any_claim_on_record_can_be_answered(bot: Running, fake: FakeSlack) -> None:
    form = await open_form(fake, await pointed(fake, "No, he denied that."), "Record a response")
    found = "su-35-within-the-year"
    assert found in await fake.suggest(form, "claim", "Su-35 within the year")
    assert (await fake.suggest(form, "claim", found))[0] == found
    assert await fake.suggest(form, "claim", "zzz") == []


async def test_claims_are_offered_to_editors_of_the_place_only(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await recorded(fake)
    form = await open_form(fake, await pointed(fake), "Record a response")
    assert await fake.suggest(form, "claim", "harbour bridge")
    assert await fake.suggest(form, "claim", "harbour bridge", user="U0ADMIN")
    bot.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    assert await fake.suggest(form, "claim", "harbour bridge", user=BEN) == []
    fake.payloads.team = "T0OTHER"
    bot.store.desk.set_editors("slack:T0OTHER", (f"user:{ANN}",))
    assert await fake.suggest(form, "claim", "harbour bridge") == []
    assert await fake.suggest(form, "claim") == []


async def test_where_no_claims_can_be_offered_slack_is_answered_all_the_same(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await open_form(fake, await pointed(fake), "Record a response")

    def fails(*_: object) -> None:
        raise StoreError("read", "the disk is gone")

    monkeypatch.setattr(Desk, "claims_like", fails)
    assert await fake.suggest(form, "claim", "harbour bridge") == []


async def test_what_is_wrong_is_said_under_its_field_and_the_window_stays(
    bot: Running, fake: FakeSlack
) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    answer = await fake.submit(form, text=RESTATED, quote="The bridge was never built.")
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["quote"]
    assert own(bot) == []
    again = await fake.submit(form, text=RESTATED)
    assert again["response_action"] == "update"
    assert len(own(bot)) == 1


async def test_a_window_sent_twice_records_once(bot: Running, fake: FakeSlack) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    await fake.submit(form, text=RESTATED)
    await fake.submit(form, text=RESTATED)
    assert len(own(bot)) == 1


async def test_words_list_other_claims_in_another_window(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention("Did Kirby mention a zeppelin base in Norway?"))
    page = await press(fake, await page_of(fake, ""), "Answer a question")
    form = await open_form(fake, page, "Another claim")
    answer = await fake.submit(form, words="Su-35 within the year")
    assert answer["response_action"] == "update"
    assert "Choose one of these claims" in read(fake.views[-1])
    answer = await fake.submit(fake.views[-1], claim="su-35-within-the-year")
    assert answer == {}
    post = await fake.next_post()
    assert "From now on this question is answered with that claim" in post["text"]
    (link,) = bot.store.desk.phrasings(space=SPACE)
    assert link.claim == "su-35-within-the-year"


async def test_what_was_done_in_a_window_replaces_the_message_that_opened_it(
    bot: Running, fake: FakeSlack
) -> None:
    await recorded(fake)
    (claim,) = own(bot)
    form = await open_form(fake, await page_of(fake, claim.id), "Edit")
    assert filled_in(form)["text"] == RESTATED
    assert await fake.submit(form, hedge="the council says", why="It is hedged.") == {}
    post = await fake.next_post()
    assert (post["user"], post["channel"], post["replaces"]) == (ANN, DESK, True)
    assert "Changed" in post["text"]
    assert own(bot)[0].hedge == "the council says"


async def test_where_the_message_cannot_be_replaced_the_window_says_what_was_done(
    bot: Running, fake: FakeSlack
) -> None:
    await recorded(fake)
    form = await open_form(fake, await page_of(fake, own(bot)[0].id), "Withdraw")
    fake.fail("response", status=404)
    answer = await fake.submit(form, why="A test.")
    assert answer["response_action"] == "update"
    assert "Withdrawn" in read(fake.views[-1])
    assert labels(fake.views[-1]) == ["Undo", "Back to the desk"]


async def test_in_a_window_the_desk_goes_on(bot: Running, fake: FakeSlack) -> None:
    done = await recorded(fake)
    assert len(own(bot)) == 1
    undone = await open_form(fake, done, "Undo")
    assert "Undone" in read(undone)
    assert own(bot) == []
    assert "Nothing waits" in read(await open_form(fake, undone, "Back to the desk"))


async def test_a_window_can_be_sent_after_a_restart(start: Start, fake: FakeSlack) -> None:
    first = await start()
    first.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    form = await open_form(fake, await pointed(fake), "Record a claim")
    await first.kill()
    second = await start()
    await fake.sockets.connected(more_than=1)
    await fake.submit(form, text=RESTATED)
    assert len(own(second)) == 1


async def test_what_was_sent_before_a_kill_is_done_after_it_and_said_in_the_window(
    start: Start, fake: FakeSlack
) -> None:
    first = await start(works=False)
    first.store.desk.set_editors(SPACE, (f"user:{ANN}",))
    form = await open_form(fake, await pointed(fake), "Record a claim")
    answer = await fake.submit(form, text=RESTATED)
    assert "This takes a moment" in read(answer["view"])
    await first.kill()
    second = await start()
    await fake.until(lambda: "Recorded as a claim" in read(fake.views[-1]))
    assert len(own(second)) == 1


async def test_of_two_editors_the_second_has_to_look_again(bot: Running, fake: FakeSlack) -> None:
    await recorded(fake)
    (claim,) = own(bot)
    mine = await open_form(fake, await page_of(fake, claim.id), "Edit")
    theirs = await open_form(fake, await page_of(fake, claim.id, BEN), "Edit", user=BEN)
    await fake.submit(theirs, hedge="perhaps", why="One.", user=BEN)
    await fake.next_post()
    await fake.submit(mine, hedge="surely", why="Other.")
    assert "Somebody changed this meanwhile" in (await fake.next_post())["text"]
    assert own(bot)[0].hedge == "perhaps"


async def test_a_window_of_another_workspace_does_nothing(bot: Running, fake: FakeSlack) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    fake.payloads.team = "T0OTHER"
    bot.store.desk.set_editors("slack:T0OTHER", (f"user:{ANN}",))
    await fake.submit(form, text=RESTATED)
    assert "no longer at the desk" in read(fake.views[-1])
    assert own(bot) == []


async def test_who_is_no_editor_any_more_sends_a_window_in_vain(
    bot: Running, fake: FakeSlack
) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    bot.store.desk.set_editors(SPACE, ())
    await fake.submit(form, text=RESTATED)
    assert "you are not one of them" in read(fake.views[-1])
    assert own(bot) == []


async def test_a_window_that_opens_too_late_is_excused(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await recorded(fake)
    page = await page_of(fake, own(bot)[0].id)
    fake.fail("views.open", error="expired_trigger_id")
    post = await press(fake, page, "Edit")
    assert "Sorry" in post["text"]
    assert not post["replaces"]
    assert bot.service.health().figures["windows_not_opened"] == 1


async def test_a_button_that_opens_a_window_is_acknowledged_before_slack_is_asked(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await recorded(fake)
    page = await page_of(fake, own(bot)[0].id)
    right = Desk.press

    def slow(self: Desk, *args: Any) -> Any:
        time.sleep(0.5)
        return right(self, *args)

    monkeypatch.setattr(Desk, "press", slow)
    button = next(e for e in page["blocks"][-1]["elements"] if e["text"]["text"] == "Edit")
    ack = await fake.by_socket(fake.payloads.press(page, button))
    await ack.wait()
    assert ack.took_seconds < 0.4
    await fake.until(lambda: bool(fake.views[-1].get("submit")))


async def test_what_could_not_be_written_down_stays_in_the_window(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")

    def fails(_: object) -> None:
        raise StoreError("write", "the disk is full")

    monkeypatch.setattr(bot.kept, "keep_jobs", fails)
    answer = await fake.submit(form, text=RESTATED)
    assert "Sorry" in str(answer["errors"])


async def test_what_takes_longer_than_slack_waits_is_said_in_the_window(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    right = Desk.submit

    def slow(self: Desk, *args: Any) -> Any:
        time.sleep(1.5)
        return right(self, *args)

    monkeypatch.setattr(Desk, "submit", slow)
    answer = await fake.submit(form, text=RESTATED)
    assert "This takes a moment" in read(answer["view"])
    await fake.until(lambda: "Recorded as a claim" in read(fake.views[-1]))


async def test_a_window_that_is_none_of_ours_is_acknowledged(bot: Running, fake: FakeSlack) -> None:
    form = await open_form(fake, await pointed(fake), "Record a claim")
    for other in ({"callback_id": "other"}, {"private_metadata": ""}):
        await say(fake, fake.payloads.submit({**form, **other}, text=RESTATED))
    await asyncio.sleep(0.1)
    assert own(bot) == []
