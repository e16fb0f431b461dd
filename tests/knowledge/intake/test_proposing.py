from __future__ import annotations

from typing import Any

import pytest

from knowledge.errors import RecordError
from knowledge.intake.naming import Called
from knowledge.intake.proposing import Proposed, Proposing
from knowledge.intake.publishing import is_finished, main_of
from knowledge.model import Name
from knowledge.store.desk_port import Who
from tests.builders import COST, DENIAL, TEXT, a_source, a_speaker

SOURCE = a_source("courier", space="slack:T1")
KEPT = (
    a_speaker(names=(Name("the mayor"),)),
    a_speaker("ann-1", name="Ann Poe"),
    a_speaker("ann-2", name="Ann Poe"),
)


def found(id_: str = "c1", exact: str = COST, **fields: Any) -> dict[str, Any]:
    start = TEXT.find(exact)
    filled = {
        "id": id_,
        "kind": "claim",
        "text": "The roof cost 9 million euros.",
        "quotes": [{"exact": exact, "start": start, "end": start + len(exact)}],
        "said_by": [{"name": "The Mayor"}],
        "via": ["Radio Example"],
        "mode": "indirect",
    }
    return {**filled, **fields}


def proposed(*drafts: dict[str, Any]) -> Proposed:
    return Proposing(SOURCE, Called.of(KEPT), Who("root"), 1.0).proposed(drafts)


def test_a_draft_is_whole_with_its_source_and_whoever_is_new() -> None:
    (draft,) = proposed(found(hedge="may")).drafts
    kinds = [plain["record"] for plain in draft.records]
    assert kinds == ["source", "speaker", "claim"]
    claim = main_of(draft)
    assert (claim["said_by"], claim["via"]) == (["jane-roe"], ["courier.radio-example"])
    assert (claim["hedge"], claim["quotes"][0]["mode"]) == ("may", "indirect")
    assert {plain["space"] for plain in draft.records} == {draft.space} == {"slack:T1"}
    assert any("Radio Example" in note for note in draft.notes)


def test_of_two_who_are_called_so_nobody_is_taken_and_it_is_noted() -> None:
    (draft,) = proposed(found(said_by=[{"name": "Ann Poe"}])).drafts
    assert main_of(draft)["said_by"] == ["courier.ann-poe"]
    assert any("may be ann-1 or ann-2" in note for note in draft.notes)


def test_a_response_answers_what_its_text_says_and_the_rest_is_for_a_person() -> None:
    response = found(
        "r1",
        DENIAL,
        kind="response",
        stance="denies",
        answers=[],
        proposed_answers=["c1"],
        proposed_because=["it follows the claim"],
    )
    _, draft = proposed(found(), response).drafts
    assert "answers" not in main_of(draft)
    assert not is_finished(main_of(draft))
    assert draft.claims == ("courier.c1",)
    assert draft.notes[0] == (
        "It may answer “The roof cost 9 million euros.”: it follows the claim."
    )
    (linked,) = proposed({**response, "answers": ["c1"]}).drafts
    assert main_of(linked)["answers"] == [{"claim": "courier.c1"}]


def test_who_was_silent_did_not_speak() -> None:
    (draft,) = proposed(found(kind="response", stance="did_not_respond")).drafts
    assert main_of(draft)["silent"] == ["jane-roe"]
    assert "by" not in main_of(draft)


def test_the_same_draft_of_the_same_text_has_the_same_key() -> None:
    keys = {proposed(found()).drafts[0].key for _ in range(2)}
    assert len(keys) == 1
    assert proposed(found("c2")).drafts[0].key not in keys


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": None}, "id"),
        ({"kind": "review"}, "kind"),
        ({"text": " "}, "text"),
        ({"quotes": []}, "quotes"),
        ({"quotes": [7]}, "quotes"),
        ({"quotes": [{"exact": "x", "start": "0", "end": 1}]}, "quotes"),
        ({"quotes": [{"exact": "x", "start": 0, "end": 1}]}, "exact"),
        ({"said_by": ["Jane Roe"]}, "said_by"),
        ({"via": "Radio"}, "via"),
        ({"mode": "sung"}, "mode"),
        ({"kind": "response", "stance": "shrugs"}, "stance"),
    ],
)
def test_a_draft_that_cannot_be_used_is_named_and_the_others_are_kept(
    fields: dict[str, Any], field: str
) -> None:
    read = proposed({**found(), **fields}, found("c2"))
    assert [draft.id for draft in read.drafts] == ["courier.c2"]
    (problem,) = read.problems
    assert isinstance(problem, RecordError)
    assert problem.field == field
