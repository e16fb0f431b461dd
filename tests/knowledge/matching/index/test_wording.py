"""However common the words of a question, what is read for it is bounded."""

from __future__ import annotations

import pytest

from knowledge.matching.index import wording
from tests.knowledge.matching.index.claims import a_row, found_by_words, in_memory

CLAIMS = [
    a_row(1, "The storm sank the ferry."),
    a_row(2, "The storm closed the harbour."),
    *[a_row(number, "The harbour was open.") for number in range(3, 12)],
]


@pytest.fixture(autouse=True)
def _few_postings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "POSTINGS_READ", 4)


def test_a_common_word_adds_to_claims_that_a_rarer_one_found() -> None:
    index = in_memory(CLAIMS)
    assert found_by_words(index.view(""), "harbour storm") == ["claim-2", "claim-1"]


def test_a_common_word_alone_finds_those_in_which_it_weighs_most() -> None:
    short = [a_row(number, "Harbour.") for number in (20, 21, 22)]
    index = in_memory([*CLAIMS, *short])
    found = found_by_words(index.view(""), "harbour")
    assert found == ["claim-20", "claim-21", "claim-22", "claim-3"]


def test_of_many_claims_alike_the_first_are_found() -> None:
    index = in_memory([a_row(number, "The harbour was open.") for number in range(1, 12)])
    assert found_by_words(index.view(""), "harbour") == [f"claim-{n}" for n in range(1, 5)]


def test_a_hidden_claim_does_not_take_the_place_of_another() -> None:
    index = in_memory(CLAIMS)
    index.update([a_row(2, "", change=99, is_listed=False)])
    assert found_by_words(index.view(""), "storm", 1) == ["claim-1"]


def test_nothing_of_one_question_is_left_for_the_next() -> None:
    view = in_memory(CLAIMS).view("")
    first = view.by_words({"storm": 1.0, "ferri": 1.0}, 5).scores.tolist()
    assert view.by_words({"storm": 1.0, "ferri": 1.0}, 5).scores.tolist() == first


def test_a_word_with_more_weight_counts_for_more() -> None:
    view = in_memory(CLAIMS).view("")
    light, heavy = (view.by_words({"ferri": weight}, 1).scores[0] for weight in (1.0, 2.0))
    assert heavy == pytest.approx(2 * light)
