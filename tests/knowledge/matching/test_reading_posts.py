"""A post is read as what somebody states: its details refuse nothing, its writer says nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from knowledge.answer import Outcome
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Intent
from knowledge.matching.reading import Reader
from knowledge.matching.shelf import Shelf
from tests.knowledge.matching.bad_input import typed_by_anybody
from tests.knowledge.matching.harbour import ids

TAIL = " — Mara Lindqvist (@maralindqvist) May 4, 2024"
FERRY = "The new ferry cost 4 million crowns #ferry"


def veto(matcher: Matcher, text: str, claim: str) -> str | None:
    """Return why `claim` is refused for `text`, if it is."""
    shelf = matcher.shelf()
    (found,) = matcher._ranker(shelf).rank(shelf.reader.read(text), [claim])
    return found.veto


def test_a_post_states_something(reader: Reader) -> None:
    reading = reader.read(f"{FERRY} https://t.example/x{TAIL}")
    assert reading.is_post
    assert reading.intent is Intent.CLAIMED
    assert reading.asked == "The new ferry cost 4 million crowns ferry"
    assert {unit.word for unit in reading.units} >= {"ferry", "crowns", "4000000"}
    assert "the" not in {unit.word for unit in reading.units}


def test_who_wrote_a_post_and_when_is_looked_for_but_no_topic(reader: Reader) -> None:
    reading = reader.read(FERRY + TAIL)
    assert "Mara Lindqvist" in reading.wanted.author
    assert reading.wanted.posted_on == date(2024, 5, 4)
    assert reading.wanted.handle
    assert "Lindqvist" not in reading.wanted.text
    assert not [unit for unit in reading.units if "lindqvist" in unit.word]


@pytest.mark.parametrize(
    "text",
    [
        FERRY + TAIL,
        f"Tomas Brill said {FERRY}",
        f"@TomasBrill {FERRY}",
        f"What Brill said: {FERRY}",
    ],
)
def test_nobody_in_a_post_limits_whose_claims_are_meant(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.is_post
    assert reading.sayers == reading.responders == ()


@pytest.mark.parametrize(
    "text", ["Zanthor bought 9 ferries #harbour", "HX-9 boats in Norway #harbour", "#Zanthor sank"]
)
def test_unknown_names_and_figures_in_a_post_refuse_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text).unknown == ()
    assert reader.read(text.replace("#", "")).unknown


def test_a_post_with_an_unknown_name_is_answered(harbour: Matcher) -> None:
    text = "Zanthor: the new ferry cost 4 million crowns"
    assert harbour.match(text).outcome is Outcome.NONE
    decided = harbour.match(f"{text} #harbour")
    assert ids(decided)[:1] == ["ferry-cost"]


def test_a_posts_tail_does_not_limit_whose_claims_answer_it(harbour: Matcher) -> None:
    decided = harbour.match("The new ferry cost 4 million crowns" + TAIL)
    assert ids(decided)[:1] == ["ferry-cost"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Velland knows the ferry cost 4 million crowns", "ferry-cost"),  # a name
        ("The ferry cost 6 million crowns", "ferry-cost"),  # a figure
        ("Norvay sent seven patrol boats", "patrol-boats"),  # a count
        ("Thousands of dockers walked out", "walkout"),  # a magnitude
        ("Dockers walked out in March", "walkout"),  # a date
        ("Norvayan pilots train in Norvay", "pilots"),  # whose
    ],
)
def test_the_details_of_a_post_refuse_no_claim(harbour: Matcher, text: str, claim: str) -> None:
    assert veto(harbour, text, claim)
    assert veto(harbour, f"{text} #harbour", claim) is None


def test_a_post_turned_around_is_refused(harbour: Matcher) -> None:
    text = "Velland sent HX-7 patrol boats to Norvay #harbour"
    assert veto(harbour, text, "patrol-boats") == (
        "asked about Velland to Norvay; the claim is the other way round"
    )


@pytest.mark.parametrize("text", ["thanks! #thanks", "good morning https://t.example/a", "#"])
def test_pleasantries_are_none_the_less_for_a_tag(reader: Reader, text: str) -> None:
    assert reader.read(text).intent is Intent.NOT_A_QUESTION


def test_a_command_is_no_post(reader: Reader) -> None:
    reading = reader.read("/source #ferry")
    assert (reading.intent, reading.is_post) == (Intent.SOURCE, False)


def test_a_question_is_no_post(reader: Reader) -> None:
    reading = reader.read("@gainsay did the ferry cost 4 million crowns?")
    assert not reading.is_post
    assert (reading.wanted.author, reading.wanted.posted_on) == ("", None)


@settings(max_examples=60, deadline=None)
@given(typed_by_anybody())
def test_any_text_can_be_read_as_a_post(shelf: Shelf, text: str) -> None:
    reading = shelf.reader.read(f"So {text} https://t.example/x{TAIL}")
    assert reading.is_post or reading.intent is Intent.NOT_A_QUESTION
    assert reading.unknown == ()
    assert reading.sayers == ()
    assert all(0 < unit.weight <= 1 for unit in reading.units)


# What is searched for


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did the oystre beds die?", "Did the oyster beds die?"),
        ("Did dokcers wlak out?", "Did dockers walk out?"),
        ("Did the ferry sink?", "Did the ferry sink?"),
        ("Did the dockerss’ dockerss walk?", "Did the dockers’ dockers walk?"),
        ("Was it brilliant of bril?", "Was it brilliant of brill?"),
    ],
)
def test_claims_are_looked_for_with_the_words_that_were_meant(
    reader: Reader, question: str, text: str
) -> None:
    reading = reader.read(question)
    assert reading.wanted.text.replace("'", "’") == text
    assert reading.wanted.typed == question.replace("’", "'")


def test_the_frame_is_looked_for_too_but_need_not_be_explained(reader: Reader) -> None:
    reading = reader.read("What did Brill say about the HX-7?")
    # A designation is written as it is recorded.
    assert reading.wanted.text == "What did Brill say about the hx7?"
    assert reading.content == "hx7"
