"""Who may work at the desk in Slack: people and user groups that owners name; nobody else."""

from __future__ import annotations

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ADMIN, ANN, BEN, EDITORS, TEAM
from tests.journeys.slack.chatting import ask, labels, press, read
from tests.journeys.slack.running import Running

SPACE = f"slack:{TEAM}"
CLAIM = "drones-violate-resolution-2231"


def name_editors(bot: Running, *editors: str) -> None:
    bot.store.desk.set_editors(SPACE, editors)


async def desk(fake: FakeSlack, text: str = "", user: str = ANN) -> dict[str, object]:
    return await ask(fake, fake.payloads.command("/desk", text, user=user))


async def test_a_member_is_refused_and_logged_without_a_name(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    name_editors(bot, f"group:{EDITORS}")
    post = await desk(fake, user=BEN)
    assert "you are not one of them" in str(post["text"])
    assert post["user"] == BEN
    assert "Refused at the desk of a slack space: desk" in logged.text
    for secret in (BEN, TEAM, EDITORS, "Ben"):
        assert secret not in logged.text


async def test_who_is_in_the_user_group_sees_what_waits(bot: Running, fake: FakeSlack) -> None:
    name_editors(bot, f"group:{EDITORS}")
    assert (await desk(fake))["text"] == "Nothing waits at the desk."


async def test_who_is_named_sees_what_waits_and_slack_is_asked_nothing(
    bot: Running, fake: FakeSlack
) -> None:
    name_editors(bot, f"user:{BEN}", f"group:{EDITORS}")
    assert (await desk(fake, user=BEN))["text"] == "Nothing waits at the desk."
    assert not fake.called("users.info")
    assert not fake.called("usergroups.users.list")


async def test_who_looks_after_the_workspace_sees_what_waits(bot: Running, fake: FakeSlack) -> None:
    assert (await desk(fake, user=ADMIN))["text"] == "Nothing waits at the desk."


async def test_an_admin_of_another_workspace_in_a_shared_channel_is_refused(
    bot: Running, fake: FakeSlack
) -> None:
    fake.people[ADMIN]["team_id"] = "T0OTHER"
    assert "you are not one of them" in str((await desk(fake, user=ADMIN))["text"])


async def test_slack_is_not_asked_again_for_each_press(bot: Running, fake: FakeSlack) -> None:
    name_editors(bot, f"group:{EDITORS}")
    page = await desk(fake, CLAIM)
    for _ in range(3):
        page = await press(fake, page, "History")
        page = await desk(fake, CLAIM)
    assert len(fake.called("usergroups.users.list")) == 1


async def test_owners_name_people_and_user_groups(bot: Running, fake: FakeSlack) -> None:
    named = f"editors <@{BEN}|ben> <!subteam^{EDITORS}|@editors>"
    post = await desk(fake, named, user=ADMIN)
    assert "Editors here from now on: 1 user group and 1 person" in str(post["text"])
    assert bot.desk.named_editors(SPACE) == (f"group:{EDITORS}", f"user:{BEN}")
    assert (await desk(fake, user=BEN))["text"] == "Nothing waits at the desk."


async def test_owners_may_write_ids_and_leave_the_desk_to_nobody(
    bot: Running, fake: FakeSlack
) -> None:
    await desk(fake, f"editors {BEN}, {EDITORS}", user=ADMIN)
    assert set(bot.desk.named_editors(SPACE)) == {f"group:{EDITORS}", f"user:{BEN}"}
    await desk(fake, "editors nobody", user=ADMIN)
    assert bot.desk.named_editors(SPACE) == ()


async def test_names_that_slack_did_not_recognise_change_nothing(
    bot: Running, fake: FakeSlack
) -> None:
    name_editors(bot, f"user:{BEN}")
    post = await desk(fake, "editors ann and the WHO", user=ADMIN)
    assert "names nobody" in str(post["text"])
    assert bot.desk.named_editors(SPACE) == (f"user:{BEN}",)


async def test_a_member_and_an_editor_may_not_say_who_edits(bot: Running, fake: FakeSlack) -> None:
    name_editors(bot, f"user:{ANN}")
    for person in (ANN, BEN):
        post = await desk(fake, f"editors <@{BEN}|ben>", user=person)
        assert "Only whoever looks after this workspace" in str(post["text"])
    assert bot.desk.named_editors(SPACE) == (f"user:{ANN}",)


async def test_without_the_scope_it_is_said_and_people_who_are_named_still_edit(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    fake.scopes.remove("usergroups:read")
    post = await desk(fake, f"editors <@{BEN}> <!subteam^{EDITORS}>", user=ADMIN)
    assert "cannot see who is in a user group" in read(post)
    assert "cannot see who is in a user group" in read(await desk(fake, user=ANN))
    assert (await desk(fake, user=BEN))["text"] == "Nothing waits at the desk."
    assert "lacks the scope usergroups:read" in logged.text
    assert bot.service.health().figures["missing_scopes"] == "usergroups:read"


async def test_a_group_that_is_gone_lets_nobody_in(bot: Running, fake: FakeSlack) -> None:
    name_editors(bot, f"group:{EDITORS}")
    fake.groups.clear()
    assert "you are not one of them" in str((await desk(fake))["text"])


async def test_who_has_left_the_group_can_press_nothing_any_more(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.editors.REMEMBERED_SECONDS", -1.0)
    name_editors(bot, f"group:{EDITORS}")
    page = await desk(fake, CLAIM)
    fake.groups[EDITORS] = []
    told = await press(fake, page, "History")
    assert "you are not one of them" in told["text"]


async def test_help_says_what_editors_can_do(bot: Running, fake: FakeSlack) -> None:
    assert "/desk history" in read(await desk(fake, "help", user=BEN))


async def test_another_workspace_sees_no_desk_of_this_one(bot: Running, fake: FakeSlack) -> None:
    name_editors(bot, f"user:{ANN}")
    page = await desk(fake, CLAIM)
    fake.payloads.team = "T0OTHER"
    for person in fake.people.values():
        person["team_id"] = "T0OTHER"
    told = await press(fake, page, "History", user=ADMIN)
    assert "no longer at the desk" in told["text"]
    assert labels(told) == []


async def test_while_slack_fails_who_was_an_editor_still_is(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.editors.REMEMBERED_SECONDS", -1.0)
    name_editors(bot, f"group:{EDITORS}")
    await desk(fake)
    fake.fail("usergroups.users.list", status=500, times=20)
    assert (await desk(fake))["text"] == "Nothing waits at the desk."


async def test_a_command_waits_until_slack_says_who_is_in_the_group(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.sending._TRY_AGAIN_SECONDS", 0.1)
    name_editors(bot, f"group:{EDITORS}")
    fake.fail("usergroups.users.list", status=500, times=4)
    assert (await desk(fake))["text"] == "Nothing waits at the desk."


async def test_of_a_whole_organisations_app_slack_is_told_which_workspace(
    bot: Running, fake: FakeSlack
) -> None:
    fake.payloads.is_org_wide, fake.payloads.enterprise = True, "E0ORG"
    fake.accounts[fake.bot_token]["is_org_wide"] = True
    name_editors(bot, f"group:{EDITORS}")
    assert (await desk(fake))["text"] == "Nothing waits at the desk."
    assert fake.called("usergroups.users.list")[0]["team_id"] == TEAM
