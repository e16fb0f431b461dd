"""What every `RecordStore` promises about finding claims by their words.

Held to a store in the same way as record_keeping.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import text
from knowledge.model import Answers, Claim, Name
from knowledge.store.port import RecordStore
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker, some_records

NOT_A_QUERY = [
    '"', "'", "*", "AND", "OR NOT", "NEAR(a b)", "statement:roof", "-roof", "^roof", "(", ")",
    "roof*", '""', "{statement} : roof", "a\x00b", "\ud800", "'; DROP TABLE claim; --", "%", "\\",
]  # fmt: skip


def found(store: RecordStore, words: str) -> list[str]:
    return [id_ for id_, _ in store.search(text.stems(words), limit=10)]


def about(id_: str, words: str) -> Claim:
    """Return a claim in which these words are all there is to find, but for who said it."""
    source = a_source(f"source-of-{id_}", words)
    return a_claim(id_, text=words, quotes=(a_quote(words, source),))


class RecordSearching:
    @pytest.mark.parametrize(
        "words",
        [
            "costs",  # the claim's text, inflected
            "the roof had cost",  # its quote
            "Bürgermeisterin",  # another name of who said it
            "Radio",  # who carried it
            "masonry",  # its topic
            "called the figure false",  # the response's text
            "That figure",  # and its quote
            "S/2022/908",  # designations and initials are one word each
            "U.S.",
            "Иран",
        ],
    )
    def test_a_claim_is_found_by(self, store: RecordStore, words: str) -> None:
        claim = replace(
            a_claim(via=("radio-example",), topics=("masonry", "S/2022/908")),
            text="Its cost is 3.5 million, the U.S. and Иран said.",
        )
        roe = a_speaker(names=(Name("Bürgermeisterin"),))
        records = some_records(claims=[claim], speakers=[roe], responses=[a_response()])
        store.add(records)
        assert found(store, words) == ["roof-cost"]
        assert found(store, "parliament 2022 908 s u") == []

    def test_the_best_comes_first_and_relevance_is_above_0(self, store: RecordStore) -> None:
        claims = [
            about("one", "missiles and paint"),
            about("both", "missiles for drones"),
            about("none", "cheese"),
        ]
        store.add(some_records(claims=claims))
        ranked = store.search(text.stems("drones missiles"), limit=10)
        assert [id_ for id_, _ in ranked] == ["both", "one"]
        assert ranked[0][1] > ranked[1][1] > 0

    def test_a_word_in_every_claim_still_finds_them_in_listing_order(
        self, store: RecordStore
    ) -> None:
        store.add(some_records(claims=[about(id_, "roof") for id_ in ("c", "a", "b")]))
        assert found(store, "roof") == ["c", "a", "b"]
        assert all(relevance > 0 for _, relevance in store.search(("roof",), limit=10))

    def test_no_more_is_found_than_asked_for(self, store: RecordStore) -> None:
        store.add(some_records(claims=[about(f"c{n}", "roof") for n in range(5)]))
        counts = [len(store.search(("roof",), limit=n)) for n in (-1, 0, 1, 4, 2**70)]
        assert counts == [0, 0, 1, 4, 5]

    @pytest.mark.parametrize("typed", NOT_A_QUERY)
    def test_stems_are_words_and_never_a_query(self, store: RecordStore, typed: str) -> None:
        store.add(some_records())
        assert store.search((typed,), limit=10) == ()
        assert len(store.search((typed, "roof"), limit=10)) == 1

    @settings(
        max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(stems=st.lists(st.text()), space=st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_stems_can_be_searched_for(
        self, store: RecordStore, stems: list[str], space: str
    ) -> None:
        assert store.search(stems, limit=10, space=space) == ()

    def test_different_stems_are_never_taken_for_one_another(self, store: RecordStore) -> None:
        store.add(some_records(claims=[about("us", "U.S."), about("pronoun", "us")]))
        assert found(store, "U.S.") == ["us"]
        assert found(store, "us") == ["pronoun"]
        assert store.search(("u_2e_s_2e_",), limit=10) == ()

    def test_no_stems_find_nothing(self, store: RecordStore) -> None:
        store.add(some_records())
        assert store.search((), limit=10) == store.search(("",), limit=10) == ()

    def test_thousands_of_stems_can_be_searched_for(self, store: RecordStore) -> None:
        store.add(some_records())
        many = [f"word{n}" for n in range(5_000)]
        assert [id_ for id_, _ in store.search([*many, "roof"], limit=10)] == ["roof-cost"]

    def test_a_changed_claim_is_found_by_its_new_words_only(self, store: RecordStore) -> None:
        store.add(some_records(claims=[about("c", "paint")]))
        store.add(some_records(claims=[replace(about("d", "cheese"), id="c")]))
        assert (found(store, "paint"), found(store, "cheese")) == ([], ["c"])

    def test_a_changed_response_moves_with_what_it_answers(self, store: RecordStore) -> None:
        claims = [about("a", "paint"), about("b", "cheese")]
        response = a_response(answers=("a",), text="Nonsense.")
        store.add(some_records(claims=claims, responses=[response]))
        assert found(store, "nonsense") == ["a"]
        moved = replace(response, answers=(Answers("b"),))
        store.add(some_records(claims=claims, responses=[moved]))
        assert found(store, "nonsense") == ["b"]
        reworded = replace(moved, text="Rubbish.")
        store.add(some_records(claims=claims, responses=[reworded]))
        assert (found(store, "nonsense"), found(store, "rubbish")) == ([], ["b"])

    def test_a_renamed_speaker_is_found_by_the_new_name(self, store: RecordStore) -> None:
        store.add(some_records())
        store.add(some_records(claims=[], speakers=[a_speaker("radio-example", name="Antenna 5")]))
        assert (found(store, "Antenna"), found(store, "Radio")) == (["roof-cost"], [])
