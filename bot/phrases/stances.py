"""How is a response said? Each stance, each silence, and the absence of both by its own name.

"Denied", "disputed", "not confirmed" (as a source reports), "declined to comment", "did not
respond" and "no response recorded" are six different facts: no two share a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.phrases.places import shown_quotes
from bot.phrases.wording import count, day, listed, lower_first
from bot.reply import ShownResponse
from knowledge.model import Quote, Response, Speaker
from knowledge.vocabulary import Scope, Stance

NONE_RECORDED = "No response recorded"

_SENTENCES: Mapping[Stance, str] = {
    Stance.DENIES: "Denied by {}",
    Stance.REJECTS: "Rejected by {}",
    Stance.DISPUTES: "Disputed by {}",
    Stance.COUNTERS: "Countered by {}",
    Stance.ADMITS_IN_PART: "Admitted in part by {}",
    Stance.CONFIRMS: "Confirmed by {}",
    Stance.CORRECTS: "Correction issued by {}",
    Stance.RETRACTS: "Retracted by {}",
    Stance.DECLINES_TO_COMMENT: "Declined to comment, says the source: {}",
    Stance.DID_NOT_RESPOND: "Did not respond, says the source: {}",
    Stance.NOT_CONFIRMED: "Not confirmed by {}, says the source",
}
_SCOPES: Mapping[Scope, str] = {
    Scope.EXACT: "",
    Scope.PART: " (answers part of this claim)",
    Scope.BROADER: " (answers more than this claim)",
}
_SUMMED_UP = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """What responses share that are shown as one: how, by whom, for whom, of how much, when."""

    sentence: str
    responses: tuple[Response, ...]


def summary(responses: Sequence[Response], claim: str, speakers: Mapping[str, Speaker]) -> str:
    """Return what the responses to `claim` add up to, party by party, without a full stop."""
    said = [group.sentence for group in _grouped(responses, claim, speakers, with_roles=False)]
    if not said:
        return NONE_RECORDED
    parts = [said[0], *(lower_first(sentence) for sentence in said[1:_SUMMED_UP])]
    if len(said) > _SUMMED_UP:
        parts.append(count(len(said) - _SUMMED_UP, "more response"))
    return "; ".join(parts)


def shown_responses(
    responses: Sequence[Response], claim: str, speakers: Mapping[str, Speaker]
) -> tuple[ShownResponse, ...]:
    """Return the responses to `claim` for its card; if there are none, that none is recorded."""
    groups = quoted_responses(responses, claim, speakers)
    shown = tuple(ShownResponse(sentence, shown_quotes(quotes)) for sentence, quotes in groups)
    return shown or (ShownResponse(NONE_RECORDED),)


def quoted_responses(
    responses: Sequence[Response], claim: str, speakers: Mapping[str, Speaker]
) -> Iterable[tuple[str, tuple[Quote, ...]]]:
    """Yield each sentence that is said of the responses to `claim`, with the quotes for it."""
    for group in _grouped(responses, claim, speakers, with_roles=True):
        yield group.sentence, tuple(q for response in group.responses for q in response.quotes)


def with_role(speaker: Speaker) -> str:
    """Return the speaker's name with the first of its roles, if that says more than the name."""
    remarks = ["unnamed"] if speaker.kind == "unnamed_group" else []
    role = speaker.roles[0] if speaker.roles else None
    if role and role.title and not set(role.title.split()) <= set(speaker.name.split()):
        remarks.append(role.title)
    if role and role.organisation and role.organisation not in " ".join(remarks):
        remarks.append(role.organisation)
    return f"{speaker.name} ({', '.join(remarks)})" if remarks else speaker.name


def _grouped(
    responses: Sequence[Response],
    claim: str,
    speakers: Mapping[str, Speaker],
    *,
    with_roles: bool,
) -> Iterable[_Said]:
    found: dict[str, tuple[Response, ...]] = {}
    for response in responses:
        sentence = _sentence(response, claim, speakers, with_roles=with_roles)
        found[sentence] = (*found.get(sentence, ()), response)
    return [_Said(sentence, said) for sentence, said in found.items()]


def _sentence(
    response: Response, claim: str, speakers: Mapping[str, Speaker], *, with_roles: bool
) -> str:
    parties = [speakers[party] for party in response.by or response.silent]
    named = listed(with_role(party) if with_roles else party.name for party in parties)
    others = [party for party in response.on_behalf_of if speakers[party] not in parties]
    if others:
        named += f" for {listed(speakers[party].name for party in others)}"
    if response.said_on:
        named += f" on {day(response.said_on)}"
    scope = next(answers.scope for answers in response.answers if answers.claim == claim)
    return _SENTENCES[response.stance].format(named) + _SCOPES[scope]
