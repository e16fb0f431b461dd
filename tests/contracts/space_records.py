"""Public records, and beside them those of two spaces that tell much the same, by the same names.

Every id and every text of a private record has its space's own word in it: where that word is
not found, nothing of the space is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.model import Claim, Name, Response, Review, Role, Source, Speaker
from knowledge.records import Record, Records
from tests.builders import (
    DENIAL,
    a_claim,
    a_quote,
    a_response,
    a_review,
    a_source,
    a_speaker,
    some_records,
)

HERE, THERE = "slack:t1", "discord:9"
WORD = {HERE: "quokka", THERE: "numbat"}
"""A word of each space that nobody else has."""

COST = a_claim(via=("radio-example",))
LEAKS = a_claim("roof-leaks", text="The roof leaks.", quotes=(a_quote("It leaks"),))
PUBLIC_RECORDS = some_records(
    claims=(COST, LEAKS), responses=(a_response(),), reviews=(a_review(),)
)
OPEN = "roof-leaks"
"""A public claim that nobody answered in public."""


def records_of(space: str) -> Records:
    """Return what the space records beside `PUBLIC_RECORDS`, with what of these it mentions."""
    word = WORD[space]
    text = f"The {word} roof had cost 9 million euros. “That {word} figure is false,” Doe said."
    source = a_source(f"{word}-notes", text, title=f"Notes of a {word}", space=space)
    envoy = a_speaker(
        f"{word}-roe",
        name="Jane Roe",
        names=(Name(f"Ada {word.title()}"),),
        roles=(Role(f"{word} keeper", "Town Hall", "john-doe"),),
        space=space,
    )
    cost = a_claim(
        f"{word}-cost",
        text=f"The {word} roof cost 9 million euros.",
        quotes=(a_quote(f"The {word} roof had cost 9 million euros", source),),
        said_by=(envoy.id,),
        topics=(word,),
        space=space,
    )
    its_open = a_claim(
        f"{word}-open",
        text=f"The {word} sleeps in the roof.",
        quotes=(a_quote(f"The {word} roof", source),),
        said_by=("jane-roe",),
        space=space,
    )
    denial = a_response(
        f"{word}-denial",
        answers=(cost.id, OPEN, COST.id),
        text=f"Ada {word.title()} called the {word} figure false.",
        quotes=(a_quote(f"That {word} figure is false", source), a_quote(DENIAL)),
        by=(envoy.id,),
        space=space,
    )
    review = a_review(
        f"{word}-review", (cost.id, COST.id), publisher=f"The {word} checkers", space=space
    )
    return some_records(
        speakers=(envoy,),
        claims=(COST, LEAKS, cost, its_open),
        responses=(denial,),
        reviews=(review,),
    )


def as_public(records: Records) -> Records:
    """Return the sources, speakers and claims, published for everybody."""

    def claim(of: Claim) -> Claim:
        quotes = (replace(quote, source=replace(quote.source, space="")) for quote in of.quotes)
        return replace(of, quotes=tuple(quotes), space="")

    return Records(
        tuple(replace(source, space="") for source in records.sources),
        tuple(replace(speaker, space="") for speaker in records.speakers),
        tuple(map(claim, records.claims)),
    )


def together_of(records: Iterable[Record]) -> Records:
    """Return these records as what hangs together."""
    every = tuple(records)
    return Records(
        sources=tuple(record for record in every if isinstance(record, Source)),
        speakers=tuple(record for record in every if isinstance(record, Speaker)),
        claims=tuple(record for record in every if isinstance(record, Claim)),
        responses=tuple(record for record in every if isinstance(record, Response)),
        reviews=tuple(record for record in every if isinstance(record, Review)),
    )
