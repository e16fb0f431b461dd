from __future__ import annotations

import pytest

from knowledge.matching.items import Item
from knowledge.matching.owners import Slots
from knowledge.matching.reading import Reader
from knowledge.matching.statements import is_statement_noun, read_noun
from tests.knowledge.matching.cutting import items_of


def speakers(items: list[Item]) -> list[set[str]]:
    return [set(item.speakers or ()) for item in items]


def is_noun(reader: Reader, text: str, word: str) -> bool:
    items = items_of(reader, text)
    at = next(i for i, item in enumerate(items) if item.typed == word)
    return is_statement_noun(items, at, reader.lexicon.frames["en"])


def read(reader: Reader, text: str, word: str) -> Slots:
    items, slots = items_of(reader, text), Slots()
    at = next(i for i, item in enumerate(items) if item.typed == word)
    read_noun(items, at, reader.lexicon.frames["en"], reader.lexicon, slots)
    return slots


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("who made the claims", "claims"),
        ("all her claims", "claims"),
        ("claims about boats", "claims"),
        ("the allegations", "allegations"),
        ("Did Karga deny Brill claims", "claims"),
        ("is there a denial of it", "denial"),
    ],
)
def test_what_was_said_is_a_noun(reader: Reader, text: str, word: str) -> None:
    assert is_noun(reader, text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Brill denied it", "denied"),
        ("did Brill claim it", "claim"),
        ("they said so", "said"),
        ("the ferry sank", "ferry"),
        ("Who denied it", "denied"),
    ],
)
def test_saying_it_is_a_verb(reader: Reader, text: str, word: str) -> None:
    assert not is_noun(reader, text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the mayor's claims", "claims"),
        ("Brill's three unlikely claims", "claims"),
        ("the claims by Brill", "claims"),
        ("claims from Brill", "claims"),
        ("the claims that Brill made", "claims"),
        ("claims made by Brill", "claims"),
    ],
)
def test_a_statement_belongs_to(reader: Reader, text: str, word: str) -> None:
    slots = read(reader, text, word)
    assert speakers(slots.sayers) == [{"tomas-brill"}]
    assert slots.responders == []


@pytest.mark.parametrize("text", ["Velland's denial", "the denial by Velland"])
def test_an_answer_belongs_to_who_gave_it(reader: Reader, text: str) -> None:
    slots = read(reader, text, "denial")
    assert speakers(slots.responders) == [{"velland"}]
    assert slots.sayers == []
    assert slots.asks_answer


def test_an_answer_to_somebody_is_to_their_words(reader: Reader) -> None:
    slots = read(reader, "Velland's response to Brill", "response")
    assert speakers(slots.addressees) == [{"tomas-brill"}]


def test_two_may_own_a_statement(reader: Reader) -> None:
    slots = read(reader, "Brill and Karga's claims", "claims")
    owners = {speaker for item in slots.sayers for speaker in item.speakers or ()}
    assert owners == {"tomas-brill", "ines-karga"}


def test_a_statement_of_nobody_on_record_has_an_unknown_owner(reader: Reader) -> None:
    slots = read(reader, "the claims by Zanthor", "claims")
    assert (slots.sayers, slots.unknown) == ([], ["Zanthor"])
