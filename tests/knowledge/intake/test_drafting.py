from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.intake.document import LONGEST_CHARACTERS, Document
from knowledge.intake.draft import Draft, DraftKind, as_json
from knowledge.intake.drafting import drafts_of
from knowledge.intake.furniture import furniture
from knowledge.vocabulary import Mode, Stance


def drafts(text: str, **fields: object) -> tuple[Draft, ...]:
    return drafts_of(Document("article", text, boilerplate=furniture(text), **fields))  # type: ignore[arg-type]


def one(text: str) -> Draft:
    (draft,) = drafts(text)
    return draft


def claims(text: str) -> list[Draft]:
    return [draft for draft in drafts(text) if draft.kind is DraftKind.CLAIM]


def test_a_he_who_may_be_several_is_in_no_draft() -> None:
    text = "Bob Ray said the road was open.\n\nBen Fox met Tom Poe. He said the bridge was closed."
    assert [draft.text for draft in drafts(text)] == ["The road was open.", "Ben Fox met Tom Poe."]


def response(text: str) -> Draft:
    (found,) = (draft for draft in drafts(text) if draft.kind is DraftKind.RESPONSE)
    return found


def answered(text: str) -> list[str]:
    """Return the texts of the claims that the one response of `text` answers."""
    texts = {draft.id: draft.text for draft in drafts(text)}
    return [texts[claim] for claim in response(text).answers]


def names(draft: Draft) -> list[str]:
    return [speaker.name for speaker in draft.said_by]


def test_a_claim_has_its_words_its_speaker_and_its_place() -> None:
    text = "Mayor Jane Roe said on Friday that the old bridge may be closed in May."
    draft = one(text)
    assert draft.text == "The old bridge may be closed in May."
    assert names(draft) == ["Jane Roe"]
    assert (draft.kind, draft.mode, draft.cue) == (DraftKind.CLAIM, Mode.INDIRECT, "said")
    assert (draft.hedge, draft.said_as_written) == ("may", "on Friday") or draft.hedge == "may"
    assert [quote.exact for quote in draft.quotes] == ["the old bridge may be closed in May"]


def test_each_sentence_of_a_quotation_is_a_claim() -> None:
    text = "“The bridge was closed in May. Nobody was told about it,” said Mayor Jane Roe."
    assert [draft.text for draft in drafts(text)] == [
        "The bridge was closed in May.",
        "Nobody was told about it.",
    ]
    assert {draft.mode for draft in drafts(text)} == {Mode.DIRECT}


def test_what_is_joined_by_while_are_two_claims() -> None:
    text = "Jane Roe said the bridge was closed in May, while the ferry was sold to Doe Lines."
    assert [draft.text for draft in drafts(text)] == [
        "The bridge was closed in May.",
        "The ferry was sold to Doe Lines.",
    ]


def test_a_condition_is_not_torn_from_its_claim() -> None:
    text = "Jane Roe said the bridge would be closed if the river was high and the ferry was late."
    assert len(drafts(text)) == 1


def test_an_accusation_says_who_is_accused() -> None:
    text = "Jane Roe accused Doe Lines of hiding the reports about the bridge."
    assert one(text).text == text


def test_who_carried_a_claim_is_not_its_speaker() -> None:
    text = "Citing three officials, Example News reported that the bridge was closed in May."
    draft = one(text)
    assert names(draft) == ["three officials"]
    assert draft.via == ("Example News",)


def test_the_name_beside_a_role_is_the_speaker_and_so_is_she_in_the_next_sentence() -> None:
    text = (
        "“The bridge was closed in May,” said the union's chairwoman, Jane Roe. "
        "She said the ferry was sold in June."
    )
    assert [names(draft) for draft in drafts(text)] == [["Jane Roe"], ["Jane Roe"]]


def test_speakers_that_are_listed_are_credited_each() -> None:
    text = "France, Germany and Italy said that the bridge was closed in May."
    assert names(one(text)) == ["France", "Germany", "Italy"]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe asked whether the bridge was closed.",
        "Jane Roe called for the resignation of the council.",
        "“Is the bridge closed?” asked Jane Roe.",
        "“Good morning, everybody here,” said Jane Roe.",
        "Who said the bridge was closed?",
        "Post a Comment\nSubscribe to our newsletter",
        "I think the whole thing is rather sad.",
        "Our reporter Ann Lee has the story from Exampletown this evening.",
        "Ann Lee, Radio Example, at the hospital.",
    ],
)
def test_what_cannot_be_checked_is_no_claim(text: str) -> None:
    assert drafts(text) == ()


def test_furniture_and_bylines_are_nobodys_words() -> None:
    text = "By Ann Lee\nThe bridge cost 9 million euros in 2019.\n(Reporting by Ann Lee)"
    draft = one(text)
    assert draft.mode is Mode.NARRATION
    assert draft.text == "The bridge cost 9 million euros in 2019."


def test_the_authors_own_words_are_the_authors() -> None:
    text = "The bridge at Exampletown was opened in 2019."
    assert names(*drafts(text, byline="Ann Lee")) == ["Ann Lee"]
    assert names(*drafts(text, publisher="The Post")) == ["The Post"]
    assert names(*drafts(text)) == ["the author"]


ACCUSED = "Jane Roe accused Doe Lines of hiding the reports about the bridge. "


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("Doe Lines denied the accusation.", Stance.DENIES),
        ("Doe Lines rejected the claim.", Stance.REJECTS),
        ("Doe Lines called the allegation false.", Stance.DENIES),
        ("“That is simply not true,” said John Doe of Doe Lines.", Stance.DENIES),
        ("Asked about the accusation, Doe Lines declined to comment.", Stance.DECLINES_TO_COMMENT),
    ],
)
def test_an_answer_that_points_at_the_sentence_before_answers_it(
    answer: str, stance: Stance
) -> None:
    assert response(ACCUSED + answer).stance is stance
    assert answered(ACCUSED + answer) == [ACCUSED.strip()]


def test_a_denial_that_repeats_a_claim_answers_it_and_no_other() -> None:
    text = (
        "Jane Roe said the old bridge was closed in May. She said the ferry was sold to Doe "
        "Lines. The council denied that the old bridge was closed in May."
    )
    assert answered(text) == ["The old bridge was closed in May."]


@pytest.mark.parametrize(
    "denial",
    [
        "The council denied that the old bridge was closed in June 2019.",
        "The council denied that the museum was sold to Doe Lines.",
        "The council denied that nine people were hurt.",
    ],
)
def test_a_denial_of_something_else_answers_nothing(denial: str) -> None:
    text = f"Jane Roe said the old bridge was closed in May 2021. {denial}"
    assert answered(text) == []


def test_a_denial_among_several_claims_is_left_to_a_person_with_the_reason() -> None:
    text = (
        "Jane Roe said the bridge was closed in May, while the ferry was sold to Doe Lines. "
        "The council rejected the claim."
    )
    draft = response(text)
    assert draft.answers == ()
    assert len(draft.proposed) == 2
    assert all(each.why for each in draft.proposed)


def test_confirming_another_number_is_no_confirmation_of_the_claim() -> None:
    text = (
        "Jane Roe said the limit had been exceeded 14 times in May. "
        "Doe Lines confirmed that the limit had been exceeded twice in May."
    )
    draft = response(text)
    assert draft.answers == ()
    assert len(draft.proposed) == 1
    same = text.replace("twice", "14 times")
    assert answered(same) == ["The limit had been exceeded 14 times in May."]


def test_whoever_is_asked_about_claims_and_calls_them_unfounded_denies_them() -> None:
    text = (
        "Jane Roe said the bridge was closed in May. The ferry sailed. Nothing else happened. "
        "Asked about Roe’s claims, a spokesman for the council said they were unfounded."
    )
    assert response(text).stance is Stance.DENIES
    assert answered(text) == ["The bridge was closed in May."]


def test_a_silence_about_somebody_may_answer_what_they_said() -> None:
    text = (
        "Jane Roe said the bridge was closed in May. John Doe said the ferry was sold. "
        "The council declined to comment on Roe’s case."
    )
    draft = response(text)
    assert draft.answers == ()
    assert [each.claim for each in draft.proposed] == [claims(text)[0].id]


def test_who_denies_a_claim_has_not_carried_it() -> None:
    text = "Jane Roe rejected claims by the opposition that the bridge was closed in May."
    assert all("Jane Roe" not in draft.via for draft in drafts(text))


def test_two_authors_are_two() -> None:
    found = drafts("The bridge at Exampletown cost 9 million.", byline="Ann Lee and Bo Ek")
    assert names(*found) == ["Ann Lee", "Bo Ek"]


def test_nobody_answers_their_own_claim() -> None:
    text = "Doe Lines said the bridge was closed in May. Doe Lines denied the accusation."
    draft = response(text)
    assert (draft.answers, draft.proposed) == ((), ())


def test_a_silence_about_nothing_in_particular_answers_nothing() -> None:
    assert answered(ACCUSED + "The mayor of Exampletown did not respond.") == []


@pytest.mark.parametrize(
    ("silence", "stance"),
    [
        ("The mayor did not respond.", Stance.DID_NOT_RESPOND),
        ("But the mayor of Exampletown has not replied.", Stance.DID_NOT_RESPOND),
        ("Doe Lines has yet to answer.", Stance.DID_NOT_RESPOND),
        ("Doe Lines had no comment.", Stance.DECLINES_TO_COMMENT),
        ("Doe Lines would not comment.", Stance.DECLINES_TO_COMMENT),
        ("Doe Lines would not say whether it will answer.", Stance.DECLINES_TO_COMMENT),
        ("Doe Lines has not confirmed the accusation.", Stance.NOT_CONFIRMED),
    ],
)
def test_each_silence_has_its_own_name(silence: str, stance: Stance) -> None:
    assert response(ACCUSED + silence).stance is stance


def test_neither_has_confirmed_it_is_no_confirmation() -> None:
    found = drafts(ACCUSED + "Neither Doe nor Roe has confirmed the report.")
    assert all(draft.stance is not Stance.CONFIRMS for draft in found)


def test_an_answer_to_the_letters_answers_the_claim_in_the_letters() -> None:
    text = (
        "Italy and Spain sent letters to the council claiming that the bridge was closed in May. "
        "The council rejected the letters."
    )
    assert answered(text) == ["The bridge was closed in May."]


def test_a_denial_that_a_letter_was_sent_does_not_answer_what_a_letter_says() -> None:
    text = (
        "Jane Roe wrote in a letter that the bridge was closed in May. "
        "The council denied sending the letter."
    )
    assert answered(text) == []


def test_what_is_quoted_in_the_same_breath_belongs_to_the_denial() -> None:
    text = (
        ACCUSED + "Doe Lines denied the accusation. “We sent every report in May,” Doe Lines said. "
        "Doe Lines said the ferry was late."
    )
    assert [quote.exact for quote in response(text).quotes] == [
        "Doe Lines denied the accusation",
        "We sent every report in May",
    ]
    assert [draft.text for draft in claims(text)][1:] == ["The ferry was late."]


def test_a_long_answer_is_not_all_denial() -> None:
    text = (
        "QUESTION: Mayor Pinto says that the bridge was closed in May.\n\nGOVERNOR ROLF: That is "
        "not true. It was open. Every car could cross. The ferry was sold in June. "
        "The dam is safe.\n"
    )
    assert len(response(text).quotes) == 3
    assert [draft.text for draft in claims(text)][1:] == [
        "The ferry was sold in June.",
        "The dam is safe.",
    ]


def test_an_admission_answers_and_a_confirmation_of_news_is_a_claim() -> None:
    admitted = ACCUSED + "Doe Lines admitted that two reports about the bridge were late."
    assert response(admitted).stance is Stance.ADMITS_IN_PART
    confirmed = "The council confirmed that the ferry was sold in June."
    assert one(confirmed).kind is DraftKind.CLAIM


def test_a_denial_after_the_question_is_an_answer_to_what_the_question_quotes() -> None:
    text = (
        "QUESTION: Mayor Pinto says that the bridge was closed in May. Is that true?\n\n"
        "GOVERNOR ROLF: That is simply not true.\n"
    )
    assert response(text).stance is Stance.DENIES
    assert answered(text) == ["The bridge was closed in May."]


def test_what_somebody_reports_in_a_turn_came_through_them() -> None:
    text = "GOVERNOR ROLF: Doe Lines told us that the bridge was closed in May.\n"
    draft = one(text)
    assert names(draft) == ["Doe Lines"]
    assert draft.via == ("Rolf",)


def test_after_q_and_a_speaks_whoever_was_named_before() -> None:
    text = (
        "The ornithologist Jory Pellam has counted swans since 1998.\n\n"
        "Q: How many were there?\n\nA: We counted 1,140 of them this winter.\n"
    )
    assert names(drafts(text)[-1]) == ["Jory Pellam"]


def test_i_cannot_say_that_is_no_silence_about_an_earlier_claim() -> None:
    text = (
        "QUESTION: Mayor Pinto says that the bridge was closed in May.\n\n"
        "QUESTION: Will it rain tomorrow?\n\n"
        "GOVERNOR ROLF: I can’t say that.\n"
    )
    assert answered(text) == []


def test_claims_of_nobody_in_particular_can_be_answered() -> None:
    text = (
        "There are claims on social media that the old dam has burst. "
        "The fire service says this is not true."
    )
    assert answered(text) == ["The old dam has burst."]
    assert names(claims(text)[0]) == ["claims on social media"]


def test_dismissing_people_answers_nothing() -> None:
    text = "Jane Roe said Doe Lines was late again. Doe Lines dismissed two of its inspectors."
    assert all(draft.kind is DraftKind.CLAIM for draft in drafts(text))


def test_the_same_text_has_the_same_ids_and_another_text_has_others() -> None:
    assert drafts(ACCUSED) == drafts(ACCUSED)
    assert one(ACCUSED).id != one(ACCUSED + "So it was.").id


def test_the_json_has_what_the_outside_may_rely_on() -> None:
    record = as_json(response(ACCUSED + "Doe Lines denied the accusation."))
    assert record["kind"] == "response"
    assert record["said_by"][0]["name"] == "Doe Lines"
    assert record["answers"] == [one(ACCUSED).id] or len(record["answers"]) == 1
    assert set(record) >= {
        "id", "kind", "text", "quotes", "said_by", "via", "cue", "mode", "stance", "answers",
        "proposed_answers", "hedge", "said_as_written",
    }  # fmt: skip


def hang_together(found: Sequence[Draft], text: str) -> None:
    """Check what holds for the drafts of any text."""
    ids = [draft.id for draft in found]
    assert len(set(ids)) == len(ids)
    kinds = {draft.id: draft.kind for draft in found}
    for draft in found:
        assert draft.text.strip()
        assert draft.said_by
        assert draft.quotes
        for quote in draft.quotes:
            assert text[quote.start : quote.end] == quote.exact != ""
        linked = [*draft.answers, *(each.claim for each in draft.proposed)]
        assert len(set(linked)) == len(linked)
        assert all(kinds[claim] is DraftKind.CLAIM for claim in linked)
        assert draft.kind is DraftKind.RESPONSE or not linked
        assert (draft.stance is not None) == (draft.kind is DraftKind.RESPONSE)


PARTS = [
    *("Jane Roe", "he", "Doe Lines", "said", "denied", "that", "the bridge was closed", "while"),
    *("and", "according to", "accused", "of", "9 million", "QUESTION:", "the claim", "which", "A:"),
    *("did not respond", "called", "false", "letters", "There are claims that"),
    *',.“”"’()?\n ',
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=40))
def test_the_drafts_of_any_text_hang_together(parts: list[str]) -> None:
    text = " ".join(parts)
    hang_together(drafts(text), text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "said", ".", "\x00", "\ufffd", "A:", "By "])
def test_a_text_without_statements_has_no_drafts(text: str) -> None:
    assert drafts(text) == ()


@pytest.mark.parametrize(
    "block",
    [
        *("word ", "a", "“", '"', "(", "\n", ". ", "Abc ", "1", "\u0301", "said, ", "X said that "),
        *("He said that it was. ", "Q: Is it so?\nA: That is not true at all.\n"),
    ],
)
def test_a_huge_text_takes_no_more_than_seconds(block: str) -> None:
    text = (block * LONGEST_CHARACTERS)[: LONGEST_CHARACTERS // 6]
    began = time.monotonic()
    hang_together(drafts(text), text)
    assert time.monotonic() - began < 10
