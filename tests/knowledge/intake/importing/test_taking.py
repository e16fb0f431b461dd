"""What becomes of documents in the store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.codec import as_plain
from knowledge.intake.importing import taking
from knowledge.intake.importing.files.reading import Document
from knowledge.intake.importing.taking import Imported
from knowledge.model import Claim, Name, Role
from knowledge.records import Record
from knowledge.store.desk_port import Change, Who
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import Mode, SpeakerKind, State
from tests.builders import a_claim, a_response, a_review, a_source, a_speaker, some_records
from tests.knowledge.intake.importing.documents import (
    READ_ON,
    a_claimreview,
    a_document,
    a_mapping,
    lines_of,
    taken,
)

TABLE = a_mapping(
    """
    [claim]
    id = "id"
    text = "text"
    [speaker]
    name = "who"
    [[speaker.roles]]
    title = "job"
    [review]
    publisher = { constant = "Checks Example" }
    rating = "rating"
    """
)


def a_row(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"id": f"row-{number}", "text": f"Claim {number}.", "who": "Jane Roe",
            "job": None, "rating": "Wrong", **fields}  # fmt: skip


def rows(*given: dict[str, Any]) -> Document:
    return a_document("rows.jsonl", lines_of(given))


def the_claim(store: SqliteStore) -> Claim:
    (claim,) = store.get_claims(store.list_claims())
    return claim


def page(**fields: Any) -> Document:
    return a_document("page.json", json.dumps(a_claimreview(**fields)))


def test_a_reviewed_claim_is_kept_with_its_source_speaker_and_review(store: SqliteStore) -> None:
    done, said = taken(store, page())
    assert (done, said) == (Imported(read=1, new=4), [])
    claim = the_claim(store)
    (quote,) = claim.quotes
    assert (quote.exact, quote.mode) == (claim.text, Mode.INDIRECT)
    assert (quote.source.publisher, quote.source.text) == ("Checks Example", claim.text)
    assert claim.said_by == ("jane-roe",)
    assert claim.id.startswith("checks-example/")
    (review,) = store.reviews_of([claim.id])[claim.id]
    assert (review.rating, review.publisher) == ("Mostly wrong", "Checks Example")


def test_a_review_is_never_a_response(store: SqliteStore) -> None:
    taken(store, page(reviewBody="The council denied it."))
    assert store.counts().responses == 0
    assert store.unanswered() == (the_claim(store).id,)


def test_the_same_again_adds_nothing_also_on_another_day(store: SqliteStore) -> None:
    taken(store, page())
    version = store.knowledge_version()
    done, _ = taken(store, page(), read_on=READ_ON + timedelta(days=30))
    assert (done.new, done.changed) == (0, 0)
    assert store.knowledge_version() == version


def test_the_same_claim_from_another_form_is_the_same_record(store: SqliteStore) -> None:
    taken(store, page())
    feed = {"dataFeedElement": [{"item": [a_claimreview()]}]}
    done, _ = taken(store, a_document("feed.json", json.dumps(feed)))
    assert (done.new, done.changed) == (0, 0)


def test_a_changed_rating_changes_the_review_only(store: SqliteStore) -> None:
    taken(store, page())
    done, _ = taken(store, page(reviewRating={"alternateName": "Right after all"}))
    assert (done.new, done.changed) == (0, 1)


def test_a_claim_whose_words_changed_under_the_table_s_own_id_is_changed(
    store: SqliteStore,
) -> None:
    taken(store, rows(a_row()), TABLE)
    done, said = taken(store, rows(a_row(text="Claim 1, corrected.")), TABLE)
    assert (done.changed, said) == (1, [])
    assert the_claim(store).text == "Claim 1, corrected."


def test_who_is_not_named_is_somebody_unnamed(store: SqliteStore) -> None:
    taken(store, rows(a_row(who="")), TABLE)
    (speaker,) = store.get_speakers(the_claim(store).said_by)
    assert (speaker.kind, speaker.name) == (SpeakerKind.UNNAMED_GROUP, "Somebody unnamed")


def test_a_speaker_has_the_roles_of_all_rows(store: SqliteStore, monkeypatch: Any) -> None:
    monkeypatch.setattr(taking, "BATCH_ENTRIES", 1)
    jobs = [a_row(n, job=job) for n, job in enumerate([None, "mayor", "senator", "mayor"])]
    taken(store, rows(*jobs), TABLE)
    (speaker,) = store.list_speakers()
    assert [role.title for role in speaker.roles] == ["mayor", "senator"]


def test_a_speaker_who_is_kept_is_never_changed(store: SqliteStore) -> None:
    mayor = a_speaker("mayor", name="Jane Roe", names=(Name("Mayor Roe"),))
    doe = a_speaker("john-doe", roles=(Role("builder", speaks_for="mayor"),))
    store.add(some_records(speakers=[mayor, doe], claims=(), responses=()))
    taken(store, rows(a_row(1, job="mayor"), a_row(2, who="John Doe", job="plumber")), TABLE)
    assert store.list_speakers() == (doe, mayor)
    said_by = [claim.said_by for claim in store.get_claims(store.list_claims())]
    assert said_by == [("mayor",), ("john-doe",)]


def test_one_record_that_is_refused_is_left_out_alone(store: SqliteStore) -> None:
    store.add(some_records(sources=[a_source("row-2/text-0", "x")], claims=(), responses=()))
    odd = a_row(3, text="Half a \ud800 character.")
    done, said = taken(store, rows(*(a_row(n) for n in range(3)), odd, a_row(4)), TABLE)
    assert len(store.list_claims()) == 4
    assert said == [
        "rows.jsonl, line 4: column 'text': holds half a character (a lone surrogate); get it again"
    ]
    assert (done.read, done.left_out) == (4, 1)


def test_what_the_store_refuses_is_left_out_alone(store: SqliteStore) -> None:
    plain = [as_plain(record) for record in some_records()]
    lost = {**as_plain(a_claim("lost")), "said_by": ["nobody-kept"]}
    content = lines_of([*plain[:3], lost, *plain[3:]])
    done, said = taken(store, a_document("a.jsonl", content))
    assert (done.new, done.left_out) == (len(plain), 1)
    assert "there is no speaker 'nobody-kept'" in said[0]
    assert said[0].startswith("a.jsonl, line 4:")


def test_the_same_id_for_something_else_is_left_out_and_said(
    store: SqliteStore, monkeypatch: Any
) -> None:
    for batch in (1, 1_000):
        monkeypatch.setattr(taking, "BATCH_ENTRIES", batch)
        _, said = taken(store, rows(a_row(1), a_row(1), a_row(1, text="Another claim.")), TABLE)
        assert len(said) == 1
        assert "row-1) is used before in this file, for something else" in said[0]
        assert the_claim(store).text == "Claim 1."


def test_what_was_changed_at_the_desk_stays_so(store: SqliteStore) -> None:
    taken(store, rows(a_row(1), a_row(2)), TABLE)
    first = store.get_claims(["row-1"])[0]
    withdrawn = replace(first, state=State.WITHDRAWN)
    store.desk.change(
        Change([withdrawn], {("claim", first.id): digest_of(store, first)}),
        space="", who=Who("operator", ""), at=0.0, why="it is no claim",
    )  # fmt: skip
    version = store.knowledge_version()
    done, said = taken(store, rows(a_row(1), a_row(2)), TABLE)
    assert (done.new, done.changed, store.knowledge_version()) == (0, 0, version)
    assert len(said) == 1
    assert "was changed at the desk" in said[0]


def digest_of(store: SqliteStore, claim: Claim) -> str:
    return store.desk.digest_of("claim", claim.id, space="")


def test_our_own_records_come_back_as_they_were(store: SqliteStore, shipped: Any) -> None:
    records = [*shipped, *some_records(reviews=[a_review()])]
    done, said = taken(store, a_document("all.jsonl", lines_of(map(as_plain, records))))
    assert (done.new, said) == (len(records), [])
    assert sorted(store.iter_records(), key=_key) == sorted(records, key=_key)


@pytest.mark.parametrize("name", ["all.jsonl", "all.json", "all", "all.txt"])
def test_our_own_records_are_known_whatever_the_file_is_called(
    store: SqliteStore, name: str
) -> None:
    records = [*some_records(reviews=[a_review()])]
    done, said = taken(store, a_document(name, lines_of(map(as_plain, records))))
    assert (done.new, said) == (len(records), [])
    listed = a_document("list.json", json.dumps([as_plain(record) for record in records]))
    again, said = taken(store, listed)
    assert (again.new, again.changed, said) == (0, 0, [])
    alone = a_document("one.json", json.dumps(as_plain(a_review(rating="Half false"))))
    assert taken(store, alone) == (Imported(read=1, changed=1), [])


def test_our_own_records_may_mention_what_is_kept_already(store: SqliteStore) -> None:
    store.add(some_records(claims=[a_claim()]))
    content = lines_of([as_plain(a_speaker("john-doe")), as_plain(a_response())])
    done, said = taken(store, a_document("more.jsonl", content))
    assert (done.new, said) == (2, [])
    assert store.responses_to(["roof-cost"])["roof-cost"] == (a_response(),)


def test_a_record_of_one_space_is_not_imported(store: SqliteStore) -> None:
    content = lines_of([as_plain(a_speaker(space="T1"))])
    _, said = taken(store, a_document("a.jsonl", content))
    assert "only public records are imported" in said[0]
    assert store.counts().speakers == 0


def test_nothing_is_kept_when_it_is_only_tried(store: SqliteStore) -> None:
    said: list[str] = []
    trying = taking.Importing(
        store, read_on=READ_ON, tell=lambda left: said.append(str(left)), is_dry=True
    )
    done = trying.take(rows(a_row(1), a_row(2, text="")), TABLE)
    assert (done.read, done.new, len(said)) == (1, 0, 1)
    assert not any((store.counts().claims, store.counts().speakers))


def test_how_far_it_is_is_told_in_bytes(store: SqliteStore) -> None:
    told: list[int] = []
    document = rows(*(a_row(n) for n in range(2_500)))
    taking.Importing(store, read_on=READ_ON, tell=print).take(document, TABLE, at=told.append)
    assert told == sorted(told)
    assert 0 < told[-1] <= document.size


def _key(record: Record) -> tuple[str, str]:
    return type(record).__name__, record.id


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.sampled_from("a b c d É Ü".split()),
                "text": st.sampled_from(["One.", "Two.", "", "x\ud800"]),
                "who": st.sampled_from(["Jane Roe", "jane roe", "Иван", "", "n/a"]),
                "job": st.sampled_from([None, "mayor", "senator"]),
                "rating": st.sampled_from([None, "Wrong", 3]),
            }
        ),
        max_size=8,
    ),
    st.integers(1, 4),
)
def test_every_row_is_kept_or_said_and_again_nothing_changes(
    tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, Any]], batch: int
) -> None:
    from knowledge.store.sqlite import open_sqlite_store

    store = open_sqlite_store(tmp_path_factory.mktemp("again") / "gainsay.sqlite")
    whole = taking.BATCH_ENTRIES
    try:
        taking.BATCH_ENTRIES = batch
        _, said = taken(store, rows(*given_rows), TABLE)
        version = store.knowledge_version()
        again, said_again = taken(store, rows(*given_rows), TABLE, read_on=date(2025, 1, 1))
    finally:
        taking.BATCH_ENTRIES = whole
    assert (again.new, again.changed, said_again) == (0, 0, said)
    assert store.knowledge_version() == version
    ids = {row["id"] for row in given_rows if row["text"].strip("x\ud800")}
    assert len(store.list_claims()) == len(ids)
    store.close()
