"""What answers a claim, as schema.org has actions: who disagreed, agreed, or said something else.

A denial disagrees with a claim and disputes it; it refutes nothing. Of who was silent nothing
is said as if they had acted: that is a work that reports it, about the claim.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.intake.export.names import Names
from knowledge.intake.export.people import Node, person, without_empty
from knowledge.intake.export.quotations import quotations
from knowledge.intake.export.selecting import Dossier
from knowledge.model import Response
from knowledge.vocabulary import SILENCES, Scope, Stance

_SAYS = "CommunicateAction"

_ACTIONS: Mapping[Stance, tuple[str, str]] = {
    Stance.DENIES: ("DisagreeAction", "cito:disputes"),
    Stance.REJECTS: ("DisagreeAction", "cito:disputes"),
    Stance.DISPUTES: ("DisagreeAction", "cito:disputes"),
    Stance.COUNTERS: ("DisagreeAction", "cito:disagreesWith"),
    Stance.CONFIRMS: ("AgreeAction", "cito:agreesWith"),
    Stance.ADMITS_IN_PART: (_SAYS, "cito:qualifies"),
    Stance.CORRECTS: (_SAYS, "cito:corrects"),
    Stance.RETRACTS: (_SAYS, "cito:retracts"),
}
_SCOPES: Mapping[Scope, str] = {
    Scope.PART: "It answers a part of the claim.",
    Scope.BROADER: "It answers more than the claim.",
}


def answer(response: Response, dossier: Dossier, names: Names) -> Node:
    """Return `response` as it answers the claim of `dossier`."""
    claim = {"@id": names.of(dossier.claim)}
    scope = next(a.scope for a in response.answers if a.claim == dossier.claim.id)
    head = {
        "@id": names.of(response),
        "identifier": response.id,
        "name": response.stance.value.replace("_", " "),
        "description": _SCOPES.get(scope),
    }
    if response.stance in SILENCES:
        return without_empty(head | _report(response, dossier, names, claim))
    type_, relation = _ACTIONS[response.stance]
    said = {
        "@type": "CreativeWork",
        "text": response.text,
        "dateCreated": response.said_on.isoformat() if response.said_on else None,
        "citation": quotations(response, names),
    }
    agents = _agents(response, dossier, names)
    action = {"@type": type_, "agent": agents, "object": claim, relation: claim}
    return without_empty(head | action | {"result": without_empty(said)})


def _agents(response: Response, dossier: Dossier, names: Names) -> list[Node]:
    """Return who spoke, each for those whose answer it is, and these themselves."""
    behalf = [person(dossier.speakers[id_], names) for id_ in response.on_behalf_of]
    spoke = [person(dossier.speakers[id_], names) for id_ in response.by]
    delegated = [{"@id": each["@id"]} for each in behalf]
    return [
        *(node | ({"prov:actedOnBehalfOf": delegated} if delegated else {}) for node in spoke),
        *(node for node in behalf if node not in spoke),
    ]


def _report(response: Response, dossier: Dossier, names: Names, claim: Node) -> Node:
    silent = [person(dossier.speakers[id_], names) for id_ in response.silent]
    return {
        "@type": "CreativeWork",
        "text": response.text,
        "about": claim,
        "mentions": silent,
        "citation": quotations(response, names),
    }
