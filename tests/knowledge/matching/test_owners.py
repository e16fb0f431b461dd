from __future__ import annotations

import pytest

from knowledge.matching.items import Item
from knowledge.matching.owners import Slots, names_from, take_object, take_owner
from knowledge.matching.reading import Reader
from tests.knowledge.matching.cutting import items_of

BY = frozenset({"by"})


def owners(reader: Reader, text: str) -> tuple[list[str], list[str]]:
    """Return who owns what stands before `text`, and who of them is unknown."""
    slots, where = Slots(), list[Item]()
    take_owner(items_of(reader, text), 0, where, slots, only=BY)
    return [item.typed for item in where], slots.unknown


def addressees(reader: Reader, text: str) -> list[str]:
    slots = Slots()
    take_object(items_of(reader, text), 0, slots)
    return [item.typed for item in slots.addressees]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by Brill", ["Brill"]),
        ("by the mayor", ["mayor"]),
        ("by Brill and Karga", ["Brill", "Karga"]),
        ("by Brill, the Port Office and Velland", ["Brill", "Port Office", "Velland"]),
    ],
)
def test_owners_follow_by(reader: Reader, text: str, expected: list[str]) -> None:
    assert owners(reader, text) == (expected, [])


@pytest.mark.parametrize("text", ["about Brill", "by noon", "by", "Brill"])
def test_without_by_and_a_name_there_is_no_owner(reader: Reader, text: str) -> None:
    assert owners(reader, text) == ([], [])


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("by Zanthor", "Zanthor"), ("by the Norvayan ambassador", "Norvayan ambassador")],
)
def test_an_owner_who_is_nobody_on_record_is_kept_as_unknown(
    reader: Reader, text: str, unknown: str
) -> None:
    assert owners(reader, text) == ([], [unknown])


@pytest.mark.parametrize("text", ["to Brill", "Brill", "to the mayor", "Brill about it"])
def test_an_answer_may_be_addressed_to_somebody(reader: Reader, text: str) -> None:
    assert [word.casefold() in ("brill", "mayor") for word in addressees(reader, text)] == [True]


@pytest.mark.parametrize(
    "text", ["Velland sent boats", "Brill's boats", "Brill's", "the boats", ""]
)
def test_a_name_that_goes_on_is_no_addressee(reader: Reader, text: str) -> None:
    assert addressees(reader, text) == []


def test_names_are_taken_until_another_word_comes(reader: Reader) -> None:
    items = items_of(reader, "Brill and the Port Office sold Velland")
    assert [items[at].typed for at in names_from(items, 0)] == ["Brill", "Port Office"]
