"""Reply: what the bot says, in words. No markup, no platform; renderers make widgets of it.

    Reply   headline · notes · cards · choices · sections · footer · buttons
      Card     one claim: title · lines · quotes · responses · why
      Section  a titled list, for look-ups: lines · listed records
      Button   what a person can do next, under a reply

Every text is plain. It may hold anything that a source or a person wrote: renderers escape.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Line:
    """Something about a record: what it is, the words for it, and where more of it stands."""

    label: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """Words of a source, to the letter, and where they stand.

    `words` come without quotation marks: renderers set them. If `is_cut` they are only the
    beginning and end in " …", and `remark` says so. `remark` says how the source has them,
    `place` where in it they stand, `source` what it is called, `source_id` which it is.
    """

    words: str
    remark: str
    place: str
    source: str
    source_id: str
    is_cut: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ShownResponse:
    """One stance of one party, or that there is none recorded, in a sentence; and its quotes.

    `more` says how many quotes are not among them, and where they are; "" if there are none.
    """

    sentence: str
    quotes: tuple[ShownQuote, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One claim, with who said it, through whom, and what answers it. `id` is the claim's.

    `more` is that of the claim's own quotes.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    quotes: tuple[ShownQuote, ...]
    responses: tuple[ShownResponse, ...]
    why: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record in a list, and what is to be known of it at once. `id` is the record's."""

    id: str
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a look-up."""

    title: str
    lines: tuple[Line, ...] = ()
    listed: tuple[Listed, ...] = ()


class Act(StrEnum):
    """What pressing a button does. The spelling travels in the platforms' payloads."""

    CHOOSE = "choose"
    SHOW = "show"
    SOURCES = "sources"
    WHY = "why"
    NOT_THIS = "not"
    NOTIFY = "notify"
    SHARE = "share"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class Button:
    """What a person can do next. `number` says which of the reply's things is meant, from 0."""

    act: Act
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says. The headline alone makes sense: in a notification, to a screen reader.

    `id` names the reply where something can be done with it, "" elsewhere: `buttons`, one of
    the `choices` (`Act.CHOOSE`, its number) or of the `menu` (`Act.SHOW`, its number). Of a
    private reply only who asked may see anything. `takes_feedback` asks whether it helped:
    yes is `Act.HELPFUL`, no is `Act.NOT_THIS`.
    """

    headline: str
    notes: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    choices: tuple[Listed, ...] = ()
    sections: tuple[Section, ...] = ()
    footer: str = ""
    id: str = ""
    buttons: tuple[Button, ...] = ()
    menu: tuple[Listed, ...] = ()
    is_private: bool = False
    takes_feedback: bool = False
