"""How good are the drafts of an article? Compared with what a careful person read in it.

A draft means a reading if their words overlap by half of the shorter one and the speaker is
right. Each reading can be found once; a draft that means none, or has the wrong speaker, is
wrong. A response under a claim that it does not answer is counted apart: that must not be.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from knowledge.intake.draft import Draft, DraftKind, claims_and_responses
from knowledge.model import Span
from knowledge.vocabulary import SILENCES, Mode, Stance

OVERLAP = 0.5
_DENIALS = frozenset({Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.COUNTERS})
_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_PLAIN = frozenset(
    "the a an and of for from with his her their its some one in to mr mrs ms dr".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person read: its words, by their places; who may be credited; what it answers."""

    id: str
    kind: DraftKind
    spans: tuple[Span, ...]
    names: tuple[str, ...]
    mode: Mode
    stances: frozenset[Stance] = frozenset()
    answers: frozenset[str] = frozenset()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """All that a person read in one article."""

    name: str
    text: str
    readings: tuple[Reading, ...]
    strangers: Mapping[str, frozenset[str]]
    """The telling words of every party's names."""


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """Counts over one article or several; those of several are sums."""

    claims: int = 0
    claims_found: int = 0
    responses: int = 0
    responses_found: int = 0
    drafts: int = 0
    wrong: int = 0
    wrong_speaker: int = 0
    links: int = 0
    wrong_links: int = 0
    proposed: int = 0
    proposed_right: int = 0

    def __add__(self, other: DraftFigures) -> DraftFigures:
        return DraftFigures(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(DraftFigures))
        )


def read_readings(path: Path, text: str) -> Readings:
    """Return the readings in a file like the seed's. Raises `ValueError`, `OSError`."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        agents = content["agents"]
        listed = [_claim(each, agents) for each in content["claims"]]
        listed += [_response(each, agents) for each in content["responses"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path.name}: is not a file of readings ({error!r})") from error
    for reading in listed:
        for start, end in reading.spans:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"{path.name}: {reading.id} is outside the article's text")
    strangers = {key: _telling(agent["name"]) for key, agent in agents.items()}
    return Readings(path.name, text, tuple(listed), strangers)


def score(drafts: Sequence[Draft], gold: Readings) -> DraftFigures:
    """Return how the drafts compare with the readings."""
    meant = {draft.id: _meant(draft, gold) for draft in drafts}
    claims, responses = claims_and_responses(drafts)
    right_links, links = _links(responses, meant, lambda d: d.answers)
    right_proposed, proposed = _links(
        responses, meant, lambda d: tuple(each.claim for each in d.proposed)
    )
    wrong = [d for d in drafts if not meant[d.id]]
    must = [reading for reading in gold.readings if not reading.is_optional]
    return DraftFigures(
        claims=sum(r.kind is DraftKind.CLAIM for r in must),
        claims_found=_found(claims, meant, must),
        responses=sum(r.kind is DraftKind.RESPONSE for r in must),
        responses_found=_found(responses, meant, must),
        drafts=len(drafts),
        wrong=len(wrong),
        wrong_speaker=sum(any(_overlaps(d, r) for r in _of_kind(d, gold)) for d in wrong),
        links=links,
        wrong_links=links - right_links,
        proposed=proposed,
        proposed_right=right_proposed,
    )


def _claim(said: Mapping[str, Any], agents: Mapping[str, Any]) -> Reading:
    return Reading(
        said["id"],
        DraftKind.CLAIM,
        tuple((each["start"], each["end"]) for each in said["evidence"]),
        _names(said["speaker"], agents),
        Mode(said["mode"]),
        is_optional=bool(said.get("optional")),
    )


def _response(said: Mapping[str, Any], agents: Mapping[str, Any]) -> Reading:
    parties = [
        *(said["speaker"] if said["stance"] not in SILENCES else ()),
        *said.get("on_behalf_of", ()),
        *said.get("silent_parties", ()),
    ]
    known = set(Stance)
    stances = {said["stance"], *said.get("also_stance", ())} & known
    return Reading(
        said["id"],
        DraftKind.RESPONSE,
        tuple((each["start"], each["end"]) for each in said["evidence"]),
        _names(parties, agents),
        Mode(said["mode"]),
        frozenset(map(Stance, stances)),
        frozenset([*said["targets"], *said.get("may_answer", ())]),
        bool(said.get("optional")),
    )


def _names(keys: Iterable[str], agents: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the parties may be called: names, aliases, and whom they speak for."""
    found: list[str] = []
    for key in keys:
        agent = agents[key]
        found += [
            agent["name"],
            *agent.get("aliases", ()),
            *filter(None, [agent.get("affiliation")]),
        ]
    return tuple(found)


def _meant(draft: Draft, gold: Readings) -> list[Reading]:
    """Return the readings that the draft means, with the right speaker and stance."""
    return [
        reading
        for reading in _of_kind(draft, gold)
        if _overlaps(draft, reading)
        and _is_credited(draft, reading, gold)
        and (draft.stance is None or not reading.stances or _fits(draft.stance, reading.stances))
    ]


def _of_kind(draft: Draft, gold: Readings) -> Iterable[Reading]:
    return (reading for reading in gold.readings if reading.kind is draft.kind)


def _fits(stance: Stance, stances: frozenset[Stance]) -> bool:
    return stance in stances or (stance in _DENIALS and bool(stances & _DENIALS))


def _overlaps(draft: Draft, reading: Reading) -> bool:
    for quote in draft.quotes:
        for start, end in reading.spans:
            shared = min(quote.end, end) - max(quote.start, start)
            if shared >= OVERLAP * min(quote.end - quote.start, end - start):
                return True
    return False


def _is_credited(draft: Draft, reading: Reading, gold: Readings) -> bool:
    """Whether every speaker of the draft may stand for one of the reading's parties.

    The article's own words may be credited to anybody but another party of the article.
    """
    if reading.mode is Mode.NARRATION and reading.kind is DraftKind.CLAIM:
        others = set(gold.strangers.values()) - {frozenset(_telling(n)) for n in reading.names}
        return not any(_telling(each.name) in others for each in draft.said_by)
    return bool(draft.said_by) and all(
        any(_may_be(each.name, name) for name in reading.names) for each in draft.said_by
    )


def _may_be(name: str, party: str) -> bool:
    said, known = _telling(name), _telling(party)
    # What describes a name with small letters may stand before it: "the power company Voltane".
    extra = {word for word in _WORD.findall(name) if word.casefold() not in known}
    is_described = not any(word[0].isupper() for word in extra - {"The", "A", "An"})
    return bool(said and known) and (
        said <= known or (known < said and (len(known) > 1 or is_described))
    )


def _telling(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(_WORD.findall(plain)) - _PLAIN


def _found(drafts: Sequence[Draft], meant: Mapping[str, list[Reading]], must: list[Reading]) -> int:
    """Return how many readings can be given a draft of their own (a largest matching)."""
    wanted = {reading.id for reading in must}
    taken: dict[str, str] = {}

    def give(draft: str, tried: set[str]) -> bool:
        for reading in meant[draft]:
            if reading.id in wanted and reading.id not in tried:
                tried.add(reading.id)
                if reading.id not in taken or give(taken[reading.id], tried):
                    taken[reading.id] = draft
                    return True
        return False

    return sum(give(draft.id, set()) for draft in drafts)


def _links(
    responses: Sequence[Draft], meant: Mapping[str, list[Reading]], linked: Any
) -> tuple[int, int]:
    """Return how many links lead to a claim that the response answers, and how many there are."""
    right = every = 0
    for response in responses:
        answered = frozenset[str]().union(*(reading.answers for reading in meant[response.id]))
        for claim in linked(response):
            every += 1
            right += any(reading.id in answered for reading in meant[claim])
    return right, every
