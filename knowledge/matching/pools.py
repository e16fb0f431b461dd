"""Which claims come into question at all, by who is asked about?

A question about somebody's words is answered from that party's claims, and from the claims
that it answered, through recorded relations; never from everybody's. A state may have said a
hundred thousand things: of a large pool the first claims are taken, and it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.names import NameIndex
from knowledge.matching.question import Intent, Party, Reading
from knowledge.model import Response
from knowledge.store.port import RecordStore
from knowledge.vocabulary import SILENCES, Stance

POOL_CLAIMS = 400
"""At most so many claims are looked at because of who said or answered them."""
POOL_SPEAKERS = 200
"""At most so many bearers of a name or a role are looked at."""
_AGAINST = (Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.COUNTERS)


@dataclass(frozen=True, slots=True)
class Pool:
    """Claims that may be meant, or None for all; `others` only if none of these fits.

    `by_relation`: they were reached through who said or answered them. `is_cut`: there are
    more than these, which were not looked at.
    """

    claims: tuple[str, ...] | None
    others: bool = False
    is_cut: bool = False

    @property
    def by_relation(self) -> bool:
        """Whether a name limits the claims."""
        return self.claims is not None


@dataclass(frozen=True, slots=True)
class _Found:
    """Claims in listing order; `is_cut` if there are more."""

    claims: tuple[str, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.claims)

    def as_pool(self) -> Pool:
        return Pool(self.claims, is_cut=self.is_cut)


@dataclass(frozen=True, slots=True)
class Pools:
    """Finds pools of at most `most` claims in a store."""

    store: RecordStore
    names: NameIndex
    most: int = POOL_CLAIMS

    def pool(self, reading: Reading, *, space: str) -> Pool:
        """Return the claims among which `reading` is to be answered."""
        if reading.responders:
            return self._answered(reading, space)
        if (
            reading.asks_denial
            and reading.asks_what
            and not reading.sayers
            and not reading.has_topic
        ):
            # "Which claims were denied": those with a response that speaks against them.
            denied = self.store.claims_denied(_AGAINST, limit=self.most + 1, space=space)
            return self._found(denied).as_pool()
        if not reading.sayers:
            return Pool(None)
        if len(reading.sayers) > 1:
            # "What did Iran say about the European letters": one party's answer to another's claim.
            related = self._answers_between(reading.sayers, space)
            if related:
                return related.as_pool()
        said = self._said_by(reading.sayers, space)
        if not said.is_cut:
            said = self._together(said, self._spoke_about(reading.sayers, space))
        return said.as_pool()

    def by_name(self, parties: Iterable[Party], *, space: str) -> tuple[str, ...]:
        """Return the claims that `parties` said or carried, else those that they answered.

        At most `most`.
        """
        parties = tuple(parties)
        found = self._said_by(parties, space) or self._spoke_about(parties, space)
        return found.claims

    def _said_by(self, parties: Sequence[Party], space: str) -> _Found:
        speakers, is_cut = self._voices(parties)
        claims = (
            self.store.claims_by(speakers, limit=self.most + 1, space=space) if speakers else ()
        )
        return self._found(claims, is_cut=is_cut)

    def _answered_by(self, parties: Sequence[Party], space: str) -> _Found:
        speakers, is_cut = self._voices(parties)
        claims = self.store.claims_answered_by(speakers, limit=self.most + 1, space=space)
        return self._found(claims, is_cut=is_cut)

    def _voices(self, parties: Sequence[Party]) -> tuple[frozenset[str], bool]:
        """Return the parties and who speaks for them; and whether some were left out."""
        named = frozenset().union(*(party.speakers for party in parties))
        speakers = self.names.speaking_for(named)
        if len(speakers) <= POOL_SPEAKERS:
            return speakers, False
        first = sorted(speakers, key=lambda speaker: (speaker not in named, speaker))
        return frozenset(first[:POOL_SPEAKERS]), True

    def _answered(self, reading: Reading, space: str) -> Pool:
        if reading.sayers:
            return self._answered_or_inverted(reading, space).as_pool()
        if reading.has_topic:
            return Pool(None)
        answered = self._answered_by(reading.responders, space)
        if reading.asks_what and reading.intent is Intent.ANSWERED:
            # "What has Iran denied": only what it answered in words.
            answered = self._spoken(answered, reading.responders, space) or answered
        return answered.as_pool()

    def _answered_or_inverted(self, reading: Reading, space: str) -> _Found:
        """For "did the UK reject Iran's letters": it is Iran whose letters reject the UK's."""
        said = self._said_by(reading.sayers, space)
        answered = self._answered_by(reading.responders, space)
        both = self._in_both(said, reading.sayers, answered, reading.responders, space)
        if both:
            return both
        theirs = self._said_by(reading.responders, space)
        spoke = self._spoke_about(reading.sayers, space)
        return self._in_both(theirs, reading.responders, spoke, reading.sayers, space) or said

    def _spoke_about(self, parties: Sequence[Party], space: str) -> _Found:
        """Return the claims that these parties answered with words of their own."""
        return self._spoken(self._answered_by(parties, space), parties, space)

    def _spoken(self, answered: _Found, parties: Sequence[Party], space: str) -> _Found:
        speakers, _ = self._voices(parties)
        responses = self.store.responses_to(answered.claims, space=space)
        spoken = (c for c in answered.claims if any(_spoke(r, speakers) for r in responses[c]))
        return _Found(tuple(spoken), answered.is_cut)

    def _answers_between(self, parties: Sequence[Party], space: str) -> _Found:
        found = _Found()
        for party in parties:
            spoke = self._spoke_about((party,), space)
            for other in parties:
                if other is not party:
                    said = self._said_by((other,), space)
                    both = self._in_both(said, (other,), spoke, (party,), space)
                    found = self._together(found, both)
        return found

    def _in_both(
        self,
        said: _Found,
        sayers: Sequence[Party],
        answered: _Found,
        responders: Sequence[Party],
        space: str,
    ) -> _Found:
        """Return which of the claims that `sayers` said were answered by `responders`.

        Of two long lists the first claims may be others: what is not on a list that was cut is
        looked for in the records of the other one.
        """
        inside = set(answered.claims)
        if not answered.is_cut and said.is_cut:
            voices, _ = self._voices(sayers)
            claims = self.store.get_claims(answered.claims, space=space)
            both = [c.id for c in claims if voices & {*c.said_by, *c.via}]
        elif answered.is_cut and not said.is_cut:
            voices, _ = self._voices(responders)
            responses = self.store.responses_to(said.claims, space=space)
            both = [c for c in said.claims if any(voices & set(r.parties) for r in responses[c])]
        else:
            both = [claim for claim in said.claims if claim in inside]
        return _Found(tuple(both), said.is_cut and answered.is_cut)

    def _found(self, claims: Sequence[str], *, is_cut: bool = False) -> _Found:
        return _Found(tuple(claims[: self.most]), is_cut or len(claims) > self.most)

    def _together(self, one: _Found, other: _Found) -> _Found:
        claims = tuple(dict.fromkeys((*one.claims, *other.claims)))
        return self._found(claims, is_cut=one.is_cut or other.is_cut)


def _spoke(response: Response, speakers: frozenset[str]) -> bool:
    said = set(response.by + response.on_behalf_of)
    return response.stance not in SILENCES and bool(said & speakers)
