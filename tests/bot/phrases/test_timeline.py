from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.phrases.timeline import MORE, OWN_ANSWERS, UNKNOWN_DAY, timeline_reply
from bot.reply import Reply
from knowledge.model import Claim, Review
from knowledge.related import RELATED_CLAIMS
from knowledge.store.desk_port import Change, ClaimRelation, Relation, Who
from knowledge.store.sqlite import open_sqlite_store
from knowledge.timeline import timeline
from tests.builders import a_claim, a_response, a_review, some_records


def told(
    folder: Path,
    *claims: Claim,
    reviews: tuple[Review, ...] = (),
    relations: tuple[ClaimRelation, ...] = (),
) -> Reply:
    """Return the reply about "first", which John Doe denied on 3 May 2024."""
    store = open_sqlite_store(folder / "gainsay.db")
    denial = a_response("denial", ("first",), said_on=date(2024, 5, 3))
    store.add(some_records(claims=claims, responses=[denial], reviews=reviews))
    if relations:
        change = Change(relate=relations)
        store.desk.change(change, space="", who=Who("editor"), at=0.0, why="the same")
    reply = timeline_reply(timeline("first", store, store.desk), "0123456789ab")
    store.close()
    return reply


def test_a_claim_alone_is_told_without_saying_which_is_answered(tmp_path: Path) -> None:
    reply = told(tmp_path, a_claim("first", said_on=date(2024, 5, 2)))
    assert [section.title for section in reply.sections] == ["2 May 2024", "3 May 2024"]
    assert reply.sections[1].listed[0].remark == "Denied by John Doe on 3 May 2024"
    assert reply.headline.endswith("Denied by John Doe on 3 May 2024.")
    assert reply.notes == ()


def test_a_denial_of_another_claim_is_not_in_the_headline(tmp_path: Path) -> None:
    store = open_sqlite_store(tmp_path / "gainsay.db")
    denial = a_response("denial", ("first",))
    second = a_claim("second", said_by=("mary-major",))
    store.add(some_records(claims=[a_claim("first"), second], responses=[denial]))
    change = Change(relate=[ClaimRelation("", "second", Relation.REPEATS, "first")])
    store.desk.change(change, space="", who=Who("editor"), at=0.0, why="the same")
    reply = timeline_reply(timeline("second", store, store.desk), "0123456789ab")
    store.close()
    assert reply.headline.endswith("No response recorded. 1 related claim recorded.")
    remarks = [each.remark for section in reply.sections for each in section.listed]
    assert remarks == [
        "Claim by Mary Major. Repeats the claim first",
        "Claim by Jane Roe",
        "Denied by John Doe (answers first)",
    ]
    assert reply.notes == (OWN_ANSWERS,)


@pytest.mark.parametrize(
    ("rating", "said"),
    [("Half true", "Example Checkers: rated “Half true”"), (None, "Example Checkers: reviewed")],
)
def test_a_review_is_told_in_its_publishers_words(
    tmp_path: Path, rating: str | None, said: str
) -> None:
    review = a_review(claims=("first",), rating=rating)
    reply = told(tmp_path, a_claim("first"), reviews=(review,))
    assert said in [each.text for section in reply.sections for each in section.listed]
    assert "1 review recorded" in reply.headline


def test_what_has_no_day_comes_last_as_the_source_puts_it(tmp_path: Path) -> None:
    reply = told(tmp_path, a_claim("first", said_as_written="Friday"))
    assert reply.sections[-1].title == UNKNOWN_DAY
    assert "“Friday”, as the source puts it" in reply.sections[-1].listed[0].remark


def test_it_says_so_if_there_are_more_claims_than_are_shown(tmp_path: Path) -> None:
    copies = [a_claim(f"copy-{number}") for number in range(RELATED_CLAIMS + 1)]
    relations = tuple(ClaimRelation("", "first", Relation.SAME_CLAIM, c.id) for c in copies)
    assert MORE in told(tmp_path, a_claim("first"), *copies, relations=relations).notes
