"""The CSV: a claim a row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given

from knowledge.intake.export.table import COLUMNS, rows_of
from knowledge.model import Answers, Claim
from knowledge.records import Records
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import Scope
from tests.builders import a_claim, a_response, a_review, some_records
from tests.knowledge.intake.export.any_records import any_records, often
from tests.knowledge.intake.export.exported import dossiers_of
from tests.knowledge.intake.importing.documents import a_document, a_mapping, taken

MAPPING = a_mapping(
    """
    [claim]
    id = "claim"
    text = "text"
    said_on = "said_on"
    said_as_written = "said_as_written"
    said_in = "said_in"
    topics = { column = "topics", separator = " | " }
    appearances = { column = "appearances", separator = " | " }
    [speaker]
    name = { column = "said_by", separator = " | " }
    """
)


def table(records: Records) -> str:
    return "".join(rows_of(dossiers_of(records)))


def rows(records: Records) -> list[dict[str, str]]:
    # Whatever ends a line inside of a cell stays there: no newline is translated.
    return list(csv.DictReader(io.StringIO(table(records).removeprefix("\ufeff"), newline="")))


def test_a_row_is_a_claim_with_who_said_it_and_what_answers_it() -> None:
    part = a_response(answers=[Answers("roof-cost", Scope.PART)], on_behalf_of=("builders-ltd",))
    (row,) = rows(
        some_records(
            claims=[a_claim(via=("radio-example",), said_on=date(2024, 5, 1), topics=("a", "b"))],
            responses=[part],
            reviews=[a_review()],
        )
    )
    assert row == {
        "claim": "roof-cost", "text": "The town hall's new roof cost 9 million euros.",
        "said_by": "Jane Roe", "via": "Radio Example", "basis": "", "hedge": "",
        "said_on": "2024-05-01", "said_as_written": "", "said_in": "", "topics": "a | b",
        "standing": "denied",
        "responses": "John Doe for Builders Ltd: denies (part): John Doe called the figure false.",
        "reviews": "Example Checkers: Half true https://example.org/checked",
        "quotes": "the roof had cost 9 million euros", "sources": "courier-roof",
        "appearances": "",
    }  # fmt: skip


def test_a_spreadsheet_knows_that_it_is_utf_8() -> None:
    assert table(Records()).encode() == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1", "\ufeff=1", "\tx"],
)
def test_a_cell_that_begins_like_a_formula_is_none(text: str) -> None:
    (row,) = rows(some_records(claims=[a_claim(text=text)]))
    assert row["text"] == f"'{text}"


def test_controls_are_marked_and_never_dropped() -> None:
    (row,) = rows(some_records(claims=[a_claim(text="a\x00b\x1bc")]))
    assert row["text"] == "a\ufffdb\ufffdc"


@often
@given(any_records())
def test_any_records_are_rows_that_run_nothing_and_keep_their_words(records: Records) -> None:
    found = rows(records)
    assert [row["claim"] for row in found] == [claim.id for claim in records.claims]
    for row, claim in zip(found, records.claims, strict=True):
        assert not any(cell.strip()[:1] in {*"=+-@"} for cell in row.values() if cell.strip())
        if claim.text.isprintable() and not claim.text.strip().startswith(tuple("=+-@")):
            assert row["text"] == claim.text


def test_an_import_gets_of_a_table_what_a_table_can_hold(store: SqliteStore) -> None:
    claim = a_claim(
        said_by=("jane-roe", "john-doe"), via=("radio-example",), hedge="may",
        said_on=date(2024, 5, 1), said_as_written="Friday", said_in="a mailer",
        topics=("roof", "money"), appearances=("https://radio.example/roe",),
    )  # fmt: skip
    _, left_out = taken(
        store, a_document("table.csv", table(some_records(claims=[claim]))), MAPPING
    )
    assert left_out == []
    (again,) = store.get_claims(["roof-cost"])
    kept = ("id", "text", "said_by", "said_on", "said_as_written", "said_in", "topics",
            "appearances")  # fmt: skip
    assert [getattr(again, name) for name in kept] == [getattr(claim, name) for name in kept]
    # Lost: the chain, the hedge, and the quotes; the words themselves are the source.
    assert (again.via, again.hedge, again.quotes[0].exact) == ((), None, claim.text)
    assert isinstance(again, Claim)
