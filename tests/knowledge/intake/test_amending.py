from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.codec import as_plain, from_plain
from knowledge.errors import RecordError
from knowledge.intake.amending import (
    FIELDS,
    Amending,
    answers_from,
    typed_answers,
)
from knowledge.intake.naming import Called, People, slug
from knowledge.model import Answers, Source
from knowledge.records import KINDS
from knowledge.vocabulary import Scope, Stance
from tests.builders import a_claim, a_response, a_source, a_speaker


def find_source(id_: str) -> Source | None:
    return a_source() if id_ == a_source().id else None


def amended(record: Any, **typed: str) -> Mapping[str, Any]:
    people = People(Called.of([a_speaker(), a_speaker("john-doe")]), slug)
    return Amending(people, find_source).amended(as_plain(record), typed)


def test_nothing_typed_changes_nothing() -> None:
    for record in (a_claim(hedge="may", topics=("a",)), a_response(), a_source(), a_speaker()):
        assert amended(record) == as_plain(record)


def test_text_lists_days_and_people_are_set_as_they_are_typed() -> None:
    plain = amended(
        a_claim(hedge="may"),
        text=" New text. ",
        said_by="John Doe; Max Poe",
        topics="roof; roof; dome",
        said_on="2024-04-30",
        hedge="",
    )
    assert plain["text"] == "New text."
    assert plain["said_by"] == ["john-doe", "max-poe"]
    assert plain["topics"] == ["roof", "dome"]
    assert plain["said_on"] == "2024-04-30"
    assert "hedge" not in plain


def test_a_quote_is_looked_for_in_the_source() -> None:
    (quote,) = amended(a_claim(), quote="It leaks")["quotes"]
    text = a_source().text
    assert text[quote["start"] : quote["end"]] == quote["exact"] == "It leaks"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"quote": "It does not leak"}, "does not stand in"),
        ({"quote": "Roe"}, "several times"),
        ({"quote": ""}, "is empty"),
        ({"colour": "red"}, "cannot be changed; of a claim these can: text"),
        ({"id": "other"}, "cannot be changed"),
        ({"space": "slack:T1"}, "cannot be changed"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(typed: dict[str, str], why: str) -> None:
    with pytest.raises(RecordError, match=why):
        amended(a_claim(), **typed)


def test_a_party_spoke_or_was_silent_as_the_stance_says() -> None:
    spoke = amended(a_response(), party="Jane Roe")
    assert (spoke["by"], spoke.get("silent")) == (["jane-roe"], None)
    silent = amended(a_response(), stance="did_not_respond", party="Jane Roe")
    assert (silent["silent"], silent.get("by")) == (["jane-roe"], None)


@given(st.sampled_from(Stance), st.sampled_from(Stance))
def test_whatever_the_stance_becomes_the_parties_stay(before: Stance, after: Stance) -> None:
    response = a_response(stance=before)
    record = from_plain(amended(response, stance=after.value), find_source)
    assert set(record.parties) == set(response.parties)  # type: ignore[union-attr]


@given(
    st.lists(
        st.builds(
            Answers,
            st.from_regex("[a-z]{1,9}(-[0-9]{1,3})?", fullmatch=True),
            st.sampled_from(Scope),
        ),
        min_size=1,
        unique_by=lambda answers: answers.claim,
    )
)
def test_what_a_response_answers_reads_back_as_it_is_shown(answers: list[Answers]) -> None:
    plain = as_plain(a_response(answers=answers))["answers"]
    assert answers_from(typed_answers(plain), "response x") == plain


def test_what_is_no_claims_id_is_refused() -> None:
    with pytest.raises(RecordError, match="is no claim’s id"):
        answers_from("the roof claim", "response x")


def test_every_kind_of_record_has_fields_that_can_be_changed() -> None:
    assert set(FIELDS) == set(KINDS.values())
