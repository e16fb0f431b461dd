"""What makes two statements true under different conditions, in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.conditions import differences
from knowledge.matching.shelf import Shelf
from knowledge.matching.told import Statement

WORDS = (
    "Norvay Velland six 4 million crowns boats ferry sank cost not may will before Friday all "
    "half over under bought sold by was from to Crimley the"
).split()
statements = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def a_statement(shelf: Shelf, text: str, hedge: str = "") -> Statement:
    return Statement(text, shelf.names, shelf.reader.vocabulary, hedge=hedge)


def differ(shelf: Shelf, one: str, other: str) -> list[str]:
    return differences(a_statement(shelf, one), a_statement(shelf, other))


@settings(max_examples=150, deadline=None)
@given(statements, statements)
def test_statements_are_alike_both_ways_or_not_at_all(shelf: Shelf, one: str, other: str) -> None:
    assert bool(differ(shelf, one, other)) is bool(differ(shelf, other, one))


@settings(max_examples=100, deadline=None)
@given(statements)
def test_a_statement_is_alike_to_itself_but_for_days_that_depend_on_when(
    shelf: Shelf, text: str
) -> None:
    assert differ(shelf, text, text) == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Velland sank the ferry.", "Norvay sank the ferry.", "only one is about Velland"),
        ("The ferry sank off Crimley.", "The ferry sank.", "only one names “crimley”"),
        ("The ferry cost 4 million.", "The ferry cost 5 million.", "how many: 4000000 in one, "),
        ("The ferry cost $4.", "The ferry cost €4.", "only one has “dollars”"),
        ("Hundreds sailed.", "Thousands sailed.", "how many: hundred in one, thousand in the"),
        ("Over 40 boats sank.", "Under 40 boats sank.", "how many: above in one, below in the"),
        ("All boats sank.", "Half of the boats sank.", "of how many: all in one, half in the"),
        ("The ferry sank on Friday.", "The ferry sank on Monday.", "when: fri in one, mon in the"),
        ("It sank before it was sold.", "It sank after it was sold.", "in which order: before in"),
        ("The ferry sank.", "The ferry never sank.", "one is negated"),
        ("The ferry sank.", "The ferry may sink.", "how sure: none in one, may in the other"),
        (
            "Norvay sold boats to Velland.",
            "Velland sold boats to Norvay.",
            "one is the other way round",
        ),
        (
            "Vellish pilots flew over Norvay.",
            "Norvayan pilots flew over Velland.",
            "the same things belong to different parties",
        ),
        (
            "The union sued the harbour.",
            "The harbour sued the union.",
            "somebody or something stands at another place",
        ),
        ("The price rose.", "The price fell.", "“rose” in one, “fell” in the other"),
        ("The ferry sank.", "The trawler sank.", "only one has “ferry”"),
    ],
)
def test_a_difference_is_said_in_words(shelf: Shelf, one: str, other: str, reason: str) -> None:
    assert any(found.startswith(reason) for found in differ(shelf, one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry cost 4 million crowns.", "The price of the ferry: 4,000,000 crowns."),
        ("The union sued the harbour.", "The harbour was sued by the union."),
        ("Norvay sold boats to Velland.", "Velland bought boats from Norvay."),
        ("The ferry sank because of the storm.", "The storm caused the ferry to sink."),
        ("Velland's pilots fly.", "Vellish pilots fly."),
        ("Six boats sank in May.", "In May 6 boats sank."),
        ("More than 40 boats sank.", "Over 40 boats sank."),
        ("Every boat sank.", "All boats sank."),
    ],
)
def test_the_same_in_other_words_is_alike(shelf: Shelf, one: str, other: str) -> None:
    assert differ(shelf, one, other) == []


def test_a_hedge_that_only_the_record_has_counts(shelf: Shelf) -> None:
    plain = a_statement(shelf, "The ferry sank.")
    assert differences(plain, a_statement(shelf, "The ferry sank.", "possibly")) == [
        "how sure: none in one, may in the other"
    ]
