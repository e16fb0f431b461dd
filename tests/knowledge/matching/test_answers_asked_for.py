"""Questions about answers: whose part in which claim is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import open_sqlite_store

LETTERS = "drones-violate-resolution-2231"


@pytest.fixture
def shipped_matcher(loaded: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(loaded)
    yield Matcher(store, None, None)
    store.close()


def shown(matcher: Matcher, question: str) -> list[str]:
    decided = matcher.match(question)
    return [c.claim_id for c in decided.candidates] if decided.outcome is Outcome.ANSWER else []


def test_a_denial_of_another_claim_does_not_push_aside_the_claim_that_is_meant(
    shipped_matcher: Matcher,
) -> None:
    decided = shipped_matcher.match("did iravani deny the drone assembly line?")
    assert [c.claim_id for c in decided.candidates] == ["drone-assembly-line"]
    assert "No response by Amir Saeid Iravani is recorded." in decided.notes


def test_a_denial_of_what_somebody_said_is_not_a_denial_by_them(shipped_matcher: Matcher) -> None:
    assert "drone-assembly-line" in shown(shipped_matcher, "is there any denial of what kirby said")


def test_which_claims_were_denied_lists_those_and_no_others(shipped_matcher: Matcher) -> None:
    assert shown(shipped_matcher, "which claims were denied") == [LETTERS]


def test_somebody_who_only_kept_silent_is_not_shown_as_having_said_it(
    shipped_matcher: Matcher,
) -> None:
    decided = shipped_matcher.match("what did Moscow say about Kirby's claims")
    assert decided.notes == (
        "No statement by Russia about this is recorded; this is what was claimed.",
    )


def test_a_name_before_a_verb_is_its_subject_and_describes_nothing(
    shipped_matcher: Matcher,
) -> None:
    question = "is it true that Iran sent drones to Russia?"
    decided = shipped_matcher.match(question)
    refused = {c.claim_id for c in decided.considered if c.veto}
    assert LETTERS not in refused
