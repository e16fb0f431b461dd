"""A pasted post says what its writer wrote, without what the network put around it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.common import common_ranks
from knowledge.matching.posts import read_post


def _read(text: str) -> str:
    return read_post(text, common_ranks().__contains__).body


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("The bridge fell https://t.example/x1 today", "The bridge fell today"),
        ("The bridge fell pic.twitter.com/Ab12", "The bridge fell"),
        ("RT @ferryfan: no boats run", "no boats run"),
        ("Save the #HarbourBridge!", "Save the Harbour Bridge !"),
        ("Look: #SaveTheFerryhttps://t.example/a", "Look: Save The Ferry"),
        ("It is #savetheferry day", "It is save the ferry day"),
        ("It is #NATOSummit day", "It is NATO Summit day"),
        ("She told @PortOfLorn to stop", "She told Port Of Lorn to stop"),
        ("Flight of the Su-35s, #3 in line", "Flight of the Su-35s, #3 in line"),
        ("mail harbour@lorn.example now", "mail harbour@lorn.example now"),
        ("What did <@U123> say", "What did <@U123> say"),
    ],
)
def test_what_the_network_added_is_taken_off(typed: str, body: str) -> None:
    assert _read(typed) == body


def test_the_tail_says_who_posted_it_and_when() -> None:
    post = read_post(
        "No boats run on Sunday. — Mara Quill ✈ (@MaraQuill) May 4, 2016",
        common_ranks().__contains__,
    )
    assert (post.body, post.posted_on) == ("No boats run on Sunday.", date(2016, 5, 4))
    assert post.author.split()[:2] == ["Mara", "Quill"]
    assert post.is_post


def test_a_tail_without_a_day_is_a_tail_too() -> None:
    post = read_post("No boats run. — Quill (@quill)", common_ranks().__contains__)
    assert (post.body, post.posted_on, post.is_post) == ("No boats run.", None, True)


def test_a_day_that_does_not_exist_is_no_day() -> None:
    post = read_post("No boats. — Quill (@quill) February 31, 2016", common_ranks().__contains__)
    assert (post.body, post.posted_on) == ("No boats.", None)


@pytest.mark.parametrize(
    "question",
    ["Who said the bridge fell?", "Did Quill (the ferryman) deny it — twice?", "", " ", "#", "@"],
)
def test_a_question_is_no_post(question: str) -> None:
    post = read_post(question, common_ranks().__contains__)
    assert (post.body, post.is_post) == (" ".join(question.split()), False)


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_reading_adds_nothing(text: str) -> None:
    post = read_post(text, common_ranks().__contains__)
    assert set(post.body) <= set(text) | {" "}
