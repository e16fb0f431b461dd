from __future__ import annotations

from bot.reply import Act
from knowledge.store.desk_port import (
    ClaimRelation,
    DraftKind,
    KeptDraft,
    Phrasing,
    Relation,
    Who,
)
from tests.bot.desk.working import SPACE, STRANGER, Work, labels, problems
from tests.builders import a_claim, a_quote, a_source

ASKED = "Does the roof leak?"


def test_a_question_is_linked_to_one_of_the_likely_claims_and_leaves_the_queue(work: Work) -> None:
    work.asked(ASKED, times=2)
    page = work.shown(work.typed(), Act.OPEN)
    assert "The roof leaks." in repr(page.sections)
    done = work.shown(page, Act.LINK, number=1)
    (phrasing,) = work.store.desk.phrasings(space=SPACE)
    assert (phrasing.text, phrasing.is_anti) == (ASKED, False)
    assert work.typed().headline == "Nothing waits at the desk."
    assert not work.store.desk.phrasings(space="discord:9")
    work.shown(done, Act.UNDO)
    assert not work.store.desk.phrasings(space=SPACE)


def test_a_question_is_linked_to_another_claim_by_its_id_or_by_words_of_it(work: Work) -> None:
    work.asked("Who paid for the dome?")
    page = work.shown(work.typed(), Act.OPEN)
    form = work.form(page, Act.LINK_OTHER)
    assert problems(work.refilled(form, words="")) == {"words"}
    assert problems(work.refilled(form, words="quantum")) == {"words"}
    listing = work.refilled(form, words="leaks")
    assert problems(listing) == {"claim"}
    assert [option.value for option in listing.fields[0].choices] == ["leak"]
    work.filled(listing, claim="leak")
    work.asked("Who paid for the tower?")
    form = work.form(work.shown(work.typed(), Act.OPEN), Act.LINK_OTHER)
    work.filled(form, words="roof-cost")
    assert [p.claim for p in work.store.desk.phrasings(space=SPACE)] == ["leak", "roof-cost"]


def test_a_question_that_would_not_be_answered_is_not_linked_and_waits_on(work: Work) -> None:
    def why_not(text: str, claim: str, *, space: str) -> str | None:
        return "it asks nothing" if (text, claim, space) == (ASKED, "leak", SPACE) else None

    work.desk = work.restarted(why_not_linked=why_not)
    work.asked(ASKED)
    page = work.shown(work.typed(), Act.OPEN)
    refused = work.shown(page, Act.LINK, number=1)
    assert "linked, it would not be shown: it asks nothing" in " ".join(refused.notes)
    form = work.form(page, Act.LINK_OTHER)
    assert problems(work.refilled(form, words="leak")) == {"claim"}
    assert not work.store.desk.phrasings(space=SPACE)
    assert work.typed().headline == "1 unanswered question waits at the desk."


def test_a_claim_of_another_space_can_neither_be_linked_nor_found(work: Work) -> None:
    work.asked("Who paid?", space=STRANGER.space)
    page = work.shown(work.typed("", STRANGER), Act.OPEN, STRANGER)
    form = work.form(page, Act.LINK_OTHER, STRANGER)
    for words in ("leak", "The roof leaks."):
        back = work.refilled(form, STRANGER, words=words)
        offered = [option.value for field in back.fields for option in field.choices]
        assert "leak" not in offered
    assert not work.store.desk.phrasings(space=STRANGER.space)


def test_a_wrong_match_becomes_an_anti_phrasing(work: Work) -> None:
    work.said_wrong(ASKED, "roof-cost")
    page = work.shown(work.typed(), Act.OPEN)
    assert page.cards[0].id == "roof-cost"
    work.shown(page, Act.RULE_OUT)
    assert work.store.desk.phrasings(space=SPACE) == (Phrasing(SPACE, ASKED, "roof-cost", True),)
    assert work.typed().headline == "Nothing waits at the desk."


def test_a_wrong_match_that_fits_after_all_becomes_a_phrasing(work: Work) -> None:
    work.said_wrong(ASKED, "roof-cost")
    work.shown(work.shown(work.typed(), Act.OPEN), Act.LINK)
    assert work.store.desk.phrasings(space=SPACE) == (Phrasing(SPACE, ASKED, "roof-cost"),)


def test_what_is_put_aside_leaves_the_queue_and_links_nothing(work: Work) -> None:
    work.said_wrong(ASKED, "roof-cost")
    work.asked(ASKED)
    for _ in range(2):
        work.shown(work.shown(work.typed(), Act.OPEN), Act.DISMISS)
    assert work.typed().headline == "Nothing waits at the desk."
    assert not work.store.desk.phrasings(space=SPACE)


def propose(work: Work) -> None:
    work.store.desk.keep_draft(
        KeptDraft(
            "same-1",
            SPACE,
            DraftKind.SAME_CLAIM,
            "leak roof-cost",
            "Two claims about the roof",
            Who("a machine"),
            1.0,
            claims=("leak", "roof-cost"),
            notes=("both are about the roof",),
        )
    )


def relation_after(work: Work, act: Act, number: int) -> ClaimRelation:
    propose(work)
    page = work.shown(work.typed(), Act.OPEN)
    assert [card.id for card in page.cards] == ["leak", "roof-cost"]
    assert "both are about the roof" in page.notes
    work.shown(page, act, number=number)
    assert work.typed().headline == "Nothing waits at the desk."
    (relation,) = work.store.desk.relations(["leak"], space=SPACE)
    return relation


def test_what_cannot_be_decided_on_any_more_can_be_put_aside(work: Work) -> None:
    propose(work)
    work.said_wrong("Does it leak?", "leak")
    work.draft(a_claim("new", said_by=("nobody-known",), space=SPACE))
    sourceless = a_claim("newer", quotes=(a_quote(source=a_source("gone")),), space=SPACE)
    work.draft(sourceless, id="draft-2")
    work.filled(work.form(work.typed("leak"), Act.WITHDRAW), why="she never said it")
    for _ in range(4):
        page = work.shown(work.typed(), Act.OPEN)
        assert page.headline.startswith("This cannot be decided on")
        work.shown(page, Act.DISMISS)
    assert work.typed().headline == "Nothing waits at the desk."


def test_two_claims_are_noted_as_the_same_and_stay_two(work: Work) -> None:
    assert relation_after(work, Act.SAME, 0).kind is Relation.SAME_CLAIM
    assert len(work.store.list_claims(space=SPACE)) == 2


def test_two_claims_are_noted_as_different(work: Work) -> None:
    assert relation_after(work, Act.DIFFERENT, 0).kind is Relation.NOT_THE_SAME


def test_which_claim_repeats_the_other_is_what_the_button_says(work: Work) -> None:
    found = relation_after(work, Act.REPEATS, 2)
    assert (found.claim, found.kind, found.other) == ("roof-cost", Relation.REPEATS, "leak")


def test_a_question_whose_words_no_claim_has_can_still_be_linked(work: Work) -> None:
    work.asked("quantum?")
    page = work.shown(work.typed(), Act.OPEN)
    assert "No claim on record has its words." in page.notes
    assert "Another claim" in labels(page)
    (only,) = work.form(page, Act.LINK_OTHER).fields
    assert (only.id, only.is_required) == ("words", True)
