"""Whose words are these really? Tried on whole drafts: what an editor would read."""

from __future__ import annotations

import pytest

from knowledge.intake.document import Document
from knowledge.intake.drafting import drafts_of

CLOSED = "The bridge was closed."


def told(text: str) -> list[tuple[str, str, list[str]]]:
    """Return the text of each draft, its speaker, and through whom it came."""
    drafts = drafts_of(Document("article", text))
    return [(each.text, each.said_by[0].name, [*map(str, each.via)]) for each in drafts]


@pytest.mark.parametrize(
    "text",
    [
        "The Gazette quoted Ann Lee as saying that the bridge was closed.",
        "The Gazette quoted Ann Lee as saying, “The bridge was closed.”",
        "“The bridge was closed,” the Gazette quoted Ann Lee as saying.",
    ],
)
def test_who_is_quoted_said_it_through_who_quotes_them(text: str) -> None:
    assert told(text) == [(CLOSED, "Ann Lee", ["Gazette"])]


def test_who_was_quoted_by_nobody_in_particular_said_it() -> None:
    assert told("Ann Lee was quoted as saying that the bridge was closed.") == [
        (CLOSED, "Ann Lee", [])
    ]


def test_him_who_is_quoted_is_not_guessed() -> None:
    text = "Bob Ray quoted him as saying that the bridge was closed."
    assert "Bob Ray" not in [speaker for _, speaker, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "If Bob Ray says that the bridge was closed, he is wrong.",
        "Had Bob Ray said that the bridge was closed, nobody would have believed him.",
        "Whether Bob Ray said that the bridge was closed is not known.",
    ],
)
def test_who_is_only_supposed_to_say_it_has_not_said_it(text: str) -> None:
    assert "Bob Ray" not in [speaker for _, speaker, _ in told(text)]


@pytest.mark.parametrize(
    "denied", ["which Ben Fox denies", "a charge Ben Fox denies", "a claim that Fox has rejected"]
)
def test_who_denies_it_is_no_part_of_the_claim(denied: str) -> None:
    assert told(f"Bob Ray said the bridge was closed, {denied}.") == [(CLOSED, "Bob Ray", [])]
