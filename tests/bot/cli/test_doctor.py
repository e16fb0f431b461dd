from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.matching import meaning


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments])


@pytest.mark.usefixtures("loaded")
def test_a_good_installation_is_said_to_be_one() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith("Everything is as it should be.")
    assert "17 speakers, 22 claims, 4 responses and 0 reviews" in " ".join(result.stdout.split())


@pytest.mark.usefixtures("loaded")
def test_findings_are_printed_as_json() -> None:
    findings = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert {"gainsay", "packs", "store", "meaning", "word meaning", "thresholds"} <= {
        finding["what"] for finding in findings
    }
    assert all(finding["is_well"] for finding in findings)


def test_no_store_is_made_by_looking_for_it(database: Path) -> None:
    result = run()
    assert "none yet" in result.stdout
    assert not database.exists()


def test_a_missing_model_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "open_encoder", lambda: None)
    result = run()
    assert result.exit_code == 3
    said = " ".join(result.stdout.split())
    assert "matched on words alone; install Gainsay again" in said


def test_a_damaged_store_is_a_finding_not_a_traceback(database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"this is no database" * 100)
    result = run()
    assert result.exit_code == 3
    assert result.stdout.startswith("Needs a look: store.")


def test_wrong_settings_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINSAY_PACKS", "/nowhere")
    monkeypatch.setenv("GAINSAY_DATABSE", "misspelt")
    result = run()
    assert result.exit_code == 3
    said = " ".join(result.stdout.split())
    assert "/nowhere is not a folder" in said
    assert "GAINSAY_DATABSE: not a setting" in said
