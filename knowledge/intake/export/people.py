"""Who said it, as schema.org has people: their kinds, names and what they are.

Only persons and organisations can author or act there. A state, or a group that nobody named,
is therefore also typed as an organisation; which it is, its first type says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.intake.export.names import Names
from knowledge.model import Speaker
from knowledge.vocabulary import NameKind, SpeakerKind

Node = dict[str, Any]

_TYPES: Mapping[SpeakerKind, str | list[str]] = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.AUTHOR: "Person",
    SpeakerKind.OFFICE: "Organization",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.OUTLET: "NewsMediaOrganization",
    SpeakerKind.STATE: ["Country", "GovernmentOrganization"],
    SpeakerKind.UNNAMED_GROUP: ["Audience", "Organization"],
}
_OWN_NAMES = (NameKind.ALIAS, NameKind.SCRIPT)


def person(speaker: Speaker, names: Names) -> Node:
    """Return who `speaker` is."""
    others = [name.name for name in speaker.names if name.kind in _OWN_NAMES]
    node = {
        "@type": _TYPES[speaker.kind],
        "@id": names.of(speaker),
        "name": speaker.name,
        "alternateName": list(dict.fromkeys(others)),
    }
    return without_empty(node | (_roles(speaker) if node["@type"] == "Person" else {}))


def _roles(speaker: Speaker) -> Node:
    organisations = dict.fromkeys(r.organisation for r in speaker.roles if r.organisation)
    return {
        "jobTitle": list(dict.fromkeys(role.title for role in speaker.roles if role.title)),
        "affiliation": [{"@type": "Organization", "name": name} for name in organisations],
    }


def without_empty(node: Node) -> Node:
    """Return `node` without fields that say nothing."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}
