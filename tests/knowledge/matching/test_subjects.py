from __future__ import annotations

import pytest

from knowledge.matching.reading import Reader
from knowledge.matching.subjects import find_subject, is_open, subject_elsewhere
from tests.knowledge.matching.cutting import items_of, language


def subject(reader: Reader, question: str, verb: str) -> tuple[list[str], bool]:
    """Return the words of the subject of `verb`, and whether it is passive."""
    items = items_of(reader, question)
    at = next(i for i, item in enumerate(items) if item.typed == verb)
    found, passive = find_subject(items, at, reader.lexicon.frames["en"])
    return [items[position].typed for position in found], passive


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Brill say?", ["Brill"]),
        ("What did Brill ever really say?", ["Brill"]),
        ("Brill did say so", ["Brill"]),
        ("What did the company say?", ["the", "company"]),
        ("What did Brill and Karga say?", ["Brill", "and", "Karga"]),
        ("Was it wrong? Brill did say so", ["Brill"]),
        ("On boats, Brill did say so", ["Brill"]),
        ("What did say?", []),
    ],
)
def test_the_words_before_a_verb_say_who_said_it(
    reader: Reader, question: str, words: list[str]
) -> None:
    assert subject(reader, question, "say") == (words, False)


@pytest.mark.parametrize(
    "question",
    ["It was denied by Brill", "Has it been denied by Brill?", "It has been never denied by Brill"],
)
def test_who_did_it_stands_behind_a_passive_verb(reader: Reader, question: str) -> None:
    assert subject(reader, question, "denied")[1]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Was hat Brill zu den Booten gesagt?", "Brill"),
        ("Was sagte der vellische Botschafter?", "vellische Botschafter"),
        ("Que dijo Brill sobre el ferry?", "Brill"),
    ],
)
def test_other_languages_part_the_subject_from_its_verb(
    reader: Reader, question: str, name: str
) -> None:
    items = items_of(reader, question)
    frame = reader.lexicon.frames[language(reader, question)]
    at = next(i for i, item in enumerate(items) if item.word in frame.say)
    (found,) = subject_elsewhere(items, at, frame)
    assert items[found].typed == name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("anyone", True),
        ("they", True),
        ("the article", True),
        ("Brill", False),
        ("the company", False),
        ("Zanthor", False),
    ],
)
def test_a_subject_is_open_if_it_names_nobody(reader: Reader, words: str, expected: bool) -> None:
    items = items_of(reader, words)
    frame = reader.lexicon.frames["en"]
    assert is_open(items, range(len(items)), frame, reader.lexicon) is expected
