"""Column mappings: strictly read, and what they make of rows."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import MappingError, UnusableError
from knowledge.intake.importing.item import Item
from knowledge.intake.importing.rows import item_of
from knowledge.vocabulary import SpeakerKind
from tests.knowledge.intake.importing.documents import (
    a_document,
    a_mapping,
    items,
    left_out,
    lines_of,
)

SHIPPED = Path(__file__).parents[4] / "docs" / "mappings"
MAPPING = """
[claim]
id = { column = "no", prefix = "checks/" }
text = "claim"
said_on = { column = "day", formats = ["%d.%m.%Y"] }
topics = { column = "about", separator = ",", style = "words" }
said_in = { columns = ["venue", "place"], absent = ["None"] }
appearances = "links"

[source]
publisher = { constant = "Checks Example" }
url = "page"

[speaker]
name = { column = "who", style = "name" }
kind = { column = "sort", values = { "org" = "organisation" }, otherwise = "person" }

[[speaker.roles]]
title = "job"
organisation = "firm"

[review]
publisher = { constant = "Checks Example" }
rating = { column = "verdict", values = { "1" = "Right", "2" = "Wrong" } }
"""
ROW: dict[str, Any] = {
    "no": "7",
    "claim": " The roof   cost 9 million. ",
    "day": "01.05.2024",
    "about": "town-hall,roofs,town-hall",
    "venue": "None",
    "place": "a mailer",
    "links": ["https://radio.example/a", "https://radio.example/b"],
    "page": "https://checks.example/roof",
    "who": "jane-mcroe-jr",
    "sort": "x",
    "job": "mayor",
    "firm": "Exampletown",
    "verdict": 2,
}


ODD_TEXT = st.text(alphabet="ab1-/:.,{} \ud800\x00é", max_size=10)


def the_item(**columns: Any) -> Item:
    return item_of({**ROW, **columns}, a_mapping(MAPPING))


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(MappingError) as raised:
        a_mapping(text)
    return raised.value.problems


def test_a_row_becomes_the_claim_that_the_mapping_says() -> None:
    item = the_item()
    assert item.id == "checks/7"
    assert item.text == "The roof cost 9 million."
    assert item.said_on == date(2024, 5, 1)
    assert item.topics == ("town hall", "roofs")
    assert item.said_in == "a mailer"
    assert item.appearances == ("https://radio.example/a", "https://radio.example/b")
    assert (item.publisher, item.url) == ("Checks Example", "https://checks.example/roof")
    (claimant,) = item.claimants
    assert (claimant.name, claimant.kind) == ("Jane McRoe Jr.", SpeakerKind.PERSON)
    assert (claimant.roles[0].title, claimant.roles[0].organisation) == ("mayor", "Exampletown")
    (review,) = item.reviews
    assert (review.publisher, review.rating) == ("Checks Example", "Wrong")
    assert not item.notes


def test_a_value_that_is_not_listed_stays_or_is_replaced_by_the_other_one() -> None:
    assert the_item(verdict="Unclear").reviews[0].rating == "Unclear"
    assert the_item(sort="org").claimants[0].kind == SpeakerKind.ORGANISATION


def test_what_cannot_be_used_is_noted_and_left_empty() -> None:
    item = the_item(day="2024-05-01", page="not an address", verdict={"a": 1}, place=["a", "b"])
    assert (item.said_on, item.url, item.reviews, item.said_in) == (None, None, (), None)
    assert sorted(field for field, _ in item.notes) == ["rating", "said_in", "said_on", "url"]


@pytest.mark.parametrize("text", [None, "", "   ", "\x00\x01", {"a": 1}, True, "a\ud800"])
def test_without_a_text_a_row_is_no_claim(text: object) -> None:
    with pytest.raises(UnusableError, match="column 'claim'"):
        the_item(claim=text)


def test_nobody_is_named_where_the_column_says_so() -> None:
    for nobody in (None, "", "n/a", "Unknown", "-"):
        assert the_item(who=nobody).claimants == ()


def test_a_row_without_rating_text_and_address_of_a_review_has_none() -> None:
    assert the_item(verdict=None).reviews == ()


def test_all_that_is_wrong_with_a_mapping_is_said_at_once() -> None:
    said = problems(
        """
        fromat = "csv"
        format = "xls"
        delimiter = "::"
        [claim]
        texd = "claim"
        topics = { separator = 3 }
        said_on = { column = "a", constant = "b" }
        [speaker]
        kind = { constant = "alien" }
        name = { column = "who", style = "shouting" }
        [[speaker.roles]]
        organisation = "firm"
        [review]
        rating = "verdict"
        """
    )
    for part in (
        "'fromat' is unknown",
        "'texd' is unknown",
        "claim.topics.separator: must be a text",
        "claim.topics: give either a column",
        "claim.said_on: give either a column",
        "[claim]: 'text' is missing",
        "[review]: 'publisher' is missing",
        "[[speaker.roles]]: 'title' is missing",
        "'xls' is unknown",
        "delimiter: must be one character",
        "speaker.kind: 'alien' is unknown",
        "style 'shouting' is unknown",
    ):
        assert any(part in problem for problem in said), part


@pytest.mark.parametrize(
    "text", ["[claim", "claim = 3", "[claim]\ntext = 3", "encoding = 'latin-99'\n[claim]\ntext='a'"]
)
def test_a_mapping_that_is_no_mapping_is_refused_in_words(text: str) -> None:
    assert problems(text)


def test_a_column_that_no_row_has_is_said_once() -> None:
    mapping = a_mapping('[claim]\ntext = "claim"\nsaid_in = "vanue"')
    said = left_out(a_document("a.jsonl", lines_of([ROW, ROW])), mapping)
    assert said == [
        "a.jsonl: column 'vanue' of the mapping stands in no record; correct the mapping"
    ]


def test_json_arrays_and_csv_are_mapped_like_lines() -> None:
    mapping = a_mapping('[claim]\ntext = "claim"')
    rows = [{"claim": "One."}, {"claim": "Two."}]
    for document in (
        a_document("a.jsonl", lines_of(rows)),
        a_document("a.json", json.dumps(rows)),
        a_document("a.csv", "claim,x\nOne.,1\nTwo.,2\n"),
        a_document("a.tsv", "x\tclaim\n1\tOne.\n2\tTwo.\n"),
        a_document("a.csv", '\ufeffclaim;x\r\n"One.";1\r\nTwo.;2\r\n'),
    ):
        assert [item.text for item in items(document, mapping)] == ["One.", "Two."]


@given(st.dictionaries(st.sampled_from(list(ROW)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT, inner, max_size=3),
    max_leaves=8,
)))  # fmt: skip
def test_whatever_stands_in_a_row_nothing_falls_over(columns: dict[str, Any]) -> None:
    with suppress(UnusableError):
        assert the_item(**columns).text.strip()


@given(st.text(alphabet='[]{}="\n claimtextkindvaluescolumnconstant', max_size=60))
def test_whatever_stands_in_a_mapping_nothing_falls_over(text: str) -> None:
    with suppress(MappingError):
        a_mapping(text)


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.toml")), ids=lambda file: file.stem)
def test_every_mapping_that_ships_can_be_read(file: Path) -> None:
    assert a_mapping(file.read_text(encoding="utf-8")).claim


def test_there_are_mappings_that_ship() -> None:
    assert {file.stem for file in SHIPPED.glob("*.toml")} >= {"liar", "euvsdisinfo"}


def test_the_mapping_of_liar_reads_a_row_of_that_form() -> None:
    mapping = a_mapping((SHIPPED / "liar.toml").read_text(encoding="utf-8"))
    row = {
        "id": "liar-1", "text": "The roof cost 9 million.", "claimant": "jane-roe",
        "claimant_title": "Mayor", "party": "independent", "subjects": "town-hall,money",
        "venue": "a mailer", "verdict": "half-true", "split": "train",
    }  # fmt: skip
    item = item_of(row, mapping)
    assert (item.id, item.said_in, item.topics) == ("liar-1", "a mailer", ("town hall", "money"))
    assert item.claimants[0].name == "Jane Roe"
    assert [role.title for role in item.claimants[0].roles] == ["Mayor", "Independent"]
    assert item.reviews[0].rating == "Half True"
    assert item_of({**row, "venue": "None", "party": "none"}, mapping).said_in is None


def test_the_mapping_of_euvsdisinfo_takes_the_disproof_as_a_review() -> None:
    mapping = a_mapping((SHIPPED / "euvsdisinfo.toml").read_text(encoding="utf-8"))
    row = {
        "id": "euvd-1", "text": "The roof is made of cheese.", "headline": "A roof of cheese",
        "claimant": "Radio Example", "date": "2024-05-01", "url": "https://radio.example/roof",
        "keywords": "Roofs, Cheese", "denial": "It is made of slate.",
    }  # fmt: skip
    item = item_of(row, mapping)
    assert item.claimants[0].kind == SpeakerKind.OUTLET
    assert item.said_on == date(2024, 5, 1)
    (review,) = item.reviews
    assert (review.publisher, review.text, review.rating) == (
        "EUvsDisinfo",
        "It is made of slate.",
        None,
    )
