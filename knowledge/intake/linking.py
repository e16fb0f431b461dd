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
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.intake.parties import are_same_party, content_words, is_named, names_in
from knowledge.intake.statements import Statement
from knowledge.intake.unnamed import NOUNS
from knowledge.vocabulary import SILENCES, Mode

RESTATED = 0.6
"""So much of what is denied must stand in the claim."""
_NEAREST_CLAIMS = 200
_NEAR_SENTENCES = 3
_POINTED_SENTENCES = 2
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
    r"|\b(?:disput|den|reject|dismiss|refut|call)\w*\s+(?:that(?=\s*(?:[.,;:”\"]|\Z))|this|it|them)\b"
    r"|\basked about (?:this|that|it)\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(r"\s+(?:of|about|regarding|concerning|over|that|on)\s+([^,.;!?]+)")
_NAMES_CLAIM = re.compile(rf"\b(?:{'|'.join(_CLAIM_NOUNS.split())})\b|asked about", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:accusations|allegations|claims|charges|reports|figures|those|these|them)\b"
)
_CARRIERS = (
    r"(letter|report|memo|leaflet|study|notice|interview|lawsuit|complaint|speech|article|book|film|"
    r"video|email|post|audit|dossier|petition)s?"
)
# "Rejected the letters", "the claims in the letters"; not "denied that he had sent the letters".
_CARRIER = re.compile(
    rf"\A\s*(?:the|this|that|those|these|an?|[\w.]+[’']s?)(?:\s+[\w-]+){{0,2}}?\s+{_CARRIERS}[\s.”\"]*\Z"
    rf"|\b(?:{'|'.join(_CLAIM_NOUNS.split())})\s+(?:made\s+)?(?:in|of|from)\s+"
    rf"(?:the|this|that|those|these|his|her|its|their)\s+(?:\w+\s+)?{_CARRIERS}\b",
    re.IGNORECASE,
)
_IN_CARRIER = re.compile(rf"\b{_CARRIERS}\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:about|on|regarding|concerning|over)\s+(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Links:
    """The claims that a response answers, and those that it may answer with the reason for each."""

    answers: tuple[Statement, ...] = ()
    proposed: tuple[tuple[Statement, str], ...] = ()

    def without(self, is_left_out: Callable[[Statement], bool]) -> Links:
        return Links(
            tuple(claim for claim in self.answers if not is_left_out(claim)),
            tuple((claim, why) for claim, why in self.proposed if not is_left_out(claim)),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A response in its text: its own words, its sentence, and what was answered earlier.

    `questions` are the sentences that ask: between a claim and its answer they do not count.
    """

    statement: Statement
    words: str
    sentence: str
    questions: frozenset[int]
    paragraph_ends: frozenset[int]
    earlier: Sequence[tuple[Statement, Links]]

    def gap(self, claim: Statement) -> int:
        """Return how many sentences further on than `claim` it stands."""
        between = range(claim.sentence + 1, self.statement.sentence)
        asked = 0
        for number in between:  # "… says so. Is that true?": the question belongs to the claim
            asked += number in self.questions
            if number in self.paragraph_ends or number not in self.questions:
                break
        return self.statement.sentence - claim.sentence - asked


def links_of(said: Said, claims: Sequence[Statement], text: str) -> Links:
    """Return what `said` answers among `claims`, which are in the order of the text."""
    before = _before(said, claims)
    for find in (_inside, _restated, _about, _by_name, _by_carrier, _pointed_at, _continued):
        found = find(said, before, text)
        if found.answers or found.proposed:
            return found
    return _nearby(said, before)


def _before(said: Said, claims: Sequence[Statement]) -> list[Statement]:
    """Return the claims of others up to the sentence of `said`, the nearest of very many."""
    here = said.statement
    end = bisect_right(claims, here.sentence, key=lambda claim: claim.sentence)
    return [
        claim
        for claim in claims[max(0, end - _NEAREST_CLAIMS) : end]
        if claim is not here and not are_same_party(claim, here)
    ]


def takes_up(said: Said, claims: Sequence[Statement], text: str) -> Links:
    """Return what an admission or a confirmation may be about; nothing if it is news of its own."""
    before = [c for c in _before(said, claims) if said.gap(c) <= _ABOUT_SENTENCES]
    found = _restated(said, before, text)
    wanted = content_words(said.statement.about)
    alike = [c for c in before if len(wanted & content_words(c.about or c.text)) >= 2]
    spoken = [c for c in alike if c.mode is not Mode.NARRATION]
    return found if found.answers else _propose(spoken[-_PROPOSED_AT_MOST:], "shares words with it")


def _inside(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The claim stands in the answer: "has not confirmed reports that …"."""
    start, end = said.statement.hull
    inside = [c for c in before if start <= c.hull[0] and c.hull[1] <= end]
    is_claimed = [c for c in inside if c.speaker.lower().startswith(NOUNS)]
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
        numbers = {word for word in wanted if word[0].isdigit()}
        if len(shared) >= 2 and len(shared) >= RESTATED * len(wanted) and numbers <= has:
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
    found = _CARRIER.search(said.statement.about)
    if not found:
        return Links()
    noun = (found[1] or found[2]).lower()
    holding = [
        c
        for c in before
        if c.mode is not Mode.NARRATION and noun in _carriers(text[slice(*c.hull)])
    ]
    if len(holding) == 1:
        return Links((holding[0],))
    return _propose(holding[-_PROPOSED_AT_MOST:], f"was made in the {noun} that is answered")


def _carriers(words: str) -> set[str]:
    return {found[1].lower() for found in _IN_CARRIER.finditer(words)}


def _pointed_at(said: Said, before: Sequence[Statement], _text: str) -> Links:
    """The answer points at what was said in its sentence or just before, if that is one claim."""
    points = _POINTS_BACK.search(said.sentence)
    if not points:
        return Links()
    # "I can't say that" points at a question; a silence has to name what it is about.
    if said.statement.stance in SILENCES and not _NAMES_CLAIM.search(points[0]):
        return Links()
    near = [c for c in before if c.mode is not Mode.NARRATION and said.gap(c) <= _NEAR_SENTENCES]
    meant = [c for c in near if said.gap(c) <= _POINTED_SENTENCES]
    # "The story of the subsidy" is not whatever was said last.
    narrowed = _NARROWED.match(said.sentence, points.end())
    if narrowed and _NAMES_CLAIM.search(points[0]):
        wanted = content_words(narrowed[1])
        meant = [c for c in meant if wanted & content_words(c.about or c.text)]
    is_one = len(meant) == 1 or (
        len({c.attribution for c in meant}) == 1 and _SEVERAL.search(points[0])
    )
    if meant and is_one and min(said.gap(c) for c in meant) <= 1:
        return Links(tuple(meant))
    return _propose((meant or near)[-_PROPOSED_AT_MOST:], "was said shortly before")


def _continued(said: Said, before: Sequence[Statement], text: str) -> Links:
    """The same party goes on answering, and says so: it names again what it answered."""
    for response, links in reversed(said.earlier):
        is_far = said.statement.sentence - response.sentence > _NEAR_SENTENCES + 1
        if is_far or not are_same_party(response, said.statement):
            continue
        again = [
            claim
            for claim in links.answers
            if is_named(claim, said.sentence)
            or _carriers(said.sentence) & _carriers(text[slice(*claim.hull)])
        ]
        if again and said.statement.stance not in SILENCES:
            return Links(tuple(again))
        maybe = [*links.answers, *(c for c, _ in links.proposed)]
        known = [claim for claim in maybe if claim in before]
        return _propose(known, "was answered by the same party just before")
    return Links()


def _nearby(said: Said, before: Sequence[Statement]) -> Links:
    """Nothing tells: propose what shares words with it, or what was said last."""
    wanted = content_words(said.statement.about)
    spoken = [c for c in before if c.mode is not Mode.NARRATION and said.gap(c) <= _ABOUT_SENTENCES]
    alike = [c for c in spoken if wanted & content_words(c.about or c.text)]
    if alike:
        return _propose(alike[-_PROPOSED_AT_MOST:], "shares words with it")
    near = [c for c in spoken if said.gap(c) <= _NEAR_SENTENCES]
    about = [c for c in near if is_named(said.statement, c.text)]
    why = "is about this party, and stands before" if about else "stands before"
    return _propose((about or near)[-_PROPOSED_AT_MOST:], why)


def _propose(claims: Sequence[Statement], why: str) -> Links:
    return Links(proposed=tuple((claim, why) for claim in claims))
