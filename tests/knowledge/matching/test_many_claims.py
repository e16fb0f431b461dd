"""Where there are many claims, what is right is still found, and what is meant is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.matching import directions, shelf, within
from knowledge.matching.matcher import Matcher
from knowledge.matching.mentions import Mention
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import a_claim, a_quote, a_source, some_records

PLACES = ("Ashlock", "Brennick", "Colvane", "Dunmarrow", "Estwick", "Fallowmere")


@pytest.fixture
def matcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Matcher]:
    """Matches claims of one speaker about many places, as if they were very many."""
    monkeypatch.setattr(shelf, "LARGE_CLAIMS", 5)
    monkeypatch.setattr(within, "POOL_OF_MANY", 2)
    claims = []
    for number, place in enumerate(PLACES * 3):
        text = f"The {('ferry', 'tavern', 'lighthouse')[number // 6]} of {place} was sold."
        quote = a_quote(text, a_source(f"log-{number}", text))
        claims.append(a_claim(f"log-{number}", text=text, quotes=(quote,)))
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    store.add(some_records(claims=claims))
    yield Matcher(store, None, None)
    store.close()


def test_a_claim_behind_the_first_of_its_speaker_is_found(matcher: Matcher) -> None:
    decided = matcher.match("Did Jane Roe say the lighthouse of Fallowmere was sold?")
    assert [candidate.claim_id for candidate in decided.candidates][:1] == ["log-17"]


def test_a_long_name_with_a_wrong_letter_is_asked_back(matcher: Matcher) -> None:
    decided = matcher.match("Was the tavern in Fallowmare sold?")
    assert decided.outcome is Outcome.CHOICES
    assert decided.candidates[0].claim_id == "log-11"
    assert decided.reading.doubtful == ("Fallowmare",)


@pytest.mark.parametrize("name", ["Callowmere", "Fullowmare", "Estwock"])
def test_another_beginning_two_letters_or_a_short_name_are_somebody_else(
    matcher: Matcher, name: str
) -> None:
    assert name in matcher.match(f"Was the tavern in {name} sold?").reading.unknown


def test_a_name_that_many_bear_says_of_nobody_what_he_did() -> None:
    few, many = (Mention(frozenset(map(str, range(n))), 0, 1) for n in (8, 9))
    assert directions._definite([few, many]) == [few]
