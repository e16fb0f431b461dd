from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN, DIRECT
from tests.journeys.slack.chatting import MISSILES, ask, read, say
from tests.journeys.slack.running import Running

MANIFEST = Path(__file__).parents[3] / "deploy" / "slack-manifest.yaml"


async def test_the_home_tab_says_what_the_bot_knows_and_how_to_ask(
    bot: Running, fake: FakeSlack
) -> None:
    await say(fake, fake.payloads.home())
    await fake.until(lambda: bool(fake.views))
    (view,) = fake.views
    assert (view["type"], view["user"]) == ("home", ANN)
    assert "claims" in read(view)
    assert "/factcheck" in read(view)


async def test_questions_are_suggested_where_somebody_is_about_to_ask(
    bot: Running, fake: FakeSlack
) -> None:
    await say(fake, fake.payloads.home(tab="messages"))
    await fake.until(lambda: bool(fake.prompts))
    assert fake.prompts[0]["channel_id"] == DIRECT
    assert "thread_ts" not in fake.prompts[0]  # Slack would do nothing
    assert fake.views == []


async def test_in_the_older_way_they_are_suggested_in_the_thread(
    bot: Running, fake: FakeSlack
) -> None:
    started = fake.payloads.thread_started()
    await say(fake, started)
    await fake.until(lambda: bool(fake.prompts))
    assert fake.prompts[0]["thread_ts"] == started["event"]["assistant_thread"]["thread_ts"]


async def test_each_suggested_question_has_an_answer(bot: Running, fake: FakeSlack) -> None:
    await say(fake, fake.payloads.home(tab="messages"))
    await fake.until(lambda: bool(fake.prompts))
    for prompt in fake.prompts[0]["prompts"]:
        post = await ask(fake, fake.payloads.direct(prompt["message"]))
        assert "Claim" in post["text"] or "claims" in post["text"]


async def test_each_question_that_the_manifest_suggests_has_an_answer(
    bot: Running, fake: FakeSlack
) -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    for prompt in manifest["features"]["agent_view"]["suggested_prompts"]:
        post = await ask(fake, fake.payloads.direct(prompt["message"]))
        assert "recorded" in post["text"] or prompt["message"] == "help"


async def test_without_the_scope_for_suggestions_everything_else_works(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    fake.scopes.discard("assistant:write")
    await say(fake, fake.payloads.home(tab="messages"))
    assert "Woodward" in (await ask(fake, fake.payloads.direct(MISSILES)))["text"]
    await bot.idle()
    assert "assistant:write" in logged.text
    assert bot.service.health().figures["missing_scopes"] == "assistant:write"


@pytest.mark.parametrize("event", ["channel_rename", "app_context_changed", "function_executed"])
async def test_events_that_nobody_listens_to_are_acknowledged(
    bot: Running, fake: FakeSlack, event: str
) -> None:
    await say(fake, fake.payloads.event({"type": event}))
    await say(fake, fake.payloads.command("/unknown", "x"))
    await say(fake, {**fake.payloads.check("x"), "type": "shortcut", "callback_id": "other"})
    view = {"id": "V1", "type": "modal", "callback_id": "other", "state": {"values": {}}}
    for kind in ("view_submission", "view_closed"):
        await say(fake, {"type": kind, "view": view, "user": {"id": ANN}, "team": {"id": "T1"}})
    await say(fake, {"type": "block_suggestion", "action_id": "x", "value": "y", "team": {}})
    await say(fake, {"type": "something_new", "team": {"id": "T0GAINSAY"}})
    assert await fake.no_post(seconds=0.1)


async def test_a_workspace_that_removed_the_bot_is_forgotten(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(MISSILES))
    await say(fake, fake.payloads.tokens_revoked(bot=False))
    await bot.idle()
    space = "slack:T0GAINSAY"
    (post,) = fake.posts
    reply = post["metadata"]["event_payload"]["reply"]
    assert bot.kept.find_reply(reply, space=space)
    await say(fake, fake.payloads.uninstalled())
    await bot.idle()
    assert not bot.kept.find_reply(reply, space=space)
