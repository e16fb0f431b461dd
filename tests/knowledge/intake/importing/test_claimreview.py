"""ClaimReview in the forms in which it is found."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intake.importing.claimreview import items_in
from knowledge.intake.importing.item import Item, ReviewPart
from knowledge.vocabulary import SpeakerKind
from tests.knowledge.intake.importing.documents import (
    a_claimreview,
    a_document,
    items,
    left_out,
    lines_of,
)


def the_item(**fields: Any) -> Item:
    return one_of(a_claimreview(**fields))


def one_of(content: object) -> Item:
    (item,) = items(a_document("page.json", json.dumps(content)))
    return item


def test_a_single_one_tells_the_claim_who_made_it_and_the_review() -> None:
    item = the_item(name="Did the roof cost 9 million?", inLanguage="en")
    assert item.text == "The town hall's new roof cost 9 million euros."
    (claimant,) = item.claimants
    assert (claimant.name, claimant.kind) == ("Jane Roe", SpeakerKind.PERSON)
    assert claimant.roles[0].title == "mayor"
    assert item.said_on == date(2024, 5, 1)
    assert item.appearances == ("https://radio.example/roe",)
    assert item.publisher == "Checks Example"
    assert item.reviews == (
        ReviewPart(
            publisher="Checks Example",
            rating="Mostly wrong",
            title="Did the roof cost 9 million?",
            url="https://checks.example/roof",
            reviewed_on=date(2024, 5, 3),
            language="en",
        ),
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, one]},
        lambda one: {"@type": "WebPage", "mainEntity": {"@type": "Thing", "about": [one]}},
        lambda one: {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": [one]}],
        },
        lambda one: [{"@graph": [one]}],
    ],
)
def test_it_is_found_alone_listed_in_a_graph_nested_and_in_the_feed(wrapped: Any) -> None:
    assert one_of(wrapped(a_claimreview())) == the_item()


@pytest.mark.parametrize(
    "types",
    [
        ["Review", "ClaimReview"],
        "https://schema.org/ClaimReview",
        "http://schema.org/ClaimReview",
        ["http://schema.org/ClaimReview"],
        "schema:ClaimReview",
    ],
)
def test_its_type_may_be_listed_or_written_in_full(types: object) -> None:
    assert the_item(**{"@type": types}) == the_item()


def test_what_is_said_elsewhere_in_the_graph_is_found_by_its_id() -> None:
    claim = {**a_claimreview()["itemReviewed"], "@id": "#claim"}
    review = a_claimreview(itemReviewed={"@id": "#claim"})
    assert one_of({"@graph": [review, claim]}) == the_item()


def test_a_claim_without_a_review_is_read_too() -> None:
    claim = {**a_claimreview()["itemReviewed"], "text": "It leaks.", "@id": "https://a.example/1"}
    item = one_of(claim)
    assert (item.text, item.identity, item.reviews) == ("It leaks.", "https://a.example/1", ())


def test_an_answer_of_the_search_tool_may_have_several_reviews_of_one_claim() -> None:
    first = {
        "publisher": {"name": "Checks Example", "site": "checks.example"},
        "url": "https://checks.example/roof",
        "title": "The roof",
        "reviewDate": "2024-05-03T00:00:00Z",
        "textualRating": "Mostly wrong",
        "languageCode": "en",
    }
    second = {"publisher": {"site": "other.example"}, "textualRating": "Falsch"}
    claim = {
        "text": "The roof cost 9 million.",
        "claimant": "Jane Roe",
        "claimDate": "2024-05-01T00:00:00Z",
        "claimReview": [first, second],
    }
    item = one_of({"claims": [claim], "nextPageToken": "x"})
    assert [review.publisher for review in item.reviews] == ["Checks Example", "other.example"]
    assert [review.rating for review in item.reviews] == ["Mostly wrong", "Falsch"]
    assert item.claimants[0].name == "Jane Roe"
    assert (item.said_on, item.url) == (date(2024, 5, 1), "https://checks.example/roof")


def test_pages_of_answers_are_read_one_after_another() -> None:
    claims = [{"text": f"Claim {n}.", "claimReview": []} for n in range(3)]
    pages = [{"claims": claims[:2], "nextPageToken": "x"}, {"claims": claims[2:]}]
    assert len(items(a_document("pages.json", json.dumps(pages)))) == 3
    assert len(items(a_document("pages.jsonl", lines_of(pages)))) == 3


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "Wrong", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, "Wrong"),
        ({"ratingValue": "2", "bestRating": 5, "worstRating": 1}, "2 on a scale from 1 to 5"),
        ({"ratingValue": 0, "bestRating": 1, "worstRating": 0}, "0 on a scale from 0 to 1"),
        ({"name": "Needs context"}, "Needs context"),
        ({"ratingValue": "Mostly wrong"}, "Mostly wrong"),
        ("Pants &amp; fire", "Pants & fire"),
    ],
)
def test_a_rating_is_its_publisher_s_word_and_a_number_only_with_its_scale(
    rating: object, words: str
) -> None:
    assert the_item(reviewRating=rating).reviews[0].rating == words


def test_a_bare_number_is_no_rating_and_said_to_be_none() -> None:
    (said,) = left_out(
        a_document("p.json", json.dumps(a_claimreview(reviewRating={"ratingValue": 3})))
    )
    assert said.startswith("p.json: field 'reviewRating': '3' has no scale")


def test_nobody_is_named_where_the_author_is_missing_or_unknown() -> None:
    nobody: list[Any] = [None, {"@type": "Person"}, {"name": "N/A"}, "Unknown", [], {"name": [""]}]
    for author in nobody:
        assert the_item(itemReviewed={"@type": "Claim", "author": author}).claimants == ()


@pytest.mark.parametrize(
    "content",
    [
        a_claimreview(itemReviewed={"@type": "Claim", "author": {"name": "checks example"}}),
        {
            "text": "Rain falls up.",
            "claimant": "Checks Example",
            "claimReview": [{"publisher": {"name": "Checks Example"}, "textualRating": "No"}],
        },
    ],
)
def test_who_reviews_a_claim_is_never_who_made_it(content: dict[str, Any]) -> None:
    (item,) = (each for each in items_in(content) if isinstance(each, Item))
    assert item.claimants == ()
    (said,) = left_out(a_document("p.json", json.dumps(content)))
    assert "also who reviewed the claim; taken as nobody" in said


def test_several_authors_are_several_claimants() -> None:
    authors = ["Jane Roe", {"@type": "GovernmentOrganization", "name": "Town Hall"}]
    item = the_item(itemReviewed={"@type": "CreativeWork", "author": authors})
    assert [(each.name, each.kind) for each in item.claimants] == [
        ("Jane Roe", SpeakerKind.PERSON),
        ("Town Hall", SpeakerKind.ORGANISATION),
    ]


def test_a_crowd_is_no_person() -> None:
    for crowd in ("Facebook posts", "Multiple sources", "Viral image", "Twitter users"):
        item = the_item(itemReviewed={"author": {"@type": "Person", "name": crowd}})
        assert item.claimants[0].kind == SpeakerKind.UNNAMED_GROUP


def test_a_day_that_must_be_guessed_stays_as_it_is_written() -> None:
    item = the_item(itemReviewed={"datePublished": "03/05/2024", "author": "Jane Roe"})
    assert (item.said_on, item.said_as_written) == (None, "03/05/2024")


def test_a_field_that_cannot_be_used_is_said_and_the_rest_goes_in() -> None:
    broken = a_claimreview(url="javascript:alert(1)", datePublished="soon")
    said = left_out(a_document("p.json", json.dumps(broken)))
    assert [line.split(": ")[1] for line in said] == ["field 'url'", "field 'datePublished'"]
    assert all(line.endswith("the rest of it was taken") for line in said)


def test_text_is_read_as_a_reader_of_the_page_sees_it() -> None:
    item = the_item(claimReviewed="<p>It cost &quot;9&nbsp;million&quot; &lt;so far&gt;.</p>\n")
    assert item.text == 'It cost "9 million" <so far>.'


def test_without_a_claim_in_words_it_is_left_out() -> None:
    (said,) = left_out(a_document("p.json", json.dumps(a_claimreview(claimReviewed=" "))))
    assert said == "p.json: field 'claimReviewed': is empty; it says no claim"


def test_of_several_claims_reviewed_at_once_each_is_one() -> None:
    document = a_document("p.json", json.dumps(a_claimreview(claimReviewed=["One.", "Two."])))
    assert [item.text for item in items(document)] == ["One.", "Two."]


ODD_TEXT = st.text(alphabet="ab1-/:&;<> \ud800\x00é", max_size=10)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "@type @id @graph @value name url author itemReviewed reviewRating claimReviewed "
                "text claims claimReview publisher datePublished appearance sameAs".split()
            ),
            inner | st.sampled_from(["ClaimReview", "Claim", "http://[", "2024-02-31"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(list(a_claimreview())), PLAIN))
def test_whatever_stands_in_its_fields_nothing_falls_over(fields: dict[str, Any]) -> None:
    for item in items_in({**a_claimreview(), **fields}):
        assert not isinstance(item, Item) or item.text.strip()


@given(PLAIN)
def test_whatever_the_json_is_nothing_falls_over(content: object) -> None:
    list(items_in({"@type": "ClaimReview", "itemReviewed": content, "claimReview": [content]}))
