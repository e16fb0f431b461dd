from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.phrases.answers import reply_to
from bot.phrases.cards import claim_card, said_by
from bot.reply import Card, Line
from knowledge.model import Claim, Review
from knowledge.vocabulary import Mode
from tests.bot.shown import an_answer
from tests.builders import a_claim, a_quote, a_review, a_source, some_records


def _card(**fields: Any) -> Card:
    records = some_records(claims=[a_claim(**fields)])
    return claim_card(records.claims[0], (), {s.id: s for s in records.speakers})


def _line(label: str, **fields: Any) -> str | None:
    return next((line.text for line in _card(**fields).lines if line.label == label), None)


def test_the_chain_ends_with_the_source() -> None:
    chain = _line("Reached us", via=("radio-example", "wire-example"))
    assert chain is not None
    assert chain.startswith("Jane Roe → Radio Example → Wire Example → a document (no title")


def test_of_several_claims_of_one_source_only_the_first_names_it_in_full() -> None:
    claims = [a_claim("a"), a_claim("b"), a_claim("c", quotes=(a_quote(mode=Mode.NARRATION),))]
    chains = _chains(claims)
    assert chains[0].endswith("a document (no title, byline, publisher or date given)")
    assert chains[1] == "Jane Roe → the same document"
    assert chains[2] == "said in the source’s own voice: the same document"


def test_claims_of_different_sources_all_name_theirs_in_full() -> None:
    other = a_source("herald-roof", text="Roe: it cost 9 million euros.", title="Roof row")
    quote = a_quote("it cost 9 million euros", other)
    chains = _chains([a_claim("a"), a_claim("b", quotes=(quote,)), a_claim("c")])
    assert not any("same document" in chain for chain in chains)


def _chains(claims: Sequence[Claim]) -> list[str]:
    records = some_records(claims=claims)
    reply = reply_to(an_answer(records, [claim.id for claim in claims]))
    assert reply is not None
    return [line.text for card in reply.cards for line in card.lines if line.label == "Reached us"]


def test_an_outlet_that_carried_its_own_claim_is_named_once() -> None:
    chain = _line("Reached us", said_by=("radio-example",), via=("radio-example",))
    assert chain is not None
    assert chain.startswith("Radio Example → a document")


def test_what_the_source_says_itself_is_said_to_be_its_own_voice() -> None:
    chain = _line("Reached us", quotes=(a_quote(mode=Mode.NARRATION),))
    assert chain is not None
    assert chain.startswith("said in the source’s own voice: a document")


def test_each_word_of_a_hedge_is_marked_as_the_source_s() -> None:
    assert _line("Hedged with", hedge="concerned / intends") == "“concerned” and “intends”"


def test_a_claim_without_a_hedge_shows_none() -> None:
    assert _line("Hedged with") is None


def test_a_day_as_written_is_not_turned_into_a_date() -> None:
    said = _line("When", said_as_written="Friday")
    assert said == "“Friday”, as the source puts it (the source gives no date)"


def test_a_day_as_written_in_a_dated_source_is_left_to_the_reader() -> None:
    source = a_source(published_on=date(2024, 5, 2))
    said = _line("When", said_as_written="Friday", quotes=(a_quote(source=source),))
    assert said == "“Friday”, as the source puts it"


def test_a_recorded_day_is_said() -> None:
    assert _line("When", said_on=date(2024, 5, 1)) == "1 May 2024"
    assert _line("When", said_as_written="Friday", said_on=date(2024, 5, 3)) == (
        "“Friday”, which is 3 May 2024"
    )


def test_no_day_is_shown_where_none_is_recorded() -> None:
    assert _line("When") is None


def test_what_a_claim_relies_on_is_the_source_s_wording() -> None:
    said = _line("Relies on", basis="alleged assessments")
    assert said == "“alleged assessments”, as the source puts it"


def test_several_speakers_are_all_named() -> None:
    records = some_records(claims=[a_claim(said_by=("jane-roe", "john-doe"), via=("radio",))])
    speakers = {s.id: s for s in records.speakers}
    assert said_by(records.claims[0], speakers) == "Jane Roe and John Doe, via Radio"


def test_where_a_claim_was_said_is_a_line() -> None:
    assert _line("Said in", said_in="a mailer") == "a mailer"
    assert _line("Said in") is None


def _reviewed(*reviews: Review) -> list[Line]:
    records = some_records()
    speakers = {speaker.id: speaker for speaker in records.speakers}
    card = claim_card(records.claims[0], records.responses, speakers, reviews=reviews)
    without = claim_card(records.claims[0], records.responses, speakers)
    assert card.responses == without.responses
    return [line for line in card.lines if line not in without.lines]


def test_a_review_is_quoted_under_its_publisher_s_name_with_day_and_link() -> None:
    (line,) = _reviewed(a_review(rating="Half-true", publisher="Example Checkers"))
    assert line.label == "Reviewed by"
    assert line.text == "Example Checkers: “Half-true” (3 May 2024)"
    assert line.url == "https://example.org/checked"


def test_a_review_without_a_rating_is_quoted_with_the_beginning_of_its_text() -> None:
    written, bare = _reviewed(
        a_review("a", rating=None, text="The scaffold is left out. " * 40, reviewed_on=None),
        a_review("b", rating=None, reviewed_on=None),
    )
    assert written.text.startswith("Example Checkers: “The scaffold is left out. The")
    assert written.text.endswith(" …”")
    assert len(written.text) < 350
    assert bare.text == "Example Checkers"


def test_of_many_reviews_the_latest_are_quoted_and_the_others_named() -> None:
    reviews = [a_review(f"r-{n}", publisher=f"Checkers {n}") for n in range(8)]
    lines = _reviewed(*reviews)
    assert [line.label for line in lines] == ["Reviewed by", "Reviewed by", "Also reviewed by"]
    assert lines[-1].text == "Checkers 2, Checkers 3, Checkers 4, Checkers 5 and 2 others"
