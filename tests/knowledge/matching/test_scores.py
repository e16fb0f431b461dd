from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.scores import (
    AROUND,
    BESIDE,
    FEATURES,
    IN_THE_ANSWER,
    OF_MEANING,
    SAME_ROOT,
    SYNONYM,
    Beside,
    Explained,
    Score,
    Scorer,
)
from knowledge.matching.shelf import Shelf
from knowledge.matching.word_meaning import WordVectors
from tests.knowledge.matching.bad_input import typed_by_anybody
from tests.knowledge.matching.harbour import CLAIMS

CLAIM_IDS = [claim.id for claim in CLAIMS]
BESIDE_OTHERS = Beside(surveyed=3.0, ahead=-2.0, share=0.25, meaning=0.5, standout=0.125)


def score(shelf: Shelf, question: str, claim: str, *, vectors: WordVectors | None = None) -> Score:
    (evidence,) = shelf.evidence([claim], space="")
    reading = shelf.reader.read(question)
    scorer = Scorer(shelf.lexicon, vectors)
    return scorer.score(scorer.asked(reading), evidence, BESIDE_OTHERS, limited=False)


def explained(shelf: Shelf, question: str, claim: str, typed: str) -> Explained:
    return next(e for e in score(shelf, question, claim).explained if e.unit.typed == typed)


@pytest.mark.parametrize(
    ("question", "claim", "typed", "amount"),
    [
        ("Did the boats come?", "patrol-boats", "boats", 1.0),  # the word itself
        ("Did it poison an oyster?", "oyster-beds", "oyster", 1.0),  # another form of it
        ("Was the price high?", "ferry-cost", "price", SYNONYM),
        ("Was the dock closed?", "walkout", "dock", SAME_ROOT),
        ("Did the window break?", "patrol-boats", "window", 0.0),
        ("Was it paid for by customs?", "pilots", "customs", BESIDE),  # in its paragraph
        ("Did it cost 4,000,000?", "ferry-cost", "4,000,000", 1.0),
        ("Were there 6 boats?", "patrol-boats", "6", 1.0),  # spelt out in the claim
        ("Were there hx 7 boats?", "patrol-boats", "hx 7", 1.0),
        ("Did it cost 4 million?", "oyster-beds", "4 million", 0.0),
        ("Boats for Velland?", "patrol-boats", "Velland", 1.0),
        ("Boats by Brill?", "patrol-boats", "Brill", 1.0),  # who said it
        ("Ferry and the Port Office?", "ferry-cost", "Port Office", 1.0),  # who answered it
        ("Ferry and Velland?", "ferry-cost", "Velland", 0.0),
    ],
)
def test_how_far_a_claim_explains_a_word(
    shelf: Shelf, question: str, claim: str, typed: str, amount: float
) -> None:
    assert explained(shelf, question, claim, typed).amount == amount


def test_a_responses_words_count_only_where_an_answer_is_asked_for(shelf: Shelf) -> None:
    denied = explained(shelf, "Who denied it as invented?", "ferry-cost", "invented")
    claimed = explained(shelf, "Was it invented?", "ferry-cost", "invented")
    assert (denied.amount, claimed.amount) == (IN_THE_ANSWER, 0.0)


def test_a_nationality_in_the_same_paragraph_half_excuses_an_adjective(shelf: Shelf) -> None:
    adjective = explained(shelf, "Norvayan oysters?", "oyster-beds", "Norvayan")
    place = explained(shelf, "oysters by Norvay?", "oyster-beds", "Norvay")
    assert (adjective.amount, place.amount) == (AROUND, 0.0)


def test_word_vectors_bring_words_of_one_subject_nearer(shelf: Shelf) -> None:
    plain = score(shelf, "Did ships arrive?", "patrol-boats")
    near = score(shelf, "Did ships arrive?", "patrol-boats", vectors=WordVectors())
    assert plain.coverage == 0.0
    assert 0.0 < near.coverage < 1.0


@pytest.mark.parametrize("word", ["March", "million", "six"])
def test_one_date_or_number_word_is_never_nearly_another(shelf: Shelf, word: str) -> None:
    near = score(shelf, f"Did {word} of them walk?", "walkout", vectors=WordVectors())
    assert [e.amount for e in near.explained if e.unit.typed == word] == [0.0]


def test_what_a_claim_does_not_explain_lowers_its_coverage(shelf: Shelf) -> None:
    whole = score(shelf, "Did dredging poison oysters?", "oyster-beds")
    part = score(shelf, "Did dredging poison lawyers?", "oyster-beds")
    none = score(shelf, "Did lawyers sleep?", "oyster-beds")
    assert whole.coverage > part.coverage > none.coverage == 0.0


def test_a_name_adds_nothing_to_coverage(shelf: Shelf) -> None:
    with_name = score(shelf, "Boats for Velland?", "patrol-boats")
    assert with_name.coverage == score(shelf, "Boats?", "patrol-boats").coverage


def test_an_optional_word_counts_only_where_it_is_explained(shelf: Shelf) -> None:
    said = score(shelf, "Is there a letter on oysters?", "oyster-beds")
    assert [e.unit.is_optional for e in said.explained] == [True, False]
    assert said.coverage == score(shelf, "Is there one on oysters?", "oyster-beds").coverage


def test_a_denied_sentence_is_worded_like_what_it_denies(shelf: Shelf) -> None:
    # Why wording is one feature among others and decides nothing.
    negated = score(shelf, "The ferry did not cost 4 million crowns", "ferry-cost").wording
    honest = score(shelf, "How dear was that boat?", "ferry-cost").wording
    assert negated > 0.8 > honest


def test_features_are_in_the_order_in_which_they_are_weighed(shelf: Shelf) -> None:
    found = score(shelf, "Did the ferry cost 4 million?", "ferry-cost")
    beside = {
        "meaning": 0.5,
        "standout": 0.125,
        "surveyed": 0.3,  # tenths: no feature is to outweigh the others by its scale
        "ahead": -0.2,
        "share": 0.25,
    }
    own = {name: getattr(found, name) for name in FEATURES if name not in beside}
    assert dict(zip(FEATURES, found.features, strict=True)) == pytest.approx(own | beside)
    assert set(OF_MEANING) <= set(FEATURES)


@settings(max_examples=60, deadline=None)
@given(typed_by_anybody(), st.sampled_from(CLAIM_IDS))
def test_every_feature_of_its_own_is_between_0_and_1(
    shelf: Shelf, question: str, claim: str
) -> None:
    found = score(shelf, question, claim)
    own = set(FEATURES) - {"meaning", "standout", "surveyed", "ahead", "share"}
    assert all(0 <= getattr(found, name) <= 1 for name in own)
    assert all(0 <= e.amount <= 1 for e in found.explained)
