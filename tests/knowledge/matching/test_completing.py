from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.completing import complete, named

IRAN = named("iran", ["Iran", "Islamic Republic"])
KIRBY = named("john-kirby", ["John Kirby", "White House spokesman"])
ROE = named("jane-roe", ["Jane Roe", "Mayor"])
EVERYBODY = (IRAN, KIRBY, ROE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ["iran", "john-kirby", "jane-roe"]),
        ("j", ["john-kirby", "jane-roe"]),
        ("ja", ["jane-roe"]),
        ("KIR", ["john-kirby"]),
        ("spokes white", ["john-kirby"]),
        ("jane kirby", []),
        ("kirbey", ["john-kirby"]),
        ("spoekesman", ["john-kirby"]),
        ("islamc", ["iran"]),
        ("iraq", []),
        ("irak", []),
        ("jon-kir", []),
        ("?", []),
        ("  ", ["iran", "john-kirby", "jane-roe"]),
    ],
)
def test_who_is_still_typing_means_these(typed: str, meant: list[str]) -> None:
    assert complete(typed, EVERYBODY) == meant


def test_whose_name_begins_so_comes_before_whose_name_is_like_it() -> None:
    like, exact = named("a", ["Kirbey"]), named("b", ["Kirby"])
    assert complete("kirby", [like, exact]) == ["b", "a"]


@given(st.text())
def test_any_text_can_be_typed(typed: str) -> None:
    found = complete(typed, EVERYBODY)
    assert len(found) == len(set(found)) <= 3


@given(st.sampled_from(EVERYBODY), st.data())
def test_the_beginning_of_a_name_always_finds_it(record: object, data: st.DataObject) -> None:
    assert isinstance(record, type(IRAN))
    word = data.draw(st.sampled_from(sorted(record.called)))
    typed = word[: data.draw(st.integers(1, len(word)))]
    assert record.id in complete(typed, EVERYBODY)
