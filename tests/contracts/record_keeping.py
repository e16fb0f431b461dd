"""What every `RecordStore` promises about keeping records: whole, once, unchanged.

A store is held to it by a test class that inherits this one and has a fixture `store`, an
empty store. Which of them are seen from where is in record_listing.py, searching in
record_searching.py.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import NotFoundError, RecordError, StoreError
from knowledge.model import Answers, Name, Role, Speaker
from knowledge.records import Records
from knowledge.store.port import Added, Counts, RecordStore
from knowledge.vocabulary import Mode, NameKind, Scope, SpeakerKind, Stance, State
from tests.builders import (
    a_claim,
    a_quote,
    a_response,
    a_review,
    a_source,
    a_speaker,
    some_records,
)

HERE = "slack:t1"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


def everything_filled() -> Records:
    """Return records in which no field is left empty."""
    source = a_source(
        title="Roof row",
        byline="A. Writer",
        publisher="Example Courier",
        url="https://example.org/roof",
        published_on=date(2024, 5, 1),
        licence="CC BY 4.0",
        boilerplate=((0, 8),),
        space=HERE,
    )
    claim = a_claim(
        quotes=(a_quote(source=source, mode=Mode.INDIRECT), a_quote("It leaks", source)),
        said_by=("jane-roe", "john-doe"),
        via=("radio-example", "builders-ltd"),
        basis="an auditor's report",
        hedge="may",
        said_as_written="Friday",
        said_on=date(2024, 5, 1),
        topics=("town hall", "roof"),
        space=HERE,
        said_in="a radio interview",
        appearances=("https://example.org/interview", "https://example.org/transcript"),
    )
    response = a_response(
        answers=(Answers("roof-cost", Scope.PART), Answers("roof-late", Scope.BROADER)),
        quotes=(a_quote("That figure is false", source),),
        by=("john-doe", "jane-roe"),
        on_behalf_of=("builders-ltd",),
        said_on=date(2024, 5, 2),
        space=HERE,
    )
    silence = a_response(
        "silence", stance=Stance.DID_NOT_RESPOND, quotes=response.quotes, space=HERE
    )
    late = a_claim("roof-late", quotes=(a_quote(source=source),), space=HERE)
    review = a_review(
        claims=("roof-late", "roof-cost"),
        text="The figure leaves the scaffold out.",
        title="What did the roof cost?",
        language="en",
        space=HERE,
    )
    return some_records(
        speakers=(a_mayor(), a_speaker("exampletown", kind=SpeakerKind.STATE)),
        claims=(claim, late),
        responses=(response, silence),
        reviews=(review,),
    )


def a_mayor() -> Speaker:
    names = (Name("Roe"), Name("die Bürgermeisterin", NameKind.ROLE, "de"))
    role = Role("mayor", "Council", "exampletown", date(2020, 1, 1), date(2025, 1, 1))
    return a_speaker(names=names, roles=(role,), space=HERE)


class RecordKeeping:
    def test_what_was_added_is_read_back_equal(self, store: RecordStore) -> None:
        records = everything_filled()
        store.add(records)
        assert store.get_claims(("roof-cost", "roof-late"), space=HERE) == records.claims
        answering = store.responses_to(("roof-cost",), space=HERE)
        assert answering["roof-cost"] == records.responses
        assert store.reviews_of(("roof-cost",), space=HERE)["roof-cost"] == records.reviews
        assert store.get_source("courier-roof", space=HERE) == records.sources[0]
        assert store.list_sources(space=HERE) == records.sources
        by_id = tuple(sorted(records.speakers, key=lambda speaker: speaker.id))
        assert store.list_speakers(space=HERE) == store.list_speakers(space=None) == by_id
        assert store.get_speakers(("jane-roe", "x", "exampletown"), space=HERE) == tuple(
            speaker for speaker in by_id if speaker.id in ("jane-roe", "exampletown")
        )
        assert store.counts() == Counts(sources=1, speakers=5, claims=2, responses=2, reviews=1)

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(text=ANY_TEXT, name=ANY_TEXT, hedge=st.none() | ANY_TEXT)
    def test_any_text_is_read_back_to_the_letter(
        self, store: RecordStore, text: str, name: str, hedge: str | None
    ) -> None:
        source = a_source(f"s{store.counts().sources}", text)
        claim = a_claim(text=text, quotes=(a_quote(text, source),), hedge=hedge, topics=(text,))
        store.add(some_records(claims=[claim], speakers=[a_speaker(name=name)]))
        assert store.get_claims(("roof-cost",)) == (claim,)
        assert store.get_source(source.id) == source
        assert store.list_speakers()[0].name == name

    def test_adding_the_same_records_again_changes_nothing(self, store: RecordStore) -> None:
        assert store.add(everything_filled()) == Added(new=11, changed=0)
        version = store.knowledge_version()
        assert store.add(everything_filled()) == Added(new=0, changed=0)
        assert store.knowledge_version() == version

    def test_a_record_with_a_kept_id_replaces_the_kept_one(self, store: RecordStore) -> None:
        source, roe = a_source(title="Roof row"), a_speaker(names=(Name("Roe"),))
        store.add(some_records(sources=[source], speakers=[roe], claims=[a_claim()]))
        changed = a_claim(text="The roof was dear.")
        assert store.add(some_records(claims=[changed])).changed == 3  # with speaker and source
        assert store.get_claims(("roof-cost",)) == (changed,)

    def test_nothing_to_add_is_no_change(self, store: RecordStore) -> None:
        assert store.add(Records()) == Added(new=0, changed=0)

    def test_the_text_of_a_kept_source_is_never_changed(self, store: RecordStore) -> None:
        store.add(some_records())
        before, version = store.counts(), store.knowledge_version()
        other = a_source(text="Another text, with a new quote.")
        claim = a_claim("other", quotes=(a_quote("a new quote", other),))
        with pytest.raises(StoreError, match=r"source courier-roof: .* give the new text a new id"):
            store.add(some_records(claims=[claim], speakers=[a_speaker(name="Changed Too")]))
        assert (store.counts(), store.knowledge_version()) == (before, version)
        assert "Changed Too" not in {speaker.name for speaker in store.list_speakers()}

    def test_what_is_known_of_a_source_may_be_corrected(self, store: RecordStore) -> None:
        store.add(some_records())
        store.get_claims(("roof-cost",))
        store.add(some_records(sources=[a_source(publisher="Courier")], claims=[]))
        (claim,) = store.get_claims(("roof-cost",))
        assert claim.quotes[0].source.publisher == "Courier"

    def test_a_kept_quote_cannot_become_page_furniture(self, store: RecordStore) -> None:
        store.add(some_records())
        before, version = store.counts(), store.knowledge_version()
        covering = a_source(boilerplate=((0, 60),))
        other = a_claim("leak", quotes=(a_quote("It leaks", covering),), text="It leaks.")
        with pytest.raises(RecordError, match="covers a quote of claim roof-cost"):
            store.add(some_records(claims=[other]))
        assert (store.counts(), store.knowledge_version()) == (before, version)
        assert store.search(("leak",), limit=9) == ()

    @pytest.mark.parametrize("broken", ["text", "hedge", "topics"])
    def test_half_a_character_is_refused_by_record_and_field(
        self, store: RecordStore, broken: str
    ) -> None:
        half: Any = ("\ud83d",) if broken == "topics" else "\ud83d"
        with pytest.raises(RecordError, match=rf"claim roof-cost, field '{broken}': holds half"):
            store.add(some_records(claims=[a_claim(**{broken: half})]))
        assert store.counts() == Counts(0, 0, 0, 0, 0)

    def test_the_knowledge_version_has_12_hexadecimal_digits(self, store: RecordStore) -> None:
        assert len(store.knowledge_version()) == 12
        int(store.knowledge_version(), 16)

    def test_the_knowledge_version_says_which_records_not_when_they_came(
        self, store: RecordStore
    ) -> None:
        first, second = a_claim("first"), a_claim("second")
        versions = {store.knowledge_version()}
        store.add(some_records(claims=[first]))
        versions.add(store.knowledge_version())
        store.add(some_records(claims=[replace(first, hedge="may")]))
        versions.add(store.knowledge_version())
        store.add(some_records(claims=[second]))
        store.add(some_records(claims=[first]))
        both = store.knowledge_version()
        assert len(versions | {both}) == 4
        store.add(some_records(claims=[replace(second, hedge="may")]))
        store.add(some_records(claims=[second, first]))
        assert store.knowledge_version() == both

    def test_claims_are_got_in_the_order_asked_for(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("a"), a_claim("b"), a_claim("c")]))
        got = store.get_claims(["c", "a", "c"])
        assert [claim.id for claim in got] == ["c", "a", "c"]
        assert store.get_claims(()) == ()

    def test_claims_are_looked_for_and_those_that_are_not_seen_are_left_out(
        self, store: RecordStore
    ) -> None:
        withdrawn = a_claim("c", state=State.WITHDRAWN)
        store.add(some_records(claims=[a_claim("b"), a_claim("a"), withdrawn]))
        found = store.find_claims(["c", "b", "x", "a", "b"])
        assert [claim.id for claim in found] == ["a", "b"]
        assert store.find_claims(()) == ()

    def test_what_is_not_kept_is_not_found(self, store: RecordStore) -> None:
        store.add(some_records())
        with pytest.raises(NotFoundError, match="claim nobody-said"):
            store.get_claims(("roof-cost", "nobody-said"))
        with pytest.raises(NotFoundError, match="source nowhere"):
            store.get_source("nowhere")
        for odd in ("x' OR '1'='1", "a\x00b", "\ud800"):
            with pytest.raises(StoreError):
                store.get_claims((odd,))
            with pytest.raises(StoreError):
                store.get_source(odd)
            with pytest.raises(StoreError):
                store.get_claims(("roof-late",), space=odd)

    def test_any_number_of_ids_can_be_asked_for(self, store: RecordStore) -> None:
        store.add(some_records())
        many = ["roof-cost"] * 40_000
        assert len(store.get_claims(many)) == 40_000
        speakers = [f"speaker-{n}" for n in range(40_000)]
        assert store.claims_by(["jane-roe", *speakers]) == ("roof-cost",)

    def test_several_threads_may_add_and_read_at_once(self, store: RecordStore) -> None:
        failures: list[BaseException] = []

        def work(thread: int) -> None:
            try:
                for n in range(10):
                    id_ = f"claim-{thread}-{n}"
                    store.add(some_records(claims=[a_claim(id_)]))
                    assert store.get_claims((id_,))[0].id == id_
                    assert id_ in store.list_claims()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert store.counts().claims == 40

    def test_a_claim_is_never_read_half_old_half_new(self, store: RecordStore) -> None:
        versions = [
            some_records(claims=[a_claim(text=words, quotes=(a_quote(words),), topics=(words,))])
            for words in ("It leaks", "Roof row")
        ]
        store.add(versions[0])
        is_over = threading.Event()

        def keep_changing() -> None:
            for n in range(80):
                store.add(versions[n % 2])
            is_over.set()

        writer = threading.Thread(target=keep_changing)
        writer.start()
        while not is_over.is_set():
            (claim,) = store.get_claims(("roof-cost",))
            assert claim.text == claim.quotes[0].exact == claim.topics[0]
        writer.join()

    def test_a_store_may_be_closed_while_threads_use_it(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim(f"claim-{n}") for n in range(20)]))
        said: list[str] = []

        def use() -> None:
            try:
                for n in range(100_000):
                    store.get_claims(store.list_claims())
                    store.add(some_records(claims=[a_claim(hedge=f"hedge {n}")]))
            except StoreError as error:
                said.append(str(error))

        threads = [threading.Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        store.close()
        for thread in threads:
            thread.join()
        assert [("closed" in words) for words in said] == [True] * 4

    def test_a_closed_store_says_so(self, store: RecordStore) -> None:
        store.close()
        with pytest.raises(StoreError, match="closed"):
            store.counts()
