from __future__ import annotations

from itertools import cycle

import pytest

from knowledge.evaluation.synthetic.asking import Asked, Kind, asked_about, questions
from knowledge.evaluation.synthetic.records import bundles, claim_id, sketch_of, speaker
from knowledge.evaluation.synthetic.wording import claim_text, telling
from knowledge.text import words

CLAIMS = 1_500
SEED = 3


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {c.id: c.text for records in bundles(0, CLAIMS, SEED) for c in records.claims}


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return list(questions(CLAIMS, 400, SEED))


def of_kind(asked: list[Asked], kind: Kind) -> list[Asked]:
    return [each for each in asked if each.kind is kind]


def test_the_kinds_take_turns_and_the_same_seed_asks_the_same(asked: list[Asked]) -> None:
    assert [each.kind for each in asked] == [k for _, k in zip(asked, cycle(Kind), strict=False)]
    assert asked[:20] == list(questions(CLAIMS, 20, SEED))


def test_skipping_gives_the_questions_that_would_have_followed(asked: list[Asked]) -> None:
    assert list(questions(CLAIMS, 8, SEED, skipped=40)) == asked[40:48]


def test_each_question_is_asked_once(asked: list[Asked]) -> None:
    assert len({each.text for each in asked}) == len(asked)


def test_the_claim_that_is_meant_is_there_and_is_known_beforehand(
    asked: list[Asked], texts: dict[str, str]
) -> None:
    for number, each in enumerate(asked):
        meant = claim_id(asked_about(number, CLAIMS, SEED))
        assert meant in texts
        assert each.claim == (None if each.kind is Kind.UNANSWERABLE else meant)


def test_a_paraphrase_has_other_words_than_the_claim_but_shares_what_tells_it(
    asked: list[Asked], texts: dict[str, str]
) -> None:
    for each in of_kind(asked, Kind.PARAPHRASE):
        claim = set(words(texts[str(each.claim)]))
        assert len(claim & set(words(each.text))) >= 2
        assert texts[str(each.claim)].rstrip(".").lower() not in each.text.lower()


def test_a_misspelt_question_has_a_word_that_nobody_has_written(asked: list[Asked]) -> None:
    written = set()
    for number in range(CLAIMS):
        written |= set(words(claim_text(sketch_of(number, SEED))))
    misspelt = of_kind(asked, Kind.MISSPELT)
    told = [each for each in misspelt if {w for w in words(each.text) if len(w) > 4} - written]
    assert len(told) == len(misspelt)


def test_names_only_asks_by_who_said_it_and_what_the_claim_names(
    asked: list[Asked], texts: dict[str, str]
) -> None:
    for each in of_kind(asked, Kind.NAMES):
        number = int(str(each.claim).removeprefix("made-"))
        drawn = sketch_of(number, SEED)
        assert speaker(drawn.speaker, SEED).name in each.text
        assert any(name in each.text for name in telling(drawn, texts[str(each.claim)]))


def test_an_unanswerable_question_has_a_name_or_a_number_that_the_claim_lacks(
    asked: list[Asked], texts: dict[str, str]
) -> None:
    for number, each in enumerate(asked):
        if each.kind is Kind.UNANSWERABLE:
            near = sketch_of(asked_about(number, CLAIMS, SEED), SEED)
            own = set(words(f"{claim_text(near)} {speaker(near.speaker, SEED).name}"))
            new = {w for w in words(each.text) if w not in own}
            assert any(w[0].isdigit() for w in new) or any(
                not any(w in words(text) for text in texts.values()) for w in new
            )
