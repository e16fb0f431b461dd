"""What every `RecordStore` promises about the vectors that it keeps beside its claims.

Held to a store in the same way as record_keeping.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.errors import NotFoundError, StoreError
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_response, a_review, some_records


def rows_of(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


class RecordVectors:
    def test_vectors_come_back_as_they_were_kept(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b")]))
        one = np.array([[0.6, 0.8]], dtype=np.float32)
        two = np.array([[1, 0], [0, 1]], dtype=np.float32)
        store.add_vectors("mini", {"b": one, "a": two})
        store.add_vectors("other", {"a": np.ones((1, 3), dtype=np.float32)})
        ids, rows = store.vectors("mini")
        assert ids == ("a", "a", "b")
        assert rows.dtype == np.float32
        np.testing.assert_allclose(rows, np.vstack([two, one]), rtol=0, atol=0.00025)
        store.add_vectors("mini", {"a": one})
        assert store.vectors("mini")[0] == ("a", "b")

    def test_no_vectors_are_an_empty_array(self, store: RecordStore) -> None:
        ids, rows = store.vectors("mini")
        assert (ids, rows.shape, rows.dtype) == ((), (0, 0), np.dtype(np.float32))

    def test_claims_without_vectors_are_listed_whoever_may_see_them(
        self, store: RecordStore
    ) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b", space="slack:t1")]))
        assert store.claims_without_vectors("mini") == ("a", "b")
        store.add_vectors("mini", {"a": np.ones((1, 2), dtype=np.float32)})
        assert store.claims_without_vectors("mini") == ("b",)
        # Those that changed first come first, and a vector changes its claim.
        assert store.claims_without_vectors("other") == ("b", "a")

    def test_vectors_change_their_claims(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b")]))
        before = store.change_number()
        store.add_vectors("mini", {"a": np.ones((1, 2), dtype=np.float32)})
        assert [row.id for row in store.index_rows(before)] == ["a"]

    def test_a_changed_claim_drops_the_vectors_and_what_is_said_of_it_does_not(
        self, store: RecordStore
    ) -> None:
        claims = [a_claim("a"), a_claim("b"), a_claim("c")]
        store.add(some_records(claims=claims))
        store.add_vectors("mini", {c.id: np.ones((1, 2), dtype=np.float32) for c in claims})
        claims[0] = replace(claims[0], hedge="may")
        records = some_records(
            claims=claims, responses=[a_response(answers=("b",))], reviews=[a_review(claims=("b",))]
        )
        store.add(records)
        assert store.claims_without_vectors("mini") == ("a",)

    def test_a_vector_needs_its_claim_and_the_shape_of_the_others(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b")]))
        good = np.ones((1, 2), dtype=np.float32)
        with pytest.raises(NotFoundError, match="claim unknown"):
            store.add_vectors("mini", {"a": good, "unknown": good})
        assert store.vectors("mini")[0] == ()
        store.add_vectors("mini", {"a": good})
        for shape in ((2,), (1, 3), (1, 1, 2)):
            with pytest.raises(StoreError, match="shape"):
                store.add_vectors("mini", {"b": np.ones(shape, dtype=np.float32)})
        store.add_vectors("mini", {"a": np.ones((1, 3), dtype=np.float32)})

    def test_vectors_are_got_by_claim(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b"), a_claim("c")]))
        one, two = rows_of((1, 0)), rows_of((1, 0), (0, 1))
        store.add_vectors("mini", {"a": one, "b": two})
        store.add_vectors("other", {"c": one})
        found = store.vectors_of("mini", ("b", "a", "c", "unknown"))
        assert set(found) == {"a", "b"}
        assert found["b"].dtype == np.float32
        np.testing.assert_array_equal(found["a"], one)
        np.testing.assert_array_equal(found["b"], two)
        assert store.vectors_of("mini", ()) == store.vectors_of("unknown", ("a",)) == {}

    def test_vectors_are_read_through_by_the_number_of_the_claim(self, store: RecordStore) -> None:
        claims = [a_claim("b", space="slack:t1"), a_claim("a"), a_claim("none"), a_claim("gone")]
        store.add(some_records(claims=claims))
        two = rows_of((1, 0), (0, 1))
        store.add_vectors("mini", {"a": rows_of((1, 0)), "gone": two, "b": two})
        store.add_vectors("other", {"none": two})
        store.add(some_records(claims=[replace(claims[3], state=State.WITHDRAWN)]))
        store.add_vectors("mini", {"gone": two})  # as from an encoder that had not yet heard of it
        numbers = {row.id: row.number for row in store.index_rows()}
        read = list(store.iter_vectors("mini"))
        assert [number for number, _ in read] == [numbers["b"], numbers["a"]]
        np.testing.assert_array_equal(read[0][1], two)
        assert [number for number, _ in store.iter_vectors("mini", after=numbers["b"])] == [
            numbers["a"]
        ]
        assert list(store.iter_vectors("unknown")) == []

    def test_claims_without_vectors_come_as_many_as_asked_for(self, store: RecordStore) -> None:
        claims = [a_claim(id_) for id_ in ("a", "b", "c", "d")]
        store.add(some_records(claims=claims))
        seen = []
        while waiting := store.claims_without_vectors("mini", limit=2):
            seen.append(waiting)
            store.add_vectors("mini", {id_: rows_of((1, 0)) for id_ in waiting})
        assert seen == [("a", "b"), ("c", "d")]
        store.add(some_records(claims=[replace(claims[0], hedge="may"), a_claim("e")]))
        assert store.claims_without_vectors("mini") == ("a", "e")
        assert store.claims_without_vectors("mini", limit=1) == ("a",)
        assert store.claims_without_vectors("mini", limit=0) == ()

    def test_claims_without_vectors_are_found_whichever_came_first(
        self, store: RecordStore
    ) -> None:
        claims = [a_claim(id_) for id_ in ("a", "b", "c", "d")]
        store.add(some_records(claims=[*claims[:3], replace(claims[3], state=State.DRAFT)]))
        store.add_vectors("mini", {"c": rows_of((1, 0))})
        assert store.claims_without_vectors("mini") == ("a", "b")
        store.add_vectors("mini", {"a": rows_of((1, 0))})
        assert store.claims_without_vectors("mini") == ("b",)
        store.add_vectors("mini", {"b": rows_of((1, 0))})
        store.add(some_records(claims=[claims[3]]))
        assert store.claims_without_vectors("mini") == ("d",)
