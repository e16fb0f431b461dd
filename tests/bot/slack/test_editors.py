from __future__ import annotations

import pytest

from bot.slack.editors import read_editors


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("editors <@U012AB|ann> <!subteam^S0DESK|@desk>", ("user:U012AB", "group:S0DESK")),
        ("editors <@W012AB>, <@U012AB>", ("user:W012AB", "user:U012AB")),
        ("editors U012AB and S0DESK1", ("user:U012AB", "group:S0DESK1")),
        ("editors <@U012AB|u099zz> <@U012AB>", ("user:U012AB",)),
        ("editors WHO, USA, SU and ann", ()),
        ("editors <#C012AB|general> <!here> nobody", ()),
        ("", ()),
    ],
)
def test_people_and_user_groups_are_read_where_slack_or_an_id_names_them(
    typed: str, named: tuple[str, ...]
) -> None:
    assert read_editors(typed) == named
