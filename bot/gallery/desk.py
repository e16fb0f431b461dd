"""What editors see: what waits, the page of each thing, what was done, and the windows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.form import Form, Problem
from bot.gallery.answers import DENIED, NO_RESPONSE, NOT_CONFIRMED
from bot.gallery.invented import MARKUP
from bot.gallery.shelf import Shelf, with_id
from bot.phrases import desk, desk_buttons, desk_done, desk_forms, desk_history, desk_pages
from bot.phrases.desk import Waiting
from bot.phrases.desk_done import Done
from bot.reply import Act, Button, Reply
from knowledge.codec import as_plain
from knowledge.errors import ForbiddenError, NotFoundError, RecordError, StaleError
from knowledge.model import Claim, Response
from knowledge.store.desk_port import (
    AskedGroup,
    DraftKind,
    KeptDraft,
    Revision,
    Who,
    WrongMatch,
)

_AT = 1_700_000_000.0
_EDITOR = Who("U024BE7LH")
_QUESTION = "has the ambassador said anything about missiles from iran?"
_DOUBT = "“He” may be somebody else than John Kirby."


def desk_replies(shelf: Shelf) -> Mapping[str, Reply]:
    """Return one reply of each kind that editors see."""
    return {
        **_queue(shelf),
        **_drafts(shelf),
        **_questions(shelf),
        **_records(shelf),
        **_unusable(),
        **_said(shelf),
    }


def desk_windows(shelf: Shelf) -> Mapping[str, Form]:
    """Return one window of each kind; their ids are like those that are sent."""
    claim, response = _claim(shelf, NOT_CONFIRMED), _response(shelf)
    claims = shelf.store.get_claims([NO_RESPONSE, DENIED])
    author, text = "Ann Example", f"Kirby said so on Friday. {MARKUP}"
    edit = desk_forms.edit_form(_form_id(Act.EDIT), as_plain(claim), shelf.speakers)
    return {
        "window-edit-claim": edit,
        "window-edit-response": desk_forms.edit_form(
            _form_id(Act.EDIT), as_plain(response), shelf.speakers
        ),
        "window-problem": _wrong_form(shelf),
        "window-why": desk_forms.why_form(_form_id(Act.REJECT), "Reject this draft", "Reject"),
        "window-record-claim": desk_forms.claim_form(_form_id(Act.RECORD_CLAIM), text, author),
        "window-record-response": desk_forms.response_form(
            _form_id(Act.RECORD_RESPONSE), text, author, claims
        ),
        "window-choose": desk_forms.choose_form(
            _form_id(Act.LINK_OTHER), "What it means", "The question means", claims
        ),
    }


def _queue(shelf: Shelf) -> Mapping[str, Reply]:
    waiting = Waiting(
        drafts=(_draft(_claim(shelf, NOT_CONFIRMED)), _draft(_response(shelf))),
        questions=(_asked(_QUESTION, times=3), _asked(MARKUP, times=1)),
        wrongs=(WrongMatch(_QUESTION, DENIED, 2, _AT),),
        duplicates=(_same(shelf),),
    )
    return {
        **_kept("desk", desk.queue_reply(waiting), desk_buttons.under_queue(desk.opens(waiting))),
        "desk-empty": desk.queue_reply(Waiting()),
    }


def _drafts(shelf: Shelf) -> Mapping[str, Reply]:
    return {
        **_draft_page("desk-draft-claim", shelf, _claim(shelf, NOT_CONFIRMED), is_finished=True),
        **_draft_page("desk-draft-response", shelf, _response(shelf), is_finished=False),
        **_kept(
            "desk-duplicate",
            desk_pages.duplicate_reply(
                _same(shelf), shelf.store.get_claims(_same(shelf).claims), shelf.speakers
            ),
            desk_buttons.under_duplicate(has_next=False),
        ),
    }


def _unusable() -> Mapping[str, Reply]:
    reply = desk_pages.unusable_reply(MARKUP, "one of the two claims is not shown any more")
    return _kept("desk-unusable", reply, desk_buttons.under_unusable(has_next=False))


def _questions(shelf: Shelf) -> Mapping[str, Reply]:
    claims = shelf.store.get_claims([NO_RESPONSE, DENIED])
    found = desk_pages.found_reply("missiles", claims, shelf.speakers)
    wrong = WrongMatch(_QUESTION, DENIED, 2, _AT)
    return {
        **_kept(
            "desk-question",
            desk_pages.question_reply(_asked(_QUESTION, times=3), claims, shelf.speakers),
            desk_buttons.under_question(len(claims), has_next=True),
        ),
        **_kept(
            "desk-question-markup",
            desk_pages.question_reply(_asked(MARKUP, times=1), (), shelf.speakers),
            desk_buttons.under_question(0, has_next=False),
        ),
        **_kept(
            "desk-wrong-match",
            desk_pages.wrong_reply(wrong, _claim(shelf, DENIED), shelf.speakers),
            desk_buttons.under_wrong(has_next=True),
        ),
        **_kept("desk-found", found, desk_buttons.under_found(len(claims))),
        **_kept("desk-not-found", desk_pages.found_reply("x", (), {}), desk_buttons.under_found(0)),
    }


def _records(shelf: Shelf) -> Mapping[str, Reply]:
    claim, response = _claim(shelf, DENIED), _response(shelf)
    answered = {id_.claim: _claim(shelf, id_.claim) for id_ in response.answers[:1]}
    return {
        **_kept(
            "desk-record",
            desk_pages.record_reply(
                claim,
                shelf.speakers,
                {},
                shelf.store.responses_to([claim.id])[claim.id],
                may_change=True,
            ),
            desk_buttons.under_record(["response"], may_change=True, is_shown=True),
        ),
        **_kept(
            "desk-record-public",
            desk_pages.record_reply(response, shelf.speakers, answered, may_change=False),
            desk_buttons.under_record(["claim"], may_change=False, is_shown=True),
        ),
        **_kept(
            "desk-history",
            desk_history.history_reply(claim.id, _revisions(claim)),
            desk_buttons.under_history([3, 2], [3, 2], most=5),
        ),
        "desk-history-none": desk_history.history_reply(claim.id, ()),
    }


def _wrong_form(shelf: Shelf) -> Form:
    claim = as_plain(_claim(shelf, NOT_CONFIRMED))
    form = desk_forms.edit_form(_form_id(Act.EDIT), claim, shelf.speakers)
    why = "'Friday' is no day like 2024-05-31."
    return replace(form, problems=(Problem("said_on", why),))


def _said(shelf: Shelf) -> Mapping[str, Reply]:
    where = "claim roof-cost"
    refusals = {
        "stale": StaleError(where, "was changed meanwhile"),
        "gone": NotFoundError(where, "there is none"),
        "forbidden": ForbiddenError(where, "is public: only who runs Gainsay changes it"),
        "wrong": RecordError(where, "said_by", "names nobody; give the id of who said it"),
    }
    return {
        **{f"desk-{name}": desk_done.not_done(error) for name, error in refusals.items()},
        **_done(Act.PUBLISH, Act.EDIT, Act.REJECT, Act.LINK, Act.RULE_OUT, Act.UNDO),
        **_kept(
            "desk-form-again", desk_done.again_reply(_wrong_form(shelf)), desk_buttons.UNDER_FORM
        ),
        **_kept("desk-message", desk.message_reply(MARKUP, "Ann"), desk_buttons.UNDER_MESSAGE),
        "desk-message-empty": desk_done.nothing_said(),
        "desk-refused": desk.refused(has_editors=True),
        "desk-refused-without-editors": desk.refused(has_editors=False),
        "desk-editors": desk.editors_are(["group:S1", "user:U1"], may_set=True),
        "desk-editors-none": desk.editors_are([], may_set=False),
        "desk-editors-set": desk.editors_set(["role:42"]),
        "desk-editors-may-not": desk.may_not_set_editors(),
        "desk-editors-unclear": desk.no_editors_named(),
        "desk-sorry": desk.sorry(),
    }


def _done(*acts: Act) -> Mapping[str, Reply]:
    buttons = desk_buttons.under_done(can_undo=True, has_next=True)
    return {
        name: reply
        for act in acts
        for name, reply in _kept(
            f"desk-done-{act}", desk_done.done_reply(Done(act, "x", _QUESTION, 3)), buttons
        ).items()
    }


def _kept(name: str, reply: Reply, buttons: Iterable[Button]) -> Mapping[str, Reply]:
    kept = with_id(name, reply, tuple(buttons), is_private=True)
    # An editor sees every quote: nothing can be judged by its beginning.
    return {name: replace(kept[name], cards=reply.cards, notes=reply.notes)}


def _claim(shelf: Shelf, id_: str) -> Claim:
    return shelf.store.get_claims([id_])[0]


def _response(shelf: Shelf) -> Response:
    return shelf.store.responses_to([DENIED])[DENIED][0]


def _draft(record: Claim | Response, notes: Sequence[str] = ()) -> KeptDraft:
    return KeptDraft(
        record.id,
        "",
        DraftKind.RECORDS,
        record.id,
        record.text,
        _EDITOR,
        _AT,
        (as_plain(record),),
        notes=tuple(notes),
    )


def _draft_page(
    name: str, shelf: Shelf, record: Claim | Response, *, is_finished: bool
) -> Mapping[str, Reply]:
    draft = _draft(record, [_DOUBT])
    buttons = desk_buttons.under_draft(
        is_response=isinstance(record, Response), is_finished=is_finished, has_next=True
    )
    reply = desk_pages.draft_reply(draft, record, shelf.speakers, {}, is_finished=is_finished)
    return _kept(name, reply, buttons)


def _same(shelf: Shelf) -> KeptDraft:
    claims = ("su-35-within-the-year", "su-35-within-next-year")
    title = " / ".join(claim.text for claim in shelf.store.get_claims(claims))
    notes = ("Both name Su-35 and Iran.", "One says “within the year”, one “within next year”.")
    kind = DraftKind.SAME_CLAIM
    return KeptDraft("same", "", kind, "same", title, Who(""), _AT, claims=claims, notes=notes)


def _asked(text: str, *, times: int) -> AskedGroup:
    return AskedGroup(text, times, times, _AT, _AT, "none", ("question-1",))


def _revisions(claim: Claim) -> Sequence[Revision]:
    after = as_plain(claim)
    before = {**after, "hedge": "may", "text": MARKUP}
    linked = {"text": _QUESTION, "claim": claim.id, "is_anti": False}
    return (
        _revision(3, "phrasing", claim.id, None, linked, ""),
        _revision(2, "claim", claim.id, before, after, "The source does not hedge this."),
    )


def _revision(
    number: int,
    kind: str,
    subject: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    why: str,
) -> Revision:
    return Revision(number, number, "", kind, subject, _EDITOR, _AT, why, before, after)


def _form_id(act: Act) -> str:
    return f"{act}:0123456789abcdef:0:0123456789abcdef"
