from __future__ import annotations

import pytest

from knowledge.answer import Outcome
from knowledge.matching.following import Followed, Turn, follow
from knowledge.matching.matcher import READ_TURNS, Matcher
from knowledge.matching.question import Intent
from knowledge.matching.reading import Reader
from tests.knowledge.matching.harbour import ids

FERRY = "Did the ferry cost 4 million crowns?"
WALKOUT = "Who said hundreds of dockers walked out?"
PILOTS = "Are Vellish pilots training in Norvay?"
MARA = "What did Mara Lindqvist say about the dockers?"


def followed(reader: Reader, question: str, earlier: str, *claims: str) -> Followed:
    said = frozenset({"mara-lindqvist"})
    turn = Turn(reader.read(earlier), claims, said, frozenset({"marko-lindqvist"}))
    return follow(reader.read(question), turn)


def test_without_an_earlier_question_there_is_nothing_to_lean_on(reader: Reader) -> None:
    reading = reader.read("and did they deny it?")
    assert follow(reading, None) == Followed(reading)


@pytest.mark.parametrize(
    "question", ["Did dredging poison oysters?", "What did Brill say?", "Did Norvay send HX-9s?"]
)
def test_a_question_that_stands_alone_takes_nothing_over(reader: Reader, question: str) -> None:
    assert followed(reader, question, WALKOUT, "walkout") == Followed(reader.read(question))


@pytest.mark.parametrize(
    "question",
    ["and who denied it?", "Did anyone respond?", "did they confirm that", "Did the boss deny it?"],
)
def test_a_question_about_the_same_stays_within_its_claims(reader: Reader, question: str) -> None:
    taken = followed(reader, question, WALKOUT, "walkout")
    assert taken.within == ("walkout",)
    assert (taken.reading.units, taken.reading.unknown) == ((), ())


def test_somebody_unknown_by_name_is_never_explained_by_the_thread(reader: Reader) -> None:
    taken = followed(reader, "Did Zanthor deny it?", WALKOUT, "walkout")
    assert taken.reading.unknown == ("Zanthor",)


def test_a_pronoun_takes_over_the_speaker(reader: Reader) -> None:
    taken = followed(reader, "And what did she say about the cannery?", MARA, "walkout")
    assert [party.speakers for party in taken.reading.sayers] == [{"mara-lindqvist"}]
    assert [unit.word for unit in taken.reading.units] == ["cannery"]


def test_a_pronoun_may_mean_whoever_made_the_claim_that_was_found(reader: Reader) -> None:
    taken = followed(reader, "And what did she say about the cannery?", WALKOUT, "walkout")
    assert [party.speakers for party in taken.reading.sayers] == [{"mara-lindqvist"}]


def test_a_new_name_takes_over_the_topic(reader: Reader) -> None:
    taken = followed(reader, "And what about Brill?", FERRY, "ferry-cost")
    assert [party.speakers for party in taken.reading.sayers] == [{"tomas-brill"}]
    assert [unit.word for unit in taken.reading.units if unit.kind == "word"] == [
        unit.word for unit in reader.read(FERRY).units if unit.kind == "word"
    ]


def test_a_greeting_takes_nothing_over(reader: Reader) -> None:
    assert followed(reader, "thanks!", WALKOUT, "walkout").reading.intent is Intent.NOT_A_QUESTION


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (WALKOUT, "And who denied it?", ["walkout"]),
        (WALKOUT, "And did the union deny it?", ["walkout"]),
        (PILOTS, "Did Norvay confirm it?", ["pilots"]),
        (FERRY, "Did anyone respond?", ["ferry-cost"]),
        (MARA, "And what did she say about the cannery?", ["cannery"]),
        (FERRY, "And what about the Port Office?", ["ferry-cost"]),
        ("Was hat Brill über die HX-7 gesagt?", "Hat Velland das bestritten?", ["patrol-boats"]),
    ],
)
def test_a_follow_up_is_answered_from_the_thread(
    harbour: Matcher, earlier: str, question: str, expected: list[str]
) -> None:
    decided = harbour.match(question, context=[earlier])
    assert decided.outcome is Outcome.ANSWER
    assert ids(decided) == expected


@pytest.mark.parametrize("earlier", ["Did Zanthor sink the town?", "thanks!", ""])
def test_where_the_thread_found_nothing_there_is_nothing_to_follow(
    harbour: Matcher, earlier: str
) -> None:
    assert harbour.match("And who denied it?", context=[earlier]).outcome is Outcome.NONE


def test_a_new_topic_leaves_the_thread(harbour: Matcher) -> None:
    decided = harbour.match("Did dredging poison oysters?", context=[WALKOUT])
    assert ids(decided) == ["oyster-beds"]
    assert decided == harbour.match("Did dredging poison oysters?")


def test_a_greeting_in_between_does_not_break_the_thread(harbour: Matcher) -> None:
    decided = harbour.match("And who denied it?", context=[WALKOUT, "thanks!"])
    assert ids(decided) == ["walkout"]


def test_the_last_of_several_questions_counts(harbour: Matcher) -> None:
    assert ids(harbour.match("And who denied it?", context=[WALKOUT, FERRY])) == ["ferry-cost"]


def test_only_the_latest_questions_of_a_long_thread_are_read(harbour: Matcher) -> None:
    remembered = [WALKOUT, *["thanks!"] * (READ_TURNS - 1)]
    forgotten = [*remembered, "thanks!"]
    assert ids(harbour.match("And who denied it?", context=remembered)) == ["walkout"]
    assert harbour.match("And who denied it?", context=forgotten).outcome is Outcome.NONE
