"""What every `RecordStore` promises to whoever keeps something derived from it: what changed.

Held to a store in the same way as record_keeping.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.errors import StoreError
from knowledge.model import Answers, Name
from knowledge.records import Records
from knowledge.store.index_rows import IndexRow
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import (
    COST,
    DENIAL,
    a_claim,
    a_quote,
    a_response,
    a_source,
    a_speaker,
    some_records,
)

LETTER = a_source("letter", "Dear all: it leaks.")
DENIED = a_claim("denied", via=("radio-example",))
LEAKS = a_claim("leaks", text="It leaks.", quotes=(a_quote("it leaks", LETTER),))
CLAIMS = (DENIED, LEAKS, replace(LEAKS, id="ours", space="slack:t1", said_by=("john-doe",)))
DENIAL_OF_IT = a_response(answers=("denied",))

CHANGES = {
    "a claim": (some_records(claims=[replace(LEAKS, hedge="may")]), ["leaks"]),
    "a claim that is withdrawn": (
        some_records(claims=[replace(LEAKS, state=State.WITHDRAWN)]),
        ["leaks"],
    ),
    "who said it": (
        some_records(speakers=[a_speaker(name="Jane Smith")], claims=[]),
        ["denied", "leaks"],
    ),
    "who carried it": (
        some_records(speakers=[a_speaker("radio-example", names=(Name("RE"),))], claims=[]),
        ["denied"],
    ),
    "the title of a source": (
        some_records(sources=[replace(LETTER, title="Water")], claims=[]),
        ["leaks", "ours"],
    ),
    "a response to it": (
        some_records(claims=[DENIED], responses=[replace(DENIAL_OF_IT, text="Not so.")]),
        ["denied"],
    ),
    "what a response answers": (
        some_records(
            claims=[DENIED, LEAKS], responses=[replace(DENIAL_OF_IT, answers=(Answers("leaks"),))]
        ),
        ["denied", "leaks"],
    ),
}


def filled(store: RecordStore) -> int:
    """Fill the store with `CLAIMS` and a response; return its change number."""
    store.add(some_records(claims=CLAIMS, responses=[DENIAL_OF_IT]))
    return store.change_number()


def changed(store: RecordStore, after: int) -> list[str]:
    return sorted(row.id for row in store.index_rows(after))


class RecordChanges:
    def test_an_index_row_holds_what_the_claim_is_found_by(self, store: RecordStore) -> None:
        source = a_source(title="Roof row", published_on=date(2024, 5, 1))
        claim = a_claim(
            quotes=(a_quote(source=source), a_quote("It leaks", source), a_quote(source=source)),
            via=("radio-example", "jane-roe"),
            topics=("masonry", "It leaks"),
            space="slack:t1",
        )
        roe = a_speaker(names=(Name("the mayor"),))
        denial = a_response(quotes=(a_quote(DENIAL, source),), space="slack:t1")
        store.add(some_records(claims=[claim], speakers=[roe], responses=[denial]))
        (row,) = store.index_rows()
        assert replace(row, names=tuple(sorted(row.names))) == IndexRow(
            number=1,
            id="roof-cost",
            space="slack:t1",
            change=row.change,
            is_listed=True,
            statement=(claim.text, COST, "It leaks", "masonry"),
            titles=("Roof row",),
            names=("Jane Roe", "Radio Example", "the mayor"),
            responses=(denial.text, DENIAL),
            said_on=date(2024, 5, 1),
        )

    def test_a_claim_was_said_on_its_day_or_on_the_first_of_its_sources(
        self, store: RecordStore
    ) -> None:
        days = (date(2024, 6, 2), date(2024, 6, 1))
        sources = [a_source(f"s{n}", published_on=day) for n, day in enumerate(days)]
        quotes = tuple(a_quote(source=source) for source in sources)
        undated, dated = a_claim("undated", quotes=quotes), a_claim("dated", quotes=quotes)
        dated = replace(dated, said_on=date(2024, 1, 1))
        store.add(some_records(claims=[undated, dated, a_claim("unknown")]))
        assert [row.said_on for row in store.index_rows()] == [days[1], date(2024, 1, 1), None]

    def test_index_rows_come_by_change_and_no_two_have_the_same(self, store: RecordStore) -> None:
        filled(store)
        store.add(some_records(claims=[replace(DENIED, hedge="may")]))
        rows = list(store.index_rows())
        assert [row.id for row in rows] == ["leaks", "ours", "denied"]
        assert [row.number for row in rows] == [2, 3, 1]
        numbers = [row.change for row in rows]
        assert numbers == sorted(set(numbers))
        assert 0 < numbers[0] <= numbers[-1] <= store.change_number()

    def test_reading_goes_on_after_the_last_row_seen(self, store: RecordStore) -> None:
        filled(store)
        rows = list(store.index_rows())
        for seen, row in enumerate(rows, 1):
            assert list(store.index_rows(row.change)) == rows[seen:]
            assert store.count_changed(row.change) == len(rows) - seen
        assert store.count_changed(0) == len(rows)

    def test_a_claim_that_changes_while_they_are_read_comes_as_it_is_now(
        self, store: RecordStore
    ) -> None:
        filled(store)
        rows = store.index_rows()
        assert next(rows).id == "denied"
        store.add(some_records(claims=[replace(DENIED, text="Dear.")]))
        last = list(rows)[-1]
        assert (last.id, last.statement[0]) == ("denied", "Dear.")

    def test_a_change_that_was_is_told_from_one_that_was_not(self, store: RecordStore) -> None:
        first = filled(store)
        store.add(some_records(claims=[a_claim("more")]))
        assert all(map(store.had_change, (first, store.change_number())))
        assert not store.had_change(store.change_number() + 1)
        assert not store.had_change(first + 1)

    def test_private_claims_can_be_read_alone(self, store: RecordStore) -> None:
        filled(store)
        store.add(some_records(claims=[a_claim("ours", space="slack:t1")]))
        private = [row for row in store.index_rows() if row.space]
        assert list(store.index_rows(is_private=True)) == private
        assert 0 < len(private) < len(list(store.index_rows()))

    @pytest.mark.parametrize("what", CHANGES)
    def test_a_change_of_what_it_is_found_by_changes_the_claim(
        self, what: str, store: RecordStore
    ) -> None:
        before = filled(store)
        change, expected = CHANGES[what]
        store.add(change)
        assert changed(store, before) == expected
        assert store.change_number() > before

    def test_a_claim_that_is_not_published_is_there_to_be_forgotten(
        self, store: RecordStore
    ) -> None:
        before = filled(store)
        titled = (a_quote(source=a_source("titled", title="Roof row")),)
        withdrawn = replace(DENIED, state=State.WITHDRAWN, quotes=titled)
        store.add(some_records(claims=[withdrawn], responses=[DENIAL_OF_IT]))
        (row,) = store.index_rows(before)
        assert (row.id, row.is_listed) == ("denied", False)
        assert row.statement == row.titles == row.names == row.responses == ()

    def test_what_changes_nothing_has_no_change_number(self, store: RecordStore) -> None:
        assert store.change_number() == 0
        assert list(store.index_rows()) == []
        before = filled(store)
        filled(store)
        store.add(Records())
        store.add_vectors("mini", {})
        with pytest.raises(StoreError):
            store.add(some_records(claims=[a_claim(quotes=(a_quote("x", a_source(text="x")),))]))
        assert store.change_number() == before

    def test_changed_speakers_are_listed_after_a_change(self, store: RecordStore) -> None:
        before = filled(store)
        assert store.list_speakers_changed(0) == store.list_speakers()
        assert store.list_speakers_changed(before) == ()
        mayor = a_speaker(names=(Name("the mayor"),))
        store.add(
            some_records(claims=[a_claim(said_by=("jane-roe", "a-new-one"))], speakers=[mayor])
        )
        assert store.list_speakers_changed(before) == (a_speaker("a-new-one"), mayor)
