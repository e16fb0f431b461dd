"""Other sources, other speakers, other subjects: nothing is made for the article that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from tests.journeys.asking import SECOND_SOURCES, Asked, ask_all, losses
from tests.journeys.figures import WITH_ENCODER

Ask = Callable[[str], Asked]
each_source = pytest.mark.parametrize("name", SECOND_SOURCES)


@each_source
def test_no_answer_breaks_a_hard_rule(name: str, asked: Ask) -> None:
    assert asked(name).breaches == []


@each_source
def test_no_source_is_answered_worse_than_before(name: str, asked: Ask) -> None:
    assert losses(asked(name).figures, WITH_ENCODER[name]) == []


@each_source
def test_what_was_not_said_to_the_bot_is_met_with_silence(name: str, asked: Ask) -> None:
    answered = asked(name).answered
    assert {g.outcome for q, g in answered if not q.addressed} <= {Outcome.SILENT}


def test_without_the_encoder_no_answer_breaks_a_hard_rule(tmp_path: Path) -> None:
    assert ask_all("council", None, None, tmp_path).breaches == []
