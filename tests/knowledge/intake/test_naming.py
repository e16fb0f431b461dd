from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import RecordError
from knowledge.intake.naming import Called, People, slug
from knowledge.model import Name
from knowledge.rules import check_id
from knowledge.vocabulary import SpeakerKind
from tests.builders import a_speaker

ROE = a_speaker(names=(Name("the mayor"),))
TWO = (a_speaker("ann-1", name="Ann Poe"), a_speaker("ann-2", name="ANN POE"))


def people(space: str = "") -> People:
    return People(Called.of([ROE, *TWO]), slug, space)


def read(typed: str) -> list[str]:
    return people().read(typed, record="claim x", field="said_by")


@pytest.mark.parametrize("typed", ["Jane Roe", "jane roe", "JANE ROE ", "The Mayor", "jane-roe"])
def test_who_is_on_record_is_found_by_id_name_or_any_other_name(typed: str) -> None:
    assert read(typed) == ["jane-roe"]


@pytest.mark.parametrize("typed", ["Roe", "Jane", "Mayor Jane Roe", "Jane Rowe"])
def test_a_name_that_is_only_alike_is_somebody_new(typed: str) -> None:
    assert read(typed) == [slug(typed)]


def test_several_names_have_a_mark_between_them_and_count_once() -> None:
    assert read("Jane Roe; Max Poe\nthe mayor") == ["jane-roe", "max-poe"]


def test_who_is_new_is_a_person_of_the_space_unless_another_kind_is_said() -> None:
    new = people("slack:T1")
    new.read("Max Poe; Exton Courier (outlet); Max Poe", record="claim x", field="via")
    made = [(who.name, who.kind, who.space) for who in new.new.values()]
    assert made == [
        ("Max Poe", SpeakerKind.PERSON, "slack:T1"),
        ("Exton Courier", SpeakerKind.OUTLET, "slack:T1"),
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Ann Poe", "may be ann-1 or ann-2"),
        ("Exton Courier (paper)", "is unknown; use one of"),
        ("Jane Roe (office)", "is on record already"),
    ],
)
def test_nobody_is_guessed(typed: str, why: str) -> None:
    with pytest.raises(RecordError, match=why) as raised:
        read(typed)
    assert raised.value.field == "said_by"


@given(st.text())
def test_a_slug_is_always_an_id(text: str) -> None:
    check_id("record", slug(text))
