"""Any records that a store can hold, for property tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from knowledge.model import (
    Answers,
    Claim,
    Name,
    Quote,
    Response,
    Review,
    Role,
    Source,
    Span,
    Speaker,
)
from knowledge.records import Records
from knowledge.vocabulary import SILENCES, Mode, NameKind, Scope, SpeakerKind, Stance

often = settings(
    max_examples=25,
    deadline=None,
    # Not shrunk: records hang together so closely that it takes minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

# Letters that are quoted, escaped, split at, taken for formulas or normalised somewhere.
_ODD = list("ab .,;|=+-@'\"\\#{}[]<>&\t\n\r\x00\x0b\x1f\x7f\x85\u2028\ufeff\u202eée\u0301İ😀")
texts = st.text(st.sampled_from(_ODD) | st.characters(exclude_categories=["Cs"]), max_size=12)
filled = texts.filter(lambda text: bool(text.strip()))
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ids = st.from_regex(r"[a-z0-9]{1,3}([-_./:][a-z0-9]{1,3}){0,3}", fullmatch=True)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some_of(ids: list[str], *, at_least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(
        st.sampled_from(ids), min_size=at_least, max_size=3, unique=True
    ).map(tuple)  # fmt: skip


def tuples(strategy: st.SearchStrategy[Any], *, at_least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=at_least, max_size=3).map(tuple)


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def _sources(draw: st.DrawFn, id_: str) -> Source:
    text = draw(st.text("ab \n", min_size=2, max_size=30).filter(str.strip) | filled)
    return Source(
        id_, text, draw(days), draw(texts), draw(maybe(texts)), draw(maybe(texts)),
        draw(maybe(texts)), draw(maybe(texts)), draw(maybe(days)), draw(maybe(texts)),
        draw(tuples(_spans(text))) if draw(st.booleans()) else (),
    )  # fmt: skip


@st.composite
def _quotes(draw: st.DrawFn, sources: list[Source]) -> Quote:
    source = draw(st.sampled_from(sources))
    start, end = draw(_spans(source.text))
    return Quote(source, source.text[start:end], start, end, draw(st.sampled_from(Mode)))


def _roles(speakers: list[str]) -> st.SearchStrategy[Role]:
    other, when = st.sampled_from(speakers), maybe(days)
    titled = st.builds(Role, filled, texts, maybe(other), when, when)
    return titled | st.builds(Role, st.just(""), texts, other, when, when)


def _speakers(id_: str, speakers: list[str]) -> st.SearchStrategy[Speaker]:
    names = st.builds(Name, filled, st.sampled_from(NameKind), texts)
    kinds = st.sampled_from(SpeakerKind)
    roles = tuples(_roles(speakers))
    return st.builds(Speaker, st.just(id_), kinds, filled, tuples(names), roles)


@st.composite
def _claims(draw: st.DrawFn, id_: str, quotes: Any, speakers: list[str]) -> Claim:
    return Claim(
        id_, draw(filled), draw(quotes), draw(some_of(speakers, at_least=1)),
        draw(some_of(speakers)), draw(maybe(texts)), draw(maybe(texts)), draw(maybe(texts)),
        draw(maybe(days)), draw(tuples(texts)), said_in=draw(maybe(texts)),
        appearances=tuple(dict.fromkeys(draw(tuples(texts)))),
    )  # fmt: skip


@st.composite
def _responses(
    draw: st.DrawFn, id_: str, quotes: Any, speakers: list[str], claims: list[str]
) -> Response:
    stance = draw(st.sampled_from(Stance))
    answers = tuple(
        Answers(claim, draw(st.sampled_from(Scope)))
        for claim in draw(some_of(claims, at_least=1))
    )  # fmt: skip
    party = draw(some_of(speakers, at_least=1))
    by, silent = ((), party) if stance in SILENCES else (party, ())
    return Response(
        id_, stance, draw(filled), draw(quotes), answers, by, silent,
        draw(some_of(speakers)), draw(maybe(days)),
    )  # fmt: skip


def _reviews(id_: str, claims: list[str]) -> st.SearchStrategy[Review]:
    of = some_of(claims, at_least=1)
    rest = [maybe(texts)] * 2 + [maybe(texts), maybe(days), maybe(texts)]
    return st.builds(Review, st.just(id_), filled, of, filled, *rest)


@st.composite
def any_records(draw: st.DrawFn) -> Records:
    """Return public, published records that hang together."""
    some = st.lists(ids, min_size=1, max_size=3, unique=True)
    taken = draw(some)
    speakers = draw(some)
    usable = [draw(_sources(id_)) for id_ in taken]
    # What is marked as boilerplate is quoted by nobody.
    quotable = [source for source in usable if not source.boilerplate] or [
        draw(_sources("plain").filter(lambda source: not source.boilerplate))
    ]
    sources = {source.id: source for source in [*usable, *quotable]}
    quotes = tuples(_quotes(quotable), at_least=1)
    claims = draw(some)
    return Records(
        tuple(sources.values()),
        tuple(draw(_speakers(id_, speakers)) for id_ in speakers),
        tuple(draw(_claims(id_, quotes, speakers)) for id_ in claims),
        tuple(draw(_responses(id_, quotes, speakers, claims)) for id_ in draw(some)),
        tuple(draw(_reviews(id_, claims)) for id_ in draw(some)),
    )
