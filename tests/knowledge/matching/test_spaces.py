"""What a space records for itself changes nothing that anybody else sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.deciding import Decided
from knowledge.matching.indexing import index_meaning
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.model import Claim
from knowledge.records import Records
from knowledge.store.sqlite import open_sqlite_store
from knowledge.text import tokens, words
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker, some_records
from tests.contracts.space_records import HERE, PUBLIC_RECORDS, THERE, WORD, records_of
from tests.knowledge.matching.harbour import SPEAKERS, TEAM_SPACE, harbour_records

ELSEWHERE = "slack:t2"
WORDS = (
    "ferry ferries dredging oyster oysters beds hundreds dockers walked Friday cannery close "
    "4 million six HX-7 XK-9 zebra zebras quokka patrol boats harbour crowns poison"
).split()
statements = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
questions = st.tuples(
    st.sampled_from(["Who said ", "Did ", "Is it true that ", ""]), statements, st.just("?")
).map("".join)


def whispered(number: int, text: str) -> Claim:
    source = a_source("-".join(["whisper", *words(text)]), text)
    return a_claim(
        f"whisper-{number}",
        text=text,
        quotes=(a_quote(text, source),),
        said_by=("tomas-brill",),
        space=TEAM_SPACE,
    )


def seen(decided: Decided) -> dict[str, Any]:
    """Return all that `decided` shows and all numbers behind it."""
    return {
        "outcome": decided.outcome,
        "reading": decided.reading,
        "ranking": decided.ranking,
        "notes": decided.notes,
        "confidence": decided.confidence,
        "shown": [candidate.claim_id for candidate in decided.candidates],
        "considered": [
            (c.claim_id, c.confidence, c.veto, c.score.features) for c in decided.considered
        ],
    }


class Towns:
    """The same public records twice; private ones are added beside the second, ever more."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self.encoder = encoder
        self.alone = self._matcher(folder / "alone.db")
        self.beside = self._matcher(folder / "beside.db")

    def _matcher(self, database: Path) -> Matcher:
        store = open_sqlite_store(database)
        store.add(harbour_records(hidden=False))
        index_meaning(store, self.encoder)
        return Matcher(store, self.encoder, WordVectors())

    def whisper(self, *claims: Claim) -> None:
        self.beside.store.add(some_records(speakers=SPEAKERS, claims=claims))
        index_meaning(self.beside.store, self.encoder)

    def close(self) -> None:
        self.alone.store.close()
        self.beside.store.close()


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Towns]:
    made = Towns(tmp_path_factory.mktemp("spaces"), encoder)
    yield made
    made.close()


@settings(max_examples=30, deadline=None)
@given(st.lists(statements, min_size=1, max_size=3), questions, st.sampled_from(["", ELSEWHERE]))
def test_private_claims_change_nothing_that_another_space_sees(
    towns: Towns, told: list[str], question: str, space: str
) -> None:
    towns.whisper(*(whispered(number, text) for number, text in enumerate(told)))
    asked = f"{question} {told[0]}"
    elsewhere = towns.beside.match(asked, space=space, is_measured=True)
    assert seen(elsewhere) == seen(towns.alone.match(asked, space=space, is_measured=True))
    assert not [claim for claim in elsewhere.ranking if claim.startswith("whisper")]


@pytest.mark.parametrize("word", ["quokka", "quokkas", "xk9"])
def test_a_private_word_is_no_word_elsewhere(towns: Towns, word: str) -> None:
    towns.whisper(whispered(7, "A quokka boarded the XK-9."))
    shelf = towns.beside.shelf()
    public = towns.alone.shelf().reader.vocabulary
    for space in ("", ELSEWHERE):
        vocabulary = shelf.reader_in(space).vocabulary
        assert not vocabulary.is_recorded(word)
        assert vocabulary.weight(word) == public.weight(word)
        assert vocabulary.corrected("qoukka") == public.corrected("qoukka") != "quokka"
        assert vocabulary.designation_letters == public.designation_letters
        assert vocabulary.claims == public.claims
    own = shelf.reader_in(TEAM_SPACE).vocabulary
    assert own.is_recorded(word)
    assert own.corrected("qoukka") == "quokka"
    assert "xk" in own.designation_letters


def test_what_one_space_asked_is_not_at_hand_for_another(towns: Towns) -> None:
    towns.whisper(whispered(8, "The quokka swims."))
    question = "Does the quokka swim?"
    for space, is_seen in ((TEAM_SPACE, True), (ELSEWHERE, False), ("", False)):
        decided = towns.beside.match(question, space=space, is_measured=True)
        known = {c.claim_id for c in decided.considered} | set(decided.ranking)
        assert ("whisper-8" in known) is is_seen


# Its own speakers and responses


@pytest.fixture
def roof(tmp_path: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(tmp_path / "roof.db")
    for records in (PUBLIC_RECORDS, records_of(HERE), records_of(THERE)):
        store.add(records)
    yield Matcher(store, None, None)
    store.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(tmp_path / "alone.db")
    store.add(PUBLIC_RECORDS)
    yield Matcher(store, None, None)
    store.close()


ABOUT_WHOM = [
    "What did Ada Quokka say?",
    "What did the quokka keeper say?",
    "Who said the quokka roof cost 9 million euros?",
    "Did Ada Quokka deny that the roof leaks?",
]


@pytest.mark.parametrize("question", ABOUT_WHOM)
def test_a_private_speaker_is_known_to_the_questions_of_that_space_only(
    roof: Matcher, alone: Matcher, question: str
) -> None:
    assert roof.match(question, space=HERE).candidates
    for space in ("", "slack:t3"):
        assert seen(roof.match(question, space=space)) == seen(alone.match(question, space=space))
    elsewhere = roof.match(question, space=THERE)
    assert not elsewhere.candidates
    assert "quokka-" not in repr(elsewhere).casefold()


def test_whoever_bears_a_public_name_too_is_meant_only_where_they_are_known(
    roof: Matcher,
) -> None:
    meant = {
        space: {party for found in roof.shelf(space).names.find(tokens("Roe"), lambda _: True)
                for party in found.speakers}
        for space in ("", HERE, THERE)
    }  # fmt: skip
    assert meant == {
        "": {"jane-roe"},
        HERE: {"jane-roe", "quokka-roe"},
        THERE: {"jane-roe", "numbat-roe"},
    }


def test_a_private_response_is_evidence_where_it_is_seen_in_whatever_order_spaces_ask(
    roof: Matcher,
) -> None:
    for space in (HERE, "", THERE, "slack:t3", HERE, ""):
        (evidence,) = roof.shelf(space).evidence(["roof-leaks"], space=space)
        own = [f"{WORD[space]}-denial"] if space in WORD else []
        assert [response.id for response in evidence.responses] == own


def test_a_space_with_nothing_of_its_own_uses_the_public_shelf(roof: Matcher) -> None:
    assert roof.shelf("slack:t3") is roof.shelf()
    assert roof.shelf(HERE) is roof.shelf(HERE) is not roof.shelf()
    assert roof.shelf(HERE).seen_from(THERE) is roof.shelf(THERE)


def test_a_space_with_responses_alone_has_the_public_names(alone: Matcher) -> None:
    response = a_response("ours", ("roof-leaks",), space=HERE)
    alone.store.add(some_records(claims=PUBLIC_RECORDS.claims, responses=[response]))
    shelf, public = alone.shelf(HERE), alone.shelf()
    assert shelf.names is public.names
    evidence, shared = shelf.evidence(["roof-leaks", "roof-cost"], space=HERE)
    assert [r.id for r in evidence.responses] == ["ours"]
    assert shared is public.evidence(["roof-cost"], space="")[0]


def test_a_speaker_who_becomes_public_is_known_to_everybody(roof: Matcher) -> None:
    assert "quokka-roe" not in roof.shelf().names.speakers
    roof.store.add(Records(speakers=(a_speaker("quokka-roe", name="Ada Quokka"),)))
    for space in ("", HERE, THERE):
        assert roof.shelf(space).names.speakers["quokka-roe"].name == "Ada Quokka"


def test_what_is_asked_while_a_space_records_a_response_keeps_it_from_the_others(
    alone: Matcher,
) -> None:
    before = alone.shelf(HERE)  # a question under way
    response = a_response("ours", ("roof-leaks",), space=HERE)
    alone.store.add(some_records(claims=PUBLIC_RECORDS.claims, responses=[response]))
    before.evidence(["roof-leaks"], space=HERE)
    (public,) = before.evidence(["roof-leaks"], space="")
    assert public.responses == ()
