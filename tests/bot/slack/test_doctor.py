from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.findings import Finding
from bot.settings import SlackSettings
from bot.slack.doctor import examine
from bot.slack.scopes import SCOPES
from tests.fakes.slack import FakeSlack


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    slack = FakeSlack()
    await slack.start()
    yield slack
    await slack.stop()


def settings(fake: FakeSlack, **fields: str) -> SlackSettings:
    filled = {
        "bot_token": fake.bot_token,
        "app_token": fake.app_token,
        "api_url": fake.api_url,
        **fields,
    }
    return SlackSettings(**filled)


def wrong(findings: list[Finding]) -> dict[str, str]:
    return {finding.what: finding.found for finding in findings if not finding.is_well}


async def test_what_is_set_up_well_is_said_to_be(fake: FakeSlack) -> None:
    findings = await examine(settings(fake))
    assert wrong(findings) == {}
    assert {finding.what for finding in findings} == {
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "Slack scopes",
    }


async def test_missing_scopes_are_named_with_what_to_do(fake: FakeSlack) -> None:
    fake.scopes -= {"im:history", "users:read"}
    (found,) = wrong(await examine(settings(fake))).values()
    assert "im:history, users:read" in found
    assert "reinstall" in found


async def test_scopes_that_are_not_needed_are_named(fake: FakeSlack) -> None:
    fake.scopes.add("files:write")
    findings = await examine(settings(fake))
    assert wrong(findings) == {}
    assert "files:write" in next(f.found for f in findings if f.what == "Slack scopes")


async def test_all_that_is_wrong_is_said_at_once_and_no_token(fake: FakeSlack) -> None:
    given = settings(
        fake, bot_token="xoxp-of-a-user", app_token="xoxb-of-a-bot", client_id="1.2", mode="socket"
    )
    found = await examine(given)
    said = " ".join(finding.found for finding in found)
    assert "a user's token" in said
    assert "a bot token" in said
    assert "SLACK_CLIENT_SECRET" in said
    assert "Slack does not know SLACK_BOT_TOKEN" in said
    assert "SLACK_APP_TOKEN is another kind of token" in said
    assert "of-a-user" not in said
    assert "of-a-bot" not in said


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"bot_token": ""}, "SLACK_BOT_TOKEN"),
        ({"app_token": ""}, "SLACK_APP_TOKEN"),
        ({"mode": "http"}, "SLACK_SIGNING_SECRET"),
        ({"bot_token": "something"}, "SLACK_BOT_TOKEN"),
    ],
)
async def test_what_is_missing_is_named(fake: FakeSlack, fields: dict[str, str], what: str) -> None:
    assert what in wrong(await examine(settings(fake, **fields)))


async def test_over_http_no_socket_is_asked_for(fake: FakeSlack) -> None:
    given = settings(fake, mode="http", signing_secret="s3cret", app_token="")
    findings = await examine(given)
    assert wrong(findings) == {}
    assert fake.called("apps.connections.open") == []
    assert "s3cret" not in str(findings)


async def test_a_server_that_cannot_be_reached_is_named(fake: FakeSlack) -> None:
    given = settings(fake, api_url="http://127.0.0.1:1/api/")
    assert "cannot be reached" in wrong(await examine(given))["Slack"]


async def test_an_app_level_token_that_slack_refuses_is_named(fake: FakeSlack) -> None:
    fake.fail("apps.connections.open", error="missing_scope")
    assert "connections:write" in wrong(await examine(settings(fake)))["SLACK_APP_TOKEN"]


def test_no_more_scopes_are_asked_for_than_is_known_here() -> None:
    assert len(SCOPES) == len(set(SCOPES)) == 11
