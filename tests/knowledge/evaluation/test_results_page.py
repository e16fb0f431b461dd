from __future__ import annotations

import pytest

from knowledge.evaluation.figures import figures_of
from knowledge.evaluation.peers import Ranked
from knowledge.evaluation.report import Measured, Run, as_json, as_text, tables
from knowledge.evaluation.results_page import HEAD, check, rewrite
from knowledge.evaluation.trials import Trial

RUN = Run("valley", "dev", 1_234, 2, 50, 1)
TRAIN = Run("valley", "train", 1_234, 2, 50, 1)
TRIAL = Trial(frozenset({"gold"}), Ranked((("gold", 7.0),)), Ranked(()), 12.0)
FIGURES = figures_of([TRIAL, TRIAL])
BM25 = Measured("bm25", FIGURES, 1.5)


def written(page: str = "", run: Run = RUN, command: str = "gainsay evaluate valley") -> str:
    return rewrite(page, run, [BM25], [], command=command, versions={"gainsay": "9.9"})


def test_a_new_page_says_what_its_columns_mean_and_how_it_was_made() -> None:
    page = written()
    assert page.startswith(HEAD)
    assert "## valley, dev\n" in page
    assert "1,234 claims, 2 questions; 50 halves, seed 1. gainsay 9.9." in page
    assert "```\ngainsay evaluate valley\n```" in page
    assert "| bm25 | 1.000 (1.000–1.000) |" in page


def test_a_run_replaces_its_own_section_and_leaves_the_others() -> None:
    both = written(written(), TRAIN)
    again = written(both, command="gainsay evaluate valley --seed 2")
    assert again.count("## valley, dev\n") == again.count("## valley, train\n") == 1
    assert again.count("--seed 2") == 1
    assert again.index("--seed 2") < again.index("## valley, train")


def test_writing_the_same_again_changes_nothing() -> None:
    both = written(written(), TRAIN)
    assert written(both) == both
    assert written(both, TRAIN) == both


def test_words_around_the_sections_stay() -> None:
    page = written() + "\nRead with care.\n"
    assert written(page) == page


def test_a_section_that_does_not_end_is_refused_before_it_is_overwritten() -> None:
    page = written().replace("<!-- end valley dev -->", "")
    with pytest.raises(ValueError, match="has no end"):
        check(page, "valley", "dev")
    check(page, "valley", "train")


def test_a_name_cannot_end_the_comment_that_marks_its_section() -> None:
    odd = Run("a --> b", "x|y", 1, 2, 3, 4)
    page = written("", odd)
    assert "<!-- begin a-b x-y -->" in page
    assert written(page, odd) == page


def test_guards_are_a_table_of_their_own() -> None:
    without = Measured("ours without figure_differs", FIGURES)
    page = rewrite("", RUN, [BM25], [without], command="", versions={})
    assert "Each guard taken out:\n\n| guards |" in page
    assert "\n| ours without figure_differs | 1.000 " in page


def test_what_was_not_measured_is_null_in_json_and_a_dash_in_a_table() -> None:
    row = as_json(RUN, BM25)
    assert (row["map_at_5"], row["median_ms"], row["index_seconds"]) == (1, 12, 1.5)
    assert row["ece"] is row["wrong_answers"] is row["peak_megabytes"] is None
    right, costs = tables(RUN, [BM25])
    assert dict(zip(*right, strict=True))["ECE"] == "–"
    assert dict(zip(*costs, strict=True))["peak MB"] == "–"


def test_columns_stand_under_each_other() -> None:
    header, row = as_text([["method", "MRR"], ["a long name", "1"]]).split("\n")
    assert (header, row) == ("method       MRR", "a long name    1")
