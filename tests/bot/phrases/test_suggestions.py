from __future__ import annotations

import pytest

from bot.phrases.suggestions import (
    LABEL_CHARACTERS,
    answers_of,
    claims_of,
    prompt_label,
    source_label,
    speaker_label,
    who_said,
)
from knowledge.model import Role
from tests.builders import a_source, a_speaker

ENDLESS = "very " * 100


def test_labels_fit_into_a_list_however_long_names_are() -> None:
    assert len(source_label(a_source(title=ENDLESS))) <= LABEL_CHARACTERS
    assert len(speaker_label(a_speaker(name=ENDLESS))) <= LABEL_CHARACTERS
    assert len(prompt_label(ENDLESS)) <= 75


def test_a_speaker_is_listed_with_the_role() -> None:
    assert speaker_label(a_speaker(roles=(Role("Mayor"),))) == "Jane Roe (Mayor)"


@pytest.mark.parametrize(
    ("claim", "begins_with_name", "question"),
    [
        ("The roof leaks.", False, "Who said that the roof leaks?"),
        ("Iran is large.", True, "Who said that Iran is large?"),
    ],
)
def test_a_claim_becomes_a_question(claim: str, begins_with_name: bool, question: str) -> None:
    assert who_said(claim, begins_with_name=begins_with_name) == question


def test_a_speaker_becomes_a_question() -> None:
    assert claims_of(a_speaker()) == "What did Jane Roe say?"
    assert answers_of(a_speaker()) == "What did Jane Roe answer?"
