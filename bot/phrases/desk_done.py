"""What editors are told after something was done, and when it could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.form import Form
from bot.phrases.desk import short
from bot.phrases.wording import upper_first
from bot.reply import Act, Line, Reply, Section
from knowledge.errors import (
    ForbiddenError,
    KnowledgeError,
    NotFoundError,
    RecordError,
    StaleError,
)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: `subject` is the id of what it was done to, `text` how people know it.

    `change` is the number under which it can be undone, 0 if there is nothing to undo.
    """

    act: Act
    subject: str
    text: str
    change: int = 0


_DONE: Mapping[Act, str] = {
    Act.PUBLISH: "Published: {}",
    Act.EDIT: "Changed: {}",
    Act.REJECT: "Rejected, and kept for nobody to see: {}",
    Act.WITHDRAW: "Withdrawn, and shown to nobody any more: {}",
    Act.ANSWERS: "Chosen what it answers: {}",
    Act.LINK: "From now on this question is answered with that claim: {}",
    Act.RULE_OUT: "From now on that claim is not shown for this question: {}",
    Act.DISMISS: "Put aside: {}",
    Act.SAME: "Noted as the same claim: {}",
    Act.REPEATS: "Noted which claim repeats the other: {}",
    Act.DIFFERENT: "Noted as two different claims: {}",
    Act.UNDO: "Undone: {}",
    Act.RECORD_CLAIM: "Recorded as a claim: {}",
    Act.RECORD_RESPONSE: "Recorded as a response: {}",
}
_AFTERWARDS: Mapping[Act, tuple[str, ...]] = {
    Act.PUBLISH: (
        "Whoever asked for it in vain is told, and replies that it changes are corrected.",
    ),
    Act.EDIT: (
        "The next question sees the change, and replies that show it are corrected. "
        "What it was before stays in its history.",
    ),
    Act.WITHDRAW: ("Replies that show it are corrected.",),
    Act.LINK: ("Whoever asked it and wants to know is told.",),
    Act.RULE_OUT: ("Replies that were sent stay as they are.",),
    Act.RECORD_CLAIM: ("Only this place sees it. Whoever asked here in vain is told.",),
    Act.RECORD_RESPONSE: ("Only this place sees it. Replies that show the claim are corrected.",),
}

_STILL_A_DRAFT = ("It is still a draft: publish it, and it is shown.",)


def done_reply(done: Done) -> Reply:
    """Say what was done."""
    text = short(done.text).rstrip(".")
    headline = f"{_DONE[done.act].format(text)}{'' if text.endswith(('?', '!', '…')) else '.'}"
    is_draft = done.act is Act.EDIT and not done.change
    notes = _STILL_A_DRAFT if is_draft else _AFTERWARDS.get(done.act, ())
    return Reply(headline, notes, is_private=True)


def not_done(error: KnowledgeError) -> Reply:
    """Say why something was not done, and what to do about it."""
    match error:
        case StaleError():
            headline = "Somebody changed this meanwhile, so nothing was done."
            return _private(headline, "Open it again to see how it is now.")
        case NotFoundError():
            return gone()
        case ForbiddenError():
            headline = "This is not for this place to change, so nothing was done."
            return _private(headline, f"It {error.why}.")
        case RecordError():
            return _private("This cannot be kept as it is, so nothing was done.", f"{error}.")
    raise error


def again_reply(form: Form) -> Reply:
    """Say what is wrong with what was filled in, where the form itself cannot."""
    labels = {field.id: field.label for field in form.fields}
    wrong = (Line(labels.get(problem.field, ""), problem.why) for problem in form.problems)
    return Reply(
        f"Nothing was saved yet: “{form.title}” has to be corrected.",
        ("What you filled in is kept for a day.",),
        sections=(Section("", tuple(wrong)),),
        is_private=True,
    )


def problem_of(error: RecordError) -> str:
    """Return what is wrong with a field, as it stands beside it."""
    return f"{upper_first(error.why)}."


def gone() -> Reply:
    """Say that what a button is about is no longer there."""
    return _private(
        "This is no longer at the desk: somebody dealt with it, or it was forgotten.",
        "“/desk” shows what waits now.",
    )


def nothing_said() -> Reply:
    """Say that a message has no words to record."""
    return _private("This message has no words that could be recorded.", "Choose another one.")


def _private(headline: str, *notes: str) -> Reply:
    return Reply(headline, notes, is_private=True)
