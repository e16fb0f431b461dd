from __future__ import annotations

import pytest

from knowledge.matching.directions import (
    Side,
    Step,
    described_between,
    directions_between,
    opposed,
)
from knowledge.matching.names import NameIndex
from knowledge.text import tokens

NORVAY_TO_VELLAND = {("norvay", "velland")}


def directions(text: str, names: NameIndex) -> frozenset[Step]:
    found = tokens(text)
    return directions_between(found, names.find(found, lambda _: True), names)


def described(text: str, names: NameIndex) -> frozenset[tuple[str, str]]:
    found = tokens(text)
    return described_between(found, names.find(found, lambda _: True))


def ends(text: str, names: NameIndex) -> set[tuple[str, str]]:
    """Return who gives to whom in `text`."""
    return {(step.giver, step.receiver) for step in directions(text, names)}


def a_step(giver: str, receiver: str, things: str = "", side: Side = Side.NONE) -> Step:
    return Step(giver, receiver, frozenset(things.split()), side)


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
        "Is it true Norvay sent Velland boats?",
        "Are you sure Norvay sent Velland boats?",
        "Velland wants boats from Norvay",
        "Did Velland want boats from Norvay?",
        "Does Velland want to get boats from Norvay?",
        "Velland is attempting to obtain boats from Norvay",
        "Velland is asking for boats from Norvay",
        "Velland asked Norvay for boats",
        "Was Norvay asked for boats by Velland?",
        "Boats are being sought by Velland from Norvay",
        "Boats obtained by Velland from Norvay",
        "Norvay is offering Velland support",
        "Norvay is training pilots for Velland",
        "Vellish pilots were trained by Norvay",
        "Norvay supports Velland",
        "Norvay’s generous support for Velland",
        "Norvayan support for Velland",
        "support from Norvay to Velland",
        "support for Velland from Norvay",
        "deliveries by Norvay to Velland",
        "Velland’s purchases from Norvay",
        "Velland’s request to Norvay for boats",
        "boats for Velland from Norvay",
        "Norvayan boats were sent to Velland",
        "Mayor Brill accused Norvay of sending boats to Velland",
        "Velland wants Norvay to send it boats and Norvay to arm Velland",
    ],
)
def test_the_giver_comes_first_however_it_is_said(names: NameIndex, text: str) -> None:
    assert ends(text, names) == NORVAY_TO_VELLAND


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
        "Norvay wants boats from Velland",
        "Did Norvay want boats from Velland?",
        "Norvay asked Velland for boats",
        "Boats are being sought by Norvay from Velland",
        "Velland is offering Norvay support",
        "Velland’s support for Norvay",
        "deliveries by Velland to Norvay",
        "Norvayan pilots were trained by Velland",
    ],
)
def test_the_same_words_the_other_way_round_are_another_step(names: NameIndex, text: str) -> None:
    assert ends(text, names) == {("velland", "norvay")}


@pytest.mark.parametrize(
    "text",
    [
        "Norvay and Velland",
        "Norvay met Velland",
        "boats were sent",
        "the boats",
        "",
        "Norvay’s support",
        "Vellish pilots trained in Norvay",
        "Velland wants closer ties with Norvay",
        "Velland wants to leave",
        "Velland takes offence",
        "Norvay closed its port to ships",
    ],
)
def test_where_nobody_gives_to_anybody_there_is_no_step(names: NameIndex, text: str) -> None:
    assert ends(text, names) == set()


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Norvay sent boats", ("norvay", "")),
        ("boats were sent to Velland", ("", "velland")),
        ("boats were sent by Norvay", ("norvay", "")),
        ("Velland wants boats", ("", "velland")),
        ("Velland wants Norvayan support", ("", "velland")),
        ("Was Velland given boats?", ("", "velland")),
        ("Norvay said that it sent boats to Velland", ("", "velland")),
        ("Did Norvay say that pilots get boats from Velland?", ("velland", "")),
    ],
)
def test_an_end_that_is_not_named_is_left_empty(
    names: NameIndex, text: str, step: tuple[str, str]
) -> None:
    assert ends(text, names) == {step}


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
    found = opposed([a_step(*asked)], [a_step("norvay", "velland")])
    assert found == (a_step(*asked) if is_opposed else None)


def test_what_goes_both_ways_opposes_nothing() -> None:
    both = [a_step("norvay", "velland"), a_step("velland", "norvay")]
    assert opposed([a_step("velland", "norvay")], both) is None
    assert opposed([a_step("velland", "norvay")], []) is None


def test_what_goes_both_ways_opposes_the_way_of_the_other_thing() -> None:
    boats = a_step("norvay", "velland", "boat patrol")
    fish_for_boats = [boats, a_step("velland", "", "fish")]
    assert opposed([a_step("velland", "norvay", "fish")], fish_for_boats) is None
    asked = a_step("velland", "norvay", "boat")
    assert opposed([asked], fish_for_boats) == asked


def test_who_pays_is_who_buys() -> None:
    paid = a_step("velland", "norvay", side=Side.MONEY)
    sold = a_step("norvay", "velland", side=Side.GOODS)
    turned = a_step("velland", "norvay", side=Side.GOODS)
    assert opposed([sold], [paid]) is None
    assert opposed([turned], [paid]) == turned


def test_who_owes_is_who_borrowed(names: NameIndex) -> None:
    owes = directions("Velland owes Norvay money", names)
    assert opposed(directions("Norvay lent Velland money", names), owes) is None
    assert opposed(directions("Velland got a loan from Norvay", names), owes) is None
    assert opposed(directions("Velland lent Norvay money", names), owes) is not None


def test_what_is_given_stands_beside_the_verb(names: NameIndex) -> None:
    sent = "Norvay sent boats to Velland in exchange for Velland supplying fish"
    assert {(s.giver, s.things) for s in directions(sent, names)} == {
        ("norvay", frozenset({"boat"})),
        ("velland", frozenset({"fish"})),
    }


def test_nobody_gives_to_themselves(names: NameIndex) -> None:
    assert ends("Velland sent Vellish boats to Velland", names) == set()


def test_a_nationality_describes_the_noun_behind_it(names: NameIndex) -> None:
    assert described("Vellish pilots", names) == {("velland", "pilot")}
    assert described("Norvay’s pilots", names) == {("norvay", "pilot")}


def test_a_place_describes_the_noun_before_it(names: NameIndex) -> None:
    assert ("norvay", "train in") in described("training in Norvay", names)


@pytest.mark.parametrize("text", ["Velland, pilots", "Velland", "pilots of the town", "HX-7"])
def test_without_a_noun_beside_a_name_nothing_is_described(names: NameIndex, text: str) -> None:
    assert described(text, names) == frozenset()
