"""Nouns of saying and answering, and whose they are: "Kirby's claims", "letters from Germany"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.matching.grammar import AUXILIARIES, DETERMINERS, INDEFINITE, OWNERS, TOWARDS
from knowledge.matching.items import Item
from knowledge.matching.lexicon import Frame, Lexicon
from knowledge.matching.owners import Slots, names_from, take_object, take_owner


def is_statement_noun(items: Sequence[Item], at: int, frame: Frame) -> bool:
    """Whether the word is a noun for what was said ("the claims"), not a verb ("Iran claims")."""
    word = items[at].word
    if word not in frame.statement and word not in frame.answers:
        return False
    if word not in frame.say and word not in frame.answer_verbs:
        return True
    before = items[at - 1] if at else None
    if before is None:
        return at + 1 < len(items) and items[at + 1].word in OWNERS | {"about", "on", "to"}
    described = (
        at > 1
        and items[at - 2].word in DETERMINERS
        and not before.is_name
        and (items[at - 2].word in INDEFINITE or not _auxiliary_before(items, at))
    )
    owned = described or any(
        item.is_name and item.possessive for item in items[max(0, at - 3) : at]
    )
    if before.possessive or before.word in DETERMINERS or owned:
        return not word.endswith(("ed", "id"))
    earlier = any(
        item.word in frame.answer_verbs | frame.say and not item.is_name for item in items[:at]
    )
    if word not in frame.statement:
        return False
    if before.is_name:
        return earlier or not _auxiliary_before(items, at - 1)
    return (earlier or at + 1 == len(items)) and not _auxiliary_before(items, at)


def _auxiliary_before(items: Sequence[Item], at: int) -> bool:
    return any(item.word in AUXILIARIES for item in items[max(0, at - 4) : at])


def read_noun(items: Sequence[Item], at: int, frame: Frame, lexicon: Lexicon, slots: Slots) -> None:
    """Read whose statement or answer a noun is: "Kirby's claims", "the letters from Germany"."""
    slots.used.add(at)
    answering = items[at].word in frame.answer_verbs and items[at].word not in frame.say
    if answering:
        slots.asks_answer = True
    where = slots.responders if answering else slots.sayers
    owners = list(_owners_before(items, at, frame))
    for position in owners:
        if position in slots.used:
            continue
        slots.used.add(position)
        if items[position].speakers:
            where.append(items[position])
        else:
            slots.unknown.append(items[position].typed)
    after = at + 1
    if after < len(items) and items[after].word in lexicon.makes:
        after += 1
    take_owner(items, after, where, slots, only=OWNERS)
    if answering and after < len(items) and items[after].word in TOWARDS:
        take_object(items, after, slots)
    for position in names_from(items, at + 1 + _that(items, at + 1)):
        if position + 1 < len(items) and items[position + 1].word in lexicon.makes:
            slots.used.add(position)
            where.append(items[position])


def _that(items: Sequence[Item], at: int) -> int:
    return int(at < len(items) and items[at].word in ("that", "which"))


def _owners_before(items: Sequence[Item], at: int, frame: Frame) -> Iterator[int]:
    """Yield names right before a noun, or in the possessive a few words before it."""
    position = at - 1
    while position >= 0 and at - position <= 4 and not items[position + 1].after_stop:
        item = items[position]
        if item.is_name and (item.possessive or position == at - 1 or item.speakers == frozenset()):
            yield position
            while position >= 2 and items[position - 1].word in ("and", "und", "et", "y"):
                position -= 2
                if items[position].is_name:
                    yield position
            return
        if item.is_name or item.word in frame.function | frame.say | frame.answer_verbs:
            return
        position -= 1
