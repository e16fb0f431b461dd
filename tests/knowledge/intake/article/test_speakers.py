from __future__ import annotations

import pytest

from knowledge.intake.article.attribution import attributions
from tests.knowledge.intake.article.said import only, said


def speakers(text: str) -> list[str]:
    return [speaker for speaker, _ in said(text)]


@pytest.mark.parametrize(
    "again", ["He said", "Ray said", "Mr. Ray said", "The spokesman said", "Bob Ray said"]
)
def test_pronouns_short_names_and_roles_lead_back_to_the_speaker(again: str) -> None:
    text = f"Ministry spokesman Bob Ray said it rained. {again} the bridge was closed."
    assert speakers(text) == ["Bob Ray", "Bob Ray"]


def test_she_is_not_a_spokesman() -> None:
    text = (
        "Spokeswoman Ann Lee said it rained. Spokesman Bob Ray said it snowed. She said both did."
    )
    assert speakers(text) == ["Ann Lee", "Bob Ray", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Mr Roe said it rained. Mr Fox laughed. “The bridge was closed,” he said.", "Fox"),
        ("Bob Ray said it rained. Ben Fox met Tom Poe. He said the bridge was closed.", ""),
        ("Bob Ray said it rained. Ben Fox met Tom Poe. He said it hailed. He said it snowed.", ""),
        ("Bob Ray said it rained. Ben Fox and Tom Poe said it did not. He said it hailed.", ""),
        ("Bo Ray met Al Fox. He told her that the bridge was closed, she said.", ""),
        ("Bob Ray said it rained.\n\nBen Fox laughed.\n\n“The bridge was closed in May.”", ""),
        ("Bob Ray said it rained.\n\nRay laughed.\n\n“The bridge was closed in May.”", "Bob Ray"),
        ("Bob Ray accused Ben Fox of theft. He denied it.", "Ben Fox"),
        ("Bob Ray accused Ben Fox and Tom Poe of theft. He denied it.", ""),
    ],
)
def test_who_may_be_several_is_nobody_once_the_story_has_gone_on(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    "phrase",
    [
        "A lawyer for Ben Fox",
        "A spokesman for Mr Fox",
        "An aide to Senator Ben Fox",
        "The spokesman for President Ben Fox",
        "The attorney of Ben Fox",
        "The lawyer for Ben Fox Poe",
    ],
)
def test_who_speaks_for_somebody_is_not_that_somebody(phrase: str) -> None:
    assert speakers(f"{phrase} said the bridge was closed.") == [phrase]
    assert speakers(f"“It was closed,” said {phrase}.") == [phrase]


@pytest.mark.parametrize("short", ["Fox", "Ms Fox"])
def test_a_family_name_that_two_have_is_neither_of_them(short: str) -> None:
    text = f"Ann Fox met her cousin, Bob Fox, in May.\n\n{short} said the bridge was closed."
    assert speakers(text) == ["Fox"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Channel Six", "Channel Six"),
        ("The ministry's report", "The ministry's report"),
        ("The inspectors' report, seen by Channel Six,", "The inspectors' report"),
        ("The Elmbridge Gazette report", "Elmbridge Gazette"),
    ],
)
def test_outlets_and_reports_keep_their_names(phrase: str, name: str) -> None:
    assert speakers(f"{phrase} said on Monday that the bridge was closed.") == [name]


def test_a_spokesman_for_others_is_not_the_spokesman_named_before() -> None:
    text = "Bridge Office spokesman Bob Ray said it rained. The spokesman for Acme said it snowed."
    assert speakers(text) == ["Bob Ray", "The spokesman for Acme"]


def test_the_ambassador_to_a_place_is_who_was_called_that() -> None:
    text = "Ann Lee, the ambassador to Norland, said it rained. The ambassador to Norland said yes."
    assert speakers(text) == ["Ann Lee", "Ann Lee"]


@pytest.mark.parametrize(
    "phrase",
    ["Minister for Trade Bob Ray", "The mayor of London Bob Ray", "Head of the IAEA Bob Ray"],
)
def test_a_place_may_stand_between_role_and_name(phrase: str) -> None:
    assert speakers(f"{phrase} said the bridge was closed.") == ["Bob Ray"]


def test_i_in_a_quotation_is_whoever_is_quoted() -> None:
    text = "“It is old, and I deny that it was closed,” Ann Lee told reporters."
    assert [found.speaker for found in attributions(text)] == ["Ann Lee", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        (
            "White House National Security Council spokesman Bob Ray said it rained.",
            "Bob Ray",
            "spokesman",
            "White House National Security Council",
        ),
        (
            "Norland Ambassador to the United Nations Ann Lee said it rained.",
            "Ann Lee",
            "Ambassador to the United Nations",
            "Norland",
        ),
        (
            "“It rained,” said Ann Lee, a spokeswoman for the Bridge Office.",
            "Ann Lee",
            "spokeswoman",
            "Bridge Office",
        ),
        ("The contractor, Nordbro AB, said it rained.", "Nordbro AB", "contractor", ""),
        ("Two officials said it rained.", "Two officials", "", ""),
    ],
)
def test_role_and_organisation_are_those_of_the_text(
    text: str, name: str, role: str, organisation: str
) -> None:
    found = only(text)
    assert (found.speaker, found.role, found.organisation) == (name, role, organisation)


def test_a_role_told_once_goes_with_the_name() -> None:
    text = "Mayor Ann Lee said it rained. The bridge held. Lee said the bridge was old."
    assert [found.role for found in attributions(text)] == ["Mayor", "Mayor"]


def test_the_officials_are_those_who_spoke_before() -> None:
    text = "Senior city officials said it rained. The officials said the bridge was closed."
    assert speakers(text) == ["Senior city officials", "Senior city officials"]


def test_a_surname_is_its_bearers_until_another_of_that_name_comes() -> None:
    text = "Ann Lee said it rained. Lee said it snowed. Then came Tom Lee, her rival. Lee said no."
    assert speakers(text) == ["Ann Lee", "Ann Lee", "Lee"]


def test_a_state_is_not_he() -> None:
    text = "Mayor Ann Lee spoke. Norland rejected the report. She said it was false."
    assert speakers(text)[-1] == "Ann Lee"


def test_nobody_is_named_where_the_text_names_nobody() -> None:
    assert only("It was reported that the bridge was closed.").speaker == ""


def test_where_somebody_writes_is_not_part_of_the_name() -> None:
    assert only("“These are lies,” wrote Bob Ray on Chatter.").speaker == "Bob Ray"


def test_a_ministry_is_not_he() -> None:
    text = "Bob Ray said it rained. Norland's Foreign Ministry said it snowed. He said it did not."
    assert speakers(text)[-1] == "Bob Ray"


def test_a_first_name_may_tell_he_from_she() -> None:
    text = "Robert Ray said it rained. Lucy Lee said it snowed. He said it did not."
    assert speakers(text)[-1] == "Robert Ray"


def test_they_are_those_who_say_what_they_do() -> None:
    text = "Norland and Sudland said they denied the attack. Bob Ray said it rained."
    assert speakers(text)[:2] == ["Norland and Sudland", "Norland and Sudland"]
