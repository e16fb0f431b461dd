from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.desk.items import Item, Thing
from bot.form import Form
from bot.phrases.desk import COUNTED, Waiting, queue_reply
from bot.reply import Act, Reply
from knowledge.model import Claim, Response
from knowledge.vocabulary import Stance, State
from tests.bot.desk.working import EDITOR, SPACE, STRANGER, Work, labels, problems, values
from tests.builders import a_claim, a_response, a_source, a_speaker


def claim(work: Work, id_: str = "leak", space: str = SPACE) -> Claim:
    found = work.store.desk.get_record("claim", id_, space=space)
    assert isinstance(found, Claim)
    return found


# The queue


def test_the_queue_says_how_much_waits_and_opens_the_first_of_each(work: Work) -> None:
    work.draft(a_claim("new", space=SPACE))
    work.draft(a_claim("newer", space=SPACE), id="draft-2")
    work.asked("Who paid for the dome?", times=3)
    work.said_wrong("What did the dome cost?", "roof-cost")
    queue = work.typed()
    assert queue.headline == ("2 drafts, 1 unanswered question and 1 wrong match wait at the desk.")
    assert "asked 3 times by 3 people" in repr(queue)
    assert labels(queue) == ["Review a draft", "Answer a question", "Look at a wrong match"]
    assert "Draft of a claim" in work.shown(queue, Act.OPEN, number=0).headline
    assert "Who paid" in work.shown(queue, Act.OPEN, number=1).headline
    assert "What did the dome" in work.shown(queue, Act.OPEN, number=2).headline


def test_the_next_draft_is_one_press_away_and_buttons_work_after_a_restart(work: Work) -> None:
    work.draft(a_claim("new", text="One.", space=SPACE))
    work.draft(a_claim("newer", text="Two.", space=SPACE), id="draft-2")
    first = work.shown(work.typed(), Act.OPEN)
    work.desk = work.restarted()
    second = work.shown(first, Act.OPEN)
    assert ("One" in first.headline, "Two" in second.headline) == (True, True)
    assert "Two" in work.shown(work.shown(first, Act.PUBLISH), Act.OPEN).headline


def test_of_very_much_that_waits_only_so_much_is_counted(work: Work) -> None:
    for number in range(3):
        work.draft(a_claim(f"new-{number}", space=SPACE), id=f"draft-{number}")
    assert work.desk.queueing.waiting(SPACE, most=2).total == 2
    drafts = (work.store.desk.list_drafts(space=SPACE)[0],) * COUNTED
    headline = queue_reply(Waiting(drafts=drafts)).headline
    assert headline == "500 or more drafts wait at the desk."


# Drafts


def test_a_draft_is_shown_to_nobody_until_it_is_published(work: Work) -> None:
    work.draft(a_speaker("ann", space=SPACE), a_claim("new", said_by=("ann",), space=SPACE))
    assert "new" not in work.store.list_claims(space=SPACE)
    reply = work.shown(work.shown(work.typed(), Act.OPEN), Act.PUBLISH)
    assert reply.headline.startswith("Published: ")
    assert "new" in work.store.list_claims(space=SPACE)
    assert "new" not in work.store.list_claims(space=STRANGER.space)
    assert work.typed().headline == "Nothing waits at the desk."


def test_what_is_kept_already_is_not_changed_by_a_draft(work: Work) -> None:
    poorer = a_speaker("jane-roe", name="Roe")
    unneeded = a_speaker("nobody", space=SPACE)
    work.draft(a_source(), poorer, unneeded, a_claim("new", space=SPACE))
    work.shown(work.shown(work.typed(), Act.OPEN), Act.PUBLISH)
    assert work.store.get_speakers(["jane-roe", "nobody"], space=SPACE) == (a_speaker(),)


def test_a_draft_is_decided_once(work: Work) -> None:
    work.draft(a_claim("new", space=SPACE))
    page = work.shown(work.typed(), Act.OPEN)
    form = work.form(page, Act.REJECT)
    work.shown(page, Act.PUBLISH)
    for late in (work.filled(form, why="late"), work.shown(page, Act.PUBLISH)):
        assert "nothing was done" in late.headline
    assert claim(work, "new").state is State.PUBLISHED


def test_a_draft_is_rejected_with_a_reason_and_may_wait_again(work: Work) -> None:
    work.draft(a_claim("new", space=SPACE))
    form = work.form(work.shown(work.typed(), Act.OPEN), Act.REJECT)
    assert problems(work.refilled(form, why=" ")) == {"why"}
    done = work.filled(form, why="nobody said that")
    assert done.headline.startswith("Rejected")
    assert work.typed().headline == "Nothing waits at the desk."
    work.shown(done, Act.UNDO)
    assert work.typed().headline == "1 draft waits at the desk."


def test_a_draft_that_was_edited_is_shown_again_to_be_decided(work: Work) -> None:
    work.draft(a_claim("new", space=SPACE))
    page = work.shown(work.typed(), Act.OPEN)
    edited = work.filled(
        work.form(page, Act.EDIT), said_by="jane-roe; Ann Poe", hedge="may", why="she said so"
    )
    assert "Publish" in labels(edited)
    work.shown(edited, Act.PUBLISH)
    (_, ann) = claim(work, "new").said_by
    (speaker,) = work.store.get_speakers([ann], space=SPACE)
    assert (speaker.name, speaker.space, claim(work, "new").hedge) == ("Ann Poe", SPACE, "may")


def test_a_response_waits_until_somebody_says_which_claim_it_answers(work: Work) -> None:
    draft = work.draft(a_response("new", space=SPACE))
    plain = {k: v for k, v in draft.records[0].items() if k != "answers"}
    work.draft(a_response("newer", space=SPACE), id="draft-2")
    work.store.desk.edit_draft(replace(draft, records=(plain,), claims=("leak",)))
    page = work.shown(work.typed(), Act.OPEN)
    assert "Publish" not in labels(page)
    assert "Nobody has chosen yet" in page.notes[0]
    form = work.form(page, Act.ANSWERS)
    assert form.fields[0].choices[0].value == "leak"
    chosen = work.filled(form, claim="leak")
    assert any(line.text == "“The roof leaks.”" for line in chosen.cards[0].lines)
    work.shown(chosen, Act.PUBLISH)
    (response,) = work.store.responses_to(["leak"], space=SPACE)["leak"]
    assert response.id == "new"


def test_a_response_is_not_published_before_its_claim(work: Work) -> None:
    work.draft(a_response("new", answers=["unborn"], space=SPACE))
    reply = work.shown(work.shown(work.typed(), Act.OPEN), Act.PUBLISH)
    assert "nothing was done" in reply.headline
    assert "publish it first" in repr(reply.notes)


# Records


def test_an_edit_acts_at_once_and_its_history_says_who_when_why_and_from_what_to_what(
    work: Work,
) -> None:
    form = work.form(work.typed("leak"), Act.EDIT)
    assert values(form)["hedge"] == "may"
    work.filled(form, hedge="", text="The roof leaks badly.", why="she was sure")
    assert (claim(work).hedge, claim(work).text) == (None, "The roof leaks badly.")
    history = work.typed("history leak")
    (section,) = history.sections
    by, *changes, why = section.lines
    assert by.text.startswith("U2, on 14 November 2023 at 22:13 UTC")
    assert by.person == "U2"
    assert ("Hedge", "“may” → nothing") in [(line.label, line.text) for line in changes]
    assert why.text == "she was sure"


def test_a_change_is_undone_and_the_undoing_too(work: Work) -> None:
    before = claim(work)
    work.filled(work.form(work.typed("leak"), Act.EDIT), hedge="", why="so")
    history = work.typed("history leak")
    undone = work.shown(history, Act.UNDO)
    assert claim(work) == before
    assert undone.headline == f"Undone: {before.text}"
    work.shown(undone, Act.UNDO)
    assert claim(work).hedge is None


def test_a_withdrawn_claim_is_shown_nowhere_and_can_be_published_again(work: Work) -> None:
    work.filled(work.form(work.typed("leak"), Act.WITHDRAW), why="she never said it")
    assert "leak" not in work.store.list_claims(space=SPACE)
    page = work.typed("leak")
    assert "It is withdrawn and shown to nobody." in page.notes
    work.shown(page, Act.PUBLISH)
    assert "leak" in work.store.list_claims(space=SPACE)


def test_nothing_is_overwritten_that_somebody_changed_meanwhile(work: Work) -> None:
    page = work.typed("leak")
    mine, theirs = work.form(page, Act.EDIT), work.form(page, Act.EDIT)
    work.filled(theirs, hedge="perhaps", why="theirs")
    assert "meanwhile" in work.filled(mine, hedge="never", why="mine").headline
    assert claim(work).hedge == "perhaps"


def test_what_cannot_be_kept_comes_back_with_its_field_named_and_as_it_was_typed(
    work: Work,
) -> None:
    form = work.form(work.typed("leak"), Act.EDIT)
    back = work.refilled(form, said_on="soon", hedge="perhaps", why="so")
    assert problems(back) == {"said_on"}
    assert (values(back)["said_on"], values(back)["hedge"]) == ("soon", "perhaps")
    again = work.restarted().reopen(form.id, EDITOR)
    assert isinstance(again, Form)
    assert values(again)["hedge"] == "perhaps"
    work.filled(again, said_on="2024-05-01", why="so")
    assert (claim(work).said_on, claim(work).hedge) == (date(2024, 5, 1), "perhaps")


def test_a_long_text_that_a_form_shows_cut_is_not_kept_cut(work: Work) -> None:
    work.filled(work.form(work.typed("leak"), Act.EDIT), text="long " * 180, why="a")
    long = "long " * 400 + "end"
    work.desk.doing.edit(Item(Thing.CLAIM, "leak"), {"text": long}, EDITOR, "b")
    form = work.form(work.typed("leak"), Act.EDIT)
    assert len(values(form)["text"]) == 1_000
    work.filled(form, hedge="perhaps", why="c")
    assert (claim(work).text, claim(work).hedge) == (long, "perhaps")


def test_a_stance_that_is_a_silence_moves_who_spoke_to_who_was_silent(work: Work) -> None:
    work.draft(a_response("new", space=SPACE))
    page = work.shown(work.typed(), Act.OPEN)
    edited = work.filled(work.form(page, Act.EDIT), stance="did_not_respond", why="no answer")
    work.shown(edited, Act.PUBLISH)
    found = work.store.desk.get_record("response", "new", space=SPACE)
    assert isinstance(found, Response)
    assert (found.stance, found.by, found.silent) == (Stance.DID_NOT_RESPOND, (), ("john-doe",))


def test_what_is_public_is_not_for_a_space_to_change(work: Work) -> None:
    page = work.typed("roof-cost")
    assert not {"Edit", "Withdraw"} & set(labels(page))
    assert "It is public" in page.notes[0]


def test_words_open_what_is_on_record(work: Work) -> None:
    found = work.typed("leaks")
    assert "1 claim found" in found.headline
    assert "The roof leaks" in work.shown(found, Act.OPEN).headline
    assert "No record has the id" in work.typed("quantum").headline


def test_an_old_button_says_that_it_no_longer_works(work: Work) -> None:
    work.asked("Who paid?")
    page = work.shown(work.typed(), Act.OPEN)
    work.shown(page, Act.DISMISS)
    late = work.shown(page, Act.DISMISS)
    assert isinstance(late, Reply)
    assert "no longer at the desk" in late.headline
