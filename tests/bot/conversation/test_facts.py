"""A digest differs exactly when what was shown of a claim does, as its space sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.facts import GONE, PARTS, changed_parts, digests_of
from knowledge.model import Answers, Name, Role
from knowledge.records import Records
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import Scope, State
from tests.builders import (
    a_claim,
    a_response,
    a_review,
    a_source,
    a_speaker,
    some_records,
)

HERE = "slack:T1"
OTHER = a_claim("other")
KEPT = some_records(
    claims=[a_claim(via=("radio-example",)), OTHER],
    responses=[a_response(on_behalf_of=("builders-ltd",))],
    reviews=[a_review()],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.sqlite")
    opened.add(KEPT)
    yield opened
    opened.close()


def digest(store: SqliteStore, space: str = HERE) -> str:
    (found,) = digests_of(store, ["roof-cost"], space=space)
    return found


def with_claim(**fields: object) -> Records:
    claim = replace(a_claim(via=("radio-example",)), **fields)  # type: ignore[arg-type]
    return some_records(claims=[claim])


def with_response(**fields: object) -> Records:
    response = replace(a_response(on_behalf_of=("builders-ltd",)), **fields)  # type: ignore[arg-type]
    return some_records(claims=[a_claim(via=("radio-example",)), OTHER], responses=[response])


def with_another(space: str) -> Records:
    claim = a_claim(via=("radio-example",))
    return some_records(claims=[claim], responses=[a_response("second", space=space)])


SHOWN = {
    "the claim's words": (with_claim(text="The roof cost 9 million euros."), ["claim"]),
    "its hedge": (with_claim(hedge="may"), ["claim"]),
    "its day": (with_claim(said_on=date(2024, 5, 1)), ["claim"]),
    "who carried it": (with_claim(via=()), ["claim"]),
    "the name of who said it": (
        some_records(speakers=[a_speaker(name="Jane Smith")], claims=[]),
        ["claim"],
    ),
    "the role of who denied it": (
        some_records(speakers=[a_speaker("john-doe", roles=(Role("Builder"),))], claims=[]),
        ["responses"],
    ),
    "the title of its source": (
        some_records(sources=[a_source(title="Roof row")], claims=[]),
        ["claim", "responses"],
    ),
    "the response's words": (with_response(text="Doe denied it."), ["responses"]),
    "the response's scope": (
        with_response(answers=(Answers("roof-cost", Scope.PART),)),
        ["responses"],
    ),
    "a withdrawn response": (with_response(state=State.WITHDRAWN), ["responses"]),
    "another response of this space": (
        with_another(HERE),
        ["responses"],
    ),
    "the review's rating": (some_records(reviews=[a_review(rating="False")]), ["reviews"]),
    "a withdrawn review": (
        some_records(reviews=[a_review(state=State.WITHDRAWN)]),
        ["reviews"],
    ),
}
NOT_SHOWN = {
    "a topic": with_claim(topics=("roofs",)),
    "another name of who said it": some_records(
        speakers=[a_speaker(names=(Name("J. Roe"),))], claims=[]
    ),
    "what a response answers beside it": with_response(
        answers=(Answers("roof-cost"), Answers("other"))
    ),
    "another claim": some_records(claims=[replace(OTHER, text="The roof leaks.")]),
    "a response that another space has": with_another("slack:T2"),
    "a review that another space has": some_records(reviews=[a_review("second", space="slack:T2")]),
}


@pytest.mark.parametrize("what", SHOWN)
def test_what_was_shown_and_differs_makes_another_digest_of_its_part(
    store: SqliteStore, what: str
) -> None:
    records, parts = SHOWN[what]
    before = digest(store)
    store.add(records)
    assert changed_parts(before, digest(store)) == tuple(parts)


@pytest.mark.parametrize("what", NOT_SHOWN)
def test_what_was_not_shown_makes_no_other_digest(store: SqliteStore, what: str) -> None:
    before = digest(store)
    store.add(NOT_SHOWN[what])
    assert store.add(NOT_SHOWN[what]).changed == 0
    assert digest(store) == before


def test_vectors_make_no_other_digest(store: SqliteStore) -> None:
    before = digest(store)
    store.add_vectors("encoder", {"roof-cost": np.full((1, 4), 0.5, np.float32)})
    assert digest(store) == before


def test_a_withdrawn_claim_and_one_of_another_space_are_gone(store: SqliteStore) -> None:
    before = digest(store)
    store.add(with_claim(state=State.WITHDRAWN))
    assert digest(store) == GONE
    assert changed_parts(before, GONE) == PARTS
    store.add(some_records(claims=[a_claim("secret", space="slack:T2")]))
    assert digests_of(store, ["secret", "never"], space=HERE) == (GONE, GONE)


def test_what_is_put_back_has_its_old_digest_again(store: SqliteStore) -> None:
    before = digest(store)
    store.add(with_claim(hedge="may"))
    store.add(with_claim())
    assert digest(store) == before


@given(st.text(":ab"), st.text(":ab"))
def test_equal_digests_have_no_changed_part_and_others_have_one(one: str, two: str) -> None:
    assert changed_parts(one, one) == ()
    assert bool(changed_parts(one, two)) == (one != two)
