from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from tests.fakes.slack import FakeSlack
from tests.journeys.slack.running import Running, Start, running

TYPED = (
    "ballistic",
    "Iravani",
    "assembly line",
    "ferry landing",
    "zeppelin",
    "harbour bridge",
)
"""Words of the questions here: none may be in a log."""


@pytest.fixture(scope="session")
def vectors() -> WordVectors:
    return WordVectors()


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    slack = FakeSlack()
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


@pytest.fixture
async def start(
    fake: FakeSlack, loaded: Path, encoder: Encoder, vectors: WordVectors
) -> AsyncIterator[Start]:
    """Start the bot on the store that holds the shipped pack; more than once, if need be."""
    async with AsyncExitStack() as stack:

        async def begin(**how: object) -> Running:
            bot = running(fake, loaded, encoder, vectors, **how)  # type: ignore[arg-type]
            return await stack.enter_async_context(bot)

        yield begin


@pytest.fixture
async def bot(start: Start) -> Running:
    return await start()


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was put off is looked for as soon as it is due."""
    monkeypatch.setattr("bot.inbox.running._IDLE_SECONDS", 0.05)


@pytest.fixture(autouse=True)
def logged(caplog: pytest.LogCaptureFixture, fake: FakeSlack) -> Iterator[pytest.LogCaptureFixture]:
    """All that is logged, by anybody; no journey may leave a secret or a question in it."""
    caplog.set_level(logging.INFO)
    yield caplog
    said = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''}"
        for record in [*caplog.get_records("setup"), *caplog.get_records("call")]
    )
    secrets = (fake.bot_token, fake.app_token, fake.signing_secret, fake.client_secret)
    for secret in (*secrets, "xoxb-granted", "ticket=", "/response/", *TYPED):
        assert secret not in said


@pytest.fixture(autouse=True)
def complaints(fake: FakeSlack) -> Iterator[list[str]]:
    """What the fake Slack finds wrong with what it was sent: nothing, in any journey."""
    yield fake.complaints
    assert fake.complaints == []
