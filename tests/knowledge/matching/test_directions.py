from __future__ import annotations

import pytest

from knowledge.matching.directions import described, directions, opposed
from knowledge.matching.names import NameIndex

NORVAY_TO_VELLAND = {("norvay", "velland")}


@pytest.mark.parametrize(
    "text",
    [
        "Norvay sent boats to Velland",
        "Norvay sent Velland boats",
        "Velland received boats from Norvay",
        "Velland is buying boats from Norvay",
        "Norvay is sending boats to Velland",
        "Norvay trains Vellish pilots",
        "Norvay would provide Velland with boats",
        "did velland get its boats from the Norvayan navy",
        "Boats were sent to Velland by Norvay",
        "Were six boats sent by Norvay to Velland?",
        "Were boats sent from Norvay to Velland?",
        "Was Velland given boats by Norvay?",
        "Did the boats go from Norvay to Velland?",
        "Is it true that Norvay did send boats to Velland?",
        "Is it true that Norvay sent boats to Velland?",
    ],
)
def test_the_giver_comes_first_however_it_is_said(names: NameIndex, text: str) -> None:
    assert directions(text, names) == NORVAY_TO_VELLAND


@pytest.mark.parametrize(
    "text",
    [
        "Velland sent boats to Norvay",
        "Norvay received boats from Velland",
        "Norvay was sent boats by Velland",
        "Norvay was armed by Velland",
        "Were boats sent to Norvay by Velland?",
        "Were boats sent from Velland to Norvay?",
        "Was Norvay ever given boats by Velland?",
    ],
)
def test_the_same_words_the_other_way_round_are_another_step(names: NameIndex, text: str) -> None:
    assert directions(text, names) == {("velland", "norvay")}


@pytest.mark.parametrize(
    "text",
    ["Norvay and Velland", "Norvay met Velland", "boats were sent", "the boats", ""],
)
def test_where_nobody_gives_to_anybody_there_is_no_step(names: NameIndex, text: str) -> None:
    assert directions(text, names) == frozenset()


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Norvay sent boats", ("norvay", "")),
        ("boats were sent to Velland", ("", "velland")),
        ("boats were sent by Norvay", ("norvay", "")),
    ],
)
def test_an_end_that_is_not_named_is_left_empty(
    names: NameIndex, text: str, step: tuple[str, str]
) -> None:
    assert directions(text, names) == {step}


@pytest.mark.parametrize(
    ("asked", "is_opposed"),
    [
        (("velland", "norvay"), True),
        (("velland", ""), True),
        (("", "norvay"), True),
        (("norvay", "velland"), False),
        (("norvay", ""), False),
        (("", "velland"), False),
        (("tide-herald", "port-office"), False),  # other parties are the names' business
    ],
)
def test_a_step_is_opposed_if_a_party_stands_at_the_other_end(
    asked: tuple[str, str], is_opposed: bool
) -> None:
    found = opposed(frozenset({asked}), frozenset({("norvay", "velland")}))
    assert found == (asked if is_opposed else None)


def test_what_goes_both_ways_opposes_nothing() -> None:
    both = frozenset({("norvay", "velland"), ("velland", "norvay")})
    assert opposed(frozenset({("velland", "norvay")}), both) is None
    assert opposed(frozenset({("velland", "norvay")}), frozenset()) is None


def test_nobody_gives_to_themselves(names: NameIndex) -> None:
    assert directions("Velland sent Vellish boats to Velland", names) == frozenset()


def test_a_nationality_describes_the_noun_behind_it(names: NameIndex) -> None:
    assert described("Vellish pilots", names) == {("velland", "pilot")}
    assert described("Norvay’s pilots", names) == {("norvay", "pilot")}


def test_a_place_describes_the_noun_before_it(names: NameIndex) -> None:
    assert ("norvay", "train in") in described("training in Norvay", names)


@pytest.mark.parametrize("text", ["Velland, pilots", "Velland", "pilots of the town", "HX-7"])
def test_without_a_noun_beside_a_name_nothing_is_described(names: NameIndex, text: str) -> None:
    assert described(text, names) == frozenset()
