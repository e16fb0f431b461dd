"""Who speaks in a transcript or an interview, and what others are said to have said there?

A turn begins with a label ("GOVERNOR ROLF:", "Q:"). All of it is its speaker's, except what it
reports of others; a question's own words are nobody's statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.intake.article.attribution import Attribution, attributions
from knowledge.model import Span

ASKS = frozenset("q question reporter interviewer moderator audience journalist".split())
_ANSWERS = frozenset(("a", "answer"))
_FIRST_PERSON = frozenset("i we me us".split())
_PERSON = re.compile(
    r"\b[A-Z][a-zà-ÿ’'-]+(?: (?:de|van|von|der|la|al|bin))?(?: [A-Z][\w’'-]+){1,2}\b"
)


def with_turns(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with labels turned into names, and with what is reported inside turns."""
    complete: list[Attribution] = []
    answering = _answering(text, found)
    for each in found:
        if not is_turn(each):
            complete.append(each)
            continue
        turn = replace(each, speaker=_name(each.speaker, answering))
        complete.append(turn)
        for span in each.content:
            complete += _reported(text, span, turn, found)
    return complete


def is_turn(found: Attribution) -> bool:
    """Whether the cue is the colon behind a label."""
    return found.cue_lemma == ":"


def is_question(found: Attribution) -> bool:
    """Whether this is a turn of somebody who asks."""
    return is_turn(found) and found.speaker.lower().rstrip("s") in ASKS


def _reported(
    text: str, span: Span, turn: Attribution, known: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield what the turn reports of others, where that is not known already."""
    start, end = span
    cues = {cue for each in known for cue in each.cue}
    carried = () if is_question(turn) else (turn.speaker,)
    for each in attributions(text[start:end]):
        moved = _moved(each, start)
        is_own = moved.speaker.lower() in _FIRST_PERSON
        if moved.speaker and not is_own and not is_turn(moved) and not cues & set(moved.cue):
            yield replace(moved, via=(*carried, *moved.via), within=None)


def _moved(found: Attribution, by: int) -> Attribution:
    content, cue, source = (
        tuple((start + by, end + by) for start, end in spans)
        for spans in (found.content, found.cue, found.source)
    )
    return replace(found, content=content, cue=cue, source=source)


def _name(label: str, answering: str) -> str:
    if label.lower() in _ANSWERS and answering:
        return answering
    # Labels are often set in capitals; a name is not.
    return label.title() if label.isupper() and len(label) > 3 else label


def _answering(text: str, found: Sequence[Attribution]) -> str:
    """Return the person who answers as "A": the one named first before the first question."""
    first = min((each.cue[0][0] for each in found if is_turn(each) and each.cue), default=0)
    lead = text[:first]
    for person in _PERSON.finditer(lead):
        # A person is named again by the surname, or is the only one there.
        surname = person[0].split()[-1]
        before = lead[max(0, person.start() - 40) : person.start()]
        if re.search(r"[a-z] \Z", before) and lead.count(surname) == 1:
            return person[0]
    return ""
