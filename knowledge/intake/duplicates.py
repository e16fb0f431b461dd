"""Which claims may be the same, told by two sources? Proposals for editors: nothing is merged.

For each claim the index gives the likest others, and of these only those are proposed that are
true under the same conditions (matching/conditions.py). Who said it may differ: one may repeat
the other. What was answered to one is never an answer to the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.matching.conditions import differences
from knowledge.matching.evidence import Evidence
from knowledge.matching.matcher import Matcher
from knowledge.matching.notes import listed
from knowledge.matching.shelf import Shelf
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS
from knowledge.matching.told import Statement
from knowledge.model import Claim
from knowledge.related import RelationSource
from knowledge.store.desk_port import DraftKind, KeptDraft, Who
from knowledge.store.port import PUBLIC
from knowledge.text import words

_ID_DIGITS = 16
_SHOWN_CHARACTERS = 120
_FEWEST_THINGS = 3
"""A claim about fewer ("On taxes.") states nothing that could be the same."""
_OF_ITSELF = frozenset("i me my mine we us our ours he him his she her hers".split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two claims that may be the same, the one with the lesser id first, and why."""

    claim: str
    other: str
    why: tuple[str, ...]


def find_duplicates(
    claims: Iterable[str],
    matcher: Matcher,
    *,
    space: str = PUBLIC,
    decided: RelationSource | None = None,
) -> Iterator[Proposal]:
    """Yield for each of `claims` the claims seen from `space` that may be the same, once a pair.

    Pairs about which editors `decided` something, whatever it was, are left out, and so are
    claims that are not seen. Each costs about as much as a question. Raises `StoreError`.
    """
    proposed: set[tuple[str, str]] = set()
    for claim in claims:
        for proposal in _proposals(claim, matcher, space):
            pair = (proposal.claim, proposal.other)
            if pair not in proposed and not _is_decided(pair, decided, space):
                proposed.add(pair)
                yield proposal


def as_draft(proposal: Proposal, matcher: Matcher, *, space: str, who: Who, at: float) -> KeptDraft:
    """Return what is put into the desk's queue of `space` for the proposal."""
    one, other = matcher.store.get_claims([proposal.claim, proposal.other], space=space)
    key = f"same:{proposal.claim}:{proposal.other}"
    digits = hashlib.sha256(f"{space}\0{key}".encode()).hexdigest()[:_ID_DIGITS]
    return KeptDraft(
        id=f"same-{digits}",
        space=space,
        kind=DraftKind.SAME_CLAIM,
        key=key,
        title=f"The same claim? “{_shown(one)}” — “{_shown(other)}”",
        proposed_by=who,
        proposed_at=at,
        claims=(one.id, other.id),
        notes=proposal.why,
    )


def _proposals(claim: str, matcher: Matcher, space: str) -> Iterator[Proposal]:
    shelf = matcher.shelf(space)
    if shelf.view(space).rows_of([claim])[0] < 0:
        return
    for own in shelf.evidence([claim], space=space):
        near = matcher.survey(own.claim.text, space=space, without=(claim,))
        mine = _statement(own.claim, shelf, space)
        if len(mine.order) + len(mine.figures) < _FEWEST_THINGS:
            return
        for evidence in shelf.evidence(near.claims[:SURVEYED_CLAIMS], space=space):
            theirs = _statement(evidence.claim, shelf, space)
            if not differences(mine, theirs) and not _speak_of_themselves(own, evidence):
                one, other = sorted((own.claim.id, evidence.claim.id))
                yield Proposal(one, other, tuple(_why(mine, own, evidence, shelf)))


def _statement(claim: Claim, shelf: Shelf, space: str) -> Statement:
    vocabulary = shelf.reader_in(space).vocabulary
    return Statement(claim.text, shelf.names, vocabulary, claim.said_on, claim.hedge or "")


def _speak_of_themselves(one: Evidence, other: Evidence) -> bool:
    """Whether "I", "we" or "he" are others in each: nothing tells whom they mean."""
    said = frozenset(words(one.claim.text)) | frozenset(words(other.claim.text))
    return bool(said & _OF_ITSELF) and set(one.claim.said_by) != set(other.claim.said_by)


def _why(mine: Statement, one: Evidence, other: Evidence, shelf: Shelf) -> Iterator[str]:
    speakers = shelf.names.speakers
    parties = listed(sorted(m.name for group in mine.named for m in map(speakers.get, group) if m))
    if parties:
        yield f"both are about {parties}"
    if mine.figures or mine.days:
        yield f"both say {listed(sorted(mine.figures | mine.days))}"
    if mine.proper:
        yield f"both name {listed(mine.telling.get(name, name) for name in sorted(mine.proper))}"
    yield f"both say “{'”, “'.join(sorted(mine.telling.values()))}”, or words that mean it"
    said, there = (
        listed(speakers[speaker].name for speaker in each.claim.said_by) for each in (one, other)
    )
    first, second = sorted(((one.claim.id, said), (other.claim.id, there)))
    if said == there:
        yield f"both are by {said}"
    else:
        yield f"the first is by {first[1]}, the second by {second[1]}: one may repeat the other"


def _is_decided(pair: tuple[str, str], decided: RelationSource | None, space: str) -> bool:
    if decided is None:
        return False
    relations = decided.relations(pair, space=space)
    return any({relation.claim, relation.other} == set(pair) for relation in relations)


def _shown(claim: Claim) -> str:
    text = claim.text
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 2]} …"
