"""The index on disk is built when it is due, and follows the store."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.matching import indexing
from knowledge.matching.index.building import build_index
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.files import Stamp
from knowledge.matching.indexing import build_if_due, index_few, index_meaning, open_index
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import ENCODER_NAME, NUMBERS_PER_TEXT, Encoder, Vectors
from knowledge.matching.shelf import open_shelf
from knowledge.store.port import RecordStore
from knowledge.store.sqlite import open_sqlite_store
from knowledge.vocabulary import State
from tests.builders import some_records
from tests.knowledge.matching.buoys import a_buoy, buoys
from tests.knowledge.matching.harbour import CLAIMS, SPEAKERS, TEAM_SPACE, harbour_records

PUBLIC_IDS = {claim.id for claim in CLAIMS}


def pointing(place: int) -> Vectors:
    """Return one vector that points into a direction of its own."""
    row = np.zeros((1, NUMBERS_PER_TEXT), np.float32)
    row[0, place] = 1.0
    return row


def ids_in(index: ClaimIndex, space: str = "") -> set[str]:
    """Return the claims that are found by the word that all of them have, or by their own."""
    view = index.view(space)
    stems = dict.fromkeys(("sank", "ferri", "boat", "oyster", "pilot", "docker", "close", "rum"), 1)
    return set(view.ids(view.by_words(stems, 1_000).rows))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gainsay.index"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many claims are kept in memory, from here on."""
    monkeypatch.setattr(indexing, "IN_MEMORY_CLAIMS", 3)
    return 3


# Building


def test_few_claims_need_no_index_on_disk(store: RecordStore, folder: Path, few: int) -> None:
    store.add(buoys(0, few))
    assert not build_if_due(store, folder)
    assert not folder.exists()
    assert ids_in(open_index(store, folder)) == {f"buoy-{n}" for n in range(few)}


def test_more_claims_are_kept_on_disk_and_opened_from_there(
    store: RecordStore, folder: Path, few: int
) -> None:
    store.add(buoys(0, few + 1))
    told: list[tuple[int, int]] = []
    assert build_if_due(store, folder, lambda now, of: told.append((now, of)))
    assert told[-1] == (few + 1, few + 1)
    index = open_index(store, folder)
    assert (index.stamp.claims, index.stamp.change) == (few + 1, store.change_number())
    assert index.changed_claims == 0
    assert ids_in(index) == {f"buoy-{n}" for n in range(few + 1)}
    assert not build_if_due(store, folder)


def test_what_changed_since_is_added_when_the_index_is_opened(
    store: RecordStore, folder: Path, few: int
) -> None:
    store.add(buoys(0, 6))
    assert build_if_due(store, folder)
    changed = [
        a_buoy(1, state=State.WITHDRAWN),
        replace(a_buoy(2), text="The quay sank."),
        a_buoy(9),
    ]
    store.add(some_records(claims=changed))
    assert not build_if_due(store, folder)
    index = open_index(store, folder)
    assert ids_in(index) == {f"buoy-{n}" for n in (0, 2, 3, 4, 5, 9)}
    view = index.view("")
    assert view.ids(view.by_words({"quay": 1.0}, 9).rows) == ["buoy-2"]
    assert index.change == store.change_number()


def test_when_many_claims_changed_since_it_is_built_anew(
    store: RecordStore, folder: Path, few: int
) -> None:
    store.add(buoys(0, few + 1))
    assert build_if_due(store, folder)
    store.add(buoys(10, 10 + few))
    assert not build_if_due(store, folder)
    store.add(buoys(20, 21))
    assert build_if_due(store, folder)
    assert open_index(store, folder).stamp.claims == 2 * few + 2


def test_private_claims_are_not_on_disk_but_found_in_their_space(
    store: RecordStore, folder: Path, few: int
) -> None:
    store.add(harbour_records())
    assert build_if_due(store, folder)
    index = open_index(store, folder)
    assert index.stamp.claims == len(CLAIMS)
    assert ids_in(index) == PUBLIC_IDS
    assert ids_in(index, TEAM_SPACE) == PUBLIC_IDS | {"rum-private"}
    assert ids_in(index, "slack:t2") == PUBLIC_IDS
    assert not [path for path in folder.rglob("*") if path.is_file() and b"rum" in _words(path)]


def _words(path: Path) -> bytes:
    """Return what `path` holds, if it holds words."""
    return path.read_bytes() if path.name.startswith(("term_", "id_", "manifest")) else b""


@pytest.mark.usefixtures("few")
def test_vectors_are_found_in_an_index_on_disk(
    store: RecordStore, folder: Path, encoder: Encoder
) -> None:
    store.add(harbour_records())
    index_meaning(store, encoder)
    assert build_if_due(store, folder)
    for space, expected in (("", "oyster-beds"), (TEAM_SPACE, "rum-private")):
        asked = {"": "Would digging kill shellfish?", TEAM_SPACE: "Is the liquor diluted?"}[space]
        view = open_index(store, folder).view(space)
        found = view.by_meaning(encoder.encode([asked])[0], 1)
        assert view.ids(found.rows) == [expected]


@pytest.mark.usefixtures("few")
def test_an_index_on_disk_matches_as_one_in_memory(
    store: RecordStore, folder: Path, encoder: Encoder, lexicon: Lexicon
) -> None:
    store.add(harbour_records())
    index_meaning(store, encoder)
    in_memory = Matcher(store, encoder, None)
    build_if_due(store, folder)
    on_disk = Matcher(store, encoder, None, folder)
    assert open_shelf(store, lexicon, folder=folder).index.stamp.claims == len(CLAIMS)
    for question in ("Who said the ferry cost 4 million?", "dead oysters?", "Does it water rum?"):
        for space in ("", TEAM_SPACE):
            one, other = (
                m.match(question, space=space, is_measured=True) for m in (in_memory, on_disk)
            )
            assert one.ranking == other.ranking
            assert one.reading == other.reading
            assert [c.claim_id for c in one.candidates] == [c.claim_id for c in other.candidates]
            assert [c.confidence for c in one.considered] == pytest.approx(
                [c.confidence for c in other.considered], abs=1e-4
            )


# What goes wrong


@pytest.mark.usefixtures("few")
def test_a_damaged_index_is_not_used_and_made_anew(store: RecordStore, folder: Path) -> None:
    store.add(buoys(0, 6))
    build_if_due(store, folder)
    words = next(folder.rglob("words.bin"))
    words.write_bytes(words.read_bytes()[:-1])
    index = open_index(store, folder)
    assert index.stamp.claims == 0
    assert ids_in(index) == {f"buoy-{n}" for n in range(6)}
    assert build_if_due(store, folder)
    assert open_index(store, folder).stamp.claims == 6


@pytest.mark.usefixtures("few")
def test_an_index_with_another_encoders_vectors_is_made_anew(
    store: RecordStore, folder: Path
) -> None:
    store.add(buoys(0, 6))
    build_index(folder, store.index_rows(), (), change=store.change_number(), encoder="another")
    assert open_index(store, folder).stamp.claims == 0
    assert build_if_due(store, folder)
    assert open_index(store, folder).stamp == Stamp(store.change_number(), ENCODER_NAME, claims=6)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("later", [1, 6])
def test_a_store_put_back_to_an_older_copy_is_not_served_from_a_newer_index(
    tmp_path: Path, folder: Path, later: int
) -> None:
    database, copy = tmp_path / "gainsay.db", tmp_path / "copy.db"
    older = open_sqlite_store(database)
    older.add(buoys(0, 6))
    older.close()
    shutil.copy(database, copy)
    newer = open_sqlite_store(database)
    newer.add(buoys(6, 12))
    build_if_due(newer, folder)
    newer.close()
    put_back = open_sqlite_store(copy)
    # More is added to the copy than the index was built of, or less.
    put_back.add(buoys(20, 20 + later))
    index = open_index(put_back, folder)
    expected = {f"buoy-{n}" for n in (*range(6), *range(20, 20 + later))}
    assert index.stamp.claims == 0
    assert ids_in(index) == expected
    assert build_if_due(put_back, folder)
    assert ids_in(open_index(put_back, folder)) == expected
    put_back.close()


@pytest.mark.usefixtures("few")
def test_an_index_of_a_store_that_was_emptied_is_not_used(tmp_path: Path, folder: Path) -> None:
    full = open_sqlite_store(tmp_path / "full.db")
    full.add(buoys(0, 6))
    build_if_due(full, folder)
    full.close()
    empty = open_sqlite_store(tmp_path / "empty.db")
    assert ids_in(open_index(empty, folder)) == set()
    empty.close()


@pytest.mark.usefixtures("few")
def test_where_nothing_can_be_written_the_claims_are_kept_in_memory(
    store: RecordStore, tmp_path: Path
) -> None:
    # A file stands where the folder has to be: nobody, root neither, can write there.
    (tmp_path / "taken").write_text("")
    folder = tmp_path / "taken" / "gainsay.index"
    store.add(buoys(0, 6))
    with pytest.raises(OSError):
        build_if_due(store, folder)
    index = open_index(store, folder)
    assert index.stamp.claims == 0
    assert ids_in(index) == {f"buoy-{n}" for n in range(6)}


# Vectors that come later


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("is_on_disk", [False, True])
def test_vectors_that_another_process_added_are_found_by_the_next_question(
    store: RecordStore, folder: Path, is_on_disk: bool
) -> None:
    store.add(buoys(0, 6))
    build_if_due(store, folder)
    matcher = Matcher(store, None, None, folder if is_on_disk else None)
    assert len(matcher.shelf().view("").by_meaning(pointing(3)[0], 9)) == 0
    store.add_vectors(ENCODER_NAME, {"buoy-3": pointing(3)})
    view = matcher.shelf().view("")
    assert view.ids(view.by_meaning(pointing(3)[0], 1).rows) == ["buoy-3"]


@pytest.mark.usefixtures("few")
def test_vectors_made_after_the_index_was_built_are_found_when_it_is_opened(
    store: RecordStore, folder: Path
) -> None:
    store.add(buoys(0, 6))
    build_if_due(store, folder)
    store.add_vectors(ENCODER_NAME, {f"buoy-{n}": pointing(n) for n in range(6)})
    build_if_due(store, folder)
    view = open_index(store, folder).view("")
    assert view.ids(view.by_meaning(pointing(3)[0], 1).rows) == ["buoy-3"]


def test_a_claim_loses_its_vectors_when_it_says_something_else(
    store: RecordStore, lexicon: Lexicon
) -> None:
    store.add(some_records(speakers=SPEAKERS, claims=[a_buoy(1)]))
    store.add_vectors(ENCODER_NAME, {"buoy-1": pointing(3)})
    shelf = open_shelf(store, lexicon)
    assert len(shelf.view("").by_meaning(pointing(3)[0], 9)) == 1
    store.add(some_records(claims=[replace(a_buoy(1), text="The quay sank.")]))
    renewed = shelf.renewed()
    assert renewed.index is shelf.index
    assert len(renewed.view("").by_meaning(pointing(3)[0], 9)) == 0


def test_few_new_claims_are_read_where_questions_are_answered_and_many_are_left(
    store: RecordStore, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "FEW_CLAIMS", 2)
    store.add(buoys(0, 3))
    assert index_few(store, encoder) == 0
    assert len(store.claims_without_vectors(ENCODER_NAME)) == 3
    index_meaning(store, encoder)
    store.add(buoys(3, 5))
    assert index_few(store, encoder) == 2
    assert store.claims_without_vectors(ENCODER_NAME) == ()
    assert index_few(store, encoder) == 0
