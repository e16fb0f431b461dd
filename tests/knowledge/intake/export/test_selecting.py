"""Which records go out with a claim."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from knowledge.intake.export import selecting
from knowledge.intake.export.selecting import claims_concerning, iter_dossiers, iter_records
from knowledge.model import Claim, Role, Speaker
from knowledge.records import KINDS, Record, Records, mentions
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_response, a_review, a_source, a_speaker, some_records

CLAIMS = [a_claim(id_) for id_ in ("a", "b", "c", "d")]
LINKED = some_records(
    claims=[*CLAIMS, a_claim("gone", state=State.WITHDRAWN)],
    responses=[a_response("ab", ["a", "b", "gone"]), a_response("d", ["d"])],
    reviews=[a_review("bc", ["b", "c"])],
)


def ids(records: list[Record]) -> list[str]:
    return [f"{KINDS[type(record)]} {record.id}" for record in records]


def test_a_claim_takes_along_all_that_hangs_together_with_it(store: SqliteStore) -> None:
    store.add(LINKED)
    assert ids(list(iter_records(store, ["a"]))) == [
        "source courier-roof", "speaker jane-roe", "speaker john-doe",
        "claim a", "claim b", "claim c", "response ab", "review bc",
    ]  # fmt: skip


def test_what_goes_out_is_as_it_is_in_the_whole(store: SqliteStore) -> None:
    store.add(LINKED)
    whole = list(iter_records(store))
    assert all(record in whole for record in iter_records(store, ["a"]))
    Records(*(tuple(r for r in whole if type(r) is kind) for kind in KINDS))  # type: ignore[arg-type]


def test_a_dossier_is_of_one_claim_alone(store: SqliteStore) -> None:
    store.add(LINKED)
    (dossier,) = iter_dossiers(store, ["b"])
    assert dossier.claim.id == "b"
    assert [response.id for response in dossier.responses] == ["ab"]
    assert [review.id for review in dossier.reviews] == ["bc"]
    assert dossier.names(dossier.responses[0].by) == ("John Doe",)


def test_every_claim_has_a_dossier_also_when_they_are_many(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "BATCH_CLAIMS", 2)
    store.add(LINKED)
    assert [dossier.claim.id for dossier in iter_dossiers(store)] == ["a", "b", "c", "d"]


def test_what_a_space_keeps_for_itself_stays_there(store: SqliteStore) -> None:
    private = {"space": "slack:T1"}
    store.add(
        some_records(
            claims=[*CLAIMS, a_claim("own", **private)],
            responses=[a_response("secret", ["a"], **private)],
            reviews=[a_review("verdict", ["a"], **private)],
        )
    )
    every = [*iter_records(store), *iter_records(store, ["a", "own"])]
    assert {record.space for record in every} == {""}
    assert [record.id for record in every if isinstance(record, Claim)] == [*"abcd", "a"]
    (dossier,) = iter_dossiers(store, ["a", "own"])
    assert (dossier.responses, dossier.reviews) == ((), ())


def test_a_speaker_s_claims_are_those_they_made_carried_or_answered(store: SqliteStore) -> None:
    store.add(
        some_records(
            claims=[a_claim("made", said_by=("john-doe",)), a_claim("answered"), a_claim("other")],
            responses=[a_response(answers=["answered"])],
        )
    )
    assert claims_concerning(store, ["john-doe"]) == ("made", "answered")


def test_whom_a_speaker_speaks_for_comes_first(store: SqliteStore) -> None:
    # a -> b -> c, a -> c, and d and e for one another, added so that all are in the wrong order
    for_whom = {"a": "bc", "b": "c", "c": "", "d": "e", "e": "d"}
    speakers = [
        a_speaker(id_, roles=tuple(Role("envoy", speaks_for=each) for each in others))
        for id_, others in for_whom.items()
    ]
    store.add(some_records(speakers=speakers, claims=[a_claim()]))
    found = [r for r in iter_records(store) if isinstance(r, Speaker)]
    assert sorted(r.id for r in found) == ["a", "b", "c", "d", "e", "jane-roe"]
    order = [r.id for r in found]
    assert all(order.index(one) < order.index(other) for one, other in pairwise("cba"))


def test_a_response_is_not_changed_by_the_export(store: SqliteStore) -> None:
    store.add(LINKED)
    (response,) = (r for r in iter_records(store, ["a"]) if r.id == "ab")
    whole = LINKED.responses[0]
    # but for a claim that nobody sees any more
    assert response == replace(whole, answers=whole.answers[:2])
    assert [m.ids for m in mentions(response) if m.kind == "claim"] == [("a", "b")]


def test_sources_that_only_a_response_quotes_go_out_too(store: SqliteStore) -> None:
    other = a_source("other", text="“That figure is false,” wrote Doe.")
    quote = some_records().responses[0].quotes[0]
    of_other = replace(quote, source=other, start=1, end=1 + len(quote.exact))
    store.add(some_records(responses=[a_response(quotes=(of_other,))]))
    assert "source other" in ids(list(iter_records(store, ["roof-cost"])))
