"""The manifest asks for what the program uses, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.gallery import gallery
from bot.settings.fields import VARIABLES
from bot.slack import limits
from bot.slack.deliveries import CHECK_SHORTCUT, COMMANDS
from bot.slack.desk_deliveries import DESK_COMMAND, RECORD_SHORTCUT
from bot.slack.listening import LISTENED, OLDER
from bot.slack.retrying import REPEATABLE
from bot.slack.scopes import COMMANDS as COMMANDS_SCOPE
from bot.slack.scopes import EVENTS, METHODS, SCOPES

ROOT = Path(__file__).parents[3]
FILE = ROOT / "deploy" / "slack-manifest.yaml"
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in ROOT.glob("bot/slack/*.py"))


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_the_scopes_are_those_that_are_used(manifest: Any) -> None:
    assert manifest["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_the_events_are_those_that_are_listened_to(manifest: Any) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert events == sorted(EVENTS)
    assert {event.partition(".")[0] for event in events} == set(LISTENED) - set(OLDER)


def test_the_commands_and_the_shortcuts_are_those_that_are_listened_to(manifest: Any) -> None:
    features = manifest["features"]
    listened = [f"/{command}" for command in (*COMMANDS, DESK_COMMAND)]
    assert [c["command"] for c in features["slash_commands"]] == listened
    shortcuts = [(each["callback_id"], each["type"]) for each in features["shortcuts"]]
    assert shortcuts == [(CHECK_SHORTCUT, "message"), (RECORD_SHORTCUT, "message")]
    assert COMMANDS_SCOPE in SCOPES


def test_people_and_user_groups_arrive_as_ids_only_where_they_are_read(manifest: Any) -> None:
    escaped = [c["command"] for c in manifest["features"]["slash_commands"] if c["should_escape"]]
    assert escaped == [f"/{DESK_COMMAND}"]


def test_every_method_that_is_called_has_its_scope_and_no_other_has_one() -> None:
    assert _called_methods() == set(METHODS) - {"oauth.v2.access"}  # the SDK calls that one
    assert set(METHODS) >= REPEATABLE
    for scopes in METHODS.values():
        assert set(scopes) <= set(SCOPES)


def test_it_is_within_slacks_limits(manifest: Any) -> None:
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4_000
    agent = manifest["features"]["agent_view"]
    assert len(agent["agent_description"]) <= 300
    assert 1 <= len(agent["suggested_prompts"]) <= limits.PROMPTS
    for prompt in agent["suggested_prompts"]:
        assert set(prompt) == {"title", "message"}
    for command in manifest["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2_000
    for shortcut in manifest["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_every_address_for_http_is_there_to_be_uncommented(manifest: Any) -> None:
    """With the comment signs taken away it is still a manifest, and none is forgotten."""
    uncommented = re.sub(
        r"^( *)# (?=(url|request_url|message_menu_options_url|redirect_urls|  -))",
        r"\1",
        _text(),
        flags=re.M,
    )
    found = yaml.safe_load(uncommented)
    assert all(command["url"] for command in found["features"]["slash_commands"])
    assert found["settings"]["event_subscriptions"]["request_url"].endswith("/slack/events")
    for address in ("request_url", "message_menu_options_url"):
        assert found["settings"]["interactivity"][address].endswith("/slack/events")
    assert found["oauth_config"]["redirect_urls"][0].endswith("/slack/oauth_redirect")
    assert found["settings"]["socket_mode_enabled"] is True


def test_the_set_up_page_explains_every_scope_and_names_only_settings_that_exist() -> None:
    page = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    explained = re.findall(r"`([a-z_]+:[a-z]+|commands)`", page.split("## What it may do")[1])
    assert sorted(set(explained)) == list(SCOPES)
    assert set(re.findall(r"(?:GAINSAY|SLACK)_[A-Z_]+", page)) <= VARIABLES


def test_help_names_every_command() -> None:
    help_ = gallery()["help"]
    said = str(help_.sections)
    assert all(f"/{command}" in said for command in (*COMMANDS, DESK_COMMAND))


def _text() -> str:
    return FILE.read_text(encoding="utf-8")


def _called_methods() -> set[str]:
    """Return the Web API methods that our code calls, by the SDK's functions or by name."""
    called = set(re.findall(r"\.api_call\(\s*\"([\w.]+)\"", SOURCE))
    for name in set(re.findall(r"\.([a-z]+_\w+)\(", SOURCE)) - {"api_call"}:
        if hasattr(AsyncWebClient, name):
            called.add(_method(name))
    return called


def _method(function: str) -> str:
    return next((m for m in METHODS if m.replace(".", "_") == function), function)
