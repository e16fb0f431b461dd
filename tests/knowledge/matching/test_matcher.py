from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer import Outcome
from knowledge.answering import answer
from knowledge.matching.deciding import CHOICES, Decided
from knowledge.matching.linking import OWN_WORDS
from knowledge.matching.matcher import Matcher, parts_of
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_quote, a_source, a_speaker, some_records
from tests.knowledge.matching.bad_input import BAD_INPUT, typed_by_anybody
from tests.knowledge.matching.harbour import TEAM_SPACE, harbour_records, ids
from tests.knowledge.matching.survey.surveys import weighing

QUESTIONS = [
    "Who said the new ferry cost 4 million crowns?",
    "Did Velland deny that Norvay sent patrol boats?",
    "What did Lindquist say?",
    "Did Norway send HX-9 boats?",
    "Is it true that hundreds of dockers walked out on Friday?",
    "thanks!",
    "did they deny it",
]


def check_promises(decided: Decided, matcher: Matcher, space: str = "") -> None:
    """Hold `decided` to what every answer promises, whatever was asked."""
    assert 0 <= decided.confidence <= 1
    shows = decided.outcome in (Outcome.ANSWER, Outcome.CHOICES)
    assert bool(decided.candidates) is shows
    assert decided.outcome is not Outcome.CHOICES or len(decided.candidates) <= CHOICES
    assert decided.outcome is not Outcome.SILENT or decided.notes == ()
    recorded = matcher.store.get_claims(ids(decided), space=space)
    for candidate, claim in zip(decided.candidates, recorded, strict=True):
        assert candidate.evidence.claim == claim
        assert claim.state is State.PUBLISHED
        assert claim.space in ("", space)
        assert candidate.veto is None
        assert 0 <= candidate.confidence <= 1
        for response in candidate.evidence.responses:
            assert claim.id in {answered.claim for answered in response.answers}


@pytest.mark.parametrize("what", BAD_INPUT)
def test_whatever_is_typed_gets_one_of_four_outcomes(harbour: Matcher, what: str) -> None:
    check_promises(harbour.match(BAD_INPUT[what]), harbour)


@pytest.mark.parametrize("what", BAD_INPUT)
def test_whatever_is_typed_can_be_answered_with_meaning(
    harbour_with_meaning: Matcher, what: str
) -> None:
    check_promises(harbour_with_meaning.match(BAD_INPUT[what]), harbour_with_meaning)


@pytest.mark.parametrize(
    "what", ["nothing", "spaces", "a question mark", "question marks", "emoji", "FTS star"]
)
def test_a_message_without_a_word_is_met_with_silence(harbour: Matcher, what: str) -> None:
    assert harbour.match(BAD_INPUT[what]).outcome is Outcome.SILENT


@pytest.mark.parametrize(
    "what", ["Arabic", "Hebrew", "Chinese", "Russian", "SQL that is always true", "10,000 letters"]
)
def test_what_is_not_understood_is_not_answered(harbour: Matcher, what: str) -> None:
    assert harbour.match(BAD_INPUT[what]).outcome is Outcome.NONE


@settings(max_examples=120, deadline=None)
@given(typed_by_anybody(), st.lists(typed_by_anybody(), max_size=2))
def test_any_text_after_any_thread_keeps_every_promise(
    harbour: Matcher, question: str, context: list[str]
) -> None:
    check_promises(harbour.match(question, context=context), harbour)


@settings(max_examples=40, deadline=None)
@given(typed_by_anybody(), st.sampled_from(["", TEAM_SPACE, "slack:t2"]))
def test_the_same_question_gets_the_same_answer(
    harbour: Matcher, question: str, space: str
) -> None:
    first = harbour.match(question, space=space)
    fresh = Matcher(harbour.store, None, None, _shelf=harbour.shelf())
    assert fresh.match(question, space=space) == first
    check_promises(first, harbour, space)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_matcher_made_anew_answers_alike(harbour: Matcher, question: str) -> None:
    anew = Matcher(harbour.store, None, None)
    assert anew.match(question) == harbour.match(question)


def test_four_threads_get_the_answers_that_one_gets(harbour: Matcher) -> None:
    expected = [harbour.match(question) for question in QUESTIONS]
    shared = Matcher(harbour.store, None, None)  # nothing on its shelf yet
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(shared.match, QUESTIONS * 8))
    assert found == expected * 8


def test_threads_share_the_encoder_too(harbour_with_meaning: Matcher) -> None:
    expected = [harbour_with_meaning.match(question) for question in QUESTIONS]
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(harbour_with_meaning.match, QUESTIONS * 2)) == expected * 2


def test_several_questions_in_one_message_are_answered_together(harbour: Matcher) -> None:
    asked = "Who said the ferry cost 4 million, and who said dredging would poison the oysters?"
    decided = harbour.match(asked)
    assert ids(decided) == ["ferry-cost", "oyster-beds"]
    assert decided.confidence == min(c.confidence for c in decided.candidates)


def test_a_claim_that_is_typed_word_for_word_is_meant_whatever_else_could_be_read_in_it(
    harbour: Matcher,
) -> None:
    # Read as a question it asks what Mara Quell promised, who did not make the claim.
    text = "The barge was sold for 3 crowns although Mara Quell had promised to stop it."
    quell = a_speaker("quell", name="Mara Quell")
    quote = a_quote("Barge sold.", a_source("barge", "Barge sold."))
    claim = a_claim("barge-sold", text=text, quotes=(quote,))
    harbour.store.add(some_records(claims=[claim], speakers=[quell]))
    (found,) = harbour.match(text).candidates
    assert (found.claim_id, found.why[0]) == ("barge-sold", OWN_WORDS)
    assert not harbour.match(text, without=["barge-sold"]).candidates
    assert harbour.match(text.replace("3", "4")).outcome is not Outcome.ANSWER


def test_the_words_of_a_claim_are_known_behind_those_that_ask(harbour: Matcher) -> None:
    # Orla Stent is in the claim, and no speaker on record: alone that would be an unknown name.
    text = "Says Orla Stent told nobody that the council's barge leaks on Sundays."
    claim = a_claim("leak", text=text, quotes=(a_quote("leak", a_source("leak", "leak")),))
    harbour.store.add(some_records(claims=[claim]))
    said = text.removeprefix("Says ").removesuffix(".")
    for question in (f"Who said that {said}?", f"Is it true that {said}?"):
        assert [c.claim_id for c in harbour.match(question).candidates] == ["leak"]
    for question in (f"Did Zanthor say that {said}?", f"Who said that {said} in Quellmar?"):
        assert harbour.match(question).outcome is Outcome.NONE


def test_a_relative_clause_is_no_question_of_its_own() -> None:
    asked = "Did the guild say that the ferry, which the town bought, cost 4 million?"
    assert parts_of(asked) == [asked]


def test_one_question_of_two_is_not_answered_for_both(harbour: Matcher) -> None:
    decided = harbour.match("Who said the ferry sank, and who said that Zanthor did it?")
    assert decided.outcome is Outcome.NONE


def test_a_response_is_reached_through_its_relation_only(harbour: Matcher) -> None:
    # "no boat has left its berth" is about boats, as is the ferry: it answers one claim only.
    (ferry,) = harbour.match("Did the ferry cost 4 million crowns?").candidates
    assert [response.id for response in ferry.evidence.responses] == ["price-invented"]
    (oysters,) = harbour.match("Who denied that dredging poisons oysters?").candidates
    assert oysters.evidence.responses == ()


def test_a_message_that_was_not_addressed_to_the_bot_is_met_with_silence(
    harbour: Matcher,
) -> None:
    for question in QUESTIONS:
        met = answer(question, harbour, addressed=False)
        assert (met.outcome, met.matches, met.notes) == (Outcome.SILENT, (), ())


def test_an_answer_holds_what_was_matched(harbour: Matcher) -> None:
    given_ = answer("Did the ferry cost 4 million crowns?", harbour)
    (match,) = given_.matches
    assert match.claim.id == "ferry-cost"
    assert [response.id for response in match.responses] == ["price-invented"]
    assert given_.knowledge_version == harbour.store.knowledge_version()
    assert {*match.claim.said_by, *match.claim.via} <= set(given_.speakers)


def test_withdrawing_a_claim_ends_its_answers(store: RecordStore) -> None:
    store.add(harbour_records())
    matcher = Matcher(store, None, None)
    question = "Did dredging poison the oyster beds?"
    assert ids(matcher.match(question)) == ["oyster-beds"]
    records = harbour_records()
    claims = tuple(
        replace(claim, state=State.WITHDRAWN) if claim.id == "oyster-beds" else claim
        for claim in records.claims
    )
    store.add(replace(records, claims=claims))
    assert ids(matcher.match(question)) == []


@pytest.mark.parametrize(
    "question",
    [
        "Who said the new ferry cost 4 million crowns?",
        "What did the mayor say?",
        "Who said “the new ferry had cost 4 million crowns”?",
        "What did the harbour master answer?",
    ],
)
def test_a_claim_that_was_ruled_out_is_ranked_as_if_it_were_not_recorded(
    harbour_with_meaning: Matcher, question: str
) -> None:
    assert "ferry-cost" in ids(harbour_with_meaning.match(question))
    decided = harbour_with_meaning.match(question, without=["ferry-cost"])
    assert "ferry-cost" not in ids(decided)
    assert "ferry-cost" not in {candidate.claim_id for candidate in decided.considered}


def test_a_guard_can_be_left_out_to_see_what_it_is_worth(harbour: Matcher) -> None:
    question = "Did Brill say Norvay sent seven patrol boats?"
    assert harbour.match(question).outcome is not Outcome.ANSWER
    unguarded = replace(harbour, disabled_guards=frozenset({"count_differs"}))
    assert "patrol-boats" in ids(unguarded.match(question))


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Did the new ferry cost 4 million crowns?", Outcome.ANSWER),
        ("Did Zanthor say the new ferry cost crowns?", Outcome.NONE),  # a name nobody bears
        ("Who said “all crowns are ours” about the new ferry?", Outcome.NONE),  # in no quote
        ("Did the new ferry cost 6 million crowns?", Outcome.NONE),  # refused
    ],
)
def test_what_the_words_led_to_is_told_whatever_was_decided(
    harbour: Matcher, question: str, outcome: Outcome
) -> None:
    by_words = replace(harbour, weights=weighing(covered=1.0))
    decided = by_words.match(question, is_measured=True)
    assert decided.outcome is outcome
    assert decided.ranking[0] == "ferry-cost"
    assert len(set(decided.ranking)) == len(decided.ranking) <= SURVEYED_CLAIMS


@pytest.mark.parametrize("question", ["thanks!", "What did Brill say?", ""])
def test_where_nothing_is_asked_about_no_claims_are_ranked(harbour: Matcher, question: str) -> None:
    assert harbour.match(question, is_measured=True).ranking == ()
