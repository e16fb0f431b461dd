from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import EncoderError
from knowledge.matching.common import WORDS_FOLDER
from knowledge.matching.word_meaning import WordVectors

WORDS = WordVectors()
KNOWN = ["aircraft", "plane", "missile", "rocket", "weapons", "letter", "river", "iran", "council"]


def nearness(a: str, b: str) -> float:
    similarity = WORDS.similarity(a, b)
    assert similarity is not None
    return similarity


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_a_similarity_is_between_minus_1_and_1_and_the_same_both_ways(a: str, b: str) -> None:
    assert -1.0 <= nearness(a, b) <= 1.0
    assert nearness(a, b) == pytest.approx(nearness(b, a), abs=1e-6)


@pytest.mark.parametrize("word", KNOWN)
def test_a_known_word_is_as_near_as_can_be_to_itself(word: str) -> None:
    assert nearness(word, word) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("aircraft", "plane"),
        ("building", "constructing"),
        ("missile", "rocket"),
        ("giving", "offering"),
        ("weapons", "arms"),
    ],
)
def test_words_of_one_subject_are_nearer_than_strangers(a: str, b: str) -> None:
    assert nearness(a, b) > 0.3 > nearness(a, "pottery")


def test_a_similarity_cannot_tell_another_thing_from_another_word_for_it() -> None:
    assert nearness("drone", "helicopter") > nearness("breach", "violation")
    assert nearness("iran", "iraq") > nearness("factory", "plant")


def test_an_unknown_word_has_no_similarity_not_even_to_itself() -> None:
    assert WORDS.similarity("qwxzv", "plane") is None
    assert WORDS.similarity("qwxzv", "qwxzv") is None


def test_in_a_table_an_unknown_word_counts_as_a_stranger() -> None:
    table = WORDS.similarities(["aircraft", "qwxzv"], ["plane", "rocket", "qwxzv"])
    assert table.shape == (2, 3)
    assert table[0, 0] == pytest.approx(nearness("aircraft", "plane"), abs=1e-6)
    assert not table[1].any()
    assert not table[:, 2].any()


def test_a_table_without_words_is_empty() -> None:
    assert WORDS.similarities([], ["plane"]).shape == (0, 1)
    assert WORDS.similarities(["plane"], []).shape == (1, 0)


@pytest.mark.parametrize(
    ("unknown", "known"),
    [
        ("mayor's", "mayor"),
        ("mayor’s", "mayor"),
        ("mayors'", "mayor"),
        ("forgeries", "forgery"),
        ("howitzers", "howitzer"),
        ("trespasses", "trespass"),
        ("trespassed", "trespass"),
        ("sabotaged", "sabotage"),
        ("sabotaging", "sabotage"),
        ("rebutted", "rebut"),
        ("allegation", "allegations"),
    ],
)
def test_an_unknown_word_is_looked_up_in_its_other_forms(
    tmp_path: Path, unknown: str, known: str
) -> None:
    (tmp_path / "common_words.txt").write_text(f"the\n{known}\n", "utf-8")
    assert WordVectors(tmp_path).rank(unknown) == 1


def test_what_is_left_without_an_ending_must_still_look_like_a_word(tmp_path: Path) -> None:
    (tmp_path / "common_words.txt").write_text("the\nwe\nst\n", "utf-8")
    assert WordVectors(tmp_path).rank("wed") is None
    assert WordVectors(tmp_path).rank("sting") is None


def test_a_known_word_keeps_its_ending() -> None:
    assert WORDS.rank("weapons") != WORDS.rank("weapon")


def test_the_commoner_word_has_the_smaller_rank() -> None:
    assert WORDS.rank("the") == 0
    ranks = [WORDS.rank(word) for word in ("said", "weapons", "helicopter", "unmanned")]
    assert ranks == sorted(rank for rank in ranks if rank is not None)


def test_an_unknown_word_has_no_rank() -> None:
    assert WORDS.rank("qwxzv") is None
    assert WORDS.rank("") is None


def test_a_word_of_two_letters_has_a_rank_but_no_similarity() -> None:
    assert WORDS.rank("of") is not None
    assert WORDS.similarity("of", "the") is None


def test_a_missing_or_damaged_table_is_named(tmp_path: Path) -> None:
    words = WordVectors(tmp_path)
    with pytest.raises(EncoderError, match=r"common_words\.txt"):
        words.rank("plane")
    shutil.copy(WORDS_FOLDER / "common_words.txt", tmp_path)
    (tmp_path / "word_vectors.npz").write_bytes(b"version https")
    with pytest.raises(EncoderError, match=r"word_vectors\.npz"):
        words.similarity("plane", "aircraft")


def test_vectors_made_for_another_list_of_words_are_refused(tmp_path: Path) -> None:
    (tmp_path / "common_words.txt").write_text("the\nriver\n", "utf-8")
    np.savez(tmp_path / "word_vectors.npz", vectors=np.ones((3, 4), dtype=np.int8))
    with pytest.raises(EncoderError):
        WordVectors(tmp_path).similarity("the", "river")
