"""Many mentions at once, over Socket Mode, each by another person in one of ten channels."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.fakes.bot_process import serving
from tests.fakes.slack import FakeSlack
from tests.load.measured import Measured
from tests.load.questions import questions

CHANNELS = 10


async def measure(number: int, folder: Path, *, seconds: float) -> Measured:
    """Ask `number` questions at once; wait at most `seconds` for all answers."""
    fake = FakeSlack()
    environ = {
        "SLACK_BOT_TOKEN": fake.bot_token,
        "SLACK_APP_TOKEN": fake.app_token,
        "GAINSAY_SLACK_API_URL": await fake.start(),
    }
    try:
        async with serving("slack", folder / "gainsay.sqlite", environ) as bot:
            await fake.sockets.connected(seconds=60)
            measured = await _ask(fake, number, seconds)
            await bot.stop()
    finally:
        await fake.stop()
    measured.complaints += fake.complaints
    return measured


async def _ask(fake: FakeSlack, number: int, seconds: float) -> Measured:
    measured = Measured("slack", number)
    began = time.monotonic()
    mentions = []
    for index, question in enumerate(questions(number)):
        channel = f"C0LOAD{index % CHANNELS}"
        fake.channels.setdefault(channel, {"id": channel, "name": "load", "is_member": True})
        mentions.append(fake.payloads.mention(question, channel=channel, user=f"U0LOAD{index}"))
    acks = [await fake.by_socket(mention) for mention in mentions]
    try:
        async with asyncio.timeout(seconds):
            while len(measured.answers) < number:
                post = await fake.next_post(seconds=seconds)
                measured.answer(post["thread_ts"], time.monotonic() - began)
    except TimeoutError:
        pass
    await asyncio.sleep(0.5)  # a second answer would come about now
    while not await fake.no_post(seconds=0.05):
        post = await fake.next_post()
        measured.answer(post["thread_ts"], time.monotonic() - began)
    for ack in acks:
        if ack.is_acked:
            measured.acknowledged[ack.envelope_id] = ack.took_seconds
    return measured
