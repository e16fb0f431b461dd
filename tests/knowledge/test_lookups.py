from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answer import Answer, Outcome
from knowledge.lookups import (
    LISTED,
    count_claims_by_speaker,
    find_gaps,
    find_sources,
    find_speaker,
    read_parties,
)
from knowledge.matching.parties import NAMED_SPEAKERS
from knowledge.records import Records
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import Stance
from tests.bot.shown import an_answer
from tests.builders import a_claim, a_quote, a_source, a_speaker, some_records

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


# Where very much is on record


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """Jane Roe made more claims than are listed, each in a source of its own."""
    opened = open_sqlite_store(tmp_path_factory.mktemp("archive") / "gainsay.sqlite")
    sources = [a_source(f"paper-{n}", title=f"Morning paper {n}") for n in range(2_001)]
    claims = [
        a_claim(f"claim-{n}", text=f"The roof was mended on day {n}.", quotes=(a_quote(source=s),))
        for n, s in enumerate(sources)
    ]
    named = a_claim("of-doe", text="John Doe hid leak 77.", said_by=("radio-example",))
    doe = [a_speaker(f"john-doe-{n}", name=f"John Doe{n}") for n in range(30)]
    opened.add(some_records(speakers=[*doe, a_speaker("john-doe")], claims=[*claims, named]))
    yield opened
    opened.close()


def test_of_very_many_claims_the_first_are_listed_and_it_is_said(archive: SqliteStore) -> None:
    roe = a_speaker("jane-roe")
    found = find_speaker(roe, archive)
    assert [each.claim.id for each in found.said] == [f"claim-{n}" for n in range(LISTED)]
    assert found.is_cut
    assert len(find_gaps((), archive).said) == LISTED
    gaps = find_gaps((roe,), archive)
    assert [each.claim.id for each in gaps.said] == [f"claim-{n}" for n in range(LISTED)]
    assert gaps.is_cut


def test_gaps_that_name_somebody_are_found_among_very_many(archive: SqliteStore) -> None:
    gaps = find_gaps((a_speaker("john-doe"),), archive)
    assert [each.claim.id for each in gaps.naming] == ["of-doe"]


def test_of_very_many_who_are_named_the_first_are_looked_up(archive: SqliteStore) -> None:
    read = read_parties("John", archive)
    assert len(read.speakers) == NAMED_SPEAKERS
    assert read.is_cut
    assert not read_parties("Jane", archive).is_cut


def test_claims_are_not_counted_where_there_are_very_many(
    archive: SqliteStore, store: SqliteStore
) -> None:
    assert count_claims_by_speaker(archive) == {}
    assert count_claims_by_speaker(store)["john-kirby"] == 6


def test_a_source_is_found_among_very_many_by_its_id_and_by_its_claims(
    archive: SqliteStore,
) -> None:
    (by_id,) = find_sources("paper-1999", archive, nothing)
    assert [each.claim.id for each in by_id.recorded] == ["claim-1999"]
    seven = Records(
        sources=(archive.get_source("paper-7"),),
        speakers=(a_speaker("jane-roe"),),
        claims=archive.get_claims(["claim-7"]),
    )
    held = find_sources("Morning", archive, lambda _: an_answer(seven, ("claim-7",)))
    assert [found.source.id for found in held] == ["paper-7"]


def test_without_words_the_sources_of_the_first_claims_are_listed(archive: SqliteStore) -> None:
    found = find_sources("", archive, nothing)
    assert len(found) == LISTED
    assert sum(len(each.recorded) for each in found) == LISTED
