"""Slots, and how owners fill them: "by X and Y", "to Woodward"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.matching.grammar import BREAKS, DETERMINERS, TOWARDS
from knowledge.matching.items import Item


@dataclass(slots=True)
class Slots:
    """Who is asked about. Positions in `used` are of items that need not be explained again."""

    sayers: list[Item] = field(default_factory=list)
    responders: list[Item] = field(default_factory=list)
    addressees: list[Item] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    generic: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    asks_answer: bool = False
    asks_retraction: bool = False
    open_sayer: bool = False
    open_responder: bool = False
    pronoun_subject: bool = False


def take_owner(
    items: Sequence[Item], at: int, where: list[Item], slots: Slots, *, only: frozenset[str]
) -> None:
    """Read "… by X", "… from X and Y" at `at`."""
    if at >= len(items) or items[at].word not in only:
        return
    start = at + 1
    if start < len(items) and items[start].word in ("what", "which"):
        return  # "a denial of what Kirby said": the clause says whose it is
    while start < len(items) and items[start].word in DETERMINERS:
        start += 1
    names = list(names_from(items, start))
    for position in names:
        slots.used.add(position)
        if items[position].speakers:
            where.append(items[position])
        else:
            slots.unknown.append(items[position].typed)
    if not names and start < len(items) and items[start].like_a_name:
        slots.unknown.append(items[start].typed)
        slots.used.add(start)


def names_from(items: Sequence[Item], at: int) -> Iterator[int]:
    while at < len(items):
        if items[at].is_name:
            yield at
        elif items[at].word not in ("and", "or", "the", "und", "et", "y"):
            return
        at += 1


def take_object(items: Sequence[Item], at: int, slots: Slots) -> None:
    """Read whom an answer answers: "did Iran respond to Woodward", "who contradicted Kirby"."""
    while at < len(items) and items[at].word in TOWARDS | {"the"}:
        at += 1
    for position in names_from(items, at):
        after = items[position + 1] if position + 1 < len(items) else None
        bare = after is None or after.after_stop or after.word in BREAKS | {"and", "or"}
        if bare and items[position].speakers and not items[position].possessive:
            slots.addressees.append(items[position])
            slots.used.add(position)
