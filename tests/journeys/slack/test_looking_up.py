from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ADMIN, ANN, BEN, ELSEWHERE, GENERAL, TEAM
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


async def test_members_may_set_when_the_bot_speaks(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.command("/gainsay", "here off", user=ANN))
    assert "Done" in post["text"]
    now = await ask(fake, fake.payloads.command("/gainsay", "here", user=BEN))
    assert "says nothing" in now["text"]


@pytest.mark.parametrize(
    "guest",
    [
        {"team_id": "T0OTHER", "is_admin": True},
        {"team_id": TEAM, "is_restricted": True},
        {"team_id": TEAM, "is_ultra_restricted": True},
    ],
)
async def test_guests_and_people_of_other_workspaces_may_not(
    bot: Running, fake: FakeSlack, guest: dict[str, Any]
) -> None:
    fake.people["U0GUEST"] = {"id": "U0GUEST", **guest}
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


async def test_a_missing_scope_is_named_and_keeps_nobody_from_setting_it(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    fake.scopes.discard("users:read")
    post = await ask(fake, fake.payloads.command("/gainsay", "here off"))
    assert "Done" in post["text"]
    assert "users:read" in logged.text


async def test_forget_me_deletes_what_is_kept(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.direct(MISSILES))
    post = await ask(fake, fake.payloads.command("/gainsay", "forget me"))
    assert "deleted" in post["text"]
    again = await ask(fake, fake.payloads.direct("forget me"))
    assert "Nothing was kept" in again["text"]
