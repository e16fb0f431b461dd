"""Right or quiet: which claims are shown, offered, or not, and why.

What cannot be explained from the records is not answered, and the reason is given in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.answer import Outcome
from knowledge.matching import notes
from knowledge.matching.confidence import Thresholds
from knowledge.matching.following import Followed, Turn
from knowledge.matching.linking import linked_claims, unknown_names
from knowledge.matching.phrasings import NOTHING_LINKED, Linked
from knowledge.matching.pools import Pool, Pools
from knowledge.matching.question import Intent, Reading
from knowledge.matching.ranking import Candidate, Ranker
from knowledge.matching.scores import AROUND, SAME_ROOT
from knowledge.matching.shelf import Shelf
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS
from knowledge.matching.within import has_topic_beside_quote, pool_of, widened
from knowledge.vocabulary import SpeakerKind

CHOICES = 3
_PARTIES = (SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.OFFICE)


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a question: the outcome, and the claims that it shows or offers.

    `considered` are all that were ranked for it, likeliest first, shown or not. Only where it is
    measured, and whatever was decided: `surveyed` are the claims of any speaker that were looked
    at closely for the words asked about, and `ranking` is the order of the survey.
    """

    outcome: Outcome
    reading: Reading
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    notes: tuple[str, ...] = ()
    knowledge_version: str = ""
    considered: tuple[Candidate, ...] = ()
    surveyed: tuple[Candidate, ...] = ()
    ranking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides questions against one shelf; `linked` is what editors decided about the wording.

    Where it `is_measured`, it tells also how all claims were ranked, which takes its time.
    """

    shelf: Shelf
    ranker: Ranker
    thresholds: Thresholds
    space: str
    is_measured: bool = False
    linked: Linked = NOTHING_LINKED

    def with_links(self, linked: Linked) -> Decider:
        """Return the decider for a wording about which editors decided this."""
        if linked == NOTHING_LINKED:
            return self
        return replace(self, linked=linked, ranker=self.ranker.ruling_out(linked.ruled_out))

    def decide(self, followed: Followed) -> Decided:
        """Return what is shown, offered, or not."""
        decided = self._decide(followed)
        nothing_asked = decided.outcome is Outcome.SILENT or not followed.reading.units
        if nothing_asked or not self.is_measured:
            return decided
        surveyed = tuple(self.ranker.rank(followed.reading, None))
        ranking = self.ranker.survey(followed.reading).claims[:SURVEYED_CLAIMS]
        return replace(decided, surveyed=surveyed, ranking=ranking)

    def _decide(self, followed: Followed) -> Decided:
        reading = followed.reading
        if reading.intent is Intent.NOT_A_QUESTION:
            return self._done(Outcome.SILENT, reading)
        if shown := self._linked(reading):
            return shown
        if reading.unknown:
            return self._nothing_known(reading)
        pool = pool_of(followed, self.shelf, self.space, self.ranker.without)
        if pool is None:
            return self._done(Outcome.NONE, reading, said=["No recorded quote has these words."])
        if not reading.has_topic or (reading.quoted and not has_topic_beside_quote(reading)):
            return self._listing(reading, pool)
        if reading.intent is Intent.SOURCE and reading.has_only_figures:
            return self._holding_figures(reading)
        names_only = all(unit.kind == "name" or unit.is_optional for unit in reading.units)
        if names_only and pool.by_relation:
            return self._listing(reading, pool)
        if reading.intent is Intent.BY_SPEAKER and not pool.by_relation:
            return self._everything_by(reading)
        if names_only and not pool.by_relation and reading.intent is Intent.CLAIMED:
            return self._by_names(reading)
        return self._ranked(reading, pool)

    def _linked(self, reading: Reading) -> Decided | None:
        """Show the claims that editors linked to this wording, if any of them may be shown."""
        if not self.linked.claims or reading.is_instruction:
            return None
        sure = self.thresholds.decision.linked
        found = linked_claims(reading, self.linked.claims, self.ranker, confidence=sure)
        if not found:
            return None
        clear = replace(reading, doubtful=())
        said = unknown_names(reading, self.ranker)
        others = self.ranker.rank(clear, None)
        shown = self._done(Outcome.ANSWER, clear, found, said=said)
        return replace(shown, considered=(*found, *others))

    def together(self, parts: Sequence[Decided]) -> Decided:
        """Return one decision that shows what each part of a question found."""
        shown = {c.claim_id: c for part in parts for c in part.candidates}
        said = dict.fromkeys(note for part in parts for note in part.notes)
        confidence = min(part.confidence for part in parts if part.candidates)
        return replace(
            parts[0], candidates=tuple(shown.values()), confidence=confidence, notes=tuple(said)
        )

    def turn(self, decided: Decided) -> Turn:
        """Return what a later question of the thread may lean on."""
        claims = tuple(candidate.claim_id for candidate in decided.candidates)
        said = frozenset(s for c in decided.candidates for s in c.evidence.claim.said_by)
        answered = frozenset(s for c in decided.candidates for s in c.evidence.answered)
        return Turn(decided.reading, claims, said, answered)

    def _listing(self, reading: Reading, pool: Pool) -> Decided:
        """Show what a name or a relation leads to, without a topic."""
        if not pool.by_relation:
            said = notes.WHICH_CLAIM if reading.points_back else notes.NOTHING
            return self._done(Outcome.NONE, reading, said=[said])
        listed = self._as_listed(reading, pool.claims or ())
        found = [candidate for candidate in listed if candidate.veto is None]
        # "Did the bank promise anything": of what it said, the promise.
        found = [c for c in found if _is_of_the_kind(c)] or found
        found = [replace(c, because=notes.relations(reading, c, self.shelf.names)) for c in found]
        if not found:
            asked = notes.listed(
                notes.party_names((*reading.sayers, *reading.responders), self.shelf.names.speakers)
            )
            what = "response by" if reading.responders else "claim by"
            said = f"No {what} {asked} is recorded." if asked else notes.NOTHING
            return self._done(Outcome.NONE, reading, said=[said])
        more = pool.is_cut or len(pool.claims or ()) > self.ranker.listed
        return self._done(Outcome.ANSWER, reading, found, said=[notes.MORE] if more else ())

    def _holding_figures(self, reading: Reading) -> Decided:
        """Show the claims in which, or in whose responses, a symbol stands."""
        ranked = self.ranker.rank(reading, None)
        sure = self.thresholds.decision.listed
        fit = [
            c
            for c in ranked
            if c.veto is None and all(e.amount > AROUND for e in c.score.explained)
        ]
        found = [replace(c, confidence=sure) for c in fit]
        if not found:
            return self._done(Outcome.NONE, reading, said=[notes.NOTHING])
        return self._done(Outcome.ANSWER, reading, found)

    def _everything_by(self, reading: Reading) -> Decided:
        parties = [unit.speakers for unit in reading.units if unit.kind == "name"]
        pools = Pools(self.shelf.store, self.shelf.names)
        said = pools.by_name(reading.named_parties, space=self.space) if parties else ()
        return self._listing(replace(reading, units=()), Pool(said))

    def _by_names(self, reading: Reading) -> Decided:
        """For "the league on Brandeis": what one of those named said about the others."""
        ranked = [c for c in self.ranker.rank(reading, None) if c.veto is None]
        first = reading.units[0]
        voice = first.speakers | first.spokespeople
        said = [
            replace(c, confidence=self.thresholds.decision.listed)
            for c in ranked
            if voice & c.evidence.chain
        ]
        if said:
            return self._done(Outcome.ANSWER, reading, said)
        return self._unsure(reading, ranked)

    def _as_listed(self, reading: Reading, claims: Sequence[str]) -> list[Candidate]:
        decision = self.thresholds.decision
        sure = decision.listed_mended if reading.mended else decision.listed
        ranked = {c.claim_id: c for c in self.ranker.rank(reading, claims)}
        return [replace(ranked[claim], confidence=sure) for claim in claims if claim in ranked]

    def _ranked(self, reading: Reading, pool: Pool) -> Decided:
        pool = widened(pool, reading, self.ranker)
        ranked = self.ranker.rank(reading, pool.claims)
        if reading.responders and not reading.asks_retraction:
            ranked = self._theirs_to_answer(ranked, reading)
        shown = self._shown(reading, ranked)
        if shown:
            decided = self._done(Outcome.ANSWER, reading, shown)
        elif pool.by_relation and reading.sayers:
            decided = self._said_by_others(reading, ranked)
        else:
            decided = self._unsure(reading, ranked)
        return replace(decided, considered=tuple(ranked))

    def _shown(self, reading: Reading, ranked: Sequence[Candidate]) -> list[Candidate]:
        decision = self.thresholds.decision
        claims = self.shelf.view(self.space).claims
        least_shown = self.thresholds.least(reading.kind, claims)
        fit = [
            c
            for c in ranked
            if c.veto is None
            and c.confidence >= least_shown
            and c.score.strongest >= decision.evidence
        ]
        if not fit:
            return []
        least = fit[0].confidence - decision.band
        if reading.is_instruction and fit[0].confidence < decision.ordered:
            return []
        covered = max(c.score.coverage for c in fit) - decision.gap
        return [c for c in fit if c.confidence >= least and c.score.coverage >= covered]

    def _theirs_to_answer(self, ranked: list[Candidate], reading: Reading) -> list[Candidate]:
        """Leave out what a party said itself, and what it has no part in if it has in others."""
        group = frozenset().union(*(p.speakers | p.spokespeople for p in reading.responders))
        others = [c for c in ranked if not set(c.evidence.claim.said_by) <= group] or ranked
        involved = [
            c for c in others if group & (c.evidence.named | c.evidence.answered | c.evidence.chain)
        ]
        # Its part in another claim must not push aside the claim that the words mean.
        band = self.thresholds.decision.band
        return (
            involved if _best(involved) > 0 and _best(involved) >= _best(others) - band else others
        )

    def _said_by_others(self, reading: Reading, ranked: Sequence[Candidate]) -> Decided:
        """Nobody asked about said so: show it only to whom the claim is about; else say who did."""
        elsewhere = self._shown(reading, self.ranker.rank(reading, None))
        asked = frozenset().union(*(party.speakers for party in reading.sayers))
        about = [c for c in elsewhere if asked & (c.evidence.named | c.evidence.answered)]
        if about and len(reading.sayers) == 1 and self._is_party(asked):
            return self._done(Outcome.ANSWER, reading, about)
        if elsewhere:
            said = notes.not_said_by(reading.sayers, elsewhere[0], self.shelf.names)
            return self._done(Outcome.NONE, reading, said=[said])
        return self._unsure(reading, ranked)

    def _is_party(self, speakers: frozenset[str]) -> bool:
        """Whether these are parties that claims are about, not people whose own words count."""
        return all(self.shelf.names.speakers[s].kind in _PARTIES for s in speakers)

    def _unsure(self, reading: Reading, ranked: Sequence[Candidate]) -> Decided:
        least = self.thresholds.decision.choice
        offered = [c for c in ranked if c.veto is None and c.confidence >= least][:CHOICES]
        if offered and reading.is_instruction:
            return self._done(Outcome.NONE, reading, said=[notes.NO_ORDERS], best=offered[0])
        if offered and reading.language != "en":
            # Only names and figures are understood there: too little to guess from.
            said = [notes.other_language(reading.language)]
            return self._done(Outcome.NONE, reading, said=said, best=offered[0])
        if offered:
            return self._done(Outcome.CHOICES, reading, offered)
        vetoed = next((c for c in ranked if c.veto and c.confidence >= least), None)
        said = [f"The nearest claim was refused: {vetoed.veto}."] if vetoed else [notes.NOTHING]
        return self._done(Outcome.NONE, reading, said=said, best=ranked[0] if ranked else None)

    def _nothing_known(self, reading: Reading) -> Decided:
        ranked = self.ranker.rank(reading, None) if reading.units else []
        near = self._shown(reading, ranked)[:1]
        said = notes.unknown(reading.unknown, self.shelf.names, near[0] if near else None)
        return self._done(Outcome.NONE, reading, said=said)

    def _done(
        self,
        outcome: Outcome,
        reading: Reading,
        shown: Sequence[Candidate] = (),
        *,
        said: Sequence[str] = (),
        best: Candidate | None = None,
    ) -> Decided:
        if outcome is Outcome.ANSWER and reading.doubtful:
            outcome, shown = Outcome.CHOICES, shown[:CHOICES]
        beside = notes.beside(reading, shown, self.shelf.names) if shown else []
        confidence = max((c.confidence for c in shown), default=best.confidence if best else 0.0)
        return Decided(
            outcome, reading, tuple(shown), confidence, (*said, *beside), self.shelf.version
        )


def _best(ranked: Sequence[Candidate]) -> float:
    return max((c.confidence for c in ranked if c.veto is None), default=0.0)


def _is_of_the_kind(candidate: Candidate) -> bool:
    return any(e.unit.is_optional and e.amount >= SAME_ROOT for e in candidate.score.explained)
