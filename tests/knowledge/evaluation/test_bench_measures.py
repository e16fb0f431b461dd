from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from knowledge.evaluation.bench_measures import (
    ask_all,
    beside_full_text,
    beside_fuzzy,
    questions_a_second,
    time_adding,
)
from knowledge.evaluation.speed import Clock
from knowledge.evaluation.synthetic.asking import Asked, Kind
from knowledge.evaluation.synthetic.records import bundle, claim_id, sketch_of
from knowledge.evaluation.synthetic.wording import claim_text
from knowledge.matching.matcher import Matcher
from knowledge.store.desk_port import Phrasing
from knowledge.store.sqlite import open_sqlite_store

CLAIMS = 8
TEXTS = [claim_text(sketch_of(number, 1)) for number in range(CLAIMS)]
ASKED = [
    Asked(Kind.PARAPHRASE, TEXTS[3], claim_id(3)),
    Asked(Kind.PARAPHRASE, TEXTS[4], claim_id(5)),
    Asked(Kind.UNANSWERABLE, "Did Quorl Vandemeer buy 17 glass zeppelins?", None),
]


def seconds() -> Clock:
    """Each look at this clock is one second later than the last."""
    ticks = count()
    return lambda: float(next(ticks))


@pytest.fixture
def matcher(tmp_path: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(tmp_path / "invented.sqlite")
    store.add(bundle(range(CLAIMS), 1))
    yield Matcher(store, None, None)
    store.close()


def test_an_answer_is_right_if_the_claim_that_was_meant_is_shown_first(matcher: Matcher) -> None:
    answered = ask_all(matcher, ASKED, seconds())
    assert answered.shown == (claim_id(3), claim_id(4), None)
    assert answered.of_kind(Kind.PARAPHRASE).right == 1
    assert answered.of_kind(Kind.UNANSWERABLE).right == 1
    everything = answered.of_kind(None)
    assert (everything.kind, everything.right, everything.timed.calls) == ("all", 2, 3)
    assert everything.timed.median_ms == 1000


def test_plain_searches_are_asked_the_first_questions_and_rank_always(matcher: Matcher) -> None:
    answered = ask_all(matcher, ASKED, seconds())
    for beside in (
        beside_fuzzy(answered, TEXTS, 2, seconds()),
        beside_full_text(answered, matcher.store, 2, seconds()),
    ):
        assert (beside.peer.calls, beside.right, beside.meant) == (2, 1, 2)
        assert beside.ratio == 1


def test_threads_share_one_matcher(matcher: Matcher) -> None:
    assert questions_a_second(matcher, ASKED, 2, seconds()) == len(ASKED)


def test_claims_that_are_added_are_shown_by_the_matcher_that_was_open(matcher: Matcher) -> None:
    ask_all(matcher, ASKED, seconds())
    adding = time_adding(matcher, [40, 41, 42], 1, seconds())
    assert adding.added == 3
    assert adding.found >= 2
    assert adding.found_seconds is not None
    assert adding.kept_seconds < adding.encoded_seconds < adding.found_seconds
    assert matcher.store.counts().claims == CLAIMS + 3


class RuledOut:
    """Editors who say that a claim is not even meant by its own words."""

    def phrasings(self, *, space: str) -> tuple[Phrasing, ...]:
        return (Phrasing(space, claim_text(sketch_of(40, 1)), claim_id(40), is_anti=True),)

    def phrasings_version(self) -> int:
        return 1


def test_a_claim_that_no_answer_shows_is_not_waited_for_for_ever(matcher: Matcher) -> None:
    matcher = Matcher(matcher.store, None, None, phrasings=RuledOut())
    adding = time_adding(matcher, [40], 1, seconds())
    assert (adding.added, adding.found, adding.found_seconds) == (1, 0, None)
