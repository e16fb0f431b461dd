from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.evaluation.readings import DraftFigures, Readings, read_readings, score
from knowledge.intake.draft import Draft, DraftKind, DraftQuote, DraftSpeaker, Proposed
from knowledge.vocabulary import Mode, Stance

TEXT = "Roe said the roof leaks. Doe said the roof is dry. Roe denied it. It rained in May."
AGENTS = {
    "roe": {"name": "Jane Roe", "kind": "person", "affiliation": "Exampletown"},
    "doe": {"name": "John Doe", "kind": "person"},
    "author": {"name": "Ann Lee", "kind": "author"},
}


def evidence(exact: str) -> list[dict[str, Any]]:
    start = TEXT.index(exact)
    return [{"exact": exact, "start": start, "end": start + len(exact)}]


@pytest.fixture
def gold(tmp_path: Path) -> Readings:
    def claim(id: str, speaker: str, exact: str, mode: str = "indirect") -> dict[str, Any]:
        return {"id": id, "speaker": [speaker], "mode": mode, "evidence": evidence(exact)}

    content = {
        "agents": AGENTS,
        "claims": [
            claim("C1", "roe", "the roof leaks"),
            claim("C2", "doe", "the roof is dry"),
            claim("C3", "author", "It rained in May.", "narration"),
        ],
        "responses": [
            claim("R1", "roe", "Roe denied it.") | {"stance": "denies", "targets": ["C2"]}
        ],
    }
    path = tmp_path / "a.readings.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_readings(path, TEXT)


def draft(exact: str, speaker: str, **fields: Any) -> Draft:
    start = TEXT.index(exact)
    filled: dict[str, Any] = {"kind": DraftKind.CLAIM, "mode": Mode.INDIRECT, **fields}
    quotes = (DraftQuote(exact, start, start + len(exact)),)
    return Draft(exact, text=exact, quotes=quotes, said_by=(DraftSpeaker(speaker),), **filled)


def denial(**fields: Any) -> Draft:
    return draft("Roe denied it", "Roe", kind=DraftKind.RESPONSE, stance=Stance.DENIES, **fields)


def test_a_claim_is_found_with_its_speaker_by_half_of_its_words(gold: Readings) -> None:
    found = score([draft("roof leaks", "Roe")], gold)
    assert (found.claims_found, found.wrong) == (1, 0)
    assert score([draft("leaks", "Roe")], gold).claims_found == 1


def test_a_claim_of_somebody_else_is_wrong_and_counted_as_such(gold: Readings) -> None:
    found = score([draft("the roof leaks", "John Doe")], gold)
    assert (found.claims_found, found.wrong, found.wrong_speaker) == (0, 1, 1)


@pytest.mark.parametrize("name", ["Jane Roe", "Roe", "mayor Jane Roe", "Exampletown"])
def test_a_speaker_may_be_called_by_a_part_of_the_name_or_by_whom_it_speaks_for(
    gold: Readings, name: str
) -> None:
    assert score([draft("the roof leaks", name)], gold).wrong == 0


@pytest.mark.parametrize("name", ["John Roe", "While Roe", "the council", "Doe"])
def test_another_name_is_not_the_speaker(gold: Readings, name: str) -> None:
    assert score([draft("the roof leaks", name)], gold).wrong == 1


def test_what_nobody_read_in_the_article_is_wrong(gold: Readings) -> None:
    found = score([draft("said", "Roe")], gold)
    assert (found.drafts, found.wrong, found.wrong_speaker) == (1, 1, 0)


def test_a_reading_is_found_once_however_many_drafts_mean_it(gold: Readings) -> None:
    twice = [draft("the roof leaks", "Roe"), draft("roof leaks", "Roe")]
    assert score(twice, gold).claims_found == 1


def test_a_draft_over_two_readings_finds_one(gold: Readings) -> None:
    found = score([draft("the roof leaks. Doe said the roof is dry", "Jane Roe")], gold)
    assert found.claims_found == 1


def test_the_authors_own_words_may_be_credited_to_anybody_but_another_party(
    gold: Readings,
) -> None:
    assert score([draft("It rained in May.", "the author")], gold).wrong == 0
    assert score([draft("It rained in May.", "John Doe")], gold).wrong == 1


def test_a_response_needs_its_stance(gold: Readings) -> None:
    assert score([denial()], gold).responses_found == 1
    silent = draft("Roe denied it", "Roe", kind=DraftKind.RESPONSE, stance=Stance.NOT_CONFIRMED)
    assert score([silent], gold).responses_found == 0


def test_a_link_to_a_claim_that_is_not_answered_is_wrong(gold: Readings) -> None:
    own, other = draft("the roof leaks", "Roe"), draft("the roof is dry", "Doe")
    right = score([own, other, denial(answers=(other.id,))], gold)
    assert (right.links, right.wrong_links) == (1, 0)
    wrong = score([own, other, denial(answers=(own.id, other.id))], gold)
    assert (wrong.links, wrong.wrong_links) == (2, 1)
    proposed = score([own, other, denial(proposed=(Proposed(own.id, "near"),))], gold)
    assert (proposed.links, proposed.proposed, proposed.proposed_right) == (0, 1, 0)


def test_figures_of_articles_add_up() -> None:
    assert DraftFigures(claims=1, wrong=2) + DraftFigures(claims=3) == DraftFigures(4, wrong=2)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"agents": {}, "claims": [{}]}'])
def test_a_file_that_holds_no_readings_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.readings.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError):
        read_readings(path, TEXT)
