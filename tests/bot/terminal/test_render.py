from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.phrases.answers import reply_to
from bot.reply import Card, Line, Listed, Reply, Section, ShownQuote, ShownResponse
from bot.terminal.console import as_shown
from knowledge.answer import Outcome
from knowledge.records import Records
from tests.bot.shown import an_answer, plain

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)
DENIED = "drones-violate-resolution-2231"


def a_reply(text: str) -> Reply:
    """Return a reply that holds `text` wherever a text can stand."""
    quote = ShownQuote(text, text, text, text, text, url=text)
    card = Card(text, f"{text}.", (Line("Label", text),), (quote,), (_response(text, quote),), text)
    listed = (Listed(text, text, text),)
    section = Section(text, (Line("Label", text),), listed)
    return Reply(text, (text,), (card, card), listed, (section,), text)


def _response(text: str, quote: ShownQuote) -> ShownResponse:
    return ShownResponse(text, (quote,))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(ANY_TEXT)
def test_whatever_a_record_or_a_person_wrote_cannot_steer_the_terminal(text: str) -> None:
    shown = plain(a_reply(text)).replace("\n", "")
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs"}


@given(ANY_TEXT)
def test_any_question_can_be_replied_to(text: str) -> None:
    records = Records()
    for outcome in (Outcome.NONE, Outcome.SILENT):
        reply = reply_to(an_answer(records, outcome=outcome, question=text, notes=[text]))
        if reply is not None:
            plain(reply)


def test_markup_of_rich_is_only_words() -> None:
    assert "[bold]not bold[/bold] :smile:" in plain(Reply("[bold]not bold[/bold] :smile:"))


@pytest.mark.parametrize("columns", [20, 50, 80])
def test_no_line_is_wider_than_the_terminal(columns: int, shipped: Records) -> None:
    shown = plain(reply_to(an_answer(shipped, (DENIED,))), columns=columns)
    assert max(map(cell_len, shown.split("\n"))) <= columns


def test_lines_stay_readable_on_a_very_wide_terminal(shipped: Records) -> None:
    shown = plain(reply_to(an_answer(shipped, (DENIED,))), columns=300)
    assert max(map(cell_len, shown.split("\n"))) <= 100


def test_every_word_of_a_quote_is_shown_however_narrow_the_terminal(shipped: Records) -> None:
    shown = plain(reply_to(an_answer(shipped, (DENIED,))), columns=50)
    quotes = [quote.exact for response in shipped.responses[:3] for quote in response.quotes]
    for quote in quotes:
        assert f"“{quote}”" in " ".join(shown.split())


def test_a_claim_that_the_headline_holds_is_not_said_twice(shipped: Records) -> None:
    shown = plain(reply_to(an_answer(shipped, (DENIED,))))
    assert " ".join(shown.split()).count("constitutes a violation of UN Security Council") == 2


def test_colours_are_for_terminals_only(shipped: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = reply_to(an_answer(shipped, (DENIED,)))
    assert reply is not None
    assert "\x1b" not in as_shown(reply, io.StringIO())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" in as_shown(reply, _Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in as_shown(reply, _Terminal()).replace("\x1b[3m", "")


def test_a_denial_has_the_colour_of_a_confirmation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR")

    def shown(sentence: str) -> str:
        card = Card("id", "It leaks.", (), (), (ShownResponse(sentence),))
        return as_shown(Reply("Headline", cards=(card,)), _Terminal())

    assert shown("Denied by A").replace("Denied", "Confirmed") == shown("Confirmed by A")
