from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.store.sqlite import open_sqlite_store
from tests.bot.packs import write_pack
from tests.builders import a_claim, a_response, some_records


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.mark.usefixtures("loaded")
def test_a_pack_is_loaded_and_can_be_asked_about(tmp_path: Path) -> None:
    result = run("load", str(write_pack(tmp_path / "pool")))
    assert result.stdout.startswith("pool: 3 new records, 0 changed; knowledge version ")
    assert result.exit_code == 0
    assert "Jane Roe" in run("speaker", "Roe").stdout


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    pack = str(write_pack(tmp_path / "pool"))
    run("load", pack)
    result = run("load", pack)
    assert result.stdout.startswith("pool: nothing new, nothing changed; knowledge version ")
    assert result.exit_code == 0


@pytest.mark.usefixtures("loaded")
def test_a_pack_with_a_false_quote_is_refused_whole(tmp_path: Path) -> None:
    result = run("load", str(write_pack(tmp_path / "pool", quote="had cost 9 million")))
    assert result.exit_code == 2
    assert "claim pool-cost, field 'quotes'" in result.stderr
    assert "No record of" in run("speaker", "Roe").stdout


def test_a_refused_pack_does_not_even_make_a_store(database: Path, tmp_path: Path) -> None:
    assert run("load", str(write_pack(tmp_path / "pool", quote="no"))).exit_code == 2
    assert not database.exists()


@pytest.mark.usefixtures("loaded")
def test_what_ships_holds() -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert "pack iran-russia-2022: 32 quotes verified, all hold" in result.stdout
    assert "gainsay.sqlite: 32 quotes verified, all hold" in result.stdout


def test_verifying_makes_no_store(database: Path) -> None:
    assert run("verify").exit_code == 0
    assert not database.exists()


def test_every_quote_that_does_not_hold_is_reported(tmp_path: Path) -> None:
    good = write_pack(tmp_path / "good")
    bad = write_pack(tmp_path / "bad", quote="had cost 9 million")
    shutil.copy(bad / "pack.toml", tmp_path / "pack.toml")
    result = run("verify", str(bad), str(good))
    assert result.exit_code == 1
    assert "pack bad: pack.toml: claim pool-cost, field 'quotes'" in result.stderr
    assert "the pool had cost 7 million" in result.stderr
    assert "pack good: 1 quote verified" in result.stdout


def test_a_quote_changed_in_the_store_is_reported(loaded: Path) -> None:
    db = sqlite3.connect(loaded)
    db.execute("UPDATE claim_quote SET exact = 'Kirby lied' WHERE claim = 'drone-assembly-line'")
    db.commit()
    db.close()
    result = run("verify")
    assert result.exit_code == 1
    assert "shamsuddin-article" in result.stderr
    assert "Kirby lied" in result.stderr


def test_what_a_space_recorded_for_itself_is_verified_too(loaded: Path) -> None:
    with closing(open_sqlite_store(loaded)) as store:
        ours = a_claim("ours", space="slack:t1")
        denial = a_response(answers=("ours",), space="slack:t1")
        store.add(some_records(claims=[ours], responses=[denial]))
    assert "gainsay.sqlite: 34 quotes verified, all hold" in run("verify").stdout
    with closing(sqlite3.connect(loaded)) as db, db:
        db.execute("UPDATE response_quote SET exact = 'Doe lied' WHERE response = 'roof-denial'")
    assert run("verify").exit_code == 1


def test_a_folder_that_is_not_there_is_wrong_usage() -> None:
    for command in ("load", "verify"):
        result = run(command, "/nowhere")
        assert result.exit_code == 2
        assert "does not exist" in result.stderr
