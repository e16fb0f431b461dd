from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.index.views import IndexView
from knowledge.matching.question import Wanted
from knowledge.matching.survey import surveying
from knowledge.matching.survey.alignment import sentence_features
from knowledge.matching.survey.asked import read_terms
from knowledge.matching.survey.surveying import Seen, Surveyed, Surveyor
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.index.claims import a_row, in_memory, rows
from tests.knowledge.matching.survey.surveys import AN_ENCODER, asked, seen, surveyor, view_of

VECTORS = WordVectors()
OF_SENTENCES = ("cosine", "cosine_text", "cosine_other", "cosine_mean")
OF_WORDS = ("aligned", "aligned_squared", "aligned_statement", "aligned_titles")
FERRIES = ("the ferry sank", "the ferry closed", "the quay", "the storm sank the ferry at the quay")


def survey(by: Surveyor, text: str, view: IndexView, **how: Any) -> Surveyed:
    return by.survey(Wanted(text, text), view, **how)


def as_table(surveyed: Surveyed) -> dict[str, dict[str, float]]:
    """Return the features of each claim by name."""
    names = surveyed.features
    return {
        claim: {name: float(names[name][at]) for name in names}
        for at, claim in enumerate(surveyed.claims)
    }


def test_the_likeliest_claim_comes_first_with_its_own_features() -> None:
    found = survey(surveyor(covered=2.0, claimed_statement=1.0), "ferry sank", view_of(*FERRIES))
    assert found.claims == ("claim-1", "claim-4", "claim-2")
    pairs = found.features["pairs_statement"].tolist()
    assert pairs[0] > pairs[1] == pairs[2] == 0
    expected = 2 * found.features["covered"] + found.features["claimed_statement"]
    assert found.scores.tolist() == pytest.approx(expected.tolist())
    assert sorted(found.scores.tolist(), reverse=True) == found.scores.tolist()


def test_the_weights_decide_the_order() -> None:
    found = survey(surveyor(length_statement=1.0), "ferry sank", view_of(*FERRIES))
    assert found.claims[0] == "claim-4"


def test_a_claim_that_only_means_the_same_is_found() -> None:
    rows_ = [a_row(1, "red ferry"), a_row(2, "old quay"), a_row(3, "bells")]
    index = in_memory(rows_)
    index.set_vectors({"claim-2": AN_ENCODER.encode(["new pier"])})
    found = survey(surveyor(AN_ENCODER, cosine=1.0), "new pier", index.view(""))
    assert found.claims[0] == "claim-2"
    assert found.features["cosine"][0] == pytest.approx(1.0, abs=0.02)
    assert survey(surveyor(), "new pier", index.view("")).claims == ()


def test_without_the_encoder_and_the_vectors_their_features_are_not_made() -> None:
    view = view_of(*FERRIES)
    plain = survey(surveyor(), "ferry", view).features
    words = survey(surveyor(vectors=VECTORS), "ferry", view).features
    both = survey(surveyor(AN_ENCODER, VECTORS), "ferry", view).features
    assert set(words) - set(plain) >= set(OF_WORDS)
    assert set(both) - set(words) >= set(OF_SENTENCES)
    assert not [name for name in plain if name.startswith(("cosine", "aligned"))]
    assert surveyor(AN_ENCODER).has_meaning
    assert not surveyor(vectors=VECTORS).has_meaning


def test_claims_asked_for_are_set_beside_those_found() -> None:
    view = view_of(*FERRIES, "bells")
    found = survey(surveyor(), "ferry", view, also=["claim-5", "unknown", "claim-1"])
    assert sorted(found.claims) == ["claim-1", "claim-2", "claim-4", "claim-5"]
    assert found.claims[-1] == "claim-5"


def test_a_claim_left_out_is_not_set_beside_the_others() -> None:
    view = view_of("ferry sank", "ferry", "sank quay", "storm")
    by = surveyor(vectors=VECTORS, covered=1.0, covered_margin=1.0)
    whole = survey(by, "ferry sank", view)
    without = survey(by, "ferry sank", view, without=["claim-1"])
    assert whole.claims[0] == "claim-1"
    assert set(without.claims) == set(whole.claims) - {"claim-1"}
    # Now two are equally good, and neither is behind another.
    assert without.features["covered_margin"].tolist() == pytest.approx([0, 0], abs=1e-6)
    assert whole.features["covered_margin"].max() > 0.1
    own = {"covered", "words", "claimed_statement"}
    for claim, features in as_table(without).items():
        before = as_table(whole)[claim]
        assert {n: features[n] for n in own} == {n: before[n] for n in own}


def test_in_the_place_of_a_claim_left_out_comes_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "SEEN_CLAIMS", 2)
    view = view_of("ferry", "ferry a", "ferry a b", "ferry a b c")
    assert set(survey(surveyor(), "ferry", view).claims) == {"claim-1", "claim-2"}
    left = survey(surveyor(), "ferry", view, without={"claim-1", "claim-2"})
    assert set(left.claims) == {"claim-3", "claim-4"}
    beside = survey(surveyor(), "ferry", view, also=["claim-1"], without=["claim-1"])
    assert set(beside.claims) == {"claim-2", "claim-3"}


def test_nothing_is_left_where_every_claim_is_left_out() -> None:
    found = survey(surveyor(), "ferry", view_of("ferry"), without=["claim-1"])
    assert (found.claims, found.scores.tolist(), found.features) == ((), [], {})


@pytest.mark.parametrize("text", ["", "zebra", "ferry", "\ud83d"])
def test_where_nothing_is_recorded_nothing_is_found(text: str) -> None:
    found = survey(surveyor(AN_ENCODER, VECTORS), text, seen([]), also=["claim-1"])
    assert (found.claims, len(found.scores)) == ((), 0)


def test_one_claim_stands_beside_no_other() -> None:
    found = survey(surveyor(AN_ENCODER, VECTORS), "ferry", view_of("ferry"))
    assert found.claims == ("claim-1",)
    assert all(np.isfinite(values).all() for values in found.features.values())
    assert found.features["covered_above"].tolist() == [0.0]


def test_a_posts_author_and_day_tell_claims_apart() -> None:
    said = [date(2016, 5, 4), date(2011, 1, 1)]
    view = seen([a_row(n, "Quill closed the ferry", said_on=said[n - 1]) for n in (1, 2)])
    post = Wanted("ferry", "ferry", "Mara Quill", posted_on=date(2016, 5, 2))
    found = surveyor(days_near=1.0).survey(post, view)
    assert found.claims == ("claim-1", "claim-2")
    assert (found.features["author_named"] > 0).all()
    assert found.features["days_near"][0] > 0.9 > 0.1 > found.features["days_near"][1]


def test_the_first_of_a_survey_keep_their_numbers() -> None:
    whole = survey(surveyor(), "ferry sank", view_of(*FERRIES))
    best = whole.best(2)
    assert best.claims == whole.claims[:2]
    assert best.scores.tolist() == whole.scores.tolist()[:2]
    assert as_table(best) == {c: as_table(whole)[c] for c in whole.claims[:2]}


def a_seen(relevance: list[float], cosines: list[float] | None = None) -> Seen:
    found = {"cosine": np.array(cosines)} if cosines else {}
    return Seen(np.arange(len(relevance)), np.array(relevance, np.float32), found)


def test_those_that_stand_out_by_words_and_by_meaning_are_looked_at() -> None:
    by_words = a_seen([1.0, 5.0, 2.0, 4.0])
    assert by_words.likeliest(2).rows.tolist() == [1, 3]
    both = a_seen([1.0, 5.0, 2.0, 4.0], [0.9, 0.1, 0.8, 0.7]).likeliest(2)
    assert both.rows.tolist() == [2, 3]
    assert both.relevance.tolist() == [2.0, 4.0]
    assert both.cosines["cosine"].tolist() == [0.8, 0.7]


@pytest.mark.parametrize("count", [2, 3])
def test_of_few_all_are_looked_at(count: int) -> None:
    few = a_seen([1.0, 2.0])
    assert few.likeliest(count) is few


def test_of_claims_that_are_alike_as_many_are_looked_at() -> None:
    assert len(a_seen([1.0] * 5, [0.5] * 5).likeliest(3).rows) == 3


def test_of_a_question_some_are_looked_at_of_a_post_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "LOOKED_AT_CLAIMS", 2)
    view = view_of("ferry a b c", "ferry a", "ferry", "ferry a b")
    assert set(survey(surveyor(), "ferry", view).claims) == {"claim-2", "claim-3"}
    post = Wanted("ferry", "ferry", "Mara Quill")
    assert len(surveyor().survey(post, view).claims) == 4
    # A claim that a name led to is never left out by what others have in common.
    assert "claim-1" in survey(surveyor(), "ferry", view, also=["claim-1"]).claims


@settings(max_examples=60, deadline=None)
@given(rows(), asked)
def test_of_any_text_and_any_claims_every_feature_is_a_number(
    some: list[IndexRow], text: str
) -> None:
    every = [row.id for row in some]
    by = surveyor(AN_ENCODER, VECTORS, covered=1.0, cosine=1.0, aligned=1.0)
    found = survey(by, text, seen(some), also=every)
    assert sorted(found.claims) == sorted(every)
    assert np.isfinite(found.scores).all()
    for name, values in found.features.items():
        assert values.shape == (len(every),), name
        assert np.isfinite(values).all(), name


@settings(max_examples=60, deadline=None)
@given(rows(), asked, st.randoms())
def test_the_order_in_which_candidates_come_does_not_matter(
    some: list[IndexRow], text: str, random: Random
) -> None:
    view = seen(some)
    by = surveyor(AN_ENCODER, VECTORS)
    wanted = Wanted(text, text)
    terms, vector = read_terms(wanted, view), AN_ENCODER.encode([text])[0]
    order = list(range(len(some)))
    random.shuffle(order)
    handles = view.rows_of([row.id for row in some])
    relevance = view.relevance(terms.searched, handles)
    cosines = sentence_features(view.cosines(vector, handles))
    found = Seen(handles, relevance, cosines)
    turned = {name: values[order] for name, values in cosines.items()}
    features = by.features(terms, wanted, view, found)
    shuffled = by.features(terms, wanted, view, Seen(handles[order], relevance[order], turned))
    for name, values in features.items():
        # Where all are equal but for rounding, how far one is above the others says nothing.
        if not name.endswith("_above"):
            assert shuffled[name] == pytest.approx(values[order], abs=1e-5), name


def test_claims_that_a_name_led_to_are_kept_besides() -> None:
    asked_for = np.array([True, False, False, False])
    seen = a_seen([1.0, 5.0, 2.0, 4.0]).likeliest(2, asked_for)
    assert seen.rows.tolist() == [0, 1, 3]
