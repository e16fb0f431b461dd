"""Looking sources, speakers and unanswered claims up; privately, and with suggestions."""

from __future__ import annotations

from tests.fakes.discord_fake import FakeDiscord, button, every, text_of
from tests.journeys.discord.running import Bot


async def test_a_source_is_found_by_a_symbol_in_it(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("source", {"words": "S/2022/908"})
    text = text_of(await fake.answer_of(asked))
    assert "“S/2022/908” is mentioned in 1 stored source" in text
    assert "paragraphs 13 and 14" in text
    assert asked.is_private


async def test_sources_are_suggested_while_somebody_types(bot: Bot, fake: FakeDiscord) -> None:
    offered = await fake.suggest("source", "words", "sham")
    assert [each["value"] for each in offered] == ["shamsuddin-article"]
    asked = await fake.slash("source", {"words": offered[0]["value"]})
    assert "Mehran Shamsuddin" in text_of(await fake.answer_of(asked))


async def test_a_speaker_is_looked_up(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("speaker", {"name": "Woodward"})
    answer = await fake.answer_of(asked)
    assert text_of(answer).startswith("**Barbara Woodward")
    assert button(answer, "share")


async def test_speakers_are_suggested_while_somebody_types(bot: Bot, fake: FakeDiscord) -> None:
    offered = await fake.suggest("speaker", "name", "kirb")
    assert any("Kirby" in each["name"] for each in offered)
    assert await fake.suggest("gaps", "party", "ira")
    assert len(await fake.suggest("speaker", "name", "")) > 5


async def test_an_empty_look_up_lists_everything(bot: Bot, fake: FakeDiscord) -> None:
    speakers = await fake.answer_of(await fake.slash("speaker"))
    assert "speakers are on record" in text_of(speakers)
    sources = await fake.answer_of(await fake.slash("source"))
    assert "1 source is stored" in text_of(sources)


async def test_gaps_are_listed_and_one_is_shown_from_the_menu(bot: Bot, fake: FakeDiscord) -> None:
    asked = await fake.slash("gaps", {"party": "Iran"})
    answer = await fake.answer_of(asked)
    assert "have no response recorded" in text_of(answer)
    (menu,) = (each for each in every(answer["components"]) if each["type"] == 3)
    assert asked.original
    shown = await fake.press(menu["custom_id"], asked.original, values=["1"])
    assert "Claim by" in text_of(await fake.answer_of(shown))
    assert shown.is_private


async def test_what_nobody_knows_is_said(bot: Bot, fake: FakeDiscord) -> None:
    answer = await fake.answer_of(await fake.slash("speaker", {"name": "Jane Roe"}))
    assert "Jane Roe" in text_of(answer)
