"""A missing token, a wrong one, one that is revoked: what to do is said, and no token."""

from __future__ import annotations

import pytest

from tests.fakes.slack import FakeSlack
from tests.journeys.slack.chatting import MISSILES, ask, say
from tests.journeys.slack.running import Running, Start

TOKENS = ("xoxb-", "xoxp-", "xapp-1-")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"bot_token": ""}, "SLACK_BOT_TOKEN"),
        ({"app_token": ""}, "SLACK_APP_TOKEN"),
        ({"bot_token": "", "client_id": "1.2"}, "SLACK_CLIENT_SECRET"),
        ({"bot_token": "", "client_id": "1.2", "client_secret": "shh-4711"}, "GAINSAY_KEY"),
        ({"bot_token": "xoxb-of-nobody"}, "Slack does not know SLACK_BOT_TOKEN"),
        ({"app_token": "xapp-1-of-nobody"}, "Slack does not know SLACK_APP_TOKEN"),
        ({"app_token": "xoxb-1111-2222-x"}, "SLACK_APP_TOKEN is another kind of token"),
    ],
)
async def test_what_is_missing_or_wrong_is_said_with_what_to_do(
    start: Start, settings: dict[str, str], says: str
) -> None:
    bot = await start(settings=settings)
    why = await bot.refusal()
    assert says in why
    for token in settings.values():
        assert not token or token not in why
    assert not bot.service.health().is_well


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked", "not_allowed_token_type"])
async def test_a_token_that_slack_does_not_take_is_explained(
    start: Start, fake: FakeSlack, error: str
) -> None:
    fake.accounts[fake.bot_token]["error"] = error
    bot = await start()
    why = await bot.refusal()
    assert "SLACK_BOT_TOKEN" in why
    assert "api.slack.com/apps" in why


async def test_an_app_level_token_without_its_scope_is_explained(
    start: Start, fake: FakeSlack
) -> None:
    fake.fail("apps.connections.open", error="missing_scope", needed="connections:write")
    bot = await start()
    assert "connections:write" in await bot.refusal()


async def test_a_token_that_is_revoked_while_it_runs_stops_the_service_and_loses_nothing(
    start: Start, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    bot = await start()
    await ask(fake, fake.payloads.mention(MISSILES))
    fake.accounts[fake.bot_token]["error"] = "token_revoked"
    await say(fake, fake.payloads.mention(MISSILES))
    assert "revoked" in await bot.refusal()
    await bot.idle_but(1)
    await bot.kill()
    # The operator sets a good token, and starts again.
    del fake.accounts[fake.bot_token]["error"]
    again = await start()
    later = again.inbox.clock() + 61
    again.inbox.clock = lambda: later
    await fake.next_post()


async def test_a_missing_scope_is_named_in_the_log_and_the_question_kept_for_the_desk(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    fake.scopes.discard("chat:write")
    await say(fake, fake.payloads.mention(MISSILES))
    await fake.until(lambda: bot.inbox.counts.given_up == 1)
    assert "chat:write" in logged.text
    assert bot.service.health().figures["missing_scopes"] == "chat:write"
