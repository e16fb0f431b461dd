"""Which claim does a response answer? Only what the text itself says counts as an answer.

The text says so in four ways: the response repeats what the claim says ("denied that the
bridge was closed"); it points at the sentence before ("called the accusation baseless"); it
names whose claim it is ("the claims of the UK, France and Germany"); or it names the thing
that holds the claim ("rejected the letters"). Each must lead to one claim. Whatever else may
be meant is proposed, with the reason, and a person decides: a response under a claim that it
does not answer is the worst that this program can do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.intake.parties import are_same_party, content_words, is_named, names_in
from knowledge.intake.statements import Statement
from knowledge.vocabulary import SILENCES, Mode

RESTATED = 0.6
"""So much of what is denied must stand in the claim."""
_NEAR_SENTENCES = 3
_ABOUT_SENTENCES = 8
_PROPOSED_AT_MOST = 3
_CLAIM_NOUNS = (
    "accusation allegation claim charge report criticism suggestion assertion story statement "
    "figure account accusations allegations claims charges reports criticisms statements figures"
)
_POINTS_BACK = re.compile(
    rf"\b(?:the|that|this|those|these|such|any such|all)\s+(?:{'|'.join(_CLAIM_NOUNS.split())})\b"
    rf"|\ban?\s+(?:{'|'.join(_CLAIM_NOUNS.split())})\s+(?:that|which)\b"
    r"|\b(?:that|this|it)(?:\s+(?:is|was|isn[’']t|wasn[’']t)\b|[’']s\b)"
    r"|\b(?:disput|den|reject|dismiss|refut|call)\w*\s+(?:that|this|it|them)\b(?! \w+ (?:is|was|had|has)\b)"
    r"|\basked about (?:this|that|it|the)\b",
    re.IGNORECASE,
)
_UNNAMED = ("claims", "reports", "rumors", "rumours", "allegations")
_SEVERAL = re.compile(
    r"\b(?:accusations|allegations|claims|charges|reports|figures|those|these|them)\b"
)
_CARRIER = re.compile(
    r"\b(letters?|report|memo|leaflet|study|notice|interview|lawsuit|complaint|speech|article|"
    r"book|film|video|email|post|audit|dossier|petition)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:about|on|regarding|concerning|over)\s+(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Links:
    """The claims that a response answers, and those that it may answer with the reason for each."""

    answers: tuple[Statement, ...] = ()
    proposed: tuple[tuple[Statement, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A response in its text: its own words, its sentence, and what was answered earlier.

    `questions` are the sentences that ask: between a claim and its answer they do not count.
    """

    statement: Statement
    words: str
    sentence: str
    questions: frozenset[int]
    earlier: Sequence[tuple[Statement, Links]]

    def gap(self, claim: Statement) -> int:
        """Return how many sentences further on than `claim` it stands."""
        between = range(claim.sentence + 1, self.statement.sentence)
        asked = sum(number in self.questions for number in between)
        return self.statement.sentence - claim.sentence - asked


def links_of(said: Said, claims: Sequence[Statement], text: str) -> Links:
    """Return what `said` answers among `claims`, which are in the order of the text."""
    others = [
        c for c in claims if c is not said.statement and not are_same_party(c, said.statement)
    ]
    before = [
        c for c in others if c.start < said.statement.start or c.sentence == said.statement.sentence
    ]
    for find in (_inside, _restated, _about, _by_name, _by_carrier, _pointed_at, _continued):
        found = find(said, before, text)
        if found.answers or found.proposed:
            return found
    return _nearby(said, before)


def _inside(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The claim stands in the answer: "has not confirmed reports that …"."""
    start, end = said.statement.hull
    inside = [c for c in before if start <= c.hull[0] and c.hull[1] <= end and c.lemma]
    is_claimed = [c for c in inside if c.speaker.lower().startswith(_UNNAMED)]
    return Links(tuple(is_claimed)) if len(is_claimed) == 1 else Links()


def _restated(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """What is denied is what was claimed: "denied that …"."""
    wanted = content_words(said.statement.about)
    if len(wanted) < 2:
        return Links()
    scored = []
    for claim in before:
        has = content_words(claim.about or claim.text)
        shared = wanted & has
        if len(shared) >= 2 and len(shared) >= RESTATED * min(len(wanted), len(has)):
            scored.append((len(shared), claim))
    if not scored:
        return Links()
    most = max(number for number, _ in scored)
    best = [claim for number, claim in scored if number == most]
    return (
        Links(tuple(best)) if len(best) == 1 else _propose(best, "repeats its words, as others do")
    )


def _about(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """A silence about a thing that one claim is about: "declined to comment on the dismissals"."""
    found = _OBJECT.search(said.sentence)
    if said.statement.stance not in SILENCES or not found:
        return Links()
    wanted = content_words(found[1]) - content_words(_CLAIM_NOUNS)
    near = [c for c in before if said.gap(c) <= _ABOUT_SENTENCES]
    fitting = [c for c in near if wanted and wanted <= content_words(c.about or c.text)]
    if len(fitting) == 1:
        return Links((fitting[0],))
    return _propose(fitting[-_PROPOSED_AT_MOST:], "is about the same thing")


def _by_name(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The answer names all whose claim it is, and they made one claim: "Pinto's claim"."""
    if not re.search(rf"\b(?:{'|'.join(_CLAIM_NOUNS.split())})\b", said.words, re.IGNORECASE):
        return Links()
    named = [c for c in before if c.mode is not Mode.NARRATION and names_in(c, said.words)]
    if not named:
        return Links()
    if len({c.attribution for c in named}) == 1 and len(named) == 1:
        return Links((named[0],))
    return _propose(named[-_PROPOSED_AT_MOST:], "names who made it; they made others, too")


def _by_carrier(said: Said, before: Sequence[Statement], text: str) -> Links:
    """The answer names the thing in which one claim was made: "rejected the letters"."""
    found = _CARRIER.search(said.statement.about or said.sentence)
    if not found:
        return Links()
    noun = found[1].lower().rstrip("s")
    holding = [
        c for c in before
        if c.mode is not Mode.NARRATION and re.search(rf"\b{noun}s?\b", text[slice(*c.hull)], re.IGNORECASE)
    ]  # fmt: skip
    if len(holding) == 1:
        return Links((holding[0],))
    return _propose(holding[-_PROPOSED_AT_MOST:], f"was made in the {noun} that is answered")


def _pointed_at(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The answer points at the claim in its own sentence or in the one before."""
    points = _POINTS_BACK.search(said.sentence)
    if not points:
        return Links()
    near = [c for c in before if 0 <= said.gap(c) <= _NEAR_SENTENCES]
    if not near:
        return Links()
    last = max(c.sentence for c in near)
    meant = [c for c in near if c.sentence == last and c.mode is not Mode.NARRATION]
    is_next = said.gap(meant[0]) <= 1 if meant else False
    is_one = len(meant) == 1 or (
        _SEVERAL.search(points[0]) and len({c.attribution for c in meant}) == 1
    )
    if meant and is_next and is_one:
        return Links(tuple(meant))
    return _propose(near[-_PROPOSED_AT_MOST:], "was said shortly before")


def _continued(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The same party goes on answering, and says so: it names again what it answered."""
    for response, links in reversed(said.earlier):
        gap = said.statement.sentence - response.sentence
        if gap > _NEAR_SENTENCES + 1 or not are_same_party(response, said.statement):
            continue
        words = content_words(said.sentence)
        again = [
            c for c in links.answers if is_named(c, said.sentence) or _CARRIER.search(said.sentence)
        ]
        if again and words:
            return Links(tuple(again))
        maybe = [*links.answers, *(c for c, _ in links.proposed)]
        return _propose(maybe, "was answered by the same party just before")
    return Links()


def _nearby(said: Said, before: Sequence[Statement]) -> Links:
    """Nothing tells: propose what was said last, first of all about this party."""
    near = [c for c in before if said.gap(c) <= _NEAR_SENTENCES]
    spoken = [c for c in near if c.mode is not Mode.NARRATION]
    about = [c for c in spoken if is_named(said.statement, c.text)]
    why = "is about this party, and stands before" if about else "stands before"
    return _propose((about or spoken)[-_PROPOSED_AT_MOST:], why)


def _propose(claims: Sequence[Statement], why: str) -> Links:
    return Links(proposed=tuple((claim, why) for claim in claims))
