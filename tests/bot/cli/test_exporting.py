"""`gainsay export`, as it is typed."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli, exporting
from knowledge.intake.export import pack
from knowledge.intake.importing.files import lines
from knowledge.intake.pack import read_pack
from knowledge.store.sqlite import open_sqlite_store
from knowledge.vocabulary import Stance
from tests.builders import a_claim, a_speaker, some_records
from tests.knowledge.intake.export.schema_terms import problems_in
from tests.knowledge.intake.importing.documents import a_document, taken

DENIED = "drones-violate-resolution-2231"


PAGE = (Path(__file__).parents[3] / "docs" / "exporting.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ gainsay (export [^>#\n]+)", PAGE, re.MULTILINE)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *(str(each) for each in arguments)])


def version_in(folder: Path, exported: Path) -> str:
    """Import `exported` into an empty store; return the knowledge version of that."""
    store = open_sqlite_store(folder / "again.sqlite")
    if exported.is_dir():
        store.add(read_pack(exported).records)
    else:
        _, left_out = taken(store, a_document(exported.name, exported.read_bytes()))
        assert not left_out
    version = store.knowledge_version()
    store.close()
    return version


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("form", ["jsonl", "pack"])
def test_what_is_exported_in_full_is_imported_as_the_same_knowledge(
    form: str, tmp_path: Path
) -> None:
    output = tmp_path / f"all.{form}"
    result = run("--as", form, "--output", output)
    assert result.exit_code == 0, result.stderr
    version = result.stdout.split()[-1]
    assert result.stdout == f"{output}: 44 records, knowledge version {version}\n"
    assert version_in(tmp_path, output) == version


@pytest.mark.usefixtures("loaded")
def test_jsonld_and_annotations_are_valid_and_csv_has_a_row_a_claim() -> None:
    feed = json.loads(run("--as", "claimreview").stdout)
    assert problems_in(feed) == []
    assert len(feed["dataFeedElement"]) == 22
    annotations = json.loads(run("--as", "annotations").stdout)
    assert {item["type"] for item in annotations["items"]} == {"Annotation"}
    assert len(run("--as", "csv").stdout.splitlines()) == 23


@pytest.mark.usefixtures("loaded")
def test_one_claim_is_exported_with_what_answers_it() -> None:
    feed = json.loads(run("--as", "claimreview", "--claim", DENIED).stdout)
    (element,) = feed["dataFeedElement"]
    types = [node["@type"] for node in element["item"]]
    assert (types[0], set(types[1:])) == ("Claim", {"DisagreeAction"})


@pytest.mark.usefixtures("loaded")
def test_a_speaker_is_exported_by_any_name_with_what_they_said_and_answered() -> None:
    rows = run("--as", "csv", "--speaker", "Iravani").stdout
    assert DENIED in rows
    assert "john-kirby" not in rows


@pytest.mark.usefixtures("loaded")
def test_names_begin_with_the_address_that_is_given() -> None:
    base = "https://newsroom.example/records/"
    feed = run("--as", "claimreview", "--base", base, "--claim", DENIED).stdout
    assert f'"@id": "{base}claim/{DENIED}"' in feed
    assert "urn:" not in feed


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--as", "pack"], 2, "--as pack needs --output DIR"),
        (["--as", "poem"], 2, "'poem' is not one of"),
        (["--as", "csv", "--base", "https://a.example/"], 2, "--base is for claimreview"),
        (["--as", "claimreview", "--base", "here"], 2, "'here' is neither a web address"),
        (["--as", "csv", "--claim", "nothing"], 1, "there is no public claim 'nothing'"),
        (["--as", "csv", "--speaker", "Zebedee"], 1, "no speaker is called 'Zebedee'"),
        (["--as", "csv", "--output", "no/such/folder/x.csv"], 2, "cannot be written"),
        (["--as", "csv", "--output", "."], 2, "is no file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    arguments: list[str], code: int, said: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.usefixtures("loaded")
def test_what_a_space_keeps_for_itself_is_in_no_export(loaded: Path, tmp_path: Path) -> None:
    store = open_sqlite_store(loaded)
    store.add(some_records(claims=[a_claim("own", text="Only ours.", space="slack:T1")]))
    store.close()
    for form in exporting.FORMS:
        output = tmp_path / form
        assert run("--as", form, "--output", output).exit_code == 0
        files = [output] if output.is_file() else [f for f in output.rglob("*") if f.is_file()]
        assert not any("Only ours." in file.read_text(encoding="utf-8") for file in files)
    assert run("--as", "jsonl", "--claim", "own").exit_code == 1


@pytest.mark.usefixtures("loaded")
def test_a_file_is_replaced_when_all_of_it_is_there_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "all.csv"
    output.write_text("as before", encoding="utf-8")
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _fd: seen.append(output.read_text(encoding="utf-8")))
    assert run("--as", "csv", "--output", output).exit_code == 0
    assert seen == ["as before"]
    assert output.read_text(encoding="utf-8").startswith("\ufeffclaim,")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["all.csv"]


@pytest.mark.usefixtures("loaded")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "all.csv"
    output.write_text("as before", encoding="utf-8")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("--as", "csv", "--output", output)
    assert result.exit_code == 2
    assert "cannot be written: No space left on device" in " ".join(result.stderr.split())
    assert output.read_text(encoding="utf-8") == "as before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["all.csv"]


@pytest.mark.usefixtures("loaded")
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    result = run("--as", "pack", "--output", tmp_path / "mine")
    assert result.exit_code == 2
    assert "is there already; give a new folder" in " ".join(result.stderr.split())
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["file"]


@pytest.mark.usefixtures("loaded")
def test_a_pack_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "FILE_BYTES", 1_000)
    result = run("--as", "pack", "--output", tmp_path / "mine")
    assert result.exit_code == 2
    assert "is too long for a pack's file; export it as jsonl" in result.stderr
    assert [path.name for path in tmp_path.iterdir() if "store" not in path.name] == []


def test_a_store_that_is_changed_meanwhile_is_told_of(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(_fd: int) -> None:
        store = open_sqlite_store(loaded)
        store.add(some_records())
        store.close()

    monkeypatch.setattr(os, "fsync", change)
    result = run("--as", "csv", "--output", tmp_path / "all.csv")
    assert result.exit_code == 3
    assert "the store was changed meanwhile; export again" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").touch()
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert run("--as", "csv", "--output", tmp_path / "link.csv").exit_code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("\ufeffclaim,")


@pytest.mark.usefixtures("loaded")
def test_a_record_too_long_to_be_imported_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.intake.export import jsonl

    monkeypatch.setattr(jsonl, "LINE_BYTES", 3_000)
    result = run("--as", "jsonl")
    assert result.exit_code == 3
    assert result.stderr.startswith("source shamsuddin-article: is longer than 3,000 bytes")
    assert len(result.stdout.splitlines()) == 44
    assert lines.LINE_BYTES > 3_000


def test_an_empty_store_has_nothing_to_export(database: Path) -> None:
    database.parent.mkdir()
    store = open_sqlite_store(database)
    store.add(some_records(speakers=[a_speaker()], claims=[]))
    store.close()
    result = run("--as", "csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no claim in the store" in result.stderr


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("typed", EXAMPLES)
def test_the_page_s_examples_do_what_they_say(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, shlex.split(typed))
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_page_tells_of_every_form_and_every_stance() -> None:
    assert {re.findall(r"--as (\w+)", example)[0] for example in EXAMPLES} == {*exporting.FORMS}
    for stance in Stance:
        assert stance.replace("_", " ") in PAGE
