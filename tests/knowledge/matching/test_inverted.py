from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.inverted import Inverted

pairs = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=12)


def filled(filed: list[tuple[str, int]]) -> Inverted[int]:
    table = Inverted[int]()
    for key, member in filed:
        table.put(key, member)
    return table


def plainly(filed: list[tuple[str, int]], key: str) -> set[int]:
    return {member for its_key, member in filed if its_key == key}


@given(pairs, pairs, pairs)
def test_a_changed_table_is_as_if_filled_anew_and_the_old_one_stays(
    filed: list[tuple[str, int]], gone: list[tuple[str, int]], come: list[tuple[str, int]]
) -> None:
    table = filled(filed)
    changed = table.changed(gone, come)
    now = [pair for pair in filed if pair not in gone] + come
    for key in "abc":
        assert table.get(key) == plainly(filed, key)
        assert changed.get(key) == plainly(now, key)
        assert (key in changed) == bool(plainly(now, key))
    assert set(changed.keys()) == {key for key, _ in now}
    assert len(changed) == len(changed.keys())


@given(pairs)
def test_members_under_any_of_several_keys_are_put_together(filed: list[tuple[str, int]]) -> None:
    expected = plainly(filed, "a") | plainly(filed, "b")
    assert filled(filed).under_any(["a", "b", "unknown"]) == expected


@given(pairs, pairs)
def test_what_one_space_files_lies_over_the_shared_table_which_stays(
    filed: list[tuple[str, int]], own: list[tuple[str, int]]
) -> None:
    table = filled(filed)
    there = table.with_own(own)
    for key in "abc":
        assert table.get(key) == plainly(filed, key)
        assert there.get(key) == there.beginning(key) == plainly(filed + own, key)
        assert (key in there) == bool(plainly(filed + own, key))
    assert set(there.keys()) == {key for key, _ in filed + own}
    assert len(there) == len(there.keys())
    assert there.changed((), [("a", 9)]).get("a") == plainly(filed + own, "a") | {9}
