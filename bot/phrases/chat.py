"""What the bot says about itself and the conversation: no facts of the records here.

Each is said to one person, except where that person shares something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.phrases.wording import count, marked, shortened
from bot.reply import Reply

HOW_TO_ASK = (
    "Ask who said something, what somebody said or answered, or whether something is on record, "
    "with a few words of it: “Who said that …?”"
)
MODES: Mapping[str, str] = {
    "off": "Gainsay says nothing in this channel. Private commands still work.",
    "mentions": "In this channel Gainsay answers when it is mentioned, and only then.",
    "listen": (
        "In this channel Gainsay answers when it is mentioned, and speaks up unasked where it is "
        "very sure."
    ),
}
"""When the bot speaks in a channel, as people set it, in words."""

_SHOWN_CHARACTERS = 60
_KEPT_DAYS = 30


def sorry() -> Reply:
    """Say that something went wrong which is not the person's fault."""
    return _private(
        "Sorry, this could not be answered: something went wrong on Gainsay’s side.",
        "Please try again in a moment.",
    )


def too_fast(seconds: int) -> Reply:
    """Say how long to wait."""
    return _private(f"That was a lot at once. Please ask again in {count(seconds, 'second')}.")


def gone() -> Reply:
    """Say that a button belongs to something that is not kept any more."""
    return _private(
        "This reply is too old, or was forgotten: its buttons no longer work.",
        "Please ask again.",
    )


def claim_gone() -> Reply:
    """Say that a claim was withdrawn since it was offered."""
    return _private("This claim is not on record any more.", "Please ask again.")


def on_record_now() -> Reply:
    """Say that there is an answer now to what had none."""
    return _private("There is an answer to this question now.", "Please ask again.")


def thanks() -> Reply:
    """Say that a good opinion has arrived."""
    return _private("Thank you. Good to know that this helped.")


def hint() -> Reply:
    """Say how to ask, to somebody who wrote something else in a direct message."""
    return Reply(
        "Gainsay answers questions about what somebody said.",
        (HOW_TO_ASK, "Write “help” to see all that it can do."),
    )


def no_question() -> Reply:
    """Say so where somebody waits for an answer to what is no question."""
    return _private("This could not be read as a question about what somebody said.", HOW_TO_ASK)


# Not what I asked


def something_else(choices: Reply, *, is_for_desk: bool) -> Reply:
    """Return the next candidates to choose from, and say who will look at it."""
    notes = (_FOR_DESK, *choices.notes) if is_for_desk else choices.notes
    return replace(choices, notes=notes, is_private=True)


_FOR_DESK = "The editors will see that the answer did not fit."


def nothing_else(*, is_for_desk: bool) -> Reply:
    """Say that there is no next candidate, and who will look at it."""
    headline = "No other recorded claim fits this question."
    again = "You can ask again in other words."
    kept = "The editors will see the question, and that this did not answer it."
    return _private(headline, kept, again) if is_for_desk else _private(headline, again)


# Notify me


def will_tell_of_claims(claims: int, *, is_new: bool) -> Reply:
    """Say of which claims the person wants to hear again."""
    these = "this claim" if claims == 1 else f"these {claims:,} claims"
    one = "it" if claims == 1 else "one of them"
    wish = f"you want to be told when {these} or the responses to {one} change."
    return _private(_noted(wish, is_new=is_new), _DIRECTLY, _STOP_TELLING)


def will_tell_of_question(question: str, *, is_new: bool) -> Reply:
    """Say of which question the person wants to hear again."""
    asked = marked(shortened(question, _SHOWN_CHARACTERS))
    wish = f"you want to be told when something is recorded about {asked}."
    kept = f"The question is kept, and looked up again, for {_KEPT_DAYS} days."
    return _private(_noted(wish, is_new=is_new), kept, _STOP_TELLING)


def will_be_told(reply: Reply) -> Reply:
    """Return what is said to a question without an answer, and that there may be one later."""
    return replace(reply, notes=(*reply.notes, _WILL_BE_TOLD))


def _noted(wish: str, *, is_new: bool) -> str:
    return f"Noted: {wish}" if is_new else f"Noted already: {wish}"


_DIRECTLY = "Gainsay will write to you directly."
_WILL_BE_TOLD = (
    f"If it is recorded within {_KEPT_DAYS} days, whoever asked will be told; "
    "“/gainsay forget me” ends that."
)
_STOP_TELLING = "“/gainsay forget me” ends this, and deletes all that is kept about you here."


# Share


def shared_already() -> Reply:
    """Say that a reply is in the channel already."""
    return _private("This was shared here already.")


def may_not_share() -> Reply:
    """Say why a reply cannot be shared in a channel where the bot is switched off."""
    return _private(
        "Gainsay is switched off in this channel, so nothing can be shared here.", _HOW_TO_SET
    )


def shared(reply: Reply) -> Reply:
    """Return a private reply for everybody, and say that it was one; not who shares it."""
    return replace(reply, footer=f"Shared from a private answer · {reply.footer}", is_private=False)


# What is kept, and when the bot may speak


def forgotten(things: int) -> Reply:
    """Say how much was deleted of what was kept of the person."""
    if not things:
        return _private("Nothing was kept about you here.", _ELSEWHERE)
    was = "was" if things == 1 else "were"
    return _private(
        f"Done: {count(things, 'thing')} that {was} kept about you here {was} deleted.",
        "That covers your questions, what was shown to you, what you thought of it, and what you "
        "wanted to be told.",
        _ELSEWHERE,
    )


_ELSEWHERE = "For other workspaces, servers or direct messages, say “forget me” there."


def mode_is(mode: str) -> Reply:
    """Say when the bot speaks in a channel at present."""
    return _private(MODES[mode], _HOW_TO_SET)


def mode_set(mode: str) -> Reply:
    """Say when the bot speaks in a channel from now on."""
    return _private(f"Done. {MODES[mode]}")


def mode_not_needed() -> Reply:
    """Say that a direct message needs no mode."""
    return _private("In a direct message Gainsay answers every question; there is nothing to set.")


def may_not_set(mode: str) -> Reply:
    """Say that only those who manage the place may change when the bot speaks."""
    return _private(
        "You may not set when Gainsay speaks here.",
        f"{_UNCHANGED} On Discord that needs Manage Server, on Slack membership of the workspace.",
        MODES[mode],
    )


_UNCHANGED = "Nothing was changed."


def cannot_listen(mode: str) -> Reply:
    """Say that the platform does not let the bot read what is not said to it."""
    return _private(
        "Gainsay cannot listen here: it is not allowed to read messages that do not mention it.",
        f"{_UNCHANGED} Whoever runs Gainsay can allow it.",
        MODES[mode],
    )


def no_such_mode(typed: str) -> Reply:
    """Say which modes there are."""
    shown = marked(shortened(typed, _SHOWN_CHARACTERS))
    return _private(f"Gainsay cannot be set to {shown} here.", _HOW_TO_SET)


_HOW_TO_SET = (
    "“/gainsay here off”, “/gainsay here mentions” and “/gainsay here listen” set when Gainsay "
    "speaks."
)


def _private(headline: str, *notes: str) -> Reply:
    return Reply(headline, notes, is_private=True)
