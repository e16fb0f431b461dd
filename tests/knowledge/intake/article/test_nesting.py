from __future__ import annotations

import pytest

from knowledge.intake.article.attribution import attributions
from knowledge.vocabulary import Stance
from tests.knowledge.intake.article.said import said


@pytest.mark.parametrize(
    "text",
    [
        "“You say that I lied about it,” Ann Lee told reporters.",
        "“I said it was closed for good,” Ann Lee told reporters.",
        "Ann Lee said that Bob Ray praised the plan.",
        "Ann Lee said the false claims reveal that nobody cares.",
    ],
)
def test_speaking_that_is_only_mentioned_is_part_of_what_is_said(text: str) -> None:
    assert [speaker for speaker, _ in said(text)] == ["Ann Lee"]


def test_a_statement_of_somebody_else_is_handed_on() -> None:
    outer, inner = attributions("Ann Lee said that Bob Ray told her that it was closed.")
    assert (inner.speaker, inner.via, inner.within) == ("Bob Ray", ("Ann Lee",), 0)
    assert outer.within is None


def test_an_answer_inside_of_what_is_said_keeps_its_stance() -> None:
    text = "“We take this seriously, but we deny that it was closed,” said Ann Lee."
    assert [found.stance for found in attributions(text)] == [None, Stance.DENIES]


def test_what_holds_one_that_is_left_out_holds_what_that_one_held() -> None:
    text = "Ann Lee said that she said that Bob Ray claimed that it was closed."
    assert [found.within for found in attributions(text)] == [None, 0]
