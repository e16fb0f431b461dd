"""Records for tests: small, valid, and about one invented town hall.

Each builder takes the fields that the test is about as keywords; the others are filled in
so that the records fit together. `some_records` adds whatever its claims and responses mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from knowledge.model import Answers, Claim, Quote, Response, Review, Source, Speaker
from knowledge.records import Records
from knowledge.vocabulary import SILENCES, SpeakerKind, Stance

TEXT = (
    "Roof row\n"
    "\n"
    "Mayor Jane Roe said the roof had cost 9 million euros, Radio Example reported.\n"
    "“That figure is false,” said John Doe of Builders Ltd. “It leaks,” Roe answered.\n"
    "The council did not answer questions.\n"
)
COST = "the roof had cost 9 million euros"
DENIAL = "That figure is false"


def a_source(id: str = "courier-roof", text: str = TEXT, **fields: Any) -> Source:
    filled = {"read_on": date(2024, 5, 2), "language": "en", **fields}
    return Source(id=id, text=text, **filled)


def a_speaker(id: str = "jane-roe", **fields: Any) -> Speaker:
    name = id.replace("-", " ").title()
    return Speaker(id=id, **{"kind": SpeakerKind.PERSON, "name": name, **fields})


def a_quote(exact: str = COST, source: Source | None = None, **fields: Any) -> Quote:
    """Return a quote of the first `exact` in `source`, or of the one that begins at `start`."""
    source = source or a_source()
    start = fields.pop("start", source.text.find(exact))
    return Quote(source, exact, start, start + len(exact), **fields)


def a_claim(id: str = "roof-cost", **fields: Any) -> Claim:
    filled: dict[str, Any] = {
        "text": "The town hall's new roof cost 9 million euros.",
        "quotes": (a_quote(),),
        "said_by": ("jane-roe",),
    }
    return Claim(id=id, **{**filled, **fields})


def a_response(
    id: str = "roof-denial", answers: Iterable[str | Answers] = (), **fields: Any
) -> Response:
    """Return a denial by John Doe of "roof-cost"; `answers` may be plain claim ids.

    With a stance of silence the silent party is "builders-ltd".
    """
    stance = fields.setdefault("stance", Stance.DENIES)
    party = {"silent": ("builders-ltd",)} if stance in SILENCES else {"by": ("john-doe",)}
    answered = tuple(Answers(a) if isinstance(a, str) else a for a in answers)
    filled: dict[str, Any] = {
        "text": "John Doe called the figure false.",
        "quotes": (a_quote(DENIAL),),
        "answers": answered or (Answers("roof-cost"),),
        **party,
    }
    return Response(id=id, **{**filled, **fields})


def a_review(
    id: str = "roof-review", claims: Iterable[str] = ("roof-cost",), **fields: Any
) -> Review:
    """Return what the invented Example Checkers wrote of "roof-cost"."""
    filled: dict[str, Any] = {
        "publisher": "Example Checkers",
        "rating": "Half true",
        "url": "https://example.org/checked",
        "reviewed_on": date(2024, 5, 3),
        **fields,
    }
    return Review(id=id, claims=tuple(claims), **filled)


def some_records(
    *,
    sources: Iterable[Source] = (),
    speakers: Iterable[Speaker] = (),
    claims: Iterable[Claim] | None = None,
    responses: Iterable[Response] | None = None,
    reviews: Iterable[Review] = (),
) -> Records:
    """Return records that hang together: what these mention and nobody gave is added.

    Without `claims` and `responses` it is one claim by Jane Roe via Radio Example, and its
    denial by John Doe. With `claims` alone there are no responses.
    """
    if claims is None and responses is None:
        claims = (a_claim(via=("radio-example",)),)
        responses = (a_response(on_behalf_of=("builders-ltd",)),)
    responses = tuple(responses or ())
    if claims is None:
        answered = dict.fromkeys(answer.claim for r in responses for answer in r.answers)
        claims = tuple(a_claim(id_) for id_ in answered)
    claims = tuple(claims)
    by_source = {source.id: source for source in sources}
    quotes = [quote for claim in claims for quote in claim.quotes]
    quotes += [quote for response in responses for quote in response.quotes]
    for quote in quotes:
        by_source.setdefault(quote.source.id, quote.source)
    by_speaker = {speaker.id: speaker for speaker in speakers}
    mentioned = [id_ for speaker in by_speaker.values() for id_ in speaker.speaks_for]
    mentioned += [id_ for claim in claims for id_ in claim.said_by + claim.via]
    mentioned += [id_ for response in responses for id_ in response.parties]
    for id_ in mentioned:
        by_speaker.setdefault(id_, a_speaker(id_))
    records = (tuple(by_source.values()), tuple(by_speaker.values()), claims, responses)
    return Records(*records, tuple(reviews))
