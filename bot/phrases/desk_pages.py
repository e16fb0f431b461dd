"""What an editor sees of one thing: a draft, a question, a wrong match, two claims, a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.phrases.cards import claim_card, said_by
from bot.phrases.desk import asked_how_often, short
from bot.phrases.places import shown_quotes, source_name, source_names
from bot.phrases.stances import with_role
from bot.phrases.wording import count, day, listed, marked, sentence, shortened, upper_first
from bot.reply import Card, Line, Listed, Reply, Section
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import Record
from knowledge.store.desk_port import AskedGroup, KeptDraft, WrongMatch
from knowledge.vocabulary import SILENCES, Scope, Stance, State

Speakers = Mapping[str, Speaker]
_HEADLINE_CHARACTERS = 300
_NOTES = 6
_SHOWN = 200

STANCES: Mapping[Stance, str] = {
    Stance.DENIES: "denies",
    Stance.REJECTS: "rejects",
    Stance.DISPUTES: "disputes",
    Stance.COUNTERS: "counters",
    Stance.ADMITS_IN_PART: "admits in part",
    Stance.CONFIRMS: "confirms",
    Stance.CORRECTS: "corrects",
    Stance.RETRACTS: "retracts",
    Stance.DECLINES_TO_COMMENT: "declined to comment, says the source",
    Stance.DID_NOT_RESPOND: "did not respond, says the source",
    Stance.NOT_CONFIRMED: "did not confirm, says the source",
}
"""What each stance is called where an editor chooses or reads one."""

_SCOPES = {Scope.EXACT: "", Scope.PART: " (part of it)", Scope.BROADER: " (more than it)"}
_STATES = {
    State.DRAFT: "It is a draft and shown to nobody.",
    State.PUBLISHED: "",
    State.WITHDRAWN: "It is withdrawn and shown to nobody.",
}
_PUBLIC = "It is public: only who runs Gainsay can change it."


# Drafts


def draft_reply(
    draft: KeptDraft,
    record: Record,
    speakers: Speakers,
    claims: Mapping[str, Claim],
    *,
    is_finished: bool,
) -> Reply:
    """Return a draft as it would be published, and what the machine or member noted.

    `claims` are those that a response answers, as far as they are on record.
    """
    kind = "response" if isinstance(record, Response) else "claim"
    text = sentence(shortened(draft.title, _HEADLINE_CHARACTERS))
    notes = list(draft.notes[:_NOTES])
    if not is_finished:
        notes.insert(0, "Nobody has chosen yet which claim it answers: choose before publishing.")
    card = record_card(record, speakers, claims if is_finished else {})
    return Reply(f"Draft of a {kind}: {text}", tuple(notes), cards=(card,))


def unusable_reply(title: str, why: str) -> Reply:
    """Return something that waits and cannot be decided on any more, and why."""
    headline = sentence(f"This cannot be decided on: {marked(shortened(title, _SHOWN))}")
    return Reply(headline, (sentence(upper_first(why)), "Put it aside to go on."))


def record_card(record: Record, speakers: Speakers, claims: Mapping[str, Claim]) -> Card:
    """Return all that a claim, response or review says, for an editor."""
    match record:
        case Claim():
            return replace(claim_card(record, (), speakers), responses=())
        case Response():
            return _response_card(record, speakers, claims)
        case _:
            return Card(record.id, _title(record), tuple(_lines(record)), (), ())


def _response_card(response: Response, speakers: Speakers, claims: Mapping[str, Claim]) -> Card:
    parties = listed(with_role(speakers[id_]) for id_ in response.by or response.silent)
    lines = [
        Line("Silent" if response.stance in SILENCES else "By", parties),
        Line("Stance", STANCES[response.stance]),
    ]
    if response.on_behalf_of:
        lines.append(Line("For", listed(speakers[id_].name for id_ in response.on_behalf_of)))
    for answer in response.answers:
        if answer.claim in claims:
            text = short(claims[answer.claim].text)
            lines.append(Line("Answers", f"{marked(text)}{_SCOPES[answer.scope]}"))
    if response.said_on:
        lines.append(Line("When", day(response.said_on)))
    lines.append(Line("Source", source_names(response.quotes)))
    return Card(response.id, response.text, tuple(lines), shown_quotes(response.quotes), ())


def _title(record: Record) -> str:
    match record:
        case Source():
            return upper_first(source_name(record))
        case Speaker():
            return with_role(record)
        case Review():
            rating = f": {marked(record.rating)}" if record.rating else ""
            return f"Review by {record.publisher}{rating}"
        case Claim() | Response():
            return record.text


def _lines(record: Record) -> list[Line]:
    match record:
        case Speaker():
            names = listed(name.name for name in record.names)
            return [Line("Kind", record.kind.replace("_", " "))] + (
                [Line("Also called", names)] if names else []
            )
        case Review():
            said = [Line("Says", short(record.text))] if record.text else []
            return [*said, *([Line("Address", record.url)] if record.url else [])]
        case Source():
            return [Line("Text", count(len(record.text), "character"))]
    return []


# Records


def record_reply(
    record: Record,
    speakers: Speakers,
    claims: Mapping[str, Claim],
    responses: Sequence[Response] = (),
    *,
    may_change: bool,
) -> Reply:
    """Return a record that is kept, in whatever state; `responses` are those to a claim."""
    state = _STATES[record.state] if isinstance(record, Claim | Response | Review) else ""
    notes = [Line for Line in (state, "" if may_change else _PUBLIC) if Line]
    notes.append(f"Its id is {record.id}.")
    card = record_card(record, speakers, claims)
    if isinstance(record, Claim):
        card = claim_card(record, responses, speakers)
    headline = f"On record: {sentence(shortened(_title(record), _HEADLINE_CHARACTERS))}"
    return Reply(headline, tuple(notes), cards=(card,))


def found_reply(words: str, claims: Sequence[Claim], speakers: Speakers) -> Reply:
    """Return the claims that words lead to, for an editor to open one."""
    if not claims:
        headline = f"No record has the id {marked(short(words))}, and no claim has such words."
        return Reply(headline, ("Only what this place may see is looked through.",))
    headline = f"{count(len(claims), 'claim')} found for {marked(short(words))}."
    return Reply(headline, sections=(Section("Claims", listed=listed_claims(claims, speakers)),))


def listed_claims(claims: Sequence[Claim], speakers: Speakers) -> tuple[Listed, ...]:
    """Return the claims as entries, with who made them."""
    return tuple(
        Listed(claim.id, short(claim.text), f"By {said_by(claim, speakers)}") for claim in claims
    )


# Questions, wrong matches, duplicates


def question_reply(group: AskedGroup, claims: Sequence[Claim], speakers: Speakers) -> Reply:
    """Return a question that had no answer, and the claims that it may mean."""
    asked = marked(shortened(group.text, _HEADLINE_CHARACTERS))
    headline = sentence(f"This question had no answer: {asked}")
    how = upper_first(asked_how_often(group))
    if group.outcome == "failed":
        how += "; the last time something went wrong on Gainsay’s side"
    if not claims:
        return Reply(headline, (f"{how}.", "No claim on record has its words."))
    section = Section("It may mean", listed=listed_claims(claims, speakers))
    return Reply(headline, (f"{how}.",), sections=(section,))


def wrong_reply(wrong: WrongMatch, claim: Claim, speakers: Speakers) -> Reply:
    """Return a claim that was shown for a question, and that it was said not to fit."""
    said = "Somebody" if wrong.times == 1 else f"{wrong.times:,} people"
    asked = marked(shortened(wrong.text, _HEADLINE_CHARACTERS))
    card = replace(claim_card(claim, (), speakers), responses=())
    headline = f"{said} asked {asked}, and did not mean the claim that was shown."
    return Reply(headline, cards=(card,))


def duplicate_reply(draft: KeptDraft, claims: Sequence[Claim], speakers: Speakers) -> Reply:
    """Return two claims side by side, and why they may be the same."""
    cards = tuple(replace(claim_card(claim, (), speakers), responses=()) for claim in claims)
    notes = (*draft.notes[:_NOTES], "Whatever you say, both stay on record.")
    return Reply("Are these two records of the same claim?", notes, cards=cards)
