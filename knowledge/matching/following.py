"""Follow-ups: "and did they confirm it?" is read with what the thread asked before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.matching.question import Intent, Party, Reading


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the thread: how it was read, and which claims it led to."""

    reading: Reading
    claims: tuple[str, ...]
    said_by: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Followed:
    """A reading with what it takes over; `within` are the claims it is limited to, if any."""

    reading: Reading
    within: tuple[str, ...] | None = None


def follow(reading: Reading, last: Turn | None) -> Followed:
    """Return `reading` completed from the thread's last turn, where it leans on one."""
    if last is None:
        return Followed(reading)
    asked = frozenset().union(*(party.speakers for party in reading.sayers))
    if not reading.has_topic and not reading.responders and asked & last.answered:
        # "What did the league say", right after a claim that the league answered.
        return Followed(replace(reading, intent=Intent.FOLLOW_UP, sayers=()), within=last.claims)
    if last.claims and _asks_no_more(reading):
        # "Did Moscow confirm?", "what did the company say?": about what the thread is about.
        clear = replace(_about_the_same(reading, last), unknown=())
        return Followed(clear, within=last.claims)
    if not (reading.points_back or reading.refers_to_speaker):
        return Followed(reading)
    names = [unit for unit in reading.units if unit.kind == "name"]
    words = [unit for unit in reading.units if unit.kind != "name"]
    if words or reading.quoted:
        return Followed(_with_last_speaker(reading, last))
    if reading.intent is not Intent.ANSWERED and (names or reading.sayers) and last.reading.units:
        return Followed(_with_last_topic(reading, last))
    if not last.claims:
        return Followed(reading)
    return Followed(_about_the_same(reading, last), within=last.claims)


def _asks_no_more(reading: Reading) -> bool:
    """Whether a question has no topic and no speaker of its own that anybody would know."""
    return (
        not reading.units
        and not reading.quoted
        and not reading.sayers
        and reading.unknown == reading.generic
        and reading.intent not in (Intent.NOT_A_QUESTION, Intent.SOURCE)
    )


def _with_last_speaker(reading: Reading, last: Turn) -> Reading:
    """A new topic, the same speaker: "and what did he say about helicopters?"."""
    if reading.sayers or reading.responders or reading.has_open_subject:
        return reading
    sayers = last.reading.sayers
    if not sayers and last.said_by:
        sayers = (Party(last.said_by, "them", last.said_by),)
    return replace(reading, sayers=sayers)


def _with_last_topic(reading: Reading, last: Turn) -> Reading:
    """A new name, the same topic: "and what about Woodward?"."""
    names = tuple(
        Party(unit.speakers, unit.typed, unit.spokespeople)
        for unit in reading.units
        if unit.kind == "name"
    )
    named = frozenset().union(*(party.speakers for party in (*names, *reading.sayers)))
    kept = tuple(
        unit for unit in last.reading.units if not (unit.kind == "name" and unit.speakers & named)
    )
    answering = bool(last.reading.responders)
    return replace(
        reading,
        intent=last.reading.intent if answering else reading.intent,
        units=kept,
        content=last.reading.content,
        wanted=last.reading.wanted,
        sayers=reading.sayers if answering else (*reading.sayers, *names),
        responders=(*reading.responders, *names) if answering else reading.responders,
    )


def _about_the_same(reading: Reading, last: Turn) -> Reading:
    """The same claims, another question about them: "did anyone deny it?"."""
    before = last.reading
    intent = _intent(reading)
    return replace(reading, intent=intent, units=(), content=before.content, wanted=before.wanted)


def _intent(reading: Reading) -> Intent:
    return reading.intent if reading.intent is Intent.ANSWERED else Intent.FOLLOW_UP
