from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings

from knowledge.matching.index.fields import Field
from knowledge.matching.survey.overlap import (
    Features,
    author_features,
    coverage_of_claim,
    coverage_of_question,
)
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.index.claims import rows
from tests.knowledge.matching.survey.surveys import (
    all_rows,
    asked,
    field_words,
    idf,
    seen,
    terms_of,
    view_of,
)

STATEMENTS = ("red ferry closed", "red red quay 42", "")
TITLES = ("harbour quay",)
FERRY, QUAY, RED = idf(1, 3), idf(2, 3), idf(2, 3)
CLOSED = HARBOUR = FOUR = idf(1, 3)
ZEBRA = idf(0, 3)
QUESTION = "red ferry, Quay Zebra 42"
WEIGHT = RED + FERRY + QUAY + ZEBRA + FOUR


def overlap(statements: tuple[str, ...], question: str, author: str = "") -> Features:
    """Return the features of words of claims with these statements."""
    view = view_of(*statements, titles=TITLES)
    terms = terms_of(question, view, author)
    statement = field_words(view, len(statements), terms, Field.STATEMENT)
    titles = field_words(view, len(statements), terms, Field.TITLES)
    relevance = np.arange(len(statements), dtype=np.float32)
    features = coverage_of_question(statement, titles, terms, relevance)
    features |= coverage_of_claim(statement, terms, "statement")
    features |= coverage_of_claim(titles, terms, "titles")
    return features | author_features(features)


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("covered", [(RED + FERRY + QUAY) / WEIGHT, (RED + QUAY + FOUR) / WEIGHT, 0]),
        ("covered_sum", [RED + FERRY + QUAY, RED + QUAY + FOUR, 0]),
        ("words", [0, 1 / WEIGHT, 2 / WEIGHT]),
        ("shared_figures", [0, 1, 0]),
        ("missed_figures", [1, 0, 1]),
        ("rarest", [FERRY, FOUR, 0]),
        ("second_rarest", [QUAY, QUAY, 0]),
        ("rarest_missed", [ZEBRA, ZEBRA, ZEBRA]),
        ("covered_names", [QUAY / (QUAY + ZEBRA), QUAY / (QUAY + ZEBRA), 0]),
        ("rarest_name_missed", [ZEBRA, ZEBRA, ZEBRA]),
        ("claimed_statement", [(RED + FERRY) / (RED + FERRY + CLOSED), 1, 0]),
        ("claimed_titles", [QUAY / (HARBOUR + QUAY), 0, 0]),
        ("rarest_unasked_statement", [CLOSED, 0, 0]),
        ("rarest_unasked_titles", [HARBOUR, 0, 0]),
        ("length_statement", [log(4), log(5), 0]),
        ("length_titles", [log(3), 0, 0]),
        ("pairs_statement", [RED + FERRY, 0, 0]),
        ("author_named", [0, 0, 0]),
    ],
)
def test_what_both_texts_share_is_weighed_by_how_much_it_tells(
    feature: str, expected: list[float]
) -> None:
    assert overlap(STATEMENTS, QUESTION)[feature].tolist() == pytest.approx(expected, abs=1e-5)


def test_a_word_that_stands_there_again_adds_ever_less() -> None:
    features = overlap(("quay", "quay quay", "quay quay quay", "boat"), "quay")
    once, twice, thrice, never = features["words_statement"].tolist()
    assert never == 0
    assert twice - once > 0
    assert 0 < thrice - twice < twice - once
    assert thrice < 2.2


def test_words_count_less_in_a_long_statement() -> None:
    features = overlap(("quay", "quay " + "boat " * 60), "quay")["words_statement"]
    assert features[0] > features[1]


def test_neighbouring_words_count_only_in_the_same_order_and_without_a_gap() -> None:
    features = overlap(
        ("one two three five four", "three two one", "one two"), "one two three four"
    )
    one, two, three = idf(3, 3), idf(3, 3), idf(2, 3)
    expected = [one + 2 * two + three, 0, one + two]
    assert features["pairs_statement"].tolist() == pytest.approx(expected, abs=1e-5)


def test_no_pair_goes_from_one_claim_into_the_next() -> None:
    features = overlap(("x one", "two x"), "one two")
    assert features["pairs_statement"].tolist() == [0, 0]


def test_a_designation_is_a_figure_and_no_name() -> None:
    features = overlap(("quay",), "the Quay of HX-7")
    assert features["covered_names"].tolist() == pytest.approx([1], abs=1e-5)
    assert features["rarest_name_missed"].tolist() == [0]
    assert features["missed_figures"].tolist() == [1]


def test_who_wrote_a_post_explains_the_claims_words_about_them() -> None:
    features = overlap(("mara said red", "red"), "red", author="Mara")
    mara, said, red = idf(1, 2), idf(1, 2), idf(2, 2)
    whole = mara + said + red
    assert features["claimed_statement"][0] == pytest.approx(red / whole, abs=1e-5)
    assert features["claimed_with_author_statement"][0] == pytest.approx(
        (mara + red) / whole, abs=1e-5
    )
    assert features["rarest_unasked_statement"][0] == pytest.approx(said)
    assert features["author_named"].tolist() == pytest.approx([mara, 0])


@pytest.mark.parametrize("question", ["", "?", "zebra", "\ud83d"])
@pytest.mark.parametrize("statements", [("",), ("", ""), ("ferry",)])
def test_where_nothing_is_shared_everything_shared_is_nothing(
    question: str, statements: tuple[str, ...]
) -> None:
    features = overlap(statements, question)
    for name in ("covered", "covered_sum", "claimed_statement", "rarest", "pairs_statement"):
        assert features[name].tolist() == [0.0] * len(statements)


@settings(max_examples=80, deadline=None)
@given(rows(), asked, asked)
def test_of_any_text_every_feature_is_a_number_and_every_share_between_0_and_1(
    some: list[IndexRow], question: str, author: str
) -> None:
    view = seen(some)
    terms = terms_of(question, view, author)
    parts = {
        "statement": field_words(view, len(some), terms, Field.STATEMENT),
        "titles": field_words(view, len(some), terms, Field.TITLES),
    }
    relevance = view.relevance(terms.searched, all_rows(view, len(some)))
    features = coverage_of_question(parts["statement"], parts["titles"], terms, relevance)
    for name, part in parts.items():
        features |= coverage_of_claim(part, terms, name)
    features |= author_features(features)
    for name, values in features.items():
        assert values.shape == (len(some),), name
        assert np.isfinite(values).all(), name
        assert (values >= 0).all(), name
    shares = [n for n in features if n.startswith("claimed") or n.startswith("covered")]
    for name in set(shares) - {"covered_sum"}:
        assert (features[name] <= 1 + 1e-6).all(), name
