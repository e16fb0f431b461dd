from __future__ import annotations

from knowledge.matching.brute_force import brute_force


def test_the_text_with_the_most_words_of_the_question_ranks_first() -> None:
    texts = ["The tavern waters its rum.", "The ferry cost 4 million crowns."]
    assert brute_force("what did the ferry cost", texts) == [1, 0]
    assert brute_force("what did the ferry cost", texts, limit=1) == [1]
