"""Many `/factcheck` at once, each by another person: only interactions are acknowledged there."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from tests.fakes.bot_process import serving
from tests.fakes.discord_fake import FakeDiscord
from tests.fakes.discord_payloads import Person
from tests.fakes.discord_state import Interaction
from tests.load.measured import Measured
from tests.load.questions import questions


async def measure(number: int, folder: Path, *, seconds: float) -> Measured:
    """Ask `number` questions at once; wait at most `seconds` for all answers."""
    async with FakeDiscord() as fake:
        environ = {
            "DISCORD_TOKEN": fake.token,
            "GAINSAY_DISCORD_API_URL": fake.api_url,
            "GAINSAY_DISCORD_GATEWAY_URL": fake.gateway_url,
        }
        async with serving("discord", folder / "gainsay.sqlite", environ) as bot:
            await fake.ready(60)
            measured = await _ask(fake, number, seconds)
            await bot.stop()
        measured.complaints += fake.complaints
    return measured


async def _ask(fake: FakeDiscord, number: int, seconds: float) -> Measured:
    measured = Measured("discord", number)
    began = fake.now()
    asked: list[Interaction] = []
    for index, question in enumerate(questions(number)):
        person = Person(fake.snowflake(), f"reader{index}")
        options = {"question": question}
        asked.append(await fake.slash("factcheck", options, person=person))

    def note_answers() -> bool:
        for interaction in asked:
            if interaction.answers and interaction.id not in measured.answered:
                measured.answered[interaction.id] = fake.now() - began
        return len(measured.answered) == number

    with suppress(TimeoutError):
        await fake.until(note_answers, seconds)
    await asyncio.sleep(0.5)  # a second answer would come about now
    for interaction in asked:
        if interaction.answers:
            measured.answers[interaction.id] = len(interaction.answers)
        if interaction.acknowledgement is not None:
            measured.acknowledged[interaction.id] = interaction.acknowledged_at - interaction.at
    return measured
