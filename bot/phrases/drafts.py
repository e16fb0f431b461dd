"""Drafts -> Reply: what a machine proposes, for a person who decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.phrases.wording import count, listed, marked
from bot.reply import Line, Reply, Section
from knowledge.intake.document import Document
from knowledge.intake.draft import Draft, DraftKind, DraftSpeaker, claims_and_responses
from knowledge.vocabulary import SILENCES, Mode, Stance

_STANCES: Mapping[Stance, str] = {
    Stance.DENIES: "Denial",
    Stance.REJECTS: "Rejection",
    Stance.DISPUTES: "Dispute",
    Stance.COUNTERS: "Counter-statement",
    Stance.ADMITS_IN_PART: "Admission in part",
    Stance.CONFIRMS: "Confirmation",
    Stance.CORRECTS: "Correction",
    Stance.RETRACTS: "Retraction",
    Stance.DECLINES_TO_COMMENT: "Declined to comment",
    Stance.DID_NOT_RESPOND: "Did not respond",
    Stance.NOT_CONFIRMED: "Not confirmed",
}


def drafts_reply(document: Document, drafts: Sequence[Draft]) -> Reply:
    """Return what was drafted from `document`, numbered so that answers can point at claims."""
    claims, responses = claims_and_responses(drafts)
    numbers = {draft.id: number for number, draft in enumerate(drafts, 1)}
    what = f"{count(len(claims), 'claim')} and {count(len(responses), 'response')}"
    headline = f"{document.name}: {what} drafted."
    if not drafts:
        headline = f"{document.name}: nothing in it could be drafted."
    notes = ("Drafts answer no question before the desk has published them.",) if drafts else ()
    sections = tuple(_section(draft, numbers) for draft in drafts)
    return Reply(headline, notes=notes, sections=sections)


def _section(draft: Draft, numbers: Mapping[str, int]) -> Section:
    is_response = draft.kind is DraftKind.RESPONSE and draft.stance
    what = _STANCES[draft.stance] if is_response and draft.stance else "Claim"
    return Section(f"{numbers[draft.id]}. {what}: {draft.text}", tuple(_lines(draft, numbers)))


def _lines(draft: Draft, numbers: Mapping[str, int]) -> Iterable[Line]:
    is_silent = draft.stance in SILENCES
    yield Line("Silent" if is_silent else "Said by", listed(map(_named, draft.said_by)))
    if draft.via:
        yield Line("Via", listed(draft.via))
    if draft.hedge:
        yield Line("Hedge", marked(draft.hedge))
    if draft.said_as_written:
        yield Line("When", marked(draft.said_as_written))
    for quote in draft.quotes:
        yield Line(
            "Quote",
            f"{marked(quote.exact)}, {_how(draft.mode)}, characters {quote.start} to {quote.end}",
        )
    if draft.answers:
        yield Line("Answers", listed(f"{numbers[claim]}" for claim in draft.answers))
    for each in draft.proposed:
        yield Line("Perhaps", f"answers {numbers[each.claim]}, which {each.why}")
    if draft.kind is DraftKind.RESPONSE and not (draft.answers or draft.proposed):
        yield Line("Answers", "the text does not say which claim")


def _named(speaker: DraftSpeaker) -> str:
    remarks = ", ".join(filter(None, (speaker.role, speaker.organisation)))
    return f"{speaker.name} ({remarks})" if remarks else speaker.name


def _how(mode: Mode) -> str:
    return "the author's own words" if mode is Mode.NARRATION else f"{mode} speech"
