"""The way in over HTTP: what Slack has signed is taken; all else is refused, and not logged."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.fakes.slack import FakeSlack, encoded, signature
from tests.journeys.slack.chatting import MISSILES, button, read
from tests.journeys.slack.running import Running, Start


@pytest.fixture
async def bot(start: Start) -> Running:
    return await start(socket=False)


async def test_events_commands_shortcuts_and_presses_arrive(bot: Running, fake: FakeSlack) -> None:
    payloads, url = fake.payloads, bot.events_url
    assert await fake.by_http(url, payloads.mention(MISSILES)) == (200, "")
    post = await fake.next_post()
    assert "Woodward" in post["text"]
    assert await fake.by_http(url, payloads.command("/factcheck", MISSILES)) == (200, "")
    assert "Woodward" in (await fake.next_post())["text"]
    assert await fake.by_http(url, payloads.check(MISSILES)) == (200, "")
    assert "missiles" in read(await fake.next_post())
    pressed = payloads.press(post, button(post, "Why this?"))
    assert await fake.by_http(url, pressed) == (200, "")
    assert "confidence" in read(await fake.next_post())
    assert bot.service.health().is_well


async def test_the_desk_works_over_http(bot: Running, fake: FakeSlack) -> None:
    payloads, url = fake.payloads, bot.events_url
    bot.store.desk.set_editors("slack:T0GAINSAY", ("user:U0ANN",))
    assert await fake.by_http(url, payloads.command("/desk")) == (200, "")
    assert (await fake.next_post())["text"] == "Nothing waits at the desk."
    pointed = payloads.check("The dome leaks.", callback_id="record_message")
    assert await fake.by_http(url, pointed) == (200, "")
    await fake.until(lambda: len(fake.views) == 1)
    pressed = payloads.press_in_view(fake.views[0], button(fake.views[0], "Record a claim"))
    assert await fake.by_http(url, pressed) == (200, "")
    await fake.until(lambda: len(fake.views) == 2)
    status, said = await fake.by_http(url, payloads.submit(fake.views[1], text="It leaks."))
    assert (status, json.loads(said)["response_action"]) == (200, "update")
    assert "Recorded as a claim" in said


async def test_the_address_is_verified(bot: Running, fake: FakeSlack) -> None:
    payload = {"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}
    body = json.dumps(payload)
    headers = signature(body, fake.signing_secret, time.time())
    headers["Content-Type"] = "application/json"
    async with (
        ClientSession() as session,
        session.post(bot.events_url, data=body, headers=headers) as answer,
    ):
        assert answer.status == 200
        assert "3eZbrw1aB" in await answer.text()


@pytest.mark.parametrize(
    "tampering",
    [
        {"secret": "another secret"},
        {"seconds_ago": 6 * 60},
        {"seconds_ago": -6 * 60},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Signature": "v0=abc"},
        {"X-Slack-Signature": "vÖ=äöü"},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "1" * 400},
    ],
)
async def test_what_slack_has_not_signed_now_is_refused_and_nothing_of_it_logged(
    bot: Running,
    fake: FakeSlack,
    logged: pytest.LogCaptureFixture,
    tampering: dict[str, Any],
) -> None:
    payload = fake.payloads.mention("the secret words of a stranger")
    how = dict(tampering)
    if ago := how.pop("seconds_ago", 0):
        how["at"] = time.time() - ago
    status, _ = await fake.by_http(bot.events_url, payload, **how)
    assert status == 401
    assert await fake.no_post(seconds=0.1)
    assert "the secret words" not in logged.text
    refused = [r for r in logged.records if "refused" in r.getMessage()]
    assert len(refused) == 1
    assert bot.service.health().figures["refused_requests"] == 1


async def test_nobody_fills_the_log_by_asking_on(
    bot: Running, fake: FakeSlack, logged: pytest.LogCaptureFixture
) -> None:
    for _ in range(20):
        await fake.by_http(bot.events_url, fake.payloads.mention("x"), secret="another secret")
    assert bot.service.health().figures["refused_requests"] == 20
    assert len([r for r in logged.records if "refused" in r.getMessage()]) == 1


async def test_a_changed_body_is_refused(bot: Running, fake: FakeSlack) -> None:
    body, kind = encoded(fake.payloads.command("/factcheck", MISSILES))
    headers = {**signature(body, fake.signing_secret, time.time()), "Content-Type": kind}
    async with (
        ClientSession() as session,
        session.post(bot.events_url, data=body + "&x=1", headers=headers) as answer,
    ):
        assert answer.status == 401


@pytest.mark.parametrize("body", ["{", "payload=%7B", "", "\ufeff{}", "[]", "{}"])
async def test_what_is_signed_and_makes_no_sense_does_no_harm(
    bot: Running, fake: FakeSlack, body: str
) -> None:
    kind = (
        "application/json"
        if not body.startswith("payload")
        else "application/x-www-form-urlencoded"
    )
    headers = {**signature(body, fake.signing_secret, time.time()), "Content-Type": kind}
    async with (
        ClientSession() as session,
        session.post(bot.events_url, data=body.encode(), headers=headers) as answer,
    ):
        assert answer.status in (200, 400)
    assert await fake.by_http(bot.events_url, fake.payloads.mention(MISSILES)) == (200, "")
    await fake.next_post()


async def test_bytes_that_are_no_text_are_refused(bot: Running, fake: FakeSlack) -> None:
    headers = {**signature("", fake.signing_secret, time.time())}
    async with (
        ClientSession() as session,
        session.post(bot.events_url, data=b"\xff\xfe", headers=headers) as answer,
    ):
        assert answer.status == 401


async def test_a_replayed_request_is_acknowledged_and_does_nothing(
    bot: Running, fake: FakeSlack
) -> None:
    at = time.time()
    for payload in (fake.payloads.mention(MISSILES), fake.payloads.command("/factcheck", MISSILES)):
        assert await fake.by_http(bot.events_url, payload, at=at) == (200, "")
        await fake.next_post()
        assert await fake.by_http(bot.events_url, payload, at=at) == (200, "")
        assert await fake.no_post()


async def test_what_cannot_be_written_down_is_answered_with_an_error(
    bot: Running, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(bot.kept), "keep_jobs", lambda *_: 1 / 0)
        payload = fake.payloads.mention(MISSILES)
        status, said = await fake.by_http(bot.events_url, payload)
        assert (status, said) == (500, "")
    assert await fake.by_http(bot.events_url, payload) == (200, "")
    await fake.next_post()


async def test_without_a_signing_secret_it_says_what_to_set(start: Start) -> None:
    bot = await start(socket=False, settings={"signing_secret": ""})
    assert "SLACK_SIGNING_SECRET" in await bot.refusal()
