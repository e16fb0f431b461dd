"""Claims that hang together, and how each went on: their responses are never mixed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering import answer
from knowledge.errors import NotFoundError
from knowledge.matching.matcher import Matcher
from knowledge.model import Claim, Response, Review
from knowledge.related import RELATED_CLAIMS, Related, related_to
from knowledge.store.desk_port import Change, ClaimRelation, Relation, Who
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.timeline import Timeline, entry_as_json, timeline
from knowledge.vocabulary import State
from tests.builders import a_claim, a_response, a_review, some_records

SPACE = "slack:t1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """The roof's cost three times, told by three: only the first was denied."""
    opened = open_sqlite_store(tmp_path / "roof.db")
    claims = (
        a_claim("first", said_on=date(2024, 5, 2)),
        a_claim("second", said_by=("mary-major",), said_on=date(2024, 5, 9)),
        a_claim("third", said_by=("radio-example",), said_as_written="Friday"),
        a_claim("private", said_by=("john-doe",), space=SPACE),
    )
    denial = a_response("denial", ("first",), said_on=date(2024, 5, 3))
    silence = a_response("both-denied", ("second", "third"), said_on=date(2024, 5, 9))
    review = a_review("review", claims=("first",), reviewed_on=date(2024, 5, 4))
    opened.add(some_records(claims=claims, responses=(denial, silence), reviews=(review,)))
    yield opened
    opened.close()


def relate(store: SqliteStore, *relations: tuple[str, Relation, str], space: str = "") -> None:
    related = [ClaimRelation(space, claim, kind, other) for claim, kind, other in relations]
    store.desk.change(Change(relate=related), space=space, who=Who("editor"), at=0.0, why="same")


def ids(store: SqliteStore, claim: str, space: str = "") -> list[str]:
    related = related_to(claim, store, store.desk, space=space)
    return [each.id for each in related.claims]


def told(store: SqliteStore, claim: str = "first", space: str = "") -> Timeline:
    return timeline(claim, store, store.desk, space=space)


def test_what_hangs_together_is_reached_from_each_end(store: SqliteStore) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "second"), ("third", Relation.REPEATS, "second"))
    assert ids(store, "first") == ["second", "third"]
    assert ids(store, "third") == ["second", "first"]


def test_claims_that_are_not_the_same_do_not_hang_together(store: SqliteStore) -> None:
    relate(store, ("first", Relation.NOT_THE_SAME, "second"))
    assert ids(store, "first") == []


def test_without_a_desk_nothing_hangs_together(store: SqliteStore) -> None:
    assert related_to("first", store, None, space="").claims == ()


def test_what_one_space_relates_is_its_own(store: SqliteStore) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "private"), space=SPACE)
    assert ids(store, "first", SPACE) == ["private"]
    assert ids(store, "first") == []
    assert ids(store, "first", "discord:9") == []


class Careless:
    """Relates a claim to one that another space keeps for itself, whoever asks."""

    def relations(self, claims: Collection[str], *, space: str) -> tuple[ClaimRelation, ...]:
        return (ClaimRelation("", "first", Relation.SAME_CLAIM, "private"),)


def test_a_claim_of_another_space_is_not_followed_whatever_relates_it(store: SqliteStore) -> None:
    assert related_to("first", store, Careless(), space="") == Related()
    assert len(related_to("first", store, Careless(), space=SPACE).claims) == 1


def test_a_claim_that_was_withdrawn_is_not_followed(store: SqliteStore) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "second"), ("third", Relation.REPEATS, "second"))
    (second,) = store.get_claims(["second"])
    store.add(some_records(claims=[replace(second, state=State.WITHDRAWN)]))
    assert ids(store, "first") == []


def test_no_more_claims_are_followed_than_can_be_shown(store: SqliteStore) -> None:
    many = [a_claim(f"copy-{number}") for number in range(RELATED_CLAIMS + 1)]
    store.add(some_records(claims=many))
    relate(store, *(("first", Relation.SAME_CLAIM, claim.id) for claim in many))
    related = related_to("first", store, store.desk, space="")
    assert len(related.claims) == RELATED_CLAIMS
    assert related.is_cut


def test_a_timeline_goes_by_day_and_ends_with_what_has_none(store: SqliteStore) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "second"), ("third", Relation.REPEATS, "first"))
    entries = told(store).entries
    assert [(entry.record.id, entry.on and entry.on.day) for entry in entries] == [
        ("first", 2),
        ("denial", 3),
        ("review", 4),
        ("second", 9),
        ("both-denied", 9),
        ("third", None),
    ]
    assert entries[-1].as_written == "Friday"


def test_a_denial_stands_in_a_timeline_with_the_claim_that_it_answers_alone(
    store: SqliteStore,
) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "second"))
    of = {entry.record.id: entry.claims for entry in told(store, "second").entries}
    assert of == {
        "second": ("second",),
        "first": ("first",),
        "denial": ("first",),
        "review": ("first",),
        "both-denied": ("second",),
    }


def test_a_timeline_of_a_claim_alone_has_nothing_of_others(store: SqliteStore) -> None:
    assert [entry.record.id for entry in told(store).entries] == ["first", "denial", "review"]
    assert set(told(store).speakers) == {"jane-roe", "john-doe"}


@pytest.mark.parametrize(("claim", "space"), [("private", ""), ("no-such-claim", SPACE)])
def test_a_claim_that_is_not_seen_has_no_timeline(
    store: SqliteStore, claim: str, space: str
) -> None:
    with pytest.raises(NotFoundError):
        told(store, claim, space)


def test_every_kind_of_entry_says_in_json_what_it_is(store: SqliteStore) -> None:
    relate(store, ("first", Relation.SAME_CLAIM, "second"))
    timeline_ = told(store)
    kinds: dict[str, type] = {"claim": Claim, "response": Response, "review": Review}
    for entry in timeline_.entries:
        plain = entry_as_json(entry, timeline_)
        assert isinstance(entry.record, kinds[plain["kind"]])
        assert (plain["id"], plain["claims"]) == (entry.record.id, list(entry.claims))
        assert plain["day"] == (entry.on.isoformat() if entry.on else None)


def test_an_answer_tells_of_the_same_claim_elsewhere_and_not_of_its_denial(
    store: SqliteStore,
) -> None:
    relate(store, ("second", Relation.SAME_CLAIM, "first"))
    matcher = Matcher(store, None, None, relations=store.desk)
    answered = answer("What did Mary Major say about the roof?", matcher)
    (match,) = answered.matches
    assert match.claim.id == "second"
    assert [claim.id for claim in match.also_recorded] == ["first"]
    assert [response.id for response in match.responses] == ["both-denied"]
    assert answered.as_json()["claims"][0]["also_recorded"] == ["first"]
