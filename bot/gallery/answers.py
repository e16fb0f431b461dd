"""What is said to a question, and what the buttons under an answer show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.gallery.shelf import Shelf, answered, with_id
from bot.phrases import chat
from bot.phrases.answers import answer_reply, choices_reply, choosable, reply_to
from bot.phrases.buttons import UNDER_CHOICES, UNDER_NOTHING, UNDER_SHARED, under_claims
from bot.phrases.checks import check_reply
from bot.phrases.reasons import CHOSEN, because, sources_of_claims_reply, why_reply
from bot.reply import Reply
from knowledge.answer import Outcome
from knowledge.matching.notes import NO_VERDICT, NOTHING

DENIED = "drones-violate-resolution-2231"
NOT_CONFIRMED = "drone-assembly-line"
NO_RESPONSE = "hundreds-of-ballistic-missiles"
_KIRBY = (
    "deepening-military-cooperation",
    "moving-to-provide-advanced-assistance",
    "unprecedented-support-defense-partnership",
    NOT_CONFIRMED,
    "training-pilots-on-su-35",
    "su-35-within-the-year",
)
_CHOICES = ("su-35-within-the-year", "su-35-within-next-year", "training-pilots-on-su-35")
_MIXED = (NO_RESPONSE, DENIED)
_WHY = ("names Russia and Iran", "has “drone”, “assembly”, “line”", "similar in meaning (0.81)")


def answers(shelf: Shelf) -> Mapping[str, Reply]:
    """Return the replies to questions, to messages that are checked, and to buttons."""
    return {**_answers(shelf), **_without_answer(shelf), **_checks(shelf), **_pressed(shelf)}


def _answers(shelf: Shelf) -> Mapping[str, Reply]:
    several = tuple(shelf.store.list_claims())
    return {
        **answered("answer-denied", reply_to(shelf.answer([DENIED], why=_WHY[:1]))),
        **answered("answer-not-confirmed", reply_to(shelf.answer([NOT_CONFIRMED], why=_WHY))),
        **answered("answer-no-response", reply_to(shelf.answer([NO_RESPONSE], why=_WHY[:1]))),
        **answered(
            "answer-private",
            reply_to(shelf.answer([NOT_CONFIRMED], why=_WHY, notes=[NO_VERDICT])),
            is_private=True,
        ),
        **answered("answer-several-alike", reply_to(shelf.answer(_KIRBY))),
        **answered("answer-several-differing", reply_to(shelf.answer(_MIXED))),
        **answered("answer-many", reply_to(shelf.answer(several))),
        **answered(
            "answer-with-notes",
            reply_to(
                shelf.answer(
                    [NOT_CONFIRMED],
                    notes=["Read “Kirbey” as “John Kirby”.", "Not in what is shown: “secret”."],
                    why=_WHY,
                )
            ),
        ),
    }


def _without_answer(shelf: Shelf) -> Mapping[str, Reply]:
    one = shelf.answer(_CHOICES[:1], outcome=Outcome.CHOICES)
    several = shelf.answer(_CHOICES, outcome=Outcome.CHOICES)
    nothing = shelf.answer((), outcome=Outcome.NONE, notes=[NOTHING])
    unknown = shelf.answer(
        (),
        outcome=Outcome.NONE,
        notes=["No record of “Iraq”. Did you mean Iran? The nearest claim is by John Kirby."],
    )
    return {
        **with_id("choices-one", choosable(choices_reply(one)), UNDER_CHOICES),
        **with_id("choices", choosable(choices_reply(several)), UNDER_CHOICES),
        **with_id("none", _promised(reply_to(nothing)), UNDER_NOTHING),
        **with_id(
            "none-unknown-name", _promised(reply_to(unknown)), UNDER_NOTHING, is_private=True
        ),
    }


def _promised(reply: Reply | None) -> Reply:
    """Return what is said in vain, as a question that was asked gets it."""
    assert reply is not None
    return chat.will_be_told(reply)


def _checks(shelf: Shelf) -> Mapping[str, Reply]:
    line = "from “They are setting up a drone assembly line for the war in Ukraine.”"
    missiles = "from “Russia wants hundreds of ballistic missiles from Iran.”"
    first = shelf.answer([NOT_CONFIRMED], why=[line])
    second = shelf.answer([NO_RESPONSE], why=[missiles])
    found = replace(first, matches=(*first.matches, *second.matches))
    nothing = shelf.answer((), outcome=Outcome.NONE, notes=[NOTHING])
    return {
        **answered("check-found", check_reply(first), is_private=True),
        **answered("check-found-several", check_reply(found), is_private=True),
        **with_id("check-nothing", check_reply(nothing), UNDER_NOTHING, is_private=True),
    }


def _pressed(shelf: Shelf) -> Mapping[str, Reply]:
    chosen = answer_reply(shelf.answer([NOT_CONFIRMED]))
    others = choices_reply(shelf.answer(_CHOICES[:2], outcome=Outcome.CHOICES))
    return {
        **_explained(shelf),
        **with_id(
            "pressed-choice",
            because(chosen, CHOSEN),
            under_claims(can_share=True),
            is_private=True,
        ),
        **with_id(
            "pressed-not-this",
            chat.something_else(choosable(others), is_for_desk=True),
            UNDER_CHOICES,
            is_private=True,
        ),
        "pressed-not-this-nothing-else": chat.nothing_else(is_for_desk=True),
        "pressed-notify": chat.will_tell_of_claims(1, is_new=True),
        "pressed-notify-again": chat.will_tell_of_claims(1, is_new=False),
        "pressed-notify-of-question": chat.will_tell_of_question(
            "Did the mayor promise a second bridge?", is_new=True
        ),
        "pressed-notify-too-late": chat.on_record_now(),
        "pressed-helpful": chat.thanks(),
        "pressed-too-late": chat.gone(),
        "pressed-withdrawn": chat.claim_gone(),
        **with_id("shared-answer", chat.shared(because(chosen, "")), UNDER_SHARED),
        "shared-already": chat.shared_already(),
        "share-switched-off": chat.may_not_share(),
    }


def _explained(shelf: Shelf) -> Mapping[str, Reply]:
    """Return what "Sources" and "Why this?" show."""
    denied = shelf.matches([DENIED])
    several = shelf.matches([NOT_CONFIRMED, NO_RESPONSE])
    claims = [match.claim for match in several]
    reasons = {NOT_CONFIRMED: f"{'; '.join(_WHY)}; confidence 0.97", NO_RESPONSE: CHOSEN}
    return {
        "pressed-sources": sources_of_claims_reply(denied, shelf.speakers, shelf.version),
        "pressed-sources-of-several": sources_of_claims_reply(
            several, shelf.speakers, shelf.version
        ),
        "pressed-why": why_reply(claims[:1], shelf.speakers, reasons, shelf.version),
        "pressed-why-of-several": why_reply(claims, shelf.speakers, reasons, shelf.version),
    }
