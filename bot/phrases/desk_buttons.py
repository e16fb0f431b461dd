"""Which buttons stand under what editors see, and what do they say?

A number says which of the things that the reply is about is meant: 0 is what it shows, then
come claims and other records, in the order in which they are listed, and last what is next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.reply import Act, Button

QUEUE = Button(Act.DESK, "Back to the desk")
UNDER_MESSAGE = (
    Button(Act.RECORD_CLAIM, "Record a claim"),
    Button(Act.RECORD_RESPONSE, "Record a response"),
    QUEUE,
)

UNDER_FORM = (Button(Act.REOPEN, "Correct it"), QUEUE)


def under_queue(opens: Iterable[str]) -> list[Button]:
    """Return a button for each kind of which something waits."""
    return [Button(Act.OPEN, label, number) for number, label in enumerate(opens)]


def under_found(claims: int) -> list[Button]:
    """Return a button for each claim that was found, from 0."""
    opens = (Button(Act.OPEN, f"Open {n + 1}", n) for n in range(claims))
    return [*opens, QUEUE]


def under_draft(*, is_response: bool, is_finished: bool, has_next: bool) -> list[Button]:
    """Return what can be done with a draft; one without its claim cannot be published."""
    publish = [Button(Act.PUBLISH, "Publish")] if is_finished else []
    answers = [Button(Act.ANSWERS, "Choose what it answers")] if is_response else []
    decide = [Button(Act.EDIT, "Edit"), Button(Act.REJECT, "Reject")]
    return [*publish, *answers, *decide, *_on(1, has_next=has_next)]


def under_unusable(*, has_next: bool) -> list[Button]:
    """Return what can be done with something that cannot be decided on."""
    return [Button(Act.DISMISS, "Put aside"), *_on(1, has_next=has_next)]


def under_duplicate(*, has_next: bool) -> list[Button]:
    """Return what can be said of two claims."""
    return [
        Button(Act.SAME, "The same claim"),
        Button(Act.REPEATS, "1 repeats 2", 1),
        Button(Act.REPEATS, "2 repeats 1", 2),
        Button(Act.DIFFERENT, "Two different claims"),
        *_on(3, has_next=has_next),
    ]


def under_question(claims: int, *, has_next: bool) -> list[Button]:
    """Return what can be done with a question that may mean one of so many claims."""
    return [
        *(Button(Act.LINK, f"It means {n}", n) for n in range(1, claims + 1)),
        Button(Act.LINK_OTHER, "Another claim"),
        Button(Act.DISMISS, "Put aside"),
        *_on(claims + 1, has_next=has_next),
    ]


def under_wrong(*, has_next: bool) -> list[Button]:
    """Return what can be done with the report that a claim does not fit a question."""
    return [
        Button(Act.RULE_OUT, "Right: not this claim"),
        Button(Act.LINK, "It does mean this claim", 1),
        Button(Act.LINK_OTHER, "It means another claim"),
        Button(Act.DISMISS, "Put aside"),
        *_on(2, has_next=has_next),
    ]


def under_record(others: Sequence[str], *, may_change: bool, is_shown: bool | None) -> list[Button]:
    """Return what can be done with a record; `others` are the kinds of those beside it.

    `is_shown` is None for sources and speakers, which are neither published nor withdrawn.
    """
    restate = {
        True: [Button(Act.WITHDRAW, "Withdraw")],
        False: [Button(Act.PUBLISH, "Publish")],
        None: [],
    }[is_shown]
    return [
        *([Button(Act.EDIT, "Edit"), *restate] if may_change else []),
        Button(Act.HISTORY, "History"),
        *(Button(Act.OPEN, f"{kind.capitalize()} {n}", n) for n, kind in enumerate(others, 1)),
        QUEUE,
    ]


def under_history(changes: Sequence[int], own: Iterable[int], *, most: int) -> list[Button]:
    """Return what takes back one of these changes, if it is among a place's `own`."""
    mine = frozenset(own)
    numbered = [(at, change) for at, change in enumerate(changes) if change in mine]
    return [*(Button(Act.UNDO, f"Undo {change}", at) for at, change in numbered[:most]), QUEUE]


def under_done(*, can_undo: bool, has_next: bool) -> list[Button]:
    """Return what can be done after something was done."""
    undo = [Button(Act.UNDO, "Undo")] if can_undo else []
    return [*undo, *_on(len(undo), has_next=has_next)]


def _on(number: int, *, has_next: bool) -> list[Button]:
    return [*([Button(Act.OPEN, "Next", number)] if has_next else []), QUEUE]
