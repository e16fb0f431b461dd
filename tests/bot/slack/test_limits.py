"""Our own numbers lie within Slack's."""

from __future__ import annotations

from bot.reply import Act
from bot.slack import fitting, limits, render, widgets
from bot.slack.accounts import Workspace
from bot.slack.deliveries import Way, remembering


def test_all_that_matters_of_one_claim_fits_beside_the_rest() -> None:
    lines = fitting.LINES * (fitting.LABEL + fitting.VALUE)
    card = fitting.TITLE + lines + fitting.RESPONSES * fitting.SENTENCE
    head = render.HEADLINE + render.NOTES * render.NOTE + render.FOOTER
    buttons = widgets.BUTTONS * limits.BUTTON_TEXT + widgets.PLACEHOLDER
    assert card + head + buttons < limits.BLOCKS_TEXT


def test_no_piece_is_longer_than_a_block() -> None:
    quote = fitting.WORDS + fitting.REMARK + fitting.SOURCE + 200
    for longest in (
        quote,
        render.HEADLINE,
        fitting.LABEL + fitting.LOOKED_UP,
        fitting.ENTRY + fitting.ENTRY_REMARK,
    ):
        assert longest < limits.RICH_TEXT
    assert fitting.ENTRY + fitting.ENTRY_REMARK + 10 < limits.SECTION_TEXT
    assert render.FOOTER <= limits.CONTEXT_TEXT


def test_widgets_are_within_what_slack_takes_of_them() -> None:
    assert widgets.BUTTONS <= limits.ACTIONS
    assert widgets.PLACEHOLDER <= limits.PLACEHOLDER
    assert limits.OPTION_VALUE <= limits.BUTTON_VALUE
    longest = max(len(f"{widgets.ACTION}:{act}:choice{limits.OPTIONS}") for act in Act)
    assert longest <= limits.ACTION_ID


def test_a_window_remembers_no_more_than_it_may() -> None:
    way = Way(Workspace("T" * 20), "C" * 20, "U" * 20, "1700000000.000001")
    assert len(remembering(way)) <= limits.PRIVATE_METADATA
