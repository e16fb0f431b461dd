from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.editors import read_editors

ROLE, PERSON = 5000000000000000003, 4000000000000000004


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (f"<@&{ROLE}>", (f"role:{ROLE}",)),
        (f"<@{PERSON}>", (f"user:{PERSON}",)),
        (f"<@!{PERSON}>", (f"user:{PERSON}",)),
        (f"<@&{ROLE}><@{PERSON}>", (f"role:{ROLE}", f"user:{PERSON}")),
        (f" <@{PERSON}>, <@&{ROLE}>; ", (f"user:{PERSON}", f"role:{ROLE}")),
        (f"{ROLE} {PERSON}", (f"role:{ROLE}", f"user:{PERSON}")),
        (f"<@{PERSON}> {PERSON}", (f"user:{PERSON}",)),
        ("Nobody ", ()),
    ],
)
def test_people_and_roles_are_read_as_discord_writes_them(
    typed: str, named: tuple[str, ...]
) -> None:
    assert read_editors(typed, {ROLE}) == named


@pytest.mark.parametrize(
    "typed",
    ["", "@newsdesk", f"<@{PERSON}> and @newsdesk", "@everyone", "42", "<#3000000000000000001>"],
)
def test_who_is_not_clearly_named_is_no_editor(typed: str) -> None:
    assert read_editors(typed, {ROLE}) is None


@given(st.text())
def test_whatever_is_typed_names_somebody_in_discords_form_or_nobody(typed: str) -> None:
    named = read_editors(typed, set())
    assert named is None or all(name.removeprefix("user:").isdigit() for name in named)


@given(st.lists(st.integers(1, 2**63), unique=True, min_size=1))
def test_all_who_are_mentioned_are_named_in_their_order(ids: list[int]) -> None:
    typed = " ".join(f"<@{id_}>" for id_ in ids)
    assert read_editors(typed, set()) == tuple(f"user:{id_}" for id_ in ids)
