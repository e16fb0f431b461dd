from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.phrases.gaps import age, gap_sections
from knowledge.lookups import Gaps, Recorded
from knowledge.matching.parties import PartiesRead
from tests.builders import a_claim, a_quote, a_source, a_speaker

TODAY = date(2024, 6, 1)
DATED = a_quote(source=a_source("dated", published_on=date(2024, 5, 1)))
SPEAKERS = {id_: a_speaker(id_) for id_ in ("jane-roe", "john-doe", "radio-example")}


def gap(id_: str = "roof-cost", **fields: Any) -> Recorded:
    return Recorded(a_claim(id_, **fields), ())


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        (gap(said_on=date(2024, 5, 31)), "said on 31 May 2024, 1 day ago"),
        (gap(said_on=TODAY), "said on 1 June 2024"),
        (gap(said_on=date(2024, 7, 1)), "said on 1 July 2024"),
        (gap(quotes=(DATED,)), "published on 1 May 2024, 31 days ago"),
        (gap(), "age unknown"),
    ],
)
def test_how_old_a_claim_is_and_by_which_day(recorded: Recorded, words: str) -> None:
    assert age(recorded, TODAY) == words


def test_everybodys_gaps_are_listed_by_party_with_most_claims_first() -> None:
    gaps = Gaps(
        (
            gap("one", said_by=("john-doe",)),
            gap("two", via=("radio-example",)),
            gap("three", said_on=TODAY),
        )
    )
    roe, doe = gap_sections(PartiesRead(()), gaps, SPEAKERS, TODAY)
    assert (roe.title, doe.title) == ("Jane Roe: 2 claims", "John Doe: 1 claim")
    assert [each.remark for each in roe.listed] == [
        "Via Radio Example, age unknown",
        "Said on 1 June 2024",
    ]


def test_of_a_party_asked_for_it_is_said_who_names_it_and_how_old_that_is() -> None:
    read = PartiesRead((SPEAKERS["john-doe"],))
    gaps = Gaps((gap("own", said_by=("john-doe",)),), (gap("naming", said_on=TODAY),))
    naming, own = gap_sections(read, gaps, SPEAKERS, TODAY)
    assert naming.listed[0].remark == "By Jane Roe, said on 1 June 2024"
    assert (own.title, own.listed[0].remark) == (
        "Claims by John Doe",
        "By John Doe, age unknown",
    )
