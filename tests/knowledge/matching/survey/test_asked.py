from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from knowledge.matching.question import Wanted
from knowledge.matching.survey.asked import read_terms
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.index.claims import rows
from tests.knowledge.matching.survey.surveys import asked, idf, seen, terms_of, view_of


def test_each_stem_is_one_term_in_the_order_of_the_text() -> None:
    view = view_of("The ferries closed.", "A ferry sank.")
    terms = terms_of("Ferries closed, the ferry closes: 42 zebras", view)
    assert terms.stems == ("ferri", "close", "the", "42", "zebra")
    assert terms.words == ("ferries", "closed", "the", "42", "zebras")
    assert terms.is_figure.tolist() == [False, False, False, True, False]
    known = [number >= 0 for number in terms.numbers.tolist()]
    assert known == [True, True, True, False, False]
    ferry, close, the = terms.numbers.tolist()[:3]
    assert terms.sequence.tolist() == [ferry, close, the, ferry, close, -1, -1]


def test_the_rarer_a_word_is_in_the_claims_the_more_it_tells() -> None:
    view = view_of("ferry sank", "ferry closed", "quay closed", titles=("", "", "ferry"))
    terms = terms_of("ferry closed quay zebra", view)
    assert terms.idf.tolist() == pytest.approx([idf(3, 3), idf(2, 3), idf(1, 3), idf(0, 3)])


def test_a_capital_tells_a_name_but_at_the_beginning() -> None:
    terms = terms_of("Ferry of Marlow, marlow and Quay ferry", view_of("quay"))
    named = dict(zip(terms.stems, terms.is_capitalised.tolist(), strict=True))
    assert named == {"ferri": False, "of": False, "marlow": True, "and": False, "quay": True}


def test_a_word_said_often_is_looked_for_a_little_harder() -> None:
    terms = terms_of("ferry ferry ferry quay quay storm", view_of("quay"))
    assert terms.searched == pytest.approx({"ferri": 2**0.5, "quay": 2**0.5, "storm": 1.0})


def test_a_posts_author_is_looked_for_a_little() -> None:
    view = view_of("Mara Quill closed the ferry")
    terms = terms_of("ferry of quill", view, author="Mara Quill Zo of Mara")
    # "Quill" is said too, "of" and "Zo" are too short to tell.
    assert terms.searched == {"ferri": 1.0, "of": 1.0, "quill": 1.0, "mara": 0.5}
    assert terms.author.tolist() == sorted(view.term_numbers(["mara", "quill"]).tolist())


def test_a_posts_handle_is_looked_for_as_its_author_is() -> None:
    view = view_of("Mara Quill closed the ferry")
    terms = read_terms(Wanted("ferry", "ferry", handle="quill news"), view)
    assert terms.searched == {"ferri": 1.0, "quill": 0.5, "news": 0.5}
    assert terms.author.tolist() == view.term_numbers(["quill"]).tolist()


def test_an_unknown_author_is_nobody() -> None:
    assert terms_of("ferry", view_of("ferry"), author="Zanthor").author.tolist() == []


def test_a_post_is_encoded_with_who_wrote_it() -> None:
    post = Wanted("no boats", "No boats.", "Mara Quill", posted_on=date(2016, 5, 4))
    assert post.to_encode == "No boats. — Mara Quill"
    assert Wanted("no boats", "No boats.").to_encode == "No boats."


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    text = " ".join(f"word{number}" for number in range(1_000))
    assert len(terms_of(text, view_of("word1")).stems) == 300


@settings(max_examples=60, deadline=None)
@given(rows(), asked, asked)
def test_any_text_has_terms_that_fit_together(some: list[IndexRow], text: str, author: str) -> None:
    terms = read_terms(Wanted(text, text, author), seen(some))
    size = len(terms.stems)
    assert len(set(terms.stems)) == size
    for each in (terms.words, terms.numbers, terms.idf, terms.is_figure, terms.is_capitalised):
        assert len(each) == size
    assert np.isfinite(terms.idf).all()
    assert (terms.idf >= 0).all()
    assert set(terms.sequence.tolist()) == set(terms.numbers.tolist())
    assert set(terms.stems) <= set(terms.searched)
    assert all(0 < weight <= 2**0.5 for weight in terms.searched.values())
