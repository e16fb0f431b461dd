from __future__ import annotations

import pytest

from knowledge.intake.article.attribution import attributions
from knowledge.vocabulary import Stance
from tests.knowledge.intake.article.said import only


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norland denied the report.", Stance.DENIES),
        ("Norland denied that it had sent drones.", Stance.DENIES),
        ("Norland denied having sent drones.", Stance.DENIES),
        ("Norland refuted the claims.", Stance.DENIES),
        ("Norland rejected the letters.", Stance.REJECTS),
        ("Norland dismissed the accusations.", Stance.REJECTS),
        ("Norland called the report false.", Stance.DENIES),
        ("Ann Lee described the allegations as baseless.", Stance.DENIES),
        ("Ann Lee said that the claims of Norland were false.", Stance.DENIES),
        ("Norland disputed the figures.", Stance.DISPUTES),
        ("Norland confirmed the report.", Stance.CONFIRMS),
        ("Norland admitted that a ship was lost.", Stance.ADMITS_IN_PART),
        ("Norland declined to comment.", Stance.DECLINES_TO_COMMENT),
        ("Norland refused to comment on the report.", Stance.DECLINES_TO_COMMENT),
        ("Norland would not comment on the report.", Stance.DECLINES_TO_COMMENT),
        ("Norland did not respond to a request for comment.", Stance.DID_NOT_RESPOND),
        ("Norland did not immediately respond to questions.", Stance.DID_NOT_RESPOND),
        ("Norland has not confirmed the report.", Stance.NOT_CONFIRMED),
        ("Norland retracted its statement.", Stance.RETRACTS),
    ],
)
def test_a_cue_that_answers_has_its_stance(text: str, stance: Stance) -> None:
    assert only(text).stance is stance


@pytest.mark.parametrize(
    "text",
    [
        "Norland alleged that drones were sent.",
        "Norland accused Sudland of sending drones.",
        "Norland said that drones were sent.",
        "Norland called the plan good.",
        "Norland did not deny the report.",
    ],
)
def test_a_cue_that_only_claims_has_none(text: str) -> None:
    assert only(text).stance is None


def test_a_silence_is_not_the_silent_partys_claim() -> None:
    [found] = attributions("Norland did not return a call for comment.")
    assert found.stance is Stance.DID_NOT_RESPOND


def test_neither_of_two_parties_is_both_being_silent() -> None:
    [found] = attributions("Neither Norland nor Sudland has confirmed the report.")
    assert (found.speaker, found.stance) == ("Norland nor Sudland", Stance.NOT_CONFIRMED)


def test_neither_confirming_nor_denying_confirms_nothing() -> None:
    [found] = attributions("Norland would neither confirm nor deny the report.")
    assert found.stance is Stance.NOT_CONFIRMED
