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
from knowledge.vocabulary import Mode

ASKS = frozenset("q question reporter interviewer moderator audience journalist".split())
_ANSWERS = frozenset(("a", "answer"))
_FIRST_PERSON = frozenset("i we me us".split())
_Q_AND_A = re.compile(
    r"^[ \t*_]*(?P<label>Q|A|Question|Answer)(?P<colon>[:.])[*_]*[ \t]+(?P<said>\S[^\r\n]*)",
    re.MULTILINE,
)
_PERSON = re.compile(
    r"\b[A-Z][a-zà-ÿ’'-]+(?: (?:de|van|von|der|la|al|bin))?(?: [A-Z][\w’'-]+){1,2}\b"
)


def with_turns(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with labels turned into names, and with what is reported inside turns."""
    found = [*found, *_questions_and_answers(text, found)]
    complete: list[Attribution] = []
    answering = _answering(text, found)
    labels = {each.speaker for each in found if is_turn(each)}
    spoken = [each for each in found if is_turn(each) and not is_question(each)]
    for each in found:
        is_label = each.speaker in labels
        turn = replace(each, speaker=_name(each.speaker, answering)) if is_label else each
        if not is_turn(each):
            complete.append(_carried(turn, spoken, answering))
            continue
        complete.append(turn)
        for span in each.content:
            complete += _reported(text, span, turn, found)
    return complete


def _carried(found: Attribution, turns: Sequence[Attribution], answering: str) -> Attribution:
    """Return `found` with whose turn it stands in among those who carried it."""
    at = (found.cue or found.content or ((0, 0),))[0][0]
    holds = (each for each in turns if any(start <= at < end for start, end in each.content))
    names = (_name(each.speaker, answering) for each in holds)
    carriers = tuple(name for name in names if name not in (found.speaker, *found.via))
    return replace(found, via=(*carriers, *found.via))


def _questions_and_answers(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the turns after "Q:" and "A:", if both are there and were not read as labels."""
    turns = list(_Q_AND_A.finditer(text))
    known = {start for each in found if is_turn(each) for start, _ in each.source}
    if len({turn["label"][0].lower() for turn in turns}) < 2:
        return []
    return [_turn(turn) for turn in turns if turn.start("label") not in known]


def _turn(turn: re.Match[str]) -> Attribution:
    return Attribution(
        content=(turn.span("said"),),
        cue=(turn.span("colon"),),
        source=(turn.span("label"),),
        speaker=turn["label"],
        role="",
        organisation="",
        mode=Mode.DIRECT,
        stance=None,
        is_accusing=False,
        via=(),
        hedge=None,
        said_as_written=None,
        within=None,
        cue_lemma=":",
    )


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
