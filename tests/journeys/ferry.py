"""An invented town whose records come in while people ask about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.model import Claim, Response
from knowledge.records import Records
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker, some_records

QUESTION = "Who said that the ferry landing at Exton will close in winter?"
TEXT = (
    "Harbour master Jane Roe said the ferry landing at Exton will close in winter.\n"
    "“It stays open,” said John Doe.\n"
)
SOURCE = a_source("courier-ferry", TEXT, title="The landing")
EXTON = a_speaker("exton", name="Exton")


def ferry(**fields: Any) -> Records:
    """Return the claim that the question asks for."""
    return some_records(sources=[SOURCE], speakers=[EXTON], claims=[the_claim(**fields)])


def ferry_denied(**fields: Any) -> Records:
    """Return the claim with John Doe's denial."""
    return some_records(
        sources=[SOURCE], speakers=[EXTON], claims=[the_claim()], responses=[the_denial(**fields)]
    )


def the_claim(**fields: Any) -> Claim:
    quote = a_quote("the ferry landing at Exton will close in winter", SOURCE)
    text = "The ferry landing at Exton will close in winter."
    return replace(a_claim("ferry-landing", text=text, quotes=(quote,)), **fields)


def the_denial(**fields: Any) -> Response:
    quote = a_quote("It stays open", SOURCE)
    denial = a_response("ferry-denial", ["ferry-landing"], quotes=(quote,))
    return replace(denial, text="John Doe said it stays open.", **fields)
