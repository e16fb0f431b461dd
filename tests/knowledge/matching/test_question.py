from __future__ import annotations

import pytest

from knowledge.matching.reading import Reader


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Brill say about oysters?", True),
        ("What did Brill say?", False),
        ("Did Brill write a letter?", False),  # a word for a statement is no topic
        ("Brill", True),
        ("Who said “it leaks”?", True),
        ("Who denied it?", False),
    ],
)
def test_a_topic_is_whatever_is_asked_about_besides_who_speaks(
    reader: Reader, question: str, expected: bool
) -> None:
    assert reader.read(question).has_topic is expected
