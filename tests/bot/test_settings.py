from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, is_debugging, read_settings, unread_variables


def _problems(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as raised:
        read_settings(environ)
    return str(raised.value)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings({})
    assert settings.database.name == "gainsay.sqlite"
    assert settings.database.is_absolute()
    assert settings.packs == ()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"GAINSAY_DATABASE": "", "GAINSAY_PACKS": ""}) == read_settings({})


def test_several_packs_are_separated_as_the_system_does(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    settings = read_settings({"GAINSAY_PACKS": f"{one}{os.pathsep}{two}"})
    assert settings.packs == (one, two)


def test_the_file_sets_what_the_environment_does_not(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    file = tmp_path / "gainsay.toml"
    file.write_text('database = "kept.sqlite"\npacks = ["pack"]\n')
    config = {"GAINSAY_CONFIG": str(file)}
    assert read_settings(config) == Settings(tmp_path / "kept.sqlite", (tmp_path / "pack",))
    other = read_settings({**config, "GAINSAY_DATABASE": "/elsewhere.sqlite"})
    assert other.database == Path("/elsewhere.sqlite")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "gainsay.toml"
    file.write_text('databse = "x"\npacks = 3\n')
    said = _problems(
        {
            "GAINSAY_CONFIG": str(file),
            "GAINSAY_DATABASE": str(tmp_path),
            "GAINSAY_PACKS": str(tmp_path / "none"),
        }
    )
    assert "'databse' is not a setting" in said
    assert "'packs' must be a list of folders" in said
    assert f"GAINSAY_DATABASE: {tmp_path} is a folder" in said
    assert "GAINSAY_PACKS:" in said
    assert len(said.split("\n")) == 5


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"database = ", "is not TOML"), (b"\xff", "is not UTF-8"), (None, "cannot be read")],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "gainsay.toml"
    if content is not None:
        file.write_bytes(content)
    assert why in _problems({"GAINSAY_CONFIG": str(file)})


def test_values_of_a_wrong_kind_are_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "gainsay.toml"
    file.write_text('database = ["hunter2"]\n')
    assert "hunter2" not in _problems({"GAINSAY_CONFIG": str(file)})


def test_a_misspelt_variable_is_noticed() -> None:
    environ = {"GAINSAY_DATABSE": "x", "GAINSAY_DEBUG": "1", "HOME": "/"}
    assert unread_variables(environ) == ("GAINSAY_DATABSE",)


def test_debugging_is_asked_for() -> None:
    assert [is_debugging({"GAINSAY_DEBUG": value}) for value in ("", "0", "1")] == [
        False,
        False,
        True,
    ]


def test_without_tokens_no_platform_is_set() -> None:
    settings = read_settings({})
    assert (settings.slack.is_set, settings.discord.is_set) == (False, False)
    assert settings.slack.api_url == "https://slack.com/api/"


def test_an_app_level_token_means_a_socket_and_a_signing_secret_alone_means_http() -> None:
    app, secret = {"SLACK_APP_TOKEN": "xapp-1"}, {"SLACK_SIGNING_SECRET": "s"}
    assert read_settings(app | secret).slack.mode == "socket"
    assert read_settings(secret).slack.mode == "http"
    assert read_settings(app | secret | {"GAINSAY_SLACK_MODE": "http"}).slack.mode == "http"


def test_the_platforms_addresses_may_be_other_servers() -> None:
    settings = read_settings(
        {
            "GAINSAY_SLACK_API_URL": "http://127.0.0.1:9/api",
            "GAINSAY_DISCORD_API_URL": "http://127.0.0.1:9/api/v10/",
            "GAINSAY_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/gateway",
        }
    )
    assert settings.slack.api_url == "http://127.0.0.1:9/api/"
    assert settings.discord.api_url == "http://127.0.0.1:9/api/v10"
    assert settings.discord.gateway_url == "ws://127.0.0.1:9/gateway"


def test_the_file_may_set_everything_that_a_variable_sets(tmp_path: Path) -> None:
    file = tmp_path / "gainsay.toml"
    file.write_text(
        'slack_bot_token = "xoxb-1"\ndiscord_token = "d"\nhttp_port = 8080\n'
        "discord_reads_messages = true\nperson_per_minute = 5\n"
    )
    settings = read_settings({"GAINSAY_CONFIG": str(file), "SLACK_BOT_TOKEN": "xoxb-2"})
    assert settings.slack.bot_token == "xoxb-2"
    assert (settings.discord.token, settings.discord.reads_messages) == ("d", True)
    assert (settings.serve.port, settings.serve.person_per_minute) == (8080, 5)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("GAINSAY_SLACK_MODE", "carrier pigeon", "must be one of: socket, http"),
        ("GAINSAY_SLACK_API_URL", "slack.com", "must be an address that begins with https://"),
        ("GAINSAY_DISCORD_API_URL", "http://x:99999/", "must be an address"),
        ("GAINSAY_DISCORD_GATEWAY_URL", "http://127.0.0.1/", "begins with wss://"),
        ("GAINSAY_HTTP_PORT", "70000", "must be a number from 0 to 65,535"),
        ("GAINSAY_HTTP_PORT", "²", "must be a number"),
        ("GAINSAY_KEY", "hunter2", "must have at least 16 characters"),
        ("GAINSAY_PERSON_PER_MINUTE", "none", "must be a number from 1 to"),
        ("SLACK_BOT_TOKEN", "xoxb-hunter2 and more", "holds spaces"),
        ("DISCORD_TOKEN", "hunter2\nX", "holds spaces"),
    ],
)
def test_a_wrong_value_is_named_but_never_repeated(variable: str, value: str, said: str) -> None:
    problems = _problems({variable: value})
    assert f"{variable}: " in problems
    assert said in problems
    assert value not in problems


def test_no_secret_is_in_the_settings_representation() -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "hunter2",
        "SLACK_APP_TOKEN": "hunter2",
        "SLACK_SIGNING_SECRET": "hunter2",
        "SLACK_CLIENT_SECRET": "hunter2",
        "DISCORD_TOKEN": "hunter2",
        "GAINSAY_KEY": "hunter2-hunter2-hunter2",
    }
    assert "hunter2" not in repr(read_settings(secrets))


def test_nobody_may_be_allowed_no_question_at_all() -> None:
    assert "must be a number from 1" in _problems({"GAINSAY_PERSON_PER_MINUTE": "0"})
