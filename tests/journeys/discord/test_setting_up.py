"""Setting the bot up: when commands are registered, and what the doctor says is wrong."""

from __future__ import annotations

import pytest

from bot.conversation.talking import Conversation
from bot.discord.doctor import examine
from bot.settings import DiscordSettings
from knowledge.store.conversation_port import ConversationStore
from tests.fakes.discord_fake import FakeDiscord, text_of
from tests.journeys.discord.running import Bot
from tests.journeys.discord.test_asking import WOODWARD


async def test_commands_are_registered_once(bot: Bot, fake: FakeDiscord) -> None:
    assert fake.registrations == 1
    await bot.stop()
    await bot.start()
    await fake.gateway.invalidate(is_resumable=False)
    await fake.until(lambda: fake.gateway.log.count("identified") == 3)
    assert fake.registrations == 1


async def test_commands_are_registered_again_when_they_changed(
    bot: Bot, fake: FakeDiscord, kept: ConversationStore
) -> None:
    (name,) = kept.find_values("discord.commands.")
    await bot.stop()
    kept.set_value(name, "what an older version registered")
    await bot.start()
    assert fake.registrations == 2


async def test_a_registration_that_fails_keeps_nobody_from_being_answered(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> None:
    fake.fail("PUT", "/commands", 403, {"message": "Missing Access", "code": 50001})
    bot = Bot(fake, conversation, kept)
    await bot.start()
    asked = await fake.say(f"{fake.mention} {WOODWARD}")
    assert "Woodward" in text_of(await fake.answer_to(asked))
    await bot.stop()
    assert kept.find_values("discord.commands.") == {}


@pytest.fixture
def settings(fake: FakeDiscord) -> DiscordSettings:
    return DiscordSettings(fake.token, fake.api_url, fake.gateway_url)


async def _wrong(settings: DiscordSettings) -> dict[str, str]:
    found = await examine(settings)
    assert settings.token not in str(found)
    return {finding.what: finding.found for finding in found if not finding.is_well}


async def test_a_bot_that_is_set_up_is_well(
    bot: Bot, fake: FakeDiscord, settings: DiscordSettings
) -> None:
    found = await examine(settings)
    assert [finding.what for finding in found if not finding.is_well] == []
    assert {"token", "intents", "commands", "installing"} == {f.what for f in found}


async def test_the_doctor_says_that_commands_are_missing_or_old(
    fake: FakeDiscord,
    settings: DiscordSettings,
    conversation: Conversation,
    kept: ConversationStore,
) -> None:
    assert "not registered: factcheck" in (await _wrong(settings))["commands"]
    bot = Bot(fake, conversation, kept)
    await bot.start()
    await bot.stop()
    fake.commands[0]["description_localizations"]["de"] = "Etwas anderes"
    assert "older form: factcheck" in (await _wrong(settings))["commands"]


async def test_the_doctor_says_that_the_token_is_wrong(
    fake: FakeDiscord, settings: DiscordSettings
) -> None:
    other = DiscordSettings("not-the-token", settings.api_url, settings.gateway_url)
    assert "DISCORD_TOKEN" in (await _wrong(other))["token"]


async def test_the_doctor_says_that_discord_cannot_be_reached() -> None:
    nowhere = DiscordSettings("a-token", "http://127.0.0.1:9/api/v10", "ws://127.0.0.1:9/gateway")
    assert "cannot be reached" in (await _wrong(nowhere))["Discord"]


async def test_the_doctor_says_which_intent_is_missing(
    fake: FakeDiscord, settings: DiscordSettings
) -> None:
    reads = DiscordSettings(
        settings.token, settings.api_url, settings.gateway_url, reads_messages=True
    )
    assert "Message Content Intent" in (await _wrong(reads))["intents"]
    fake.application = {"flags": 1 << 19}
    assert "intents" not in await _wrong(reads)


async def test_the_doctor_says_what_keeps_commands_and_people_away(
    fake: FakeDiscord, settings: DiscordSettings
) -> None:
    fake.application = {
        "interactions_endpoint_url": "https://bot.example/interactions",
        "integration_types_config": {
            "0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "0"}}
        },
    }
    found = [f.found for f in await examine(settings) if not f.is_well]
    assert any("Interactions Endpoint URL" in each for each in found)
    assert any("scopes bot and applications.commands" in each for each in found)
    assert any("User Install" in each for each in found)


async def test_the_doctor_looks_at_nothing_where_discord_is_not_set_up() -> None:
    (found,) = await examine(DiscordSettings())
    assert found.is_well
    assert "DISCORD_TOKEN" in found.found
