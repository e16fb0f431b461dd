"""Whose verb is it? The words before a verb that say who said or answered something."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.matching.grammar import ASKING, AUXILIARIES, BE, BREAKS, FOREIGN_AUXILIARIES, SKIPPED
from knowledge.matching.items import Item
from knowledge.matching.lexicon import Frame, Lexicon


def find_subject(items: Sequence[Item], at: int, frame: Frame) -> tuple[list[int], bool]:
    """Return the positions of the verb's subject, and whether the verb is passive."""
    end, passive = at, False
    while end and items[end - 1].word in SKIPPED and not items[end].after_stop:
        end -= 1
        passive = passive or items[end].word in ("been", "being", "be")
    start = end
    while start and not _ends_subject(items, start, frame):
        start -= 1
    if start == end and start > 1 and items[start - 1].word in AUXILIARIES - BE:
        # "Kirby did say": the subject stands before the auxiliary.
        start = end = start - 1
        while start and not _ends_subject(items, start, frame):
            start -= 1
    before = items[start - 1].word if start else ""
    asks = frame.language != "en" and before in ASKING  # German "was" is not English "was"
    if before in BE and not asks and (start == end or items[at].word.endswith(("ed", "id", "aid"))):
        return [], True
    return list(range(start, end)), passive


def _ends_subject(items: Sequence[Item], start: int, frame: Frame) -> bool:
    """Whether a subject that reaches back to `start` begins there."""
    item = items[start - 1]
    if start < len(items) and (items[start].after_stop or items[start].after_comma):
        joined = item.is_name and items[start].is_name
        return not joined
    if item.is_name:
        return False
    if item.in_quotes:
        return True
    if item.word in ("and", "or", "und", "et", "y"):
        return not (start > 1 and items[start - 2].is_name)
    return (
        item.word in AUXILIARIES | ASKING | BREAKS
        or item.word in frame.say | frame.answer_verbs
        or item.kind == "number"
    )


def subject_elsewhere(items: Sequence[Item], at: int, frame: Frame) -> list[int]:
    """Return where the subject stands that is not right before its verb; [] if nowhere.

    Other languages part them: "Was hat der Iran zu den Briefen gesagt?", "Was sagte der Iran?"
    """
    return _after_the_auxiliary(items, at, frame) or _after_the_verb(items, at, frame)


def _after_the_verb(items: Sequence[Item], at: int, frame: Frame) -> list[int]:
    if not at or items[at - 1].word not in ASKING | FOREIGN_AUXILIARIES:
        return []
    for position in range(at + 1, len(items)):
        if items[position].is_name:
            return [position]
        if items[position].word not in frame.function:
            break
    return []


def _after_the_auxiliary(items: Sequence[Item], at: int, frame: Frame) -> list[int]:
    for start, item in enumerate(items[:at]):
        if item.word in FOREIGN_AUXILIARIES:
            for name in range(start + 1, at):
                if items[name].is_name:
                    return [name]
                if items[name].word not in frame.function:
                    break
    return []


def is_open(items: Sequence[Item], subject: Sequence[int], frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the subject names nobody: "who", "anyone", "they", "the article"."""
    telling = [
        items[at]
        for at in subject
        if items[at].is_name
        or not (items[at].word in frame.function and items[at].word not in frame.open)
    ]
    return all(
        not item.is_name and (item.word in frame.open or item.word in lexicon.documents)
        for item in telling
    )
