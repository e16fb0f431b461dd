"""Files that were made to hurt: read in a process that gets little memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.knowledge.intake.importing.documents import a_claimreview

ROOT = Path(__file__).parents[4]
MEGABYTES = 120
"""What a process may take on top of what it has before it opens the file."""
LONGEST_SECONDS = 60
TWO_GIGABYTES = 2_000_000_000
ONE = json.dumps(a_claimreview()).encode()


def said_of(file: Path) -> list[str]:
    """Return what the process says of `file`, one line each; it must end well and in time."""
    command = [sys.executable, "-m", "tests.knowledge.intake.importing.reading_child"]
    done = subprocess.run(
        [*command, str(file), str(MEGABYTES)],
        cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.splitlines()[:-1]


def a_long_file(path: Path, start: bytes, end: bytes, *, length: int = TWO_GIGABYTES) -> Path:
    """Write a file of which nearly all is a hole: it takes no room on the disk."""
    with path.open("wb") as file:
        file.write(start)
        file.seek(length)
        file.write(end)
    return path


def test_a_line_of_two_gigabytes_is_passed_over_and_what_follows_is_read(tmp_path: Path) -> None:
    file = a_long_file(tmp_path / "a.jsonl", b'{"a": "', b'"}\n' + ONE + b"\n")
    assert said_of(file) == [
        "a.jsonl, line 1: is longer than 8,388,608 bytes; no record is",
        "taken",
    ]


def test_a_file_of_empty_lines_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\n" * 1_100_000)
    assert said_of(file) == ["a.jsonl: has more than 1,000,000 empty lines; it is broken"]


@pytest.mark.parametrize("name", ["a.json", "a.html"])
def test_a_text_of_two_gigabytes_ends_its_file(tmp_path: Path, name: str) -> None:
    (said,) = said_of(a_long_file(tmp_path / name, b'[{"claim": "', b'"}]'))[:1]
    assert said.startswith(name)


def test_a_head_line_without_an_end_ends_its_file(tmp_path: Path) -> None:
    (said,) = said_of(a_long_file(tmp_path / "a.csv", b"claim", b"\n", length=200_000_000))
    assert "has a head line that is longer than" in said


def test_a_bomb_of_gzip_is_left_unopened(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    pack = zlib.compressobj(9, wbits=31)
    file.write_bytes(pack.compress(b"0" * 40_000_000) + pack.flush())
    assert "holds more than 200 times its size" in said_of(file)[-1]


def test_a_bomb_of_zip_is_left_unopened(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.jsonl", b"0" * 20_000_000)
    assert any("holds more than 200 times its size" in line for line in said_of(file))


def test_a_packed_file_that_is_packed_again_is_not_opened_twice(tmp_path: Path) -> None:
    file = tmp_path / "a.json.gz"
    file.write_bytes(gzip.compress(gzip.compress(ONE)))
    assert "is none of the files that can be read" in said_of(file)[0]


@pytest.mark.parametrize("opened", [b"[", b'{"a":', b'[{"a":', b'{"@graph":['])
def test_json_of_a_million_levels_is_left_out(tmp_path: Path, opened: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(opened * 1_000_000)
    assert len(said_of(file)) in (1, 2)


def test_a_page_of_a_million_levels_is_read_or_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"<div itemscope itemprop=a>" * 300_000)
    assert said_of(file)


def test_a_laugh_of_a_billion_stays_short(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    file = tmp_path / "a.xml"
    file.write_text(f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><html><p>&l9;</p></html>')
    assert said_of(file) == [
        "a.xml: holds no ClaimReview and no record of ours; if it is a row of a table, "
        "say which column is which with --mapping FILE"
    ]
