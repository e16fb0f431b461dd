from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.attribution_metrics import (
    Marked,
    Tally,
    agree,
    is_spoken,
    mode_of,
    score,
)
from knowledge.vocabulary import Mode

spans = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))
marks = st.builds(
    Marked,
    content=st.lists(spans, min_size=1, max_size=1).map(tuple),
    source=st.lists(spans, max_size=1).map(tuple),
    cue=st.sampled_from(["said", "denied", "wants"]),
    mode=st.sampled_from([Mode.DIRECT, Mode.INDIRECT, Mode.MIXED]),
)


def mark(
    start: int, end: int, *, source: int | None = 0, cue: str = "said", is_nested: bool = False
) -> Marked:
    named = () if source is None else ((source, source + 3),)
    return Marked(((start, end),), named, cue, Mode.INDIRECT, is_nested)


def test_contents_agree_from_half_of_the_shorter_one() -> None:
    assert agree(mark(10, 20), mark(15, 100))
    assert not agree(mark(10, 20), mark(16, 100))


def test_sources_agree_in_one_character_or_where_neither_names_one() -> None:
    assert agree(mark(10, 20, source=0), mark(10, 20, source=2))
    assert not agree(mark(10, 20, source=0), mark(10, 20, source=3))
    assert not agree(mark(10, 20, source=0), mark(10, 20, source=None))
    assert agree(mark(10, 20, source=None), mark(10, 20, source=None))


@given(marks, marks)
def test_agreement_is_the_same_both_ways(one: Marked, other: Marked) -> None:
    assert agree(one, other) == agree(other, one)


def test_one_that_was_found_is_right_once() -> None:
    tally = score([mark(10, 20), mark(20, 30)], [mark(10, 30)])[None]
    assert tally == Tally(gold=2, found=1, right=1, reached=1)


def test_as_many_as_possible_are_matched() -> None:
    # Taking the first that fits would give the long one away to the first gold.
    gold = [mark(10, 20), mark(20, 30)]
    found = [mark(10, 30), mark(10, 20)]
    assert score(gold, found)[None].right == 2


def test_what_is_nested_is_not_counted() -> None:
    assert score([mark(10, 20)], [mark(10, 20), mark(12, 18, is_nested=True)])[None].found == 1


def test_what_agrees_with_gold_of_another_kind_is_neither_right_nor_wrong() -> None:
    tally = score([mark(10, 20, cue="wants")], [mark(10, 20, cue="said")])[None]
    assert tally == Tally(gold=0, found=0, right=0)
    assert (tally.precision, tally.recall) == (1, 1)


def test_what_agrees_with_nothing_is_wrong() -> None:
    assert score([mark(10, 20)], [mark(30, 40)])[None] == Tally(gold=1, found=1, right=0)


@given(st.lists(marks, max_size=6), st.lists(marks, max_size=6))
def test_figures_are_between_0_and_1_and_no_more_is_right_than_there_is(
    gold: list[Marked], found: list[Marked]
) -> None:
    for tally in score(gold, found).values():
        assert 0 <= tally.precision <= 1
        assert 0 <= tally.recall <= 1


def test_recall_goes_by_the_mode_of_the_gold_and_precision_by_that_of_what_was_found() -> None:
    gold = Marked(((10, 20),), ((0, 3),), "said", Mode.DIRECT)
    found = Marked(((10, 20),), ((0, 3),), "said", Mode.MIXED)
    by_mode = score([gold], [found])
    assert by_mode[Mode.DIRECT] == Tally(gold=1, reached=1)
    assert by_mode[Mode.MIXED] == Tally(found=1, right=1)


@given(st.lists(marks, max_size=6))
def test_whoever_finds_exactly_the_gold_is_wholly_right(gold: list[Marked]) -> None:
    tally = score(gold, gold)[None]
    assert tally.precision == tally.recall == 1


@pytest.mark.parametrize(
    "cue",
    ["said", "has repeatedly denied", "According to", "wrote:", "declined", "the claim", "telling"],
)
def test_speaking_and_writing_count(cue: str) -> None:
    assert is_spoken(cue)


@pytest.mark.parametrize("cue", ["believes", "wants", "seemed", "supports", "polls show", "voted"])
def test_thinking_and_doing_do_not(cue: str) -> None:
    assert not is_spoken(cue)


@pytest.mark.parametrize(
    ("text", "said", "mode"),
    [
        ("“It rained,” he said.", "“It rained,”", Mode.DIRECT),
        ("“It rained,” he said.", "It rained,", Mode.DIRECT),
        ("He said it rained.", "it rained", Mode.INDIRECT),
        ("He said it “rained”.", "it “rained”", Mode.MIXED),
    ],
)
def test_the_mode_is_how_much_stands_in_quotation_marks(text: str, said: str, mode: Mode) -> None:
    start = text.index(said)
    assert mode_of(text, [(start, start + len(said))]) is mode
