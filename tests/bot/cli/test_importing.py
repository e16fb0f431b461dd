"""`gainsay import` and `gainsay index`, as they are typed."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli, importing
from bot.cli.import_inputs import inputs_of
from bot.fetching import Fetched, fetch
from knowledge.intake.importing.files.reading import Document
from knowledge.intake.importing.item import LeftOut
from tests.bot.packs import write_pack
from tests.fakes.pages import may_reach_loopback, page, redirect, serve_pages
from tests.knowledge.intake.importing.documents import a_claimreview, lines_of

MAPPING = '[claim]\ntext = "claim"\n[speaker]\nname = "who"\n'


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        cli, [str(each) for each in ("import", "--index", "later", *arguments)]
    )


@pytest.fixture
def review(tmp_path: Path) -> Path:
    file = tmp_path / "review.json"
    file.write_text(json.dumps(a_claimreview()), encoding="utf-8")
    return file


@pytest.mark.usefixtures("loaded")
def test_what_is_imported_can_be_asked_about(review: Path) -> None:
    result = run(review)
    assert result.exit_code == 0, result.stderr
    assert "review.json: 1 read; 4 new records, 0 changed, 0 left out; " in result.stdout
    assert "knowledge version " in result.stdout
    answer = CliRunner().invoke(cli, ["ask", "Did the town hall's new roof cost 9 million euros?"])
    assert "Jane Roe" in answer.stdout
    assert "Mostly wrong" in answer.stdout


@pytest.mark.usefixtures("loaded")
def test_importing_again_adds_nothing(review: Path) -> None:
    version = run(review).stdout.splitlines()[-1]
    again = run(review).stdout.splitlines()
    assert "0 new records, 0 changed, 0 left out; " in again[0]
    assert again[-1] == version


@pytest.mark.usefixtures("loaded")
def test_what_is_left_out_is_said_with_file_place_and_reason_and_exits_with_3(
    tmp_path: Path,
) -> None:
    file, mapping = tmp_path / "rows.jsonl", tmp_path / "mapping.toml"
    rows = [{"claim": "It leaks.", "who": "Jane Roe"}, {"claim": "", "who": "John Doe"}]
    file.write_bytes(lines_of(rows))
    mapping.write_text(MAPPING, encoding="utf-8")
    report = tmp_path / "report.txt"
    result = run(file, "--mapping", mapping, "--report", report)
    assert result.exit_code == 3
    assert result.stderr.endswith("rows.jsonl, line 2: column 'claim' is empty or missing\n")
    assert report.read_text(encoding="utf-8") == result.stderr
    assert "1 read; 3 new records, 0 changed, 1 left out" in result.stdout


@pytest.mark.usefixtures("loaded")
def test_many_lines_of_what_is_left_out_are_counted_and_all_in_the_report(tmp_path: Path) -> None:
    file, report = tmp_path / "rows.jsonl", tmp_path / "report.txt"
    file.write_bytes(b"{}\n" * (importing.SAID_AT_MOST + 20))
    result = run(file, "--report", report)
    assert len(result.stderr.splitlines()) == importing.SAID_AT_MOST + 1
    assert "… and 20 more lines" in result.stderr
    assert len(report.read_text(encoding="utf-8").splitlines()) == importing.SAID_AT_MOST + 20


@pytest.mark.usefixtures("loaded")
def test_a_folder_is_read_file_by_file_and_what_is_passed_over_is_said(
    tmp_path: Path, review: Path
) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    review.rename(folder / "inner" / "review.json")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    write_pack(folder / "pool")
    result = run(folder)
    assert result.exit_code == 3
    assert "folder/picture.png: was passed over; files that are read end in" in result.stderr
    assert "4 read; 6 new records, 1 changed, 1 left out" in result.stdout


@pytest.mark.usefixtures("loaded")
def test_a_pack_in_which_something_is_wrong_is_left_out_whole(tmp_path: Path) -> None:
    result = run(write_pack(tmp_path / "pool", quote="had cost 9 million"))
    assert result.exit_code == 3
    assert "claim pool-cost, field 'quotes'" in result.stderr
    assert "0 new records" in result.stdout


def test_trying_makes_no_store(database: Path, review: Path) -> None:
    result = run(review, "--dry-run")
    assert result.exit_code == 0
    assert "nothing was kept (--dry-run)" in result.stdout
    assert not database.exists()


def test_a_mapping_that_is_wrong_is_refused_before_anything_is_done(
    database: Path, tmp_path: Path, review: Path
) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text("[claim]\ntexd = 'a'\n", encoding="utf-8")
    result = run(review, "--mapping", mapping)
    assert result.exit_code == 2
    assert "mapping.toml: [claim]: 'texd' is unknown" in result.stderr
    assert not database.exists()


def test_what_is_not_there_is_wrong_usage(database: Path, tmp_path: Path, review: Path) -> None:
    assert run(review, "/nowhere").exit_code == 2
    assert run(review, "--mapping", "/nowhere").exit_code == 2
    assert run(review, "--report", tmp_path / "no" / "report").exit_code == 2
    assert run().exit_code == 2
    assert not database.exists()


@pytest.mark.usefixtures("loaded")
def test_an_address_of_a_private_network_is_left_out() -> None:
    with serve_pages({"/": page(b"{}")}) as served:
        result = run(f"{served.address}/?key=secret", "http://169.254.169.254/latest")
    assert result.exit_code == 3
    assert result.stderr.count("not of the public internet") == 2
    assert "secret" not in result.output
    assert served.requests == []


def of_web(pages: dict[str, bytes]) -> list[object]:
    with serve_pages(pages) as served:
        return list(
            inputs_of(
                f"{served.address}/?key=secret",
                fetch=lambda url: fetch(url, may_reach=may_reach_loopback),
            )
        )


def test_a_page_of_the_web_is_fetched_with_what_the_server_says_of_it() -> None:
    content = b"claim\nIt leaks.\n"
    (found,) = of_web({"/?key=secret": page(content, type_="text/csv; charset=cp1252")})
    assert isinstance(found, Document)
    assert (found.size, found.media_type, found.charset) == (16, "text/csv", "cp1252")
    assert "secret" not in found.name
    for _ in range(2):  # it can be read again
        with found.open() as stream:
            assert stream.read() == content


def test_a_redirect_to_where_nobody_may_go_is_left_out() -> None:
    (found,) = of_web({"/?key=secret": redirect("http://10.0.0.1/")})
    assert isinstance(found, LeftOut)
    assert "not of the public internet" in found.why


@pytest.mark.usefixtures("loaded")
def test_what_was_fetched_comes_in_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(url: str) -> Fetched:
        return Fetched(url, json.dumps(a_claimreview()).encode(), "application/ld+json", None)

    found = list(inputs_of("https://checks.example/feed?key=1", fetch=fetched))
    assert [each.name for each in found if isinstance(each, Document)] == [
        "https://checks.example/feed"
    ]


@pytest.mark.usefixtures("loaded")
def test_how_far_the_reading_for_meaning_is_can_be_asked(review: Path) -> None:
    def status() -> str:
        return CliRunner().invoke(cli, ["index", "--status"]).stdout

    before = status()
    run(review)
    after = status()
    assert before.startswith("22 of 22 claims")
    assert after.startswith("22 of 23 claims")
    assert CliRunner().invoke(cli, ["index"]).stdout.startswith("23 of 23 claims")
    assert status().startswith("23 of 23 claims")


@pytest.mark.usefixtures("loaded")
def test_an_import_starts_a_process_that_reads_what_is_new(review: Path) -> None:
    result = CliRunner().invoke(cli, ["import", str(review)])
    assert "in the background (process " in result.stdout
    process = int(result.stdout.rsplit("process ", 1)[1].split(")")[0])
    assert os.waitpid(process, 0)[1] == 0
    assert CliRunner().invoke(cli, ["index", "--status"]).stdout.startswith("23 of 23 claims")


def test_only_one_process_reads_for_meaning(loaded: Path) -> None:
    with Path(f"{loaded}.indexing").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = CliRunner().invoke(cli, ["index"])
    assert result.exit_code == 0
    assert "Another process does it already" in result.stderr


def test_the_index_may_be_built_at_once(loaded: Path, review: Path) -> None:
    result = CliRunner().invoke(cli, ["import", str(review), "--index", "now"])
    assert result.exit_code == 0
    assert CliRunner().invoke(cli, ["index", "--status"]).stdout.startswith("23 of 23 claims")
