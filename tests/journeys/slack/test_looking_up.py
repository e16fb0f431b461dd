from __future__ import annotations

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ADMIN, ANN, BEN, DESK, ELSEWHERE, GENERAL
from tests.journeys.slack.chatting import MISSILES, ask, option, press, read
from tests.journeys.slack.running import Running


@pytest.mark.parametrize(
    ("command", "text", "says"),
    [
        ("/source", "S/2022/908", "is mentioned in 1 stored source"),
        ("/source", "", "1 source is stored"),
        ("/speaker", "John Kirby", "John Kirby:"),
        ("/speaker", "", "on record"),
        ("/gaps", "", "no response recorded"),
        ("/gaps", "Russia", "by or about Russia"),
    ],
)
async def test_a_look_up_is_for_the_person_alone(
    bot: Running, fake: FakeSlack, command: str, text: str, says: str
) -> None:
    post = await ask(fake, fake.payloads.command(command, text))
    assert (post["via"], post["user"]) == ("response_url", ANN)
    assert says in post["text"]


@pytest.mark.parametrize("command", ["/factcheck", "/source", "/speaker", "/gaps", "/gainsay"])
async def test_each_command_has_help(bot: Running, fake: FakeSlack, command: str) -> None:
    post = await ask(fake, fake.payloads.command(command, "help"))
    assert command in read(post)
    assert post["user"] == ANN


async def test_a_claim_of_a_look_up_can_be_picked_from_its_menu(
    bot: Running, fake: FakeSlack
) -> None:
    found = await ask(fake, fake.payloads.command("/speaker", "Barbara Woodward"))
    picked = option(found, 0)
    post = await ask(fake, fake.payloads.press(found, picked))
    assert post["user"] == ANN
    assert "Claim by Barbara Woodward" in post["text"]


async def test_a_look_up_can_be_shared(bot: Running, fake: FakeSlack) -> None:
    found = await ask(fake, fake.payloads.command("/speaker", "Barbara Woodward"))
    shared = await press(fake, found, "Share")
    assert (shared["channel"], shared["user"]) == (GENERAL, "")
    assert "Barbara Woodward" in shared["text"]


@pytest.mark.parametrize(
    ("person", "channel", "may"),
    [(ADMIN, GENERAL, True), (ANN, DESK, True), (ANN, GENERAL, False), (BEN, GENERAL, True)],
)
async def test_admins_and_who_made_the_channel_may_set_when_the_bot_speaks(
    bot: Running, fake: FakeSlack, person: str, channel: str, may: bool
) -> None:
    set_to = fake.payloads.command("/gainsay", "here off", user=person, channel=channel)
    post = await ask(fake, set_to)
    assert ("Done" in post["text"]) is may
    now = await ask(fake, fake.payloads.command("/gainsay", "here", channel=channel))
    assert ("says nothing" in now["text"]) is may


async def test_an_admin_of_another_workspace_may_not(bot: Running, fake: FakeSlack) -> None:
    fake.people["U0GUEST"] = {"id": "U0GUEST", "team_id": "T0OTHER", "is_admin": True}
    post = await ask(fake, fake.payloads.command("/gainsay", "here off", user="U0GUEST"))
    assert "Done" not in post["text"]


async def test_it_does_not_promise_to_listen_where_it_is_no_member(
    bot: Running, fake: FakeSlack
) -> None:
    command = fake.payloads.command("/gainsay", "here listen", user=ADMIN, channel=ELSEWHERE)
    post = await ask(fake, command)
    assert "cannot listen here" in post["text"]
    command = fake.payloads.command("/gainsay", "here listen", user=ADMIN, channel="G0PRIVATE")
    assert "cannot listen here" in (await ask(fake, command))["text"]


async def test_nobody_may_where_slack_does_not_say_who_they_are(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    fake.scopes.discard("users:read")
    post = await ask(fake, fake.payloads.command("/gainsay", "here off", user=ADMIN))
    assert "Done" not in post["text"]
    assert "users:read" in logged.text


async def test_forget_me_deletes_what_is_kept(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.direct(MISSILES))
    post = await ask(fake, fake.payloads.command("/gainsay", "forget me"))
    assert "deleted" in post["text"]
    again = await ask(fake, fake.payloads.direct("forget me"))
    assert "Nothing was kept" in again["text"]
