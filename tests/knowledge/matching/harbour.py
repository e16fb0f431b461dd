"""Records about an invented harbour town, for the tests of matching.

Small enough to know by heart: two people of one surname, a mayor, an office, a union, a
newspaper, two states with demonyms, boats of the type HX-7, and figures. "Norvay" is one
letter away from a real country's name, on purpose.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.matching.deciding import Decided
from knowledge.model import Claim, Name, Response, Role, Speaker
from knowledge.records import Records
from knowledge.vocabulary import Mode, NameKind, SpeakerKind, Stance, State
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker, some_records

TEAM_SPACE = "slack:t1"

TEXT = """\
Calm water, loud quarrel

Mayor Tomas Brill said the new ferry had cost 4 million crowns, the Tide Herald reported.
“That price is invented,” answered the harbour master, Mara Lindqvist.
Brill also said Norvay had sent six HX-7 patrol boats to Velland last March.
“No boat of ours has left its berth,” the Vellish envoy, Ines Karga, replied.
Marko Lindqvist of the Dockers' Union warned Norvayan guests that dredging would poison the\
 oyster beds.
According to customs officers, Vellish pilots may be training in Norvay.
Velland and Norvay have not confirmed this.
Mara Lindqvist claimed that hundreds of dockers had walked out on Friday.
“Nobody walked out,” Marko Lindqvist told the Tide Herald.
The lighthouse keeper, said Brill, sleeps at noon.
The breakwater, said Brill, was built of cork.
The tavern, said Brill, waters its rum.
The cannery, said Mara Lindqvist, will close, and the smokehouse, she said, will close.
The Port Office did not answer questions about the cannery.
"""
SOURCE = a_source("harbour-row", TEXT, publisher="Tide Herald", published_on=date(2024, 5, 3))


def quoting(exact: str, mode: Mode = Mode.INDIRECT) -> dict[str, Any]:
    return {"quotes": (a_quote(exact, SOURCE, mode=mode),)}


SPEAKERS: tuple[Speaker, ...] = (
    a_speaker("tomas-brill", roles=(Role("Mayor", "Port Calder"),)),
    a_speaker(
        "mara-lindqvist",
        roles=(Role("Harbour Master", "Port Office", speaks_for="port-office"),),
        names=(Name("Captain Mara"),),
    ),
    a_speaker(
        "marko-lindqvist",
        roles=(Role("Spokesman", "Dockers' Union", speaks_for="dockers-union"),),
    ),
    a_speaker("ines-karga", roles=(Role("Ambassador of Velland", "", speaks_for="velland"),)),
    a_speaker("port-office", kind=SpeakerKind.OFFICE, name="Port Office"),
    a_speaker("dockers-union", kind=SpeakerKind.ORGANISATION, name="Dockers' Union"),
    a_speaker("tide-herald", kind=SpeakerKind.OUTLET, name="Tide Herald"),
    a_speaker("customs-officers", kind=SpeakerKind.UNNAMED_GROUP, name="customs officers"),
    a_speaker(
        "velland",
        kind=SpeakerKind.STATE,
        names=(
            Name("Vellish", NameKind.DEMONYM, "en"),
            Name("vellisch", NameKind.DEMONYM, "de"),
        ),
    ),
    a_speaker("norvay", kind=SpeakerKind.STATE, names=(Name("Norvayan", NameKind.DEMONYM, "en"),)),
)

CLAIMS: tuple[Claim, ...] = (
    a_claim(
        "ferry-cost",
        text="The new ferry cost 4 million crowns.",
        said_by=("tomas-brill",),
        via=("tide-herald",),
        **quoting("the new ferry had cost 4 million crowns"),
    ),
    a_claim(
        "patrol-boats",
        text="Norvay sent six HX-7 patrol boats to Velland in March.",
        said_by=("tomas-brill",),
        **quoting("Norvay had sent six HX-7 patrol boats to Velland last March"),
    ),
    a_claim(
        "oyster-beds",
        text="Dredging the harbour would poison the oyster beds.",
        said_by=("marko-lindqvist",),
        **quoting("dredging would poison the oyster beds"),
    ),
    a_claim(
        "pilots",
        text="Vellish pilots may be training in Norvay.",
        said_by=("customs-officers",),
        via=("tide-herald",),
        hedge="may",
        **quoting("Vellish pilots may be training in Norvay"),
    ),
    a_claim(
        "walkout",
        text="Hundreds of dockers walked out on Friday.",
        said_by=("mara-lindqvist",),
        said_as_written="Friday",
        **quoting("hundreds of dockers had walked out on Friday"),
    ),
    a_claim(
        "cannery",
        text="The cannery will close.",
        said_by=("mara-lindqvist",),
        **quoting("The cannery, said Mara Lindqvist, will close", Mode.MIXED),
    ),
    a_claim(
        "smokehouse",
        text="The smokehouse will close.",
        said_by=("mara-lindqvist",),
        **quoting("the smokehouse, she said, will close", Mode.MIXED),
    ),
)

HIDDEN: tuple[Claim, ...] = (
    a_claim(
        "lighthouse-draft",
        text="The lighthouse keeper sleeps at noon.",
        said_by=("tomas-brill",),
        state=State.DRAFT,
        **quoting("The lighthouse keeper, said Brill, sleeps at noon"),
    ),
    a_claim(
        "breakwater-withdrawn",
        text="The breakwater was built of cork.",
        said_by=("tomas-brill",),
        state=State.WITHDRAWN,
        **quoting("The breakwater, said Brill, was built of cork"),
    ),
    a_claim(
        "rum-private",
        text="The tavern waters its rum.",
        said_by=("tomas-brill",),
        space=TEAM_SPACE,
        **quoting("The tavern, said Brill, waters its rum"),
    ),
)

RESPONSES: tuple[Response, ...] = (
    a_response(
        "price-invented",
        ("ferry-cost",),
        text="Mara Lindqvist called the price of the ferry invented.",
        by=("mara-lindqvist",),
        on_behalf_of=("port-office",),
        **quoting("That price is invented", Mode.DIRECT),
    ),
    a_response(
        "no-boat-left",
        ("patrol-boats",),
        stance=Stance.REJECTS,
        text="Ines Karga said no boat had left its berth.",
        by=("ines-karga",),
        on_behalf_of=("velland",),
        **quoting("No boat of ours has left its berth", Mode.DIRECT),
    ),
    a_response(
        "pilots-not-confirmed",
        ("pilots",),
        stance=Stance.NOT_CONFIRMED,
        text="Velland and Norvay have not confirmed it.",
        silent=("velland", "norvay"),
        **quoting("Velland and Norvay have not confirmed this", Mode.NARRATION),
    ),
    a_response(
        "nobody-walked-out",
        ("walkout",),
        text="Marko Lindqvist said that nobody walked out.",
        by=("marko-lindqvist",),
        on_behalf_of=("dockers-union",),
        **quoting("Nobody walked out", Mode.DIRECT),
    ),
    a_response(
        "office-silent",
        ("cannery",),
        stance=Stance.DID_NOT_RESPOND,
        text="The Port Office did not answer questions about the cannery.",
        silent=("port-office",),
        **quoting("The Port Office did not answer questions about the cannery", Mode.NARRATION),
    ),
)


def harbour_records(*, hidden: bool = True) -> Records:
    """Return all of the above; without `hidden`, what everybody may see."""
    claims = CLAIMS + HIDDEN if hidden else CLAIMS
    return some_records(sources=[SOURCE], speakers=SPEAKERS, claims=claims, responses=RESPONSES)


def ids(decided: Decided) -> list[str]:
    """Return the ids of the claims that are shown or offered, in order."""
    return [candidate.claim_id for candidate in decided.candidates]
