from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from bot import assembly
from bot.assembly import open_parts, open_word_vectors, settle, together
from bot.settings import Settings
from knowledge.errors import PackError, ReadOnlyStoreError
from knowledge.intake.pack import Pack
from knowledge.matching import indexing, meaning
from knowledge.matching.meaning import ENCODER_NAME
from knowledge.records import Records
from tests.bot.packs import write_pack
from tests.builders import a_claim, a_source, a_speaker, some_records


def test_a_new_store_starts_with_the_pack_that_ships(database: Path, shipped: Records) -> None:
    with open_parts(Settings(database)) as parts:
        assert parts.store.counts().claims == len(shipped.claims)


def test_a_new_store_starts_with_the_packs_that_are_set(database: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pool")
    with open_parts(Settings(database, (pack,))) as parts:
        assert parts.store.list_claims() == ("pool-cost",)


def test_a_store_that_holds_something_is_left_as_it_is(loaded: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pool")
    with open_parts(Settings(loaded, (pack,))) as parts:
        assert "pool-cost" not in parts.store.list_claims()


def test_one_bad_pack_keeps_all_out_and_the_next_start_tries_again(
    database: Path, tmp_path: Path
) -> None:
    good = write_pack(tmp_path / "good")
    bad = write_pack(tmp_path / "bad", claim="other", quote="never said")
    with pytest.raises(PackError), open_parts(Settings(database, (good, bad))):
        pass
    with open_parts(Settings(database, (good,))) as parts:
        assert parts.store.list_claims() == ("pool-cost",)


def test_of_one_id_the_last_pack_counts() -> None:
    one = Pack("one", "One", Records(speakers=(a_speaker("iran", name="Iran"),)))
    two = Pack("two", "Two", Records(speakers=(a_speaker("iran", name="Islamic Republic"),)))
    assert together([one, two]).speakers == two.records.speakers


def test_a_source_cannot_have_two_texts() -> None:
    one = Pack("one", "One", Records(sources=(a_source(),)))
    two = Pack("two", "Two", Records(sources=(a_source(text="Another text."),)))
    with pytest.raises(PackError, match="another text"):
        together([one, two])


def test_progress_says_what_is_done(database: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with open_parts(Settings(database), progress=lambda *done: told.append(done)) as parts:
        assert parts.matcher is parts.matcher
    assert ("Loading the packs", 1, 1) in told
    assert told[-1] == ("Reading claims for their meaning", 22, 22)


def test_without_the_model_questions_are_matched_on_words_alone(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "open_encoder", lambda: None)
    with open_parts(Settings(loaded)) as parts:
        assert parts.matcher.encoder is None


def test_what_is_recorded_later_is_read_for_its_meaning_when_it_is_asked_for(loaded: Path) -> None:
    with open_parts(Settings(loaded)) as parts:
        assert parts.matcher.encoder is not None
        parts.store.add(some_records(claims=[a_claim()]))
        assert parts.store.claims_without_vectors(ENCODER_NAME) == ("roof-cost",)
        assert (parts.read_new(), parts.read_new()) == (1, 0)
        assert parts.store.claims_without_vectors(ENCODER_NAME) == ()


def test_a_store_that_cannot_keep_new_vectors_is_matched_on_words_alone(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise ReadOnlyStoreError("store", "cannot be written")

    monkeypatch.setattr(indexing, "index_meaning", refuse)
    with open_parts(Settings(loaded)) as parts:
        assert parts.matcher.encoder is None


def test_word_vectors_are_used_where_they_are_installed() -> None:
    assert open_word_vectors() is not None


def test_looking_records_up_does_not_load_the_model(loaded: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.assembly import open_parts;"
        "from bot.settings import Settings\n"
        f"with open_parts(Settings(Path({str(loaded)!r}))) as parts: parts.store.list_claims()\n"
        "assert 'onnxruntime' not in sys.modules and 'knowledge.matching' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_questions_need_is_no_garbage_to_look_through(loaded: Path) -> None:
    try:
        with open_parts(Settings(loaded)) as parts:
            settle(parts.matcher)
            assert not any(
                gc.is_tracked(found) and found is parts.matcher for found in gc.get_objects()
            )
    finally:
        gc.unfreeze()


def test_the_store_is_closed_in_the_end(loaded: Path) -> None:
    with assembly.open_store(Settings(loaded)) as store:
        pass
    with pytest.raises(Exception, match="closed"):
        store.counts()
