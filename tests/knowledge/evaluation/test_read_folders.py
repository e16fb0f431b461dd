"""The quality record of drafts: it may rise, and must not fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.evaluation.read_folders import measure, read_folder, rows
from knowledge.evaluation.readings import DraftFigures

ARTICLES = Path(__file__).parents[1] / "intake" / "articles"


@pytest.fixture(scope="module")
def figures() -> dict[str, DraftFigures]:
    return dict(measure(read_folder(ARTICLES)))


def test_articles_that_were_learned_from_are_drafted_as_well_as_before(
    figures: dict[str, DraftFigures],
) -> None:
    found = figures["all others"]
    assert found.claims_found >= 52
    assert found.responses_found >= 17
    assert found.wrong <= 6


def test_no_response_is_linked_to_a_claim_that_it_does_not_answer(
    figures: dict[str, DraftFigures],
) -> None:
    assert figures["all others"].wrong_links == 0
    assert figures["all blind"].wrong_links == 0


def test_blind_articles_are_reported_apart(figures: dict[str, DraftFigures]) -> None:
    assert figures["all blind"].claims == sum(
        found.claims for name, found in figures.items() if name.startswith("blind")
    )
    assert rows(list(figures.items()))[-2][0] == "all blind"


def test_readings_must_name_a_document_beside_them(tmp_path: Path) -> None:
    for path in ("../secret.txt", 7, None):
        content = {"document": {"path": path}, "agents": {}, "claims": [], "responses": []}
        (tmp_path / "a.readings.json").write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(ValueError, match=r"a\.readings\.json"):
            read_folder(tmp_path)
