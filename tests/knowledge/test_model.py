from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import QuoteError, RecordError
from knowledge.model import Answers, Name, Quote, Role, Source
from knowledge.records import Records
from knowledge.vocabulary import SILENCES, Mode, Scope, Stance
from tests.builders import (
    COST,
    DENIAL,
    TEXT,
    a_claim,
    a_quote,
    a_response,
    a_source,
    a_speaker,
    some_records,
)

Make = Callable[[], Any]
SPOKEN = sorted(set(Stance) - SILENCES)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def refusal(make: Make) -> RecordError:
    with pytest.raises(RecordError) as raised:
        make()
    return raised.value


# --- quotes ---


@given(texts_with_spans())
def test_any_span_of_any_text_can_be_quoted(spanned: tuple[str, int, int]) -> None:
    text, start, end = spanned
    quote = Quote(a_source(text=text), text[start:end], start, end)
    assert quote.exact == text[start:end]
    assert (quote.prefix + quote.exact + quote.suffix) in text
    assert len(quote.prefix) == min(start, 32)
    assert len(quote.suffix) == min(len(text) - end, 32)


@given(texts_with_spans(), st.text())
def test_no_other_words_can_be_quoted_from_a_span(
    spanned: tuple[str, int, int], other: str
) -> None:
    text, start, end = spanned
    if other != text[start:end]:
        with pytest.raises(QuoteError):
            Quote(a_source(text=text), other, start, end)


@given(texts_with_spans(), st.integers(), st.integers())
def test_words_can_be_quoted_from_no_span_of_another_length(
    spanned: tuple[str, int, int], other_start: int, other_end: int
) -> None:
    text, start, end = spanned
    if other_end - other_start != end - start:
        with pytest.raises(QuoteError):
            Quote(a_source(text=text), text[start:end], other_start, other_end)


@pytest.mark.parametrize(("start", "end"), [(-5, -1), (0, 0), (3, 2), (len(TEXT), len(TEXT) + 1)])
def test_a_span_that_is_none_of_the_text_holds_no_quote(start: int, end: int) -> None:
    with pytest.raises(QuoteError):
        Quote(a_source(), TEXT[start:end] or "roof", start, end)


def test_a_quote_cannot_end_after_its_source() -> None:
    start = len(TEXT) - 11
    with pytest.raises(QuoteError):
        Quote(a_source(), TEXT[start:], start, len(TEXT) + 100)


def test_a_refused_quote_says_what_stands_there_and_what_to_do() -> None:
    error = refusal(lambda: Quote(a_source(), "The roof", 10, 18))
    assert isinstance(error, QuoteError)
    assert (error.record, error.field) == ("quote of source courier-roof", "exact")
    assert error.why == (
        "at [10, 18) the source has “Mayor Ja”, not “The roof”; copy the words from the source"
    )


def test_offsets_count_code_points_not_bytes() -> None:
    quote = a_quote("roof", a_source(text="“🏛️ é” roof"))
    assert (quote.start, quote.end) == (7, 11)


@pytest.mark.parametrize("exact", ["Post a Comment", "Post", "end. Post", "t", "The end. Post a C"])
def test_page_furniture_is_never_quoted_not_even_a_part_of_it(exact: str) -> None:
    source = a_source(text="The end. Post a Comment", boilerplate=((9, 23),))
    start = source.text.rindex(exact)
    error = refusal(lambda: Quote(source, exact, start, start + len(exact)))
    assert "boilerplate" in error.why


def test_words_right_before_the_page_furniture_are_quoted() -> None:
    source = a_source(text="The end. Post a Comment", boilerplate=((9, 23),))
    assert a_quote("The end. ", source).suffix == "Post a Comment"


@pytest.mark.parametrize(
    ("exact", "paragraph"),
    [("Roof row", 1), ("Mayor", 2), (DENIAL, 3), ("It leaks", 3), ("The council", 4)],
)
def test_paragraphs_count_from_1_without_blank_lines(exact: str, paragraph: int) -> None:
    assert a_quote(exact).paragraph == paragraph


def test_a_quote_shows_up_to_32_characters_around_it() -> None:
    quote = a_quote(COST)
    assert quote.prefix == TEXT[: quote.start][-32:]
    assert quote.suffix == ", Radio Example reported.\n“That "
    assert (a_quote("Roof").prefix, a_quote("questions.\n").suffix) == ("", "")


# --- sources ---


@given(texts)
def test_a_source_s_hash_is_that_of_its_file(text: str) -> None:
    assert a_source(text=text).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_what_a_document_does_not_say_stays_empty() -> None:
    source = Source("courier-roof", TEXT, date(2024, 5, 2), "en")
    assert {source.title, source.byline, source.publisher, source.url, source.licence} == {None}
    assert source.published_on is None


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (4, 3), (0, len(TEXT) + 1)])
def test_page_furniture_stands_inside_the_text(span: tuple[int, int]) -> None:
    error = refusal(lambda: a_source(boilerplate=(span,)))
    assert (error.record, error.field) == ("source courier-roof", "boilerplate")


# --- every record ---


@pytest.mark.parametrize("make", [a_source, a_speaker, a_claim, a_response])
@pytest.mark.parametrize(
    "id_",
    ["", "Roof", "roof cost", "roof--cost", "-roof", "roof-", "röof", "roof\n", "a" * 201, "a,b"],
)
def test_an_id_is_lower_case_letters_and_digits_joined(
    make: Callable[[str], Any], id_: str
) -> None:
    error = refusal(lambda: make(id_))
    assert error.field == "id"
    assert "is not an id; use lower-case letters and digits" in error.why


@pytest.mark.parametrize("id_", ["a", "2231-violation", "un.org/res:2231_b", "a" * 200])
def test_these_are_ids(id_: str) -> None:
    assert a_claim(id_).id == id_


@pytest.mark.parametrize(
    ("make", "record", "field"),
    [
        (lambda: a_source(text=" \n"), "source courier-roof", "text"),
        (lambda: a_speaker(name=" "), "speaker jane-roe", "name"),
        (lambda: Name(" "), "name", "name"),
        (lambda: Role(" ", "Exampletown Council"), "role", "title"),
        (lambda: a_claim(text=""), "claim roof-cost", "text"),
        (lambda: a_claim(quotes=()), "claim roof-cost", "quotes"),
        (lambda: a_claim(said_by=()), "claim roof-cost", "said_by"),
        (lambda: a_claim(said_by=("roe", "roe")), "claim roof-cost", "said_by"),
        (lambda: a_claim(via=("radio", "tv", "radio")), "claim roof-cost", "via"),
        (lambda: a_response(text="\t"), "response roof-denial", "text"),
        (lambda: a_response(quotes=()), "response roof-denial", "quotes"),
        (lambda: dataclasses.replace(a_response(), answers=()), "response roof-denial", "answers"),
        (lambda: a_response(answers=["a", "a"]), "response roof-denial", "answers"),
        (lambda: a_response(by=("doe", "doe")), "response roof-denial", "by"),
    ],
)
def test_what_is_empty_or_said_twice_is_refused_by_name(
    make: Make, record: str, field: str
) -> None:
    error = refusal(make)
    assert (error.record, error.field) == (record, field)
    assert error.why


def test_a_role_may_be_only_whom_somebody_speaks_for() -> None:
    speaker = a_speaker(roles=(Role("", speaks_for="exampletown"), Role("mayor")))
    assert speaker.speaks_for == ("exampletown",)


def test_a_record_cannot_be_changed() -> None:
    for record in (a_source(), a_speaker(), a_quote(), a_claim(), a_response()):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, dataclasses.fields(record)[0].name, "other")


# --- responses ---


@pytest.mark.parametrize("stance", SPOKEN)
def test_somebody_spoke_so_by_says_who_and_nobody_is_silent(stance: Stance) -> None:
    assert a_response(stance=stance).parties == ("john-doe",)
    missing = refusal(lambda: a_response(stance=stance, by=()))
    assert (missing.field, missing.why) == ("by", f"names nobody; stance {stance} needs it")
    assert refusal(lambda: a_response(stance=stance, silent=("doe",))).field == "silent"


@pytest.mark.parametrize("stance", sorted(SILENCES))
def test_nobody_spoke_so_silent_says_of_whom_and_by_is_empty(stance: Stance) -> None:
    assert a_response(stance=stance).parties == ("builders-ltd",)
    assert refusal(lambda: a_response(stance=stance, silent=())).field == "silent"
    extra = refusal(lambda: a_response(stance=stance, by=("john-doe",)))
    assert (extra.field, extra.why) == ("by", f"must be empty with stance {stance}")


def test_parties_are_who_spoke_and_for_whom_each_once() -> None:
    response = a_response(by=("john-doe", "builders-ltd"), on_behalf_of=("builders-ltd", "doe"))
    assert response.parties == ("john-doe", "builders-ltd", "doe")


def test_a_response_answers_exactly_unless_it_says_otherwise() -> None:
    assert Answers("roof-cost").scope is Scope.EXACT
    assert a_quote().mode is Mode.DIRECT


# --- records together ---


def test_the_builders_records_hang_together() -> None:
    records = some_records()
    assert [claim.id for claim in records.claims] == ["roof-cost"]
    assert [response.id for response in records.responses] == ["roof-denial"]


@pytest.mark.parametrize("kind", ["sources", "speakers", "claims", "responses"])
def test_an_id_is_used_once_among_its_kind(kind: str) -> None:
    records = some_records()
    doubled = {kind: getattr(records, kind) * 2}
    error = refusal(lambda: dataclasses.replace(records, **doubled))
    assert (error.field, error.why) == ("id", "is used 2 times; give each its own id")


@pytest.mark.parametrize(
    ("lost", "record", "field", "missing"),
    [
        ("jane-roe", "claim roof-cost", "said_by", "speaker"),
        ("radio-example", "claim roof-cost", "via", "speaker"),
        ("john-doe", "response roof-denial", "by / silent / on_behalf_of", "speaker"),
        ("builders-ltd", "response roof-denial", "by / silent / on_behalf_of", "speaker"),
        ("exampletown", "speaker mayor", "speaks_for", "speaker"),
        ("roof-cost", "response roof-denial", "answers", "claim"),
        ("courier-roof", "claim roof-cost", "quotes", "source"),
    ],
)
def test_every_id_that_is_mentioned_is_there(
    lost: str, record: str, field: str, missing: str
) -> None:
    whole = some_records(
        speakers=[a_speaker("mayor", roles=(Role("mayor", speaks_for="exampletown"),))],
        claims=[a_claim(via=("radio-example",))],
        responses=[a_response(on_behalf_of=("builders-ltd",))],
    )
    kept = {
        kind.name: tuple(r for r in getattr(whole, kind.name) if r.id != lost)
        for kind in dataclasses.fields(Records)
    }
    error = refusal(lambda: Records(**kept))
    assert (error.record, error.field) == (record, field)
    assert error.why == f"there is no {missing} '{lost}'; add it, or correct the id"
