"""A pack that is written: what is in it, and what a person finds there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.intake.export import pack
from knowledge.intake.export.pack import pack_named, pack_parts
from knowledge.intake.pack import read_pack
from knowledge.records import Record, Records
from knowledge.vocabulary import Mode
from tests.builders import a_claim, a_quote, a_source, a_speaker, some_records


def written(folder: Path, records: Iterable[Record]) -> Path:
    for part in pack_parts(records, id_="again", title="Again"):
        path = folder / part.path
        path.parent.mkdir(exist_ok=True, parents=True)
        with path.open("ab") as file:
            file.write(part.text.encode())
    return folder


def check_again(folder: Path, records: Records) -> None:
    assert read_pack(written(folder, records)).records == records


def test_quotes_that_are_plain_to_find_are_only_their_words(tmp_path: Path) -> None:
    written(tmp_path, some_records())
    (claim,) = tomllib.loads((tmp_path / "claims.toml").read_text())["claim"]
    assert claim["quotes"] == ["the roof had cost 9 million euros"]
    assert (claim["source"], claim["mode"]) == ("courier-roof", "direct")


def test_a_quote_that_occurs_twice_is_told_by_the_words_around_it(tmp_path: Path) -> None:
    source = a_source(text="It leaks, said Roe. It leaks, said Doe.")
    quote = a_quote("It leaks", source, start=20)
    records = some_records(claims=[a_claim(quotes=(quote,))])
    check_again(tmp_path, records)
    (claim,) = tomllib.loads((tmp_path / "claims.toml").read_text())["claim"]
    assert claim["quotes"][0]["suffix"] == ", said Doe."


def test_words_that_only_repeat_themselves_are_told_by_where_they_begin(tmp_path: Path) -> None:
    source = a_source(text="no " * 200, boilerplate=((0, 3), (9, 12)))
    quotes = tuple(a_quote("no", source, start=start) for start in (300, 303))
    check_again(tmp_path, some_records(claims=[a_claim(quotes=quotes)]))


def test_quotes_of_several_sources_and_modes_keep_their_own(tmp_path: Path) -> None:
    other = a_source("other", text="It leaks.")
    quotes = (a_quote(), a_quote("It leaks.", other, mode=Mode.MIXED))
    check_again(tmp_path, some_records(claims=[a_claim(quotes=quotes)]))


@pytest.mark.parametrize(
    "ids", [("a/b", "a:b", "a-b"), ("con", "nul"), ("a.txt/b", "a"), ("a" * 200, "a/" * 99 + "a")]
)
def test_each_source_has_a_file_of_its_own(tmp_path: Path, ids: tuple[str, ...]) -> None:
    sources = [a_source(id_, text=f"This is {id_}.") for id_ in ids]
    check_again(tmp_path, some_records(sources=sources, claims=[a_claim()]))
    files = list((tmp_path / "sources").iterdir())
    assert len(files) == len(ids) + 1
    assert not {file.stem for file in files} & {"con", "nul"}


def test_many_records_are_spread_over_files_and_keep_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "_FILE_CHARACTERS", 400)
    claims = [a_claim(f"claim-{number}") for number in range(25)]
    check_again(tmp_path, some_records(claims=claims))
    assert len(list(tmp_path.glob("claims*.toml"))) > 10


def test_a_text_with_many_dots_is_not_taken_for_tables_within_tables(tmp_path: Path) -> None:
    check_again(tmp_path, some_records(claims=[a_claim(text="w." * 300)]))


def test_a_record_that_no_pack_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "FILE_BYTES", 1_000)
    records = [a_speaker(name="x" * 2_000)]
    with pytest.raises(PackError, match="speaker jane-roe is too long for a pack's file"):
        list(pack_parts(records, id_="again", title="Again"))


@pytest.mark.parametrize(
    ("folder", "id_"), [("Iran 2022", "iran-2022"), ("…", "export"), ("a" * 200, "a" * 80)]
)
def test_a_pack_is_called_as_its_folder(folder: str, id_: str) -> None:
    assert pack_named(folder) == id_
