"""`gainsay doctor` where tokens are set: it asks the platform, and says what to do."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.bot_process import ROOT
from tests.fakes.slack import FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


def slack_environ(fake: FakeSlack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": fake.bot_token,
        "SLACK_APP_TOKEN": fake.app_token,
        "GAINSAY_SLACK_API_URL": fake.api_url,
    }


async def test_with_good_tokens_slack_is_well(slack: FakeSlack, loaded: Path) -> None:
    code, findings = await doctor(loaded, slack_environ(slack))
    assert code == 0
    about = [f for f in findings if "slack" in f["what"].casefold()]
    assert about
    assert all(f["is_well"] for f in about)


async def test_what_is_wrong_with_slack_is_all_said_at_once(slack: FakeSlack, loaded: Path) -> None:
    slack.scopes -= {"chat:write", "commands"}
    environ = {**slack_environ(slack), "SLACK_APP_TOKEN": "xapp-wrong"}
    code, findings = await doctor(loaded, environ)
    said = " ".join(f["found"] for f in findings if not f["is_well"])
    assert code == 3
    for wrong in ("chat:write", "commands", "SLACK_APP_TOKEN"):
        assert wrong in said
    assert slack.bot_token not in json.dumps(findings)
    assert "xapp-wrong" not in json.dumps(findings)


async def doctor(database: Path, environ: Mapping[str, str]) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code, and the findings."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GAINSAY", "SLACK"))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", "--json"),
        cwd=ROOT,
        env={**inherited, "GAINSAY_DATABASE": str(database), **environ},
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, [json.loads(line) for line in printed.splitlines()]
