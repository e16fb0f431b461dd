from __future__ import annotations

from datetime import date

from bot.phrases.telling import (
    corrected,
    correction_note,
    told_of_answer,
    told_of_claims,
    withdrawn,
)
from bot.reply import Card, Reply

DAY = date(2026, 5, 4)


def a_shown(cards: int = 1) -> Reply:
    shown = tuple(Card(f"claim-{n}", f"Claim {n}.", (), (), ()) for n in range(cards))
    return Reply("Claim by Jane Roe: the roof leaks.", ("Read “rof” as “roof”.",), shown)


def test_a_correction_says_so_on_which_day_and_what_has_changed() -> None:
    reply = corrected(a_shown(), DAY, {"responses", "claim"})
    assert reply.headline == "Updated on 4 May 2026. Claim by Jane Roe: the roof leaks."
    what = "Changed since it was shown here: the claim and the responses to it."
    assert reply.notes == (what, "Read “rof” as “roof”.")


def test_of_several_claims_it_is_not_said_which_part_has_changed() -> None:
    reply = corrected(a_shown(2), DAY, {"responses"}, gone=1)
    assert reply.notes[:2] == (
        "1 claim that was shown here before is not on record any more.",
        "What is recorded about these claims has changed since they were shown here.",
    )


def test_where_only_another_claim_is_gone_that_alone_is_said() -> None:
    reply = corrected(a_shown(), DAY, (), gone=2)
    assert reply.notes[0].startswith("2 claims that were shown here before are not on record")
    assert len(reply.notes) == 2


def test_of_withdrawn_claims_only_that_is_said() -> None:
    assert withdrawn(DAY, 1).headline == (
        "Updated on 4 May 2026: the claim that was shown here is not on record any more."
    )
    assert "the 3 claims that were shown here are not" in withdrawn(DAY, 3).headline


def test_a_correction_below_a_reply_says_what_it_corrects() -> None:
    reply = correction_note(corrected(a_shown(), DAY, {"claim"}))
    assert reply.notes[0] == "This corrects an earlier answer here."


def test_an_answer_that_comes_late_names_the_questions_and_their_days() -> None:
    asked = [("Does the roof leak?", DAY), ("Who says so?", date(2026, 5, 5))]
    reply = told_of_answer(a_shown(), asked)
    assert reply.headline == "Now on record: claim by Jane Roe: the roof leaks."
    assert reply.notes[:2] == (
        "Asked on 4 May 2026: “Does the roof leak?”",
        "Asked on 5 May 2026: “Who says so?”",
    )


def test_of_many_questions_the_first_are_named_and_the_others_counted() -> None:
    reply = told_of_answer(a_shown(), [(f"Question {n}?", DAY) for n in range(5)])
    assert [note[:5] for note in reply.notes[:3]] == ["Asked"] * 3
    assert reply.notes[3] == "It also answers 2 other questions asked here."


def test_who_waits_for_a_claim_is_told_what_it_is_now_or_that_it_is_gone() -> None:
    told = told_of_claims(a_shown(), ["The roof is new."])
    assert told.headline.startswith("You wanted to be told of changes: claim by Jane Roe")
    assert told.notes[0] == "Not on record any more: “The roof is new.”"
    assert told.notes[-1] == "“/gainsay forget me” ends this."
    one = told_of_claims(None, ["The roof is new."])
    assert one.headline.endswith("the claim “The roof is new.” is not on record any more.")
    several = told_of_claims(None, ["The roof is new.", "It leaks."])
    assert several.headline.endswith("2 claims are not on record any more.")
    assert len(several.notes) == 3
    nameless = told_of_claims(None, [""])
    assert nameless.headline.endswith("a claim is not on record any more.")
