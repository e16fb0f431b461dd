"""What `gainsay serve` says before it serves anything; serving itself is in tests/journeys."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.cli.outcomes import ExitCode


def _serve(*arguments: str, **environ: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["serve", *arguments], env=environ)
    return result.exit_code, result.stderr


def test_without_any_token_it_says_which_to_set() -> None:
    code, said = _serve()
    assert code == ExitCode.WRONG_USAGE
    assert "set SLACK_BOT_TOKEN or DISCORD_TOKEN" in said


@pytest.mark.parametrize(
    ("platform", "environ", "missing"),
    [
        ("discord", {}, ["DISCORD_TOKEN is not set"]),
        ("slack", {}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ("slack", {"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        (
            "slack",
            {"SLACK_BOT_TOKEN": "xoxb-1", "GAINSAY_SLACK_MODE": "http"},
            ["SLACK_SIGNING_SECRET is not set"],
        ),
        (
            "all",
            {"SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "c"},
            ["GAINSAY_KEY"],
        ),
    ],
)
def test_what_is_missing_for_a_platform_is_said_by_name(
    platform: str, environ: dict[str, str], missing: list[str]
) -> None:
    code, said = _serve(platform, **environ)
    assert code == ExitCode.WRONG_USAGE
    assert all(name in said for name in missing)


def test_no_token_is_repeated() -> None:
    _, said = _serve("slack", SLACK_BOT_TOKEN="xoxb-hunter2")
    assert "hunter2" not in said
