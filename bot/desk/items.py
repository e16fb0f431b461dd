"""What is something at the desk about? A name for each thing, which is kept with a reply.

No name holds what a person typed: what is kept of a reply outlives the question.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from bot.phrases.desk import wrong_name
from knowledge.store.desk_port import WrongMatch

_DIGITS = 16


class Thing(StrEnum):
    """What can be opened or done at the desk."""

    DRAFT = "draft"
    QUESTION = "question"
    WRONG = "wrong"
    CLAIM = "claim"
    RESPONSE = "response"
    REVIEW = "review"
    SOURCE = "source"
    SPEAKER = "speaker"
    CHANGE = "change"
    MESSAGE = "message"
    FORM = "form"


RECORDS = (Thing.CLAIM, Thing.RESPONSE, Thing.REVIEW, Thing.SOURCE, Thing.SPEAKER)
"""The things that are records, in the order in which an id is looked for among them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing at the desk: of a question the id is that of its latest asking."""

    thing: Thing
    id: str

    def __str__(self) -> str:
        return f"{self.thing}:{self.id}"


def item_from(name: str) -> Item:
    """Return the item that `str` made `name` of."""
    thing, _, id_ = name.partition(":")
    return Item(Thing(thing), id_)


def item_of_wrong(wrong: WrongMatch) -> Item:
    """Return how a report of a wrong match is named: by its claim and a hash of the question."""
    return Item(Thing.WRONG, wrong_name(wrong))


def digest(text: str) -> str:
    """Return 16 hexadecimal digits of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
