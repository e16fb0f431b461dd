"""What is said when the records have changed: corrected replies, and news for who waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.gallery.answers import DENIED, NO_RESPONSE, NOT_CONFIRMED
from bot.gallery.shelf import Shelf, with_id
from bot.phrases.answers import answer_reply, version
from bot.phrases.buttons import UNDER_SHARED, under_claims
from bot.phrases.telling import (
    corrected,
    correction_note,
    told_of_answer,
    told_of_claims,
    withdrawn,
)
from bot.reply import Reply

_DAY, _ASKED = date(2026, 5, 4), date(2026, 5, 2)
_QUESTION = "Who said that Iran’s drones violate a resolution?"


def news(shelf: Shelf) -> Mapping[str, Reply]:
    """Return what corrects a reply, and what somebody is told who waited."""
    return {**_corrections(shelf), **_told(shelf)}


def _corrections(shelf: Shelf) -> Mapping[str, Reply]:
    one = answer_reply(shelf.answer([DENIED]))
    several = answer_reply(shelf.answer([NOT_CONFIRMED, NO_RESPONSE]))
    changed = corrected(one, _DAY, ["responses"])
    buttons = under_claims(can_share=False)
    return {
        **with_id("corrected", changed, buttons, takes_feedback=True),
        **with_id(
            "corrected-several",
            corrected(several, _DAY, ["claim"], gone=1),
            buttons,
            takes_feedback=True,
        ),
        **with_id("corrected-below", correction_note(changed), UNDER_SHARED),
        "corrected-withdrawn": replace(withdrawn(_DAY, 1), footer=version(shelf.version)),
    }


def _told(shelf: Shelf) -> Mapping[str, Reply]:
    shown = answer_reply(shelf.answer([DENIED]))
    gone = ["The town’s second bridge opens in May."]
    return {
        **with_id(
            "told-answer",
            told_of_answer(shown, [(_QUESTION, _ASKED)]),
            under_claims(can_share=False),
            takes_feedback=True,
        ),
        **with_id("told-claim", told_of_claims(shown, ()), UNDER_SHARED),
        "told-claim-withdrawn": replace(told_of_claims(None, gone), footer=version(shelf.version)),
    }
