"""Does the claim that editors linked to a wording answer this question?

An editor knows more than the records: that "Blinken" was meant as the spokesman, that a word
which nobody recorded means the ferry. But a question about another party on record, another
figure, or the other way round is another question, whoever linked it: there the guards rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.matching import notes
from knowledge.matching.phrasings import Linked
from knowledge.matching.question import Intent, Party, Reading, Unit
from knowledge.matching.ranking import Candidate, Ranker
from knowledge.matching.wordings import Wording
from knowledge.model import Claim
from knowledge.text import words
from knowledge.vocabulary import SpeakerKind

BECAUSE = notes.LINKED
OWN_WORDS = "these are the words of the claim"
_READ_CLAIMS = 4
_FEWEST_WORDS = 4
_RETOLD = ("says", "said")
"""How a fact-checker may begin to retell a claim."""
_PARTIES = (SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.OFFICE)


def linked_claims(
    reading: Reading, linked: Linked, ranker: Ranker, *, confidence: float
) -> list[Candidate]:
    """Return those of the `linked` claims that are seen, and that no guard refuses.

    One that says nothing but what was typed cannot be about another party or figure.
    """
    because = OWN_WORDS if linked.are_own_words else BECAUSE
    typed = words(reading.asked)
    return [
        replace(candidate, confidence=confidence, veto=None, because=(because,))
        for candidate in judged(reading, linked.claims, ranker)
        if candidate.veto is None or typed in _said(candidate.evidence.claim)
    ]


def in_own_words(reading: Reading, linked: Linked, ranker: Ranker) -> Linked:
    """Return as linked the claims that say, to the letter, what was typed, if there are any.

    A whole sentence of a record, pasted, means that record, whatever else could be read in it;
    also behind "who said that", or "did Kirby say that".
    """
    typed = words(reading.asked)
    if linked.claims or not reading.units or len(typed) < _FEWEST_WORDS:
        return linked
    framing = _framing(reading, ranker)
    likeliest = ranker.survey(reading).claims[:_READ_CLAIMS]
    found = tuple(
        evidence.claim.id
        for evidence in ranker.shelf.evidence(likeliest, space=ranker.space)
        if any(_is_worded(typed, said, framing) for said in _said(evidence.claim))
    )
    return replace(linked, claims=found, are_own_words=bool(found))


def _said(claim: Claim) -> Iterable[tuple[str, ...]]:
    return (words(text) for text in (claim.text, *(quote.exact for quote in claim.quotes)))


def _is_worded(typed: tuple[str, ...], said: tuple[str, ...], framing: frozenset[str]) -> bool:
    """Whether `typed` is `said`, with nothing around it but words that frame a question."""
    said = said[1:] if said and said[0] in _RETOLD else said
    if len(said) < _FEWEST_WORDS:
        return False
    starts = range(len(typed) - len(said) + 1)
    at = next((at for at in starts if typed[at : at + len(said)] == said), None)
    return at is not None and framing.issuperset(typed[:at] + typed[at + len(said) :])


def _framing(reading: Reading, ranker: Ranker) -> frozenset[str]:
    """Return the words that may stand around a claim that is asked about: known names as well."""
    lexicon = ranker.shelf.lexicon
    frame = lexicon.frames[reading.language]
    named = (words(item.typed) for item in reading.items if item.speakers)
    return (frame.all - frame.negation - {"not"} | lexicon.verdict_words).union(*named)


def why_not_linked(text: str, claim: str, ranker: Ranker) -> str | None:
    """Return why a link from this wording to the claim would show nothing; None if it would.

    For the desk: an editor should know when linking, not wonder afterwards.
    """
    reader = ranker.shelf.reader_in(ranker.space)
    wording = Wording(reader.read(text), reader)
    reading = wording.reading
    if reading.intent is Intent.NOT_A_QUESTION:
        return "it asks nothing"
    if not wording.has_own_topic:
        return "it is about a name alone, which lists what is recorded of it"
    if wording.leans_on_a_thread:
        return "it leans on what was asked before, and means something else in each thread"
    if reading.is_instruction:
        return "it gives the bot orders, which change nothing that is recorded"
    found = judged(reading, [claim], ranker)
    return found[0].veto if found else "there is no such claim to be seen here"


def judged(reading: Reading, claims: Sequence[str], ranker: Ranker) -> list[Candidate]:
    """Return those of `claims` that are seen, with why one cannot be what `reading` asks for."""
    view = ranker.shelf.view(ranker.space)
    known = [claim for claim, row in zip(claims, view.rows_of(claims), strict=True) if row >= 0]
    units = (*reading.units, *_unknown_figures(reading, ranker))
    # "How much leaked?" has a word that the claim lacks; that it is its amount, the editor knows.
    asked = replace(reading, units=units, asks_amount=False)
    judged = ranker.rank(asked, known) if known else []
    return [replace(c, veto=c.veto or _another_party(reading, c, ranker)) for c in judged]


def unknown_names(reading: Reading, ranker: Ranker) -> list[str]:
    """Say what in the question nothing on record bears, although it is answered."""
    figures = {unit.typed for unit in _unknown_figures(reading, ranker)}
    names = [typed for typed in reading.unknown if typed not in figures]
    return notes.unknown(names, ranker.shelf.names, None)


def _unknown_figures(reading: Reading, ranker: Ranker) -> Iterable[Unit]:
    """Yield the figures and days that no record has: a link says nothing about those."""
    countable = ranker.shelf.lexicon.countables
    for item in reading.items:
        is_figure = item.kind in ("number", "designation") or item.word in countable
        if is_figure and item.typed in reading.unknown:
            yield Unit(item.kind, item.word, item.typed)


def _another_party(reading: Reading, candidate: Candidate, ranker: Ranker) -> str | None:
    """Return the reason if somebody is asked about who neither made the claim nor is its party."""
    evidence, speakers = candidate.evidence, ranker.shelf.names.speakers
    for party in reading.sayers:
        group = party.speakers | party.spokespeople
        inside = evidence.chain
        if all(speakers[speaker].kind in _PARTIES for speaker in party.speakers):
            inside = inside | evidence.named | evidence.answered
        if not group & inside:
            return _asked_about(party)
    return None


def _asked_about(party: Party) -> str:
    return f"asked what {party.typed} said, who did not make the claim"
