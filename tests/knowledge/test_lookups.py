from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answer import Answer, Outcome
from knowledge.lookups import find_gaps, find_sources, find_speaker, read_parties
from knowledge.model import Records
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import Stance
from tests.bot.shown import an_answer

WOODWARD = (
    "hundreds-of-ballistic-missiles",
    "unprecedented-support-in-return",
    "more-advanced-components",
)
DENIED = "drones-violate-resolution-2231"


@pytest.fixture
def store(loaded: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(loaded)
    yield opened
    opened.close()


def nothing(question: str) -> Answer:
    return an_answer(Records(), outcome=Outcome.NONE, question=question)


@pytest.mark.parametrize("asked", ["", "shamsuddin-article", "Mehran", "SHAMSUDDIN"])
def test_a_source_is_found_by_its_id_and_by_what_is_known_of_it(
    asked: str, store: SqliteStore
) -> None:
    (found,) = find_sources(asked, store, nothing)
    assert found.source.id == "shamsuddin-article"
    assert len(found.recorded) == 22
    assert found.paragraphs == ()


def test_a_symbol_in_a_text_leads_to_the_claims_that_are_found_for_it(
    store: SqliteStore, shipped: Records
) -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return an_answer(shipped, (DENIED,), question=question)

    (found,) = find_sources("S/2022/908", store, ask)
    assert asked == ["/source S/2022/908"]
    assert found.paragraphs == (13, 14)
    assert [each.claim.id for each in found.recorded] == [DENIED]


@pytest.mark.parametrize("asked", ["S/2022/909", "blah", "?!", "🚀"])
def test_what_no_source_holds_finds_none(asked: str, store: SqliteStore) -> None:
    assert find_sources(asked, store, nothing) == ()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("john-kirby", ["john-kirby"]),
        ("Kirby", ["john-kirby"]),
        ("the White House spokesman", ["john-kirby"]),
        ("Kirbey", ["john-kirby"]),
        ("Tehran", ["iran"]),
        ("officials", ["biden-officials"]),
    ],
)
def test_a_speaker_is_found_by_id_name_role_slip_and_part(
    asked: str, meant: list[str], store: SqliteStore
) -> None:
    assert [speaker.id for speaker in read_parties(asked, store).speakers] == meant


def test_a_slip_that_was_understood_is_said(store: SqliteStore) -> None:
    assert read_parties("Kirbey", store).read_as == (("Kirbey", "John Kirby"),)


@pytest.mark.parametrize("asked", ["Iraq", "Blinken", "", "?", "🚀"])
def test_nobody_else_is_taken_for_somebody_on_record(asked: str, store: SqliteStore) -> None:
    assert read_parties(asked, store).speakers == ()


def test_a_speaker_s_claims_answers_and_silences_are_kept_apart(
    store: SqliteStore, shipped: Records
) -> None:
    iran = next(speaker for speaker in shipped.speakers if speaker.id == "iran")
    found = find_speaker(iran, store)
    assert [each.claim.id for each in found.said] == ["iran-willing-to-strengthen-relations"]
    assert [each.claim.id for each in found.answered] == [DENIED]
    ((stance, silent),) = found.silent_on
    assert stance is Stance.NOT_CONFIRMED
    assert len(silent) == 10
    assert [speaker.id for speaker in found.spoken_for_by] == ["amir-saeid-iravani"]


def test_carrying_a_claim_is_not_making_it(store: SqliteStore, shipped: Records) -> None:
    nbc = next(speaker for speaker in shipped.speakers if speaker.id == "nbc-news")
    found = find_speaker(nbc, store)
    assert not {r.claim.id for r in found.said} & {r.claim.id for r in found.carried}
    assert all("nbc-news" in each.claim.said_by for each in found.said)


def test_a_gap_has_no_response_not_even_a_silence(store: SqliteStore) -> None:
    gaps = find_gaps((), store)
    assert set(WOODWARD) <= {each.claim.id for each in gaps.said}
    assert all(each.responses == () for each in gaps.said)


def test_gaps_of_a_party_are_claims_by_it_and_claims_naming_it(
    store: SqliteStore, shipped: Records
) -> None:
    britain = next(speaker for speaker in shipped.speakers if speaker.id == "united-kingdom")
    gaps = find_gaps((britain,), store)
    assert [each.claim.id for each in gaps.said] == list(WOODWARD)
    assert [each.claim.id for each in gaps.naming] == ["letters-sent-jointly-and-apart"]
