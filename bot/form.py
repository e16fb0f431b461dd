"""Form: what the bot asks an editor to fill in. No platform; renderers make windows of it.

    Form    title · note · fields · submit · errors
      Field   one thing to fill in: label, kind, what stands there already
      Option  one of the things to choose from

A form fits the narrower platform: five fields, and of choices 25. Every text is plain, and may
hold anything that a source or a person wrote: renderers escape.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FIELDS = 5
OPTIONS = 25
LINE_CHARACTERS = 300
TEXT_CHARACTERS = 3_000
"""What Slack takes; Discord takes 4,000."""
TITLE_CHARACTERS = 24
"""What Slack takes; Discord takes 45."""
LABEL_CHARACTERS = 45
ID_CHARACTERS = 80
"""Leaves room for what a platform adds to it."""


class FieldKind(StrEnum):
    """How something is filled in. A date is text like 2024-05-31 where a platform has no picker."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that can be chosen: `value` comes back, `label` is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `value` is what stands there before; `limit` counts characters.

    Of a choice `value` is one of the `choices`, or "" for none. What is not filled in comes
    back as "".
    """

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    choices: tuple[Option, ...] = ()
    is_required: bool = True
    limit: int = LINE_CHARACTERS
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with what was filled in; `field` is "" if it is about the whole form."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Form:
    """What an editor fills in. `id` says everything about it, also after a restart.

    `problems` says why it comes back; its fields then hold what was filled in.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    note: str = ""
    problems: tuple[Problem, ...] = ()
