from __future__ import annotations

from knowledge.matching.brute_force import brute_force, fuzzy_scores, prepared


def test_the_text_with_the_most_words_of_the_question_ranks_first() -> None:
    texts = ["The tavern waters its rum.", "The ferry cost 4 million crowns."]
    assert brute_force("what did the ferry cost", texts) == [1, 0]
    assert brute_force("what did the ferry cost", texts, limit=1) == [1]


def test_every_text_is_scored_in_its_place_between_0_and_1() -> None:
    texts = [prepared(t) for t in ("The tavern waters its rum.", "The FERRY cost 4 million!")]
    scores = fuzzy_scores(prepared("the ferry cost 4 million"), texts)
    assert scores[1] == 1
    assert 0 <= scores[0] < 1
