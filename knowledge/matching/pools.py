"""Which claims come into question at all, by who is asked about?

A question about somebody's words is answered from that party's claims, and from the claims
that it answered, through recorded relations; never from everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.names import NameIndex
from knowledge.matching.question import Intent, Party, Reading
from knowledge.model import Response
from knowledge.store.port import RecordStore
from knowledge.vocabulary import SILENCES, Stance

_AGAINST = (Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.COUNTERS)


@dataclass(frozen=True, slots=True)
class Pool:
    """Claims that may be meant, or None for all; `others` only if none of these fits.

    `by_relation`: they were reached through who said or answered them.
    """

    claims: tuple[str, ...] | None
    others: bool = False

    @property
    def by_relation(self) -> bool:
        """Whether a name limits the claims."""
        return self.claims is not None


@dataclass(frozen=True, slots=True)
class Pools:
    """Finds pools in a store."""

    store: RecordStore
    names: NameIndex

    def pool(self, reading: Reading, *, space: str) -> Pool:
        """Return the claims among which `reading` is to be answered."""
        said = self._said_by(reading.sayers, space)
        if reading.responders:
            return self._answered(reading, said, space)
        if (
            reading.asks_denial
            and reading.asks_what
            and not reading.sayers
            and not reading.has_topic
        ):
            return Pool(self._denied(space))
        if not reading.sayers:
            return Pool(None)
        if len(reading.sayers) > 1:
            # "What did Iran say about the European letters": one party's answer to another's claim.
            related = self._answers_between(reading.sayers, space)
            if related:
                return Pool(related)
        spoke = self._spoke_about(reading.sayers, space)
        return Pool(tuple(dict.fromkeys((*said, *spoke))))

    def by_name(self, parties: Iterable[Party], *, space: str) -> tuple[str, ...]:
        """Return the claims that `parties` said or carried, else those that they answered."""
        parties = tuple(parties)
        return self._said_by(parties, space) or self._spoke_about(parties, space)

    def _said_by(self, parties: Sequence[Party], space: str) -> tuple[str, ...]:
        speakers = frozenset().union(*(party.speakers for party in parties))
        if not speakers:
            return ()
        return self.store.claims_by(self.names.speaking_for(speakers), space=space)

    def _answered(self, reading: Reading, said: tuple[str, ...], space: str) -> Pool:
        if reading.sayers:
            return Pool(self._answered_or_inverted(reading, said, space))
        if reading.has_topic:
            return Pool(None)
        answered = self._answered_by(reading.responders, space)
        return Pool(self._with_stance(answered, reading) if reading.asks_what else answered)

    def _answered_or_inverted(
        self, reading: Reading, said: tuple[str, ...], space: str
    ) -> tuple[str, ...]:
        """For "did the UK reject Iran's letters": it is Iran whose letters reject the UK's."""
        answered = set(self._answered_by(reading.responders, space))
        if answered & set(said):
            return tuple(claim for claim in said if claim in answered)
        theirs = self._said_by(reading.responders, space)
        spoke = set(self._spoke_about(reading.sayers, space))
        return tuple(claim for claim in theirs if claim in spoke) or said

    def _denied(self, space: str) -> tuple[str, ...]:
        """For "which claims were denied": those with a response that speaks against them."""
        unanswered = set(self.store.unanswered(space=space))
        answered = [c for c in self.store.list_claims(space=space) if c not in unanswered]
        responses = self.store.responses_to(answered)
        return tuple(c for c in answered if any(r.stance in _AGAINST for r in responses[c]))

    def _answered_by(self, parties: Sequence[Party], space: str) -> tuple[str, ...]:
        speakers = frozenset().union(*(party.speakers for party in parties))
        return self.store.claims_answered_by(self.names.speaking_for(speakers), space=space)

    def _spoke_about(self, parties: Sequence[Party], space: str) -> tuple[str, ...]:
        """Return the claims that these parties answered with words of their own."""
        speakers = self.names.speaking_for(frozenset().union(*(p.speakers for p in parties)))
        answered = self._answered_by(parties, space)
        responses = self.store.responses_to(answered)
        return tuple(c for c in answered if any(_spoke(r, speakers) for r in responses[c]))

    def _answers_between(self, parties: Sequence[Party], space: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for party in parties:
            spoke = set(self._spoke_about((party,), space))
            for other in parties:
                if other is not party:
                    said = self._said_by((other,), space)
                    found.update(dict.fromkeys(claim for claim in said if claim in spoke))
        return tuple(found)

    def _with_stance(self, claims: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
        """For "what has Iran denied": only what it answered in words."""
        if reading.intent is not Intent.ANSWERED:
            return claims
        speakers = self.names.speaking_for(
            frozenset().union(*(party.speakers for party in reading.responders))
        )
        responses = self.store.responses_to(claims)
        spoken = tuple(c for c in claims if any(_spoke(r, speakers) for r in responses[c]))
        return spoken or claims


def _spoke(response: Response, speakers: frozenset[str]) -> bool:
    said = set(response.by + response.on_behalf_of)
    return response.stance not in SILENCES and bool(said & speakers)
