"""What every `DeskStore` promises about questions without an answer and about wrong matches.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_changes.py, and `kept`, the conversations of the same place.
"""

from __future__ import annotations

import pytest

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import AskedGroup, DeskStore, WrongMatch
from tests.contracts.conversation_records import (
    ASKER,
    DAY,
    ELSEWHERE,
    HERE,
    NOW,
    OTHER_ASKER,
    a_question,
    a_suggestion,
)

DOME = "Did the dome leak?"


class DeskQuestions:
    def test_a_question_is_told_as_often_as_it_was_asked_however_it_was_typed(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for n, (text, asker) in enumerate(
            (("Did the dome leak?", ASKER), ("did the  DOME leak", OTHER_ASKER), (DOME, ASKER))
        ):
            asked = {"text": text, "asker": asker, "asked_at": NOW + n}
            kept.keep_question(a_question(f"q{n}", outcome="none", **asked))
        assert desk.unanswered_questions(space=HERE, now=NOW) == (
            AskedGroup(
                text=DOME,
                times=3,
                askers=2,
                first_at=NOW,
                last_at=NOW + 2,
                outcome="none",
                questions=("q2", "q1", "q0"),
            ),
        )

    def test_what_was_asked_most_comes_first_then_what_was_asked_last(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for n, text in enumerate(("old?", "often?", "often!", "new?")):
            kept.keep_question(a_question(f"q{n}", text=text, outcome="none", asked_at=NOW + n))
        groups = desk.unanswered_questions(space=HERE, now=NOW)
        assert [group.text for group in groups] == ["often!", "new?", "old?"]
        assert desk.unanswered_questions(space=HERE, now=NOW, limit=2) == groups[:2]

    @pytest.mark.parametrize("outcome", ["answer", "choices", "silent"])
    def test_a_question_that_got_something_is_not_told(
        self, kept: ConversationStore, desk: DeskStore, outcome: str
    ) -> None:
        kept.keep_question(a_question("q1", outcome=outcome))
        kept.keep_question(a_question("q2", outcome="failed"))
        groups = desk.unanswered_questions(space=HERE, now=NOW)
        assert [group.questions for group in groups] == [("q2",)]
        assert desk.close_questions(["q1"], space=HERE) == 0

    def test_a_question_without_any_word_is_told_as_it_is(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for n, text in enumerate(("???", "!!", "", "\ud83d")):
            kept.keep_question(a_question(f"q{n}", text=text, outcome="none", asked_at=NOW + n))
        groups = desk.unanswered_questions(space=HERE, now=NOW)
        assert {"???", "!!"} < {group.text for group in groups}
        assert sum(group.times for group in groups) == 4

    def test_an_expired_question_is_not_told(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        kept.keep_question(a_question("q1", outcome="none", expires_at=NOW + DAY))
        assert len(desk.unanswered_questions(space=HERE, now=NOW + DAY - 1)) == 1
        assert desk.unanswered_questions(space=HERE, now=NOW + DAY) == ()

    def test_what_the_desk_has_dealt_with_is_told_again_only_if_asked_again(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for id_ in ("q1", "q2"):
            kept.keep_question(a_question(id_, outcome="none"))
        assert desk.close_questions(["q1", "q2", "q1", "none"], space=HERE) == 2
        assert desk.close_questions(["q1", "q2"], space=HERE) == 0
        assert desk.unanswered_questions(space=HERE, now=NOW) == ()
        kept.keep_question(a_question("q3", outcome="none"))
        (group,) = desk.unanswered_questions(space=HERE, now=NOW)
        assert group.questions == ("q3",)

    def test_any_number_of_questions_can_be_closed(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        kept.keep_question(a_question("q1", outcome="none"))
        assert desk.close_questions([f"q{n}" for n in range(40_000)], space=HERE) == 1
        assert desk.close_questions([], space=HERE) == 0

    def test_a_wrong_match_is_told_as_often_as_it_was_said(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for n, (text, asker) in enumerate((("The dome?", ASKER), ("the DOME", OTHER_ASKER))):
            kept.suggest(a_suggestion(text=text, asker=asker, suggested_at=NOW + n))
        kept.suggest(a_suggestion(text="The dome?", claim="roof-late", suggested_at=NOW + 9))
        found = desk.wrong_matches(space=HERE)
        assert found == (
            WrongMatch("the DOME", "roof-cost", 2, NOW + 1),
            WrongMatch("The dome?", "roof-late", 1, NOW + 9),
        )
        assert desk.wrong_matches(space=HERE, limit=1) == found[:1]

    def test_a_wrong_match_that_was_dealt_with_is_told_when_it_is_said_again(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        kept.suggest(a_suggestion(text="The dome?"))
        kept.suggest(a_suggestion(text="The dome?", claim="roof-late"))
        desk.close_wrong_match("the dome", "roof-cost", space=HERE)
        assert [match.claim for match in desk.wrong_matches(space=HERE)] == ["roof-late"]
        desk.close_wrong_match("The dome?", "roof-late", space=HERE)
        assert desk.wrong_matches(space=HERE) == ()
        assert kept.suggest(a_suggestion(text="The dome?", suggested_at=NOW + 5))
        assert not kept.suggest(a_suggestion(text="The dome?", suggested_at=NOW + 6))
        assert desk.wrong_matches(space=HERE) == (WrongMatch("The dome?", "roof-cost", 1, NOW + 5),)

    def test_what_one_space_was_asked_no_other_sees_or_closes(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        kept.keep_question(a_question("q1", outcome="none"))
        kept.suggest(a_suggestion())
        for space in (ELSEWHERE, ""):
            assert desk.unanswered_questions(space=space, now=NOW) == ()
            assert desk.wrong_matches(space=space) == ()
            assert desk.close_questions(["q1"], space=space) == 0
            desk.close_wrong_match(a_suggestion().text, "roof-cost", space=space)
        assert len(desk.unanswered_questions(space=HERE, now=NOW)) == 1
        assert len(desk.wrong_matches(space=HERE)) == 1
