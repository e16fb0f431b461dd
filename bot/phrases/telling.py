"""What is said when the records have changed: replies that are corrected, and news for who waits.

A correction says that it is one, and on which day. Nothing here says who changed a record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.phrases.wording import count, day, listed, lower_first, marked, sentence, shortened
from bot.reply import Reply

_SHOWN_CHARACTERS = 300
_QUESTIONS = 3
_WHAT: Mapping[str, str] = {
    "claim": "the claim",
    "responses": "the responses to it",
    "reviews": "the reviews of it",
}


def corrected(reply: Reply, on: date, changed: Collection[str], *, gone: int = 0) -> Reply:
    """Return a reply as it takes the place of one that was sent before.

    `changed` says what is different: "claim", "responses", "reviews"; `gone` how many of the
    claims are not on record any more.
    """
    headline = f"Updated on {day(on)}. {reply.headline}"
    return replace(reply, headline=headline, notes=(*_what(reply, changed, gone), *reply.notes))


def withdrawn(on: date, claims: int) -> Reply:
    """Return what takes the place of a reply of whose claims none is on record any more."""
    this = "the claim that was shown here is" if claims == 1 else _these(claims)
    return Reply(
        f"Updated on {day(on)}: {this} not on record any more.",
        ("What was said here before no longer counts as recorded.",),
    )


def correction_note(reply: Reply) -> Reply:
    """Return a correction for below a reply that cannot be changed itself."""
    return replace(reply, notes=("This corrects an earlier answer here.", *reply.notes))


def told_of_answer(reply: Reply, asked: Sequence[tuple[str, date]]) -> Reply:
    """Return the answer to questions that had none when they were asked, on which days."""
    notes = [_asked(text, on) for text, on in asked[:_QUESTIONS]]
    if (left := len(asked) - _QUESTIONS) > 0:
        notes.append(f"It also answers {count(left, 'other question')} asked here.")
    headline = f"Now on record: {lower_first(reply.headline)}"
    return replace(reply, headline=headline, notes=(*notes, *reply.notes))


def told_of_claims(reply: Reply | None, gone: Sequence[str]) -> Reply:
    """Return the news for somebody who wanted to be told of changes of claims.

    `reply` shows those that are on record, None if none is; `gone` are the texts of the others.
    """
    texts = tuple(marked(shortened(text, _SHOWN_CHARACTERS)) for text in gone if text)
    notes = tuple(f"Not on record any more: {text}" for text in texts)
    if reply is None:
        this = f"the claim {texts[0]} is" if len(texts) == 1 else _claims(len(gone))
        headline = sentence(f"{_WANTED}: {this} not on record any more")
        return Reply(headline, (*(notes if len(texts) > 1 else ()), _STOP))
    headline = f"{_WANTED}: {lower_first(reply.headline)}"
    return replace(reply, headline=headline, notes=(*notes, *reply.notes, _STOP))


_WANTED = "You wanted to be told of changes"
_STOP = "“/gainsay forget me” ends this."


def _what(reply: Reply, changed: Collection[str], gone: int) -> list[str]:
    notes = []
    if gone:
        was = "claim that was" if gone == 1 else "claims that were"
        notes.append(f"{gone:,} {was} shown here before {_is(gone)} not on record any more.")
    if len(reply.cards) > 1:
        notes.append("What is recorded about these claims has changed since they were shown here.")
    elif changed:
        what = listed(words for part, words in _WHAT.items() if part in changed)
        notes.append(f"Changed since it was shown here: {what}.")
    return notes


def _asked(text: str, on: date) -> str:
    return f"Asked on {day(on)}: {marked(shortened(text, _SHOWN_CHARACTERS))}"


def _these(claims: int) -> str:
    return f"the {claims:,} claims that were shown here are"


def _claims(number: int) -> str:
    return f"{number:,} claims are" if number > 1 else "a claim is"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
