"""Which attributions become drafts, and which belong to another one?

Attributions stand inside each other: "X said that Y had accused Z". What Y says is Y's, through X;
what only carries ("according to a CBS News report") is no claim of the carrier. And not
everything that has a cue is somebody's statement: "these allegations" say nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.hearsay import handed_on, is_supposed, without_answer
from knowledge.intake.splitting import hull, is_clause
from knowledge.intake.turns import is_question
from knowledge.model import Span
from knowledge.vocabulary import Stance

# What is asked, ordered, praised or only hoped for is no statement that can be checked.
_NO_CLAIMS = frozenset(
    """ask wonder question inquire query urge beg order instruct exhort implore advise invite thank
    congratulate apologize apologise praise applaud commend hail laud hope doubt know feel consider
    discuss request joke read cite demand expect""".split()
)
_NO_PARTY = frozenset(
    """claim claims allegation allegations accusation accusations charge charges criticism
    criticisms rumor rumors rumour rumours question questions violation concern concerns
    who which that this these those there it what citing western""".split()
)
# "Dismissed two inspectors" and "challenged him to a race" answer nothing.
_NEEDS_CLAIM = frozenset(("dismiss", "challenge", "contest", "correct", "contradict"))
_ABOUT_WORDS = re.compile(
    r"\b(?:claims?|allegations?|accusations?|charges?|criticisms?|reports?|"
    r"suggestions?|assertions?|"
    r"stor(?:y|ies)|statements?|figures?|accounts?|rumou?rs?|concerns?|letters?|idea|that|this|it)\b|[“\"]",
    re.IGNORECASE,
)
# Nobody is named, but something is claimed: "there are claims on social media that …".
_CLAIMED = re.compile(r"(?:claims|reports|rumou?rs|allegations)\b[^.!?\n]{0,60}?(?= that\b)")
_NOUN_AHEAD = re.compile(
    r"(?:\A|[.!?]\s+|\b(?:are|were|been|amid|despite|of|by|on|to|with|unconfirmed|some|these|those)\s+)\Z",
    re.IGNORECASE,
)
_UNNAMED = ("claims", "reports", "rumors", "rumours", "allegations")
_PRONOUNS = frozenset("i we you me us they he she it".split())
# "Neither Doe nor Roe has confirmed it" confirms nothing.
_NOBODY = re.compile(r"\b(?:[Nn]either|[Nn]obody|[Nn]o one|[Nn]one)\b[^.!?;,“”\"]*\Z")
_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b")
_BEFORE_CHARACTERS = 80
_WOULD_NOT_SAY = re.compile(r"\b(?:would|will|could|did)(?: not|n[’']t) (?:say|comment|answer)\b")
_ASKED = re.compile(r"(?:whether|if|which|what|who|whom|how|why|when|where)\b")
_NEIGHBOURS = 25
_LARGEST_INNER = 0.6


@dataclass(frozen=True, slots=True)
class Chosen:
    """An attribution to draft from; `inner` is what in its content is said by others."""

    attribution: Attribution
    inner: tuple[Span, ...] = ()


def choose(text: str, found: Sequence[Attribution]) -> list[Chosen]:
    """Return those of `found` that become drafts, each once, in order."""
    found = [without_answer(text, handed_on(text, _declining(text, each))) for each in found]
    usable = _whole(
        [each for each in (_claimed(text, one) for one in found) if _is_usable(text, each)]
    )
    carried = {at: _carriers(each, _near(usable, at)) for at, each in enumerate(usable)}
    carriers = {id(c) for listed in carried.values() for c in listed}
    chosen: list[Chosen] = []
    taken: set[tuple[Span, ...]] = set()
    for index, each in enumerate(usable):
        if id(each) in carriers or each.content in taken:
            continue
        inner = [
            o
            for o in _near(usable, index)
            if o is not each and id(o) not in carriers and _is_inside(o, each)
        ]
        is_only_inner = any(_size((hull(o),)) > _LARGEST_INNER * _size(each.content) for o in inner)
        if is_only_inner and each.stance is None:
            continue  # it says nothing but what the inner one says
        taken.add(each.content)
        names = tuple(c.speaker for c in carried[index] if c.speaker not in each.via)
        # Who denies a claim has not carried it.
        deniers = {o.speaker for o in _near(usable, index) if o.stance and _is_inside(each, o)}
        carriers_known = (name for name in each.via if _is_party(name) and name not in deniers)
        each = replace(each, via=tuple(carriers_known))
        spans = (*map(hull, inner), *(span for c in carried[index] for span in _words_of(c)))
        chosen.append(Chosen(replace(each, via=each.via + names), tuple(spans)))
    return chosen


def _near(found: Sequence[Attribution], at: int) -> Sequence[Attribution]:
    """Return the neighbours in the text: what stands inside another is not far from it."""
    return found[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]


def _declining(text: str, found: Attribution) -> Attribution:
    """Return `found` as a silence where it says that somebody would not say something."""
    cue = " ".join(text[start:end] for start, end in found.cue)
    asked = text[slice(*found.content[0])] if found.content else ""
    if found.stance is None and _WOULD_NOT_SAY.search(cue) and _ASKED.match(asked):
        return replace(found, stance=Stance.DECLINES_TO_COMMENT)
    return found


def _claimed(text: str, found: Attribution) -> Attribution:
    """Return `found`; where it names nobody, with the words that say that it is claimed."""
    if found.speaker or not found.cue or not found.content:
        return found
    start = found.cue[0][0]
    words = _CLAIMED.match(text, start)
    if not _NOUN_AHEAD.search(text[max(0, start - 20) : start]):
        return found  # "Doe claims that …" is a verb
    is_next = words is not None and 0 <= found.content[0][0] - words.end() <= len(" that ") + 1
    if words is None or not is_next or not is_clause(text[slice(*found.content[0])]):
        return found
    return replace(found, speaker=words[0])


def _is_usable(text: str, found: Attribution) -> bool:
    if not found.speaker or (not found.content and found.stance is None):
        return False
    if is_supposed(text, found):
        return False
    if found.cue_lemma in _NEEDS_CLAIM:
        about = " ".join(text[start:end] for start, end in found.content)
        if not _ABOUT_WORDS.search(about):
            return False
    start = found.cue[0][0] if found.cue else 0
    if _NOBODY.search(text, max(0, start - _BEFORE_CHARACTERS), start):
        return False
    cue = " ".join(text[start:end] for start, end in found.cue)
    if found.stance is None and _NOT.search(cue):
        return False  # "her letter does not mention it"
    if found.cue_lemma == "call" and cue.lower().endswith((" for", " on")):
        return False
    if is_question(found) or found.cue_lemma in _NO_CLAIMS:
        return False
    return _is_party(found.speaker)


def _is_party(name: str) -> bool:
    words = name.lower().split()
    if name.lower().startswith(_UNNAMED):
        return True
    is_nobody = len(words) == 1 and words[0] in _PRONOUNS
    return not is_nobody and not any(word in _NO_PARTY for word in (*words[:3], *words[-1:]))


def _whole(found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with what goes on under a second cue of the same speaker joined.

    "Some observers believe that the reason is the deep concern that …" is one statement.
    """
    joined: list[Attribution] = []
    for each in found:
        before = joined[-1] if joined else None
        if before and before.speaker == each.speaker and _goes_on(before, each):
            end = _bounds(each.content)[1]
            start = before.content[-1][0]
            joined[-1] = replace(before, content=(*before.content[:-1], (start, end)))
        else:
            joined.append(each)
    return joined


def _goes_on(before: Attribution, each: Attribution) -> bool:
    if not (before.content and each.content and each.cue):
        return False
    end, cue = before.content[-1][1], each.cue[0][0]
    return 0 <= cue - end <= 1 and each.content[0][0] > cue


def _carriers(found: Attribution, usable: Sequence[Attribution]) -> list[Attribution]:
    """Return those that only say through whom `found` is known: "…, according to CBS News"."""
    if found.cue_lemma == "according to":
        return []
    start, end = _bounds(found.content)
    return [
        each
        for each in usable
        if each is not found
        and each.cue_lemma == "according to"
        and any(start <= at < end for at, _ in each.cue)
        and _shared(each.content, found.content)
    ]


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether `inner`, cue and source and all, stands in the content of `outer`."""
    if inner.speaker == outer.speaker and inner.stance is None:
        return False
    parts = (*inner.source, *inner.cue)
    return bool(parts) and all(
        any(start <= at and stop <= end for start, end in outer.content) for at, stop in parts
    )


def _words_of(carrier: Attribution) -> tuple[Span, ...]:
    return (_bounds((*carrier.source, *carrier.cue)),)


def _bounds(spans: Sequence[Span]) -> Span:
    return min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(min(e, f) > max(s, t) for s, e in one for t, f in other)
