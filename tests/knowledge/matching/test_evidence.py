from __future__ import annotations

import pytest

from knowledge.matching.evidence import Evidence
from knowledge.matching.shelf import Shelf


def evidence(shelf: Shelf, claim: str) -> Evidence:
    (found,) = shelf.evidence([claim], space="")
    return found


def test_a_claim_explains_the_words_of_its_text_and_quotes(shelf: Shelf) -> None:
    boats = evidence(shelf, "patrol-boats")
    assert {"patrol", "boats", "last"} <= boats.words  # "last" is the quote's alone
    assert {"patrol", "boat"} <= boats.stems
    assert "ferry" not in boats.words


def test_a_hedge_is_part_of_the_claim(shelf: Shelf) -> None:
    assert "may" in evidence(shelf, "pilots").words


@pytest.mark.parametrize(
    ("claim", "figures"),
    [("ferry-cost", {"4000000"}), ("patrol-boats", {"hx7"}), ("cannery", set())],
)
def test_figures_are_numbers_amounts_and_designations(
    shelf: Shelf, claim: str, figures: set[str]
) -> None:
    assert evidence(shelf, claim).figures == figures


def test_number_words_are_amounts(shelf: Shelf) -> None:
    assert evidence(shelf, "patrol-boats").amounts == {"six"}


def test_the_parties_that_a_claim_names_are_not_those_who_said_it(shelf: Shelf) -> None:
    boats = evidence(shelf, "patrol-boats")
    assert boats.named == {"norvay", "velland"}
    assert boats.chain == {"tomas-brill"}


def test_who_carried_it_and_whom_they_speak_for_belong_to_the_chain(shelf: Shelf) -> None:
    assert evidence(shelf, "ferry-cost").chain == {"tomas-brill", "tide-herald"}
    assert evidence(shelf, "walkout").chain == {"mara-lindqvist", "port-office"}


def test_words_of_its_paragraph_are_around_a_claim_but_not_its_own(shelf: Shelf) -> None:
    ferry = evidence(shelf, "ferry-cost")
    assert "report" in ferry.around
    assert "report" not in ferry.stems
    assert "tide-herald" in ferry.named_around
    assert "invent" not in ferry.around  # the next paragraph


def test_words_of_a_response_are_kept_apart_from_the_claims(shelf: Shelf) -> None:
    ferry = evidence(shelf, "ferry-cost")
    assert "invent" in ferry.response_stems
    assert "invent" not in ferry.stems
    assert "that price is invented" in ferry.response_quoted
    assert "invented" not in ferry.quoted


def test_who_spoke_is_kept_apart_from_who_is_silent(shelf: Shelf) -> None:
    ferry, pilots = evidence(shelf, "ferry-cost"), evidence(shelf, "pilots")
    assert ferry.answered == ferry.answerers == {"mara-lindqvist", "port-office"}
    assert pilots.answered == {"velland", "norvay"}
    assert pilots.answerers == frozenset()


def test_a_claim_without_a_response_has_no_words_of_one(shelf: Shelf) -> None:
    oysters = evidence(shelf, "oyster-beds")
    assert oysters.responses == ()
    assert oysters.response_stems == oysters.answered == frozenset()


def test_who_gives_what_to_whom_is_read_from_the_claim(shelf: Shelf) -> None:
    steps = evidence(shelf, "patrol-boats").directions
    assert {(step.giver, step.receiver) for step in steps} == {("norvay", "velland")}
    assert ("velland", "pilot") in evidence(shelf, "pilots").described
