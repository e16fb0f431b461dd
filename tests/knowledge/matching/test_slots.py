from __future__ import annotations

import pytest

from knowledge.matching.owners import Slots
from knowledge.matching.reading import Reader
from knowledge.matching.slots import find_slots
from tests.knowledge.matching.cutting import items_of, language

MARA, MARKO, BRILL = "mara-lindqvist", "marko-lindqvist", "tomas-brill"


def slots_of(reader: Reader, question: str) -> Slots:
    frame = reader.lexicon.frames[language(reader, question)]
    return find_slots(items_of(reader, question), frame, reader.lexicon)


def sayers(slots: Slots) -> set[str]:
    return {speaker for item in slots.sayers for speaker in item.speakers or ()}


def responders(slots: Slots) -> set[str]:
    return {speaker for item in slots.responders for speaker in item.speakers or ()}


@pytest.mark.parametrize(
    "question",
    [
        "What did Brill say about the ferry?",
        "Did Brill claim that the ferry was dear?",
        "Brill said the ferry was dear",
        "According to Brill, was the ferry dear?",
        "Is it true what was said by Brill?",
        "What were the claims made by Brill?",
        "Tell me about the mayor's claims",
        "What has Brill ever really said?",
        "Was hat Brill über die Fähre gesagt?",
        "Laut Brill war die Fähre teuer",
        "Selon Brill, le ferry est cher",
        "Según Brill, el ferry es caro",
    ],
)
def test_whose_words_are_asked_for(reader: Reader, question: str) -> None:
    slots = slots_of(reader, question)
    assert sayers(slots) == {BRILL}
    assert responders(slots) == set()
    assert slots.unknown == []


@pytest.mark.parametrize(
    "question",
    [
        "Did Brill deny the walkout?",
        "What has Brill denied?",
        "Has Brill ever responded?",
        "Was it denied by Brill?",
        "Is there a denial by Brill?",
        "What was the mayor's response?",
        "Hat Brill das bestritten?",
        "¿Brill negó eso?",
    ],
)
def test_whose_answer_is_asked_for(reader: Reader, question: str) -> None:
    slots = slots_of(reader, question)
    assert responders(slots) == {BRILL}
    assert sayers(slots) == set()
    assert slots.asks_answer


def test_an_answer_to_somebodys_claims_has_both(reader: Reader) -> None:
    slots = slots_of(reader, "Did Marko Lindqvist deny Mara Lindqvist's claims?")
    assert responders(slots) == {MARKO}
    assert sayers(slots) == {MARA}


@pytest.mark.parametrize("question", ["Did Karga respond to Brill?", "Karga contradicted Brill"])
def test_whom_an_answer_answers_is_read(reader: Reader, question: str) -> None:
    slots = slots_of(reader, question)
    assert responders(slots) == {"ines-karga"}
    assert {s for item in slots.addressees for s in item.speakers or ()} == {BRILL}


def test_two_may_have_said_it_together(reader: Reader) -> None:
    assert sayers(slots_of(reader, "What did Brill and Karga say?")) == {BRILL, "ines-karga"}
    assert sayers(slots_of(reader, "the claims by Brill and Karga")) == {BRILL, "ines-karga"}


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What did Zanthor say about the ferry?", "Zanthor"),
        ("What did the Norvayan ambassador say?", "Norvayan ambassador"),
        ("Did Mara Brill deny it?", "Mara Brill"),
        ("claims by Zanthor", "Zanthor"),
        ("Who denied the allegations by the spokesman of Velland?", "spokesman of Velland"),
    ],
)
def test_a_subject_that_is_nobody_on_record_is_kept_as_unknown(
    reader: Reader, question: str, unknown: str
) -> None:
    slots = slots_of(reader, question)
    assert slots.unknown == [unknown]
    assert (sayers(slots), responders(slots)) == (set(), set())


def test_a_subject_without_a_name_may_be_explained_by_the_thread(reader: Reader) -> None:
    slots = slots_of(reader, "What did the company say?")
    assert slots.generic == slots.unknown == ["company"]


@pytest.mark.parametrize(
    "question", ["Who said it?", "Did anyone say it?", "What does the article say?"]
)
def test_who_said_it_may_be_open(reader: Reader, question: str) -> None:
    slots = slots_of(reader, question)
    assert slots.open_sayer
    assert (slots.sayers, slots.unknown) == ([], [])


def test_somebody_of_a_kind_is_nobody_in_particular(reader: Reader) -> None:
    slots = slots_of(reader, "Did a captain say that the ferry was dear?")
    assert slots.open_sayer
    assert slots.unknown == []


@pytest.mark.parametrize("question", ["Who denied it?", "Has anybody denied it?"])
def test_who_answered_may_be_open(reader: Reader, question: str) -> None:
    slots = slots_of(reader, question)
    assert slots.open_responder
    assert (slots.responders, slots.unknown) == ([], [])


def test_a_pronoun_stands_for_an_earlier_speaker(reader: Reader) -> None:
    assert slots_of(reader, "What did she say about the cannery?").pronoun_subject
    assert not slots_of(reader, "What did Brill say about the cannery?").pronoun_subject


def test_a_name_after_that_is_what_is_asked_about(reader: Reader) -> None:
    slots = slots_of(reader, "Did Brill say that Velland got boats?")
    assert sayers(slots) == {BRILL}


def test_words_between_quotation_marks_are_no_verbs(reader: Reader) -> None:
    slots = slots_of(reader, 'Where is "Velland denied it" from?')
    assert not slots.asks_answer
    assert slots.responders == []


@pytest.mark.parametrize(
    "typed",
    [
        "Two patients fainted before Brill withdrew it.",
        "Did Brill say that the pills were sold until the maker withdrew them?",
        "The town plants trees without telling Brill",
    ],
)
def test_what_is_done_in_a_clause_beside_is_no_answer_asked_for(reader: Reader, typed: str) -> None:
    slots = slots_of(reader, typed)
    assert not slots.asks_answer
    assert slots.unknown == []


def test_a_question_for_a_retraction_is_known(reader: Reader) -> None:
    assert slots_of(reader, "Did Brill retract it?").asks_retraction
    assert not slots_of(reader, "Did Brill deny it?").asks_retraction
