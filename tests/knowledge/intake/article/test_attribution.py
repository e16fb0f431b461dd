from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.intake.article.attribution import attributions
from knowledge.vocabulary import Mode
from tests.knowledge.intake.article.said import content, only, said, source, words

BRIDGE = "the bridge was closed"

pieces = st.sampled_from(
    """said “ ” " ' ‘ ’ , . : ; ? ! ( ) — - he She Kirby officials the a that who according to
    accused of denied alleged Reuters was by has not been told reporters on Friday Citing CLAIM:
    and \n \n\n U.S. Mr. 's 12 “No,” é 🙂 \u2029 [ ] «""".split(" ")
)
texts = st.one_of(st.text(max_size=300), st.lists(pieces, max_size=60).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_whatever_the_text_spans_stand_in_it_and_do_not_overlap(text: str) -> None:
    found = attributions(text)
    for attribution in found:
        assert attribution.content
        for spans in (attribution.content, attribution.source, attribution.cue):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert words(text, attribution.content).strip()
        assert attribution.within is None or 0 <= attribution.within < len(found)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_attributions(text: str) -> None:
    assert attributions(text) == attributions(text)


def test_boilerplate_says_nothing() -> None:
    text = f"Ann Lee said {BRIDGE}.\n\nComments\n\nBob Ray said it was not."
    start = text.index("Comments")
    found = attributions(text, boilerplate=[(start, len(text))])
    assert [attribution.speaker for attribution in found] == ["Ann Lee"]


def test_ten_thousand_quotation_marks_do_not_take_for_ever() -> None:
    attributions('"' * 10_000)
    attributions("he said, " * 2_000)


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Lee said that {BRIDGE}.",
        f"Ann Lee said {BRIDGE}.",
        f"Ann Lee told reporters on Friday that {BRIDGE}.",
        f"Ann Lee has repeatedly claimed that {BRIDGE}.",
        f"Ann Lee said in a statement that {BRIDGE}.",
        f"According to Ann Lee, {BRIDGE}.",
        f"{BRIDGE}, according to Ann Lee.",
        f"{BRIDGE}, said Ann Lee.",
        f"{BRIDGE}, Ann Lee said.",
        f"Ann Lee's claim that {BRIDGE} was new to many.".replace(" was new to many", ""),
        f"Ann Lee, 54, a former mayor, said {BRIDGE}.",
        f"Ann Lee (R-Ohio) said {BRIDGE}.",
        f"Ann Lee, who lives there, said {BRIDGE}.",
        f"Ann Lee on Tuesday said that {BRIDGE}.",
        f"As Ann Lee noted, {BRIDGE}.",
    ],
)
def test_what_is_said_is_found_with_its_speaker(text: str) -> None:
    [(speaker, what)] = said(text)
    assert (speaker, what) == ("Ann Lee", BRIDGE)


def test_an_accusation_holds_whom_it_accuses() -> None:
    text = "Ann Lee accused the town of hiding a report."
    assert content(text) == "the town of hiding a report"
    assert only(text).is_accusing


def test_a_passive_accusation_holds_who_is_accused_and_is_made_by_its_agent() -> None:
    text = "Bob Ray was accused by Ann Lee of hiding a report."
    assert said(text) == [("Ann Lee", "Bob Ray … of hiding a report")]


def test_levelled_accusations_are_accusing_and_levelled_towns_are_not() -> None:
    assert only("Norland leveled similar accusations.").is_accusing
    assert not attributions("The storm leveled the town.")


@pytest.mark.parametrize(
    "text",
    [
        "The alleged plan was never seen.",
        "A band called Red Sail plays there.",
        "The United States has many states.",
        "That said, it rained.",
        "All reported cases were mild.",
        "The company added jobs.",
        "One engineer asked not to be named.",
    ],
)
def test_words_that_only_look_like_cues_are_left_alone(text: str) -> None:
    assert not attributions(text)


def test_a_quotation_that_the_cue_splits_is_one_attribution() -> None:
    text = "“The bridge,” Ann Lee said, “was closed in May.”"
    assert content(text) == "The bridge, … was closed in May."
    assert only(text).mode is Mode.DIRECT


def test_a_quotation_that_goes_on_behind_its_speaker_is_one_attribution() -> None:
    text = "“It was closed,” said Ann Lee, a mayor. “Nobody told us. We saw it.”"
    assert content(text) == "It was closed, … Nobody told us. We saw it."


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    text = "“It was closed,” Ann Lee said. “We saw it.\n\n“Then it opened again.”"
    assert content(text) == "It was closed, … We saw it. … Then it opened again."


def test_a_block_of_quotation_after_a_colon_belongs_to_its_cue() -> None:
    text = "Ann Lee wrote:\n\n“It was closed in May.”"
    assert said(text) == [("Ann Lee", "It was closed in May.")]


def test_a_question_mark_inside_a_quotation_does_not_end_the_sentence() -> None:
    assert content("“Was it closed?” Ann Lee asked.") == "Was it closed?"


def test_words_of_the_speaker_in_a_retold_sentence_make_it_mixed() -> None:
    text = "Ann Lee said the bridge was “closed for good.”"
    assert only(text).mode is Mode.MIXED
    assert content(text).startswith("the bridge was")


def test_two_cues_of_one_speaker_part_what_they_say() -> None:
    text = "Ann Lee said it rained, adding that the bridge was closed."
    assert said(text) == [("Ann Lee", "it rained"), ("Ann Lee", BRIDGE)]


def test_an_outlet_that_cites_people_carries_what_they_say() -> None:
    found = only(f"Citing city officials, Norland News reported Friday that {BRIDGE}.")
    assert (found.speaker, found.via) == ("city officials", ("Norland News",))
    assert found.said_as_written == "Friday"


def test_what_a_report_says_that_somebody_said_is_nested() -> None:
    inner, outer = attributions(f"Ann Lee said {BRIDGE}, according to a Norland News report.")
    assert (inner.speaker, inner.via, inner.within) == ("Ann Lee", ("Norland News",), 1)
    assert (outer.speaker, outer.within) == ("Norland News", None)


def test_what_a_quoted_speaker_says_that_others_say_is_nested() -> None:
    outer, inner = attributions(
        "“The bridge is old, and the engineers say it moves,” Ann Lee said."
    )
    assert (inner.speaker, inner.via, inner.within) == ("The engineers".lower(), ("Ann Lee",), 0)
    assert outer.within is None


def test_a_clause_with_while_ends_before_the_main_clause() -> None:
    text = "While Norland has not confirmed the reports, Ann Lee accused it of lying."
    first, second = attributions(text)
    assert words(text, first.content) == "the reports"
    assert (second.speaker, second.within) == ("Ann Lee", None)


def test_a_letter_that_claims_something_is_its_senders_claim() -> None:
    text = f"Norland, Sudland and the Isles sent letters to the council claiming that {BRIDGE}."
    assert source(text) == "Norland, Sudland and the Isles"


def test_a_transcript_is_read_by_its_labels() -> None:
    text = (
        "MODERATOR: Is it safe?\n\nMAYOR LEE: Yes. The engineers say it is.\n\nMODERATOR: Thanks."
    )
    found = attributions(text)
    assert [item.mode for item in found if item.within is None] == [Mode.DIRECT] * 3
    assert [item.via for item in found if item.within is not None] == [("LEE",)]


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    text = f"Lee: Bridge was closed\n\nMayor Ann Lee said on Friday that {BRIDGE}."
    assert said(text)[0] == ("Ann Lee", "Bridge was closed")


def test_a_colon_behind_what_is_no_name_is_no_cue() -> None:
    assert not attributions("Note: The bridge is closed.")


def test_a_hedge_is_kept_as_it_is_written() -> None:
    assert only("Ann Lee said the bridge may be closed.").hedge == "may"
    assert only("Ann Lee said the bridge is closed.").hedge is None


def test_as_somebody_said_leads_to_what_follows() -> None:
    text = "But as Ann Lee has noted, the bridge was closed."
    assert said(text) == [("Ann Lee", BRIDGE)]


def test_according_to_may_stand_inside_of_what_was_said() -> None:
    text = "The bridge, according to Ann Lee, was closed in May."
    assert said(text) == [("Ann Lee", "The bridge … was closed in May")]


def test_a_clause_far_behind_the_cue_is_not_its_content() -> None:
    text = "The fund announced a review following allegations by Ann Lee that samples were lost."
    outer, inner = attributions(text)
    assert words(text, outer.content).startswith("a review")
    assert (inner.speaker, words(text, inner.content)) == ("Ann Lee", "samples were lost")
    assert inner.is_accusing


def test_a_question_put_to_the_speaker_is_not_part_of_the_answer() -> None:
    text = "Asked whether it was safe, Ann Lee said that the bridge was closed."
    assert said(text)[-1] == ("Ann Lee", BRIDGE)
    assert attributions(text)[-1].within is None


def test_who_is_said_to_have_done_something_belongs_to_it() -> None:
    assert content("Ann Lee is alleged to have closed the bridge.") == (
        "Ann Lee … to have closed the bridge"
    )


def test_a_headline_may_leave_its_second_subject_out() -> None:
    text = "Norland denies sending drones, says report 'invented'"
    assert [speaker for speaker, _ in said(text)] == ["Norland", "Norland"]


def test_a_first_name_may_look_like_a_helping_verb() -> None:
    assert said("“It is old,” said Will Doyle, a professor.") == [("Will Doyle", "It is old,")]


def test_a_quoted_word_at_the_end_of_what_is_said_is_not_part_of_the_name() -> None:
    assert said("The bridge is a “death trap,” Lee said.") == [
        ("Lee", "The bridge is a “death trap,”")
    ]


def test_who_smiled_and_said_it_is_who_smiled() -> None:
    text = "When asked whom she supported, Ann Lee smiled and said, “Nobody.”"
    assert said(text)[-1] == ("Ann Lee", "Nobody.")


def test_whoever_hands_a_statement_on_at_its_end_holds_it() -> None:
    inner, outer = attributions(
        "Norland intelligence believes it is raining, the Gazette reported, citing a city official."
    )
    assert (outer.speaker, outer.via) == ("a city official", ("Gazette",))
    assert (inner.within, inner.via) == (1, ("Gazette", "a city official"))


def test_an_accused_party_and_the_accusers_are_told_apart() -> None:
    text = "The senator has been accused of bribery by two former aides."
    assert said(text) == [("two former aides", "The senator … of bribery")]
