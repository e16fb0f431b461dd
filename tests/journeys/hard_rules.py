"""What no answer may ever do, whatever was asked: checked against the pack, not the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.answer import Answer, Outcome, standing_of
from knowledge.model import Claim, Response
from knowledge.records import Records

CHOICES = 3


def breaches(answer: Answer, records: Records) -> list[str]:
    """Return which hard rules `answer` breaks, without a word of the question."""
    shown = answer.as_json()
    claims = {claim.id: claim for claim in records.claims}
    found = list(_of_outcome(answer.outcome, shown))
    for each in shown["claims"]:
        if each["id"] not in claims:
            found.append(f"shows {each['id']}, which is not on record")
            continue
        found += _of_claim(each, claims[each["id"]], records)
    return found


def _of_outcome(outcome: Outcome, shown: dict[str, Any]) -> Iterator[str]:
    ids = [claim["id"] for claim in shown["claims"]]
    confidences = [shown["confidence"], *(claim["confidence"] for claim in shown["claims"])]
    if len(set(ids)) < len(ids):
        yield "shows a claim twice"
    if bool(ids) != (outcome in (Outcome.ANSWER, Outcome.CHOICES)):
        yield f"{outcome.value} with {len(ids)} claims"
    if outcome is Outcome.CHOICES and len(ids) > CHOICES:
        yield f"offers {len(ids)} choices"
    if outcome is Outcome.SILENT and shown["notes"]:
        yield "speaks although it is silent"
    if not all(0 <= confidence <= 1 for confidence in confidences):
        yield "a confidence is not between 0 and 1"


def _of_claim(shown: dict[str, Any], claim: Claim, records: Records) -> Iterator[str]:
    names = {speaker.id: speaker.name for speaker in records.speakers}
    recorded = [r for r in records.responses if claim.id in {a.claim for a in r.answers}]
    if shown["text"] != claim.text or shown["hedge"] != claim.hedge:
        yield f"{claim.id}: other words than recorded"
    if [(said["id"], said["name"]) for said in shown["said_by"]] != [
        (id_, names[id_]) for id_ in claim.said_by
    ]:
        yield f"{claim.id}: said by somebody else"
    if shown["via"] != [names[id_] for id_ in claim.via]:
        yield f"{claim.id}: carried by somebody else"
    if shown["standing"] != standing_of(recorded).value:
        yield f"{claim.id}: another standing than recorded"
    if sorted(r["id"] for r in shown["responses"]) != sorted(r.id for r in recorded):
        yield f"{claim.id}: not exactly the responses that answer it"
    yield from _of_quotes(claim.id, shown["quotes"], records)
    by_id = {response.id: response for response in records.responses}
    for response in shown["responses"]:
        yield from _of_response(response, by_id[response["id"]], claim, names)
        yield from _of_quotes(response["id"], response["quotes"], records)


def _of_response(
    shown: dict[str, Any], response: Response, claim: Claim, names: dict[str, str]
) -> Iterator[str]:
    scopes = {answer.claim: answer.scope.value for answer in response.answers}
    if shown["scope"] != scopes.get(claim.id):
        yield f"{response.id}: shown under {claim.id}, which it does not answer so"
    if shown["stance"] != response.stance.value:
        yield f"{response.id}: another stance than recorded"
    parties = [{"name": names[id_]} for id_ in response.by or response.silent]
    if shown["by"] != parties:
        yield f"{response.id}: another party than recorded"
    if shown["on_behalf_of"] != [{"name": names[id_]} for id_ in response.on_behalf_of]:
        yield f"{response.id}: on behalf of somebody else"


def _of_quotes(record: str, shown: list[dict[str, Any]], records: Records) -> Iterator[str]:
    sources = {source.id: source for source in records.sources}
    if not shown:
        yield f"{record}: shown without a quote"
    for quote in shown:
        source = sources[quote["source"]]
        start, end = quote["start"], quote["end"]
        if not quote["exact"] or source.text[start:end] != quote["exact"]:
            yield f"{record}: a quote that does not stand at [{start}, {end})"
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        if source.text[start - len(quote["prefix"]) :][: len(around)] != around:
            yield f"{record}: other words around a quote"
        if quote["sha256"] != source.sha256:
            yield f"{record}: a quote of another text"
