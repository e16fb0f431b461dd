"""The index on disk: whole or not there, and never mistaken for another."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import IndexFileError
from knowledge.matching.index import building
from knowledge.matching.index.building import build_index
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.files import MANIFEST, find_folder
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.index.claims import ENCODER, a_row, built, found_by_words, vectors_of

HARBOUR = a_row(1, "The minister closed the harbour.")
DEAD_PROCESS = 2**22 + 5  # above the highest process id that Linux gives


def folder_of(root: Path) -> Path:
    folder = find_folder(root)
    assert folder is not None
    return folder


def test_where_nothing_was_built_there_is_no_index(tmp_path: Path) -> None:
    assert ClaimIndex.open(tmp_path, encoder=ENCODER) is None
    assert ClaimIndex.open(tmp_path / "missing", encoder=ENCODER) is None


def test_only_public_published_claims_are_written(tmp_path: Path) -> None:
    private = a_row(2, "A private lighthouse.", space="ours")
    gone = a_row(3, "A withdrawn quay.", is_listed=False)
    index = built(tmp_path, [HARBOUR, private, gone])
    assert (index.stamp.claims, index.view("").claims) == (1, 1)
    for path in folder_of(tmp_path).iterdir():
        assert b"lighthouse" not in path.read_bytes()
        assert b"claim-2" not in path.read_bytes()


def test_what_changes_during_the_build_is_left_to_be_caught_up_on(tmp_path: Path) -> None:
    index = built(tmp_path, [HARBOUR, a_row(2, "A quay.", change=7)], change=5)
    assert (index.change, found_by_words(index.view(""), "quay harbour")) == (5, ["claim-1"])


def test_a_build_that_breaks_off_leaves_the_old_index(tmp_path: Path) -> None:
    def broken() -> Iterator[IndexRow]:
        yield a_row(2, "A bridge.")
        raise KeyboardInterrupt

    built(tmp_path, [HARBOUR])
    with pytest.raises(KeyboardInterrupt):
        build_index(tmp_path, broken(), [], change=9, encoder=ENCODER)
    index = ClaimIndex.open(tmp_path, encoder=ENCODER)
    assert index is not None
    assert found_by_words(index.view(""), "harbour bridge") == ["claim-1"]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_build_left_is_not_opened_and_is_removed(tmp_path: Path) -> None:
    left = tmp_path / f"building-{DEAD_PROCESS}-x"
    left.mkdir()
    (left / "words.bin").write_bytes(b"half")
    assert ClaimIndex.open(tmp_path, encoder=ENCODER) is None
    built(tmp_path, [HARBOUR])
    assert not left.exists()


def test_a_build_of_a_process_that_is_alive_is_left_alone(tmp_path: Path) -> None:
    at_work = tmp_path / "building-1-x"
    at_work.mkdir()
    built(tmp_path, [HARBOUR])
    assert at_work.exists()


def test_who_has_the_old_index_open_goes_on_reading_it(tmp_path: Path) -> None:
    old = built(tmp_path, [HARBOUR])
    new = built(tmp_path, [a_row(2, "A bridge.")])
    assert found_by_words(old.view(""), "harbour bridge") == ["claim-1"]
    assert found_by_words(new.view(""), "harbour bridge") == ["claim-2"]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "name", ["words.bin", "posting_rows.bin", "vector_rows.bin", "id_text.bin"]
)
@pytest.mark.parametrize("damage", ["cut", "missing", "longer"])
def test_a_damaged_file_is_said_to_be_so(tmp_path: Path, name: str, damage: str) -> None:
    built(tmp_path, [HARBOUR])
    path = folder_of(tmp_path) / name
    kept = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(kept[:-1] if damage == "cut" else kept + b"x")
    with pytest.raises(IndexFileError, match=name):
        ClaimIndex.open(tmp_path, encoder=ENCODER)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"stamp": {"change": 1}, "arrays": {}}', "\x00"]
)
def test_a_damaged_list_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    built(tmp_path, [HARBOUR])
    (folder_of(tmp_path) / MANIFEST).write_text(text)
    with pytest.raises(IndexFileError, match="list of files"):
        ClaimIndex.open(tmp_path, encoder=ENCODER)


def test_an_array_that_is_not_listed_is_missed(tmp_path: Path) -> None:
    built(tmp_path, [HARBOUR])
    path = folder_of(tmp_path) / MANIFEST
    listed = json.loads(path.read_text())
    del listed["arrays"]["posting_rows"]
    path.write_text(json.dumps(listed))
    with pytest.raises(IndexFileError, match="array is missing"):
        ClaimIndex.open(tmp_path, encoder=ENCODER)


@pytest.mark.parametrize(("key", "value"), [("format", 0), ("word_rules", "older")])
def test_an_index_of_another_version_is_refused(tmp_path: Path, key: str, value: object) -> None:
    built(tmp_path, [HARBOUR])
    path = folder_of(tmp_path) / MANIFEST
    listed = json.loads(path.read_text())
    listed["stamp"][key] = value
    path.write_text(json.dumps(listed))
    with pytest.raises(IndexFileError, match="another version"):
        ClaimIndex.open(tmp_path, encoder=ENCODER)


def test_an_index_with_vectors_of_another_encoder_is_refused(tmp_path: Path) -> None:
    built(tmp_path, [HARBOUR])
    with pytest.raises(IndexFileError, match="encoder"):
        ClaimIndex.open(tmp_path, encoder="another")


def test_the_error_survives_being_sent_to_another_process() -> None:
    error = IndexFileError("here", "cut")
    assert str(pickle.loads(pickle.dumps(error))) == "here: cut"


def test_claims_are_built_a_part_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [a_row(n, f"The bridge number{n} of the harbour.") for n in range(1, 8)]
    whole = built(tmp_path / "whole", claims).view("")
    monkeypatch.setattr(building, "CLAIMS_AT_A_TIME", 3)
    view = built(tmp_path / "parts", claims).view("")
    assert found_by_words(view, "harbour bridge") == found_by_words(whole, "harbour bridge")
    assert view.stem_count("bridg") == 7
    assert found_by_words(view, "number5") == ["claim-5"]


def test_the_order_of_change_need_not_be_that_of_addition(tmp_path: Path) -> None:
    late = a_row(1, "A storm.", change=9)
    view = built(tmp_path, [a_row(2, "A quay.", change=2), late]).view("")
    near = view.by_meaning(vectors_of(late)[0], 1)
    assert (view.ids(near.rows), near.scores[0] > 0.99) == (["claim-1"], True)


def test_progress_is_told_at_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_index(
        tmp_path,
        [HARBOUR],
        [],
        change=1,
        encoder=ENCODER,
        total=1,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 1)]
