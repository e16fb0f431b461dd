"""What somebody typed is read without Discord's markup, and without the bot's own name."""

from __future__ import annotations

import pytest

from bot.discord.reading import without_markup

ME = 1
NAMES = {2: "Vera", 3: "newsroom", 4: "editors"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@1> did Iran deny it?", "did Iran deny it?"),
        ("<@!1>, did Iran deny it?", "did Iran deny it?"),
        (" <@1>: help", "help"),
        ("did <@2> say that in <#3>, <@&4>?", "did @Vera say that in #newsroom, @editors?"),
        ("did <@9> say that?", "did say that?"),
        ("**who** said _that_ ||about Iran||", "who said that about Iran"),
        ("***who* said** that", "who said that"),
        ("`S/2022/908`", "S/2022/908"),
        ("```\nwho said it\n```", "who said it"),
        ("```text\nwho said it```", "who said it"),
        ("> Kirby said so\nwho is he?", "Kirby said so\nwho is he?"),
        ("## who said it", "who said it"),
        ("-# who said it", "who said it"),
        ("[this claim](https://example.org/a)", "this claim"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("who <:thinking:123456> said it <a:wave:1>", "who :thinking: said it :wave:"),
        ("said <t:1700000000:R> by Iran", "said by Iran"),
        ("</factcheck:123> who said it", "/factcheck who said it"),
        (r"is 2 \* 3 \_six\_", "is 2 * 3 _six_"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("S/2022/908, S/2022/771?", "S/2022/908, S/2022/771?"),
        ("“unprecedented level”", "“unprecedented level”"),
    ],
)
def test_markup_is_no_part_of_a_question(typed: str, read: str) -> None:
    assert without_markup(typed, NAMES, ME) == read
