"""The commands: what Discord allows, in every language that we translate into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.discord.client import intents_of
from bot.discord.commands import make_tree
from bot.discord.limits import COMMAND_CHARACTERS
from bot.discord.registering import Command, as_payload, hash_of
from bot.discord.translations import LOCALES, NAMES, SENTENCES
from bot.settings import DiscordSettings
from tests.fakes.discord_command_checks import command_characters, wrong_with_commands

OF_THE_DESK = ("desk", "Record this message")


@pytest.fixture
async def commands() -> list[Command]:
    return await as_payload(make_tree(discord.Client(intents=discord.Intents.none())))


def _every(commands: list[Command]) -> Iterator[dict[str, Any]]:
    for command in commands:
        yield command
        yield from _every(command.get("options", []))


def test_discord_allows_every_name_and_description(commands: list[Command]) -> None:
    assert wrong_with_commands(commands) == []


def test_no_command_is_longer_than_discord_takes(commands: list[Command]) -> None:
    assert max(command_characters(command) for command in commands) <= COMMAND_CHARACTERS


def test_everything_is_there_in_german_french_and_spanish(commands: list[Command]) -> None:
    assert set(LOCALES) == {"de", "fr", "es-ES", "es-419"}
    for each in _every(commands):
        assert set(each["name_localizations"]) == set(LOCALES), each["name"]
        if "description" in each:
            assert set(each["description_localizations"]) == set(LOCALES), each["name"]


def test_no_two_commands_have_one_name_in_any_language(commands: list[Command]) -> None:
    for locale in LOCALES:
        for siblings in (commands, *(each.get("options", []) for each in _every(commands))):
            names = [each["name_localizations"][locale] for each in siblings]
            assert len(names) == len(set(names)), locale


def test_no_translation_is_left_over(commands: list[Command]) -> None:
    used = {each["name"] for each in _every(commands)}
    used |= {each.get("description", "") for each in _every(commands)}
    used |= {choice["name"] for each in _every(commands) for choice in each.get("choices", [])}
    assert set(NAMES) <= used
    assert set(SENTENCES) <= used


def test_everything_works_in_servers_and_messages_and_for_people_alone(
    commands: list[Command],
) -> None:
    for command in commands:
        if command["name"] not in OF_THE_DESK:
            assert command["contexts"] == [0, 1, 2]
            assert command["integration_types"] == [0, 1]


def test_the_desk_is_a_servers(commands: list[Command]) -> None:
    for command in commands:
        if command["name"] in OF_THE_DESK:
            assert command["contexts"] == [0]
            assert command["integration_types"] == [0]


def test_help_and_forgetting_are_everybodys(commands: list[Command]) -> None:
    # On Discord a permission holds for all below a command; who may set up is looked at later.
    assert not any("default_member_permissions" in command for command in commands)


def test_there_are_the_commands_that_the_documentation_names(commands: list[Command]) -> None:
    assert [(command["name"], command["type"]) for command in commands] == [
        ("factcheck", 1),
        ("source", 1),
        ("speaker", 1),
        ("gaps", 1),
        ("gainsay", 1),
        ("desk", 1),
        ("Check this message", 3),
        ("Record this message", 3),
    ]


def test_the_hash_is_the_same_for_the_same_commands_only(commands: list[Command]) -> None:
    assert hash_of(commands) == hash_of([dict(reversed(c.items())) for c in commands])
    assert hash_of(commands) != hash_of(commands[1:])


def test_no_privileged_intent_is_asked_for_unless_the_operator_has_it() -> None:
    assert intents_of(DiscordSettings()).value == 1 << 0 | 1 << 9 | 1 << 12
    assert intents_of(DiscordSettings(reads_messages=True)).message_content
