"""Who is asked about, and as what: as the one who said it, or as the one who answered it?

"Did Iran deny Kirby's claims" asks for an answer by Iran (responder) to claims by Kirby
(sayer). Both are read from where names stand around the verbs and nouns of saying and
answering; a subject that cannot be resolved to somebody on record is kept as unknown, so
that nobody else's words are shown for theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.matching.grammar import DETERMINERS, INDEFINITE, PERSONS, SKIPPED
from knowledge.matching.items import Item
from knowledge.matching.lexicon import Frame, Lexicon
from knowledge.matching.owners import Slots, take_object, take_owner
from knowledge.matching.statements import is_statement_noun, read_noun
from knowledge.matching.subjects import find_subject, is_open, subject_elsewhere

_WITH_GERUND = frozenset("without by after before for of".split())
_SUBORDINATES = frozenset("before after until when once because although while".split())


def find_slots(items: Sequence[Item], frame: Frame, lexicon: Lexicon) -> Slots:
    """Return the slots of a question."""
    slots = Slots()
    for at, item in enumerate(items):
        if item.is_name or item.in_quotes:
            continue
        if is_statement_noun(items, at, frame):
            read_noun(items, at, frame, lexicon, slots)
        elif item.word in frame.answer_verbs:
            if _is_withdrawn_beside(items, at, frame):
                continue
            slots.asks_answer = True
            slots.asks_retraction = slots.asks_retraction or item.word in frame.retract
            _read_verb(items, at, frame, lexicon, slots, answering=True)
        elif item.word in frame.say:
            if _is_content(items, at, frame, lexicon):
                continue
            _read_verb(items, at, frame, lexicon, slots, answering=False)
    _read_according(items, slots)
    return slots


def _is_content(items: Sequence[Item], at: int, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether a verb of saying is part of what is asked about: "who says that X warned Y"."""
    before = items[at - 1] if at else None
    if before is not None and (before.possessive or before.word in DETERMINERS):
        return True
    if before is not None and before.word in _WITH_GERUND and items[at].word.endswith("ing"):
        return True  # "without telling the mayor"
    earlier = any(
        item.word in frame.say | frame.answer_verbs and not item.is_name for item in items[:at]
    )
    return earlier and items[at].word in lexicon.tells


def _is_withdrawn_beside(items: Sequence[Item], at: int, frame: Frame) -> bool:
    """Whether something is withdrawn or corrected in a clause beside what is asked about.

    "Two patients fainted before the maker withdrew it" asks for nobody's retraction.
    """
    beside = any(item.word in _SUBORDINATES and not item.is_name for item in items[1:at])
    return beside and items[at].word in frame.retract


def _read_verb(
    items: Sequence[Item], at: int, frame: Frame, lexicon: Lexicon, slots: Slots, *, answering: bool
) -> None:
    subject, passive = find_subject(items, at, frame)
    slots.used.add(at)
    where = slots.responders if answering else slots.sayers
    if passive:
        take_owner(
            items, at + 1, where, slots, only=frozenset({"by", "von", "durch", "par", "por"})
        )
        return
    subject = [position for position in subject if position not in slots.used]
    if frame.language != "en":
        subject = subject_elsewhere(items, at, frame) or subject
    which = bool(subject) and subject[0] > 0 and items[subject[0] - 1].word == "which"
    indefinite = which or any(items[position].word in INDEFINITE for position in subject[:2])
    if not subject or indefinite or is_open(items, subject, frame, lexicon):
        if not indefinite:
            slots.used.update(subject)
        if any(items[position].word in PERSONS for position in subject):
            slots.pronoun_subject = True
        if answering:
            slots.open_responder = True
        else:
            slots.open_sayer = True
    else:
        _take_subject(items, subject, where, slots, frame, lexicon)
    if answering:
        take_object(items, at + 1, slots)


def _take_subject(
    items: Sequence[Item],
    subject: Sequence[int],
    where: list[Item],
    slots: Slots,
    frame: Frame,
    lexicon: Lexicon,
) -> None:
    named = [at for at in subject if items[at].is_name]
    rest = [
        items[at]
        for at in subject
        if not items[at].is_name
        and items[at].word not in DETERMINERS | SKIPPED | {"and", "or", "of", "und", "et", "y"}
        and items[at].word not in lexicon.titles | lexicon.institutions | frame.function
        and items[at].word not in lexicon.pleasantry | lexicon.instruction | lexicon.verdict_words
    ]
    slots.used.update(subject)
    if rest or any(not items[at].speakers for at in named) or not named:
        slots.unknown.append(_typed(items, subject))
        if not named and not any(items[at].like_a_name for at in subject):
            slots.generic.append(_typed(items, subject))
    else:
        where.extend(items[at] for at in named)


def _typed(items: Sequence[Item], positions: Sequence[int]) -> str:
    shown = [items[at].typed for at in positions if items[at].word not in DETERMINERS | SKIPPED]
    return " ".join(shown) or " ".join(items[at].typed for at in positions)


def _read_according(items: Sequence[Item], slots: Slots) -> None:
    for at, item in enumerate(items[:-1]):
        follows = item.word == "according" and items[at + 1].word == "to"
        if follows or item.word in ("laut", "selon", "segun"):
            slots.used.update((at, at + 1) if follows else (at,))
            take_owner(items, at + (1 if follows else 0), slots.sayers, slots,
                        only=frozenset({"to", "laut", "selon", "segun"}))  # fmt: skip
