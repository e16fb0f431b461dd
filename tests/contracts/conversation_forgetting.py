"""What every `ConversationStore` promises about forgetting: a person, a space, what is over.

A store is held to it by a test class that inherits this one and has a fixture `kept`, an
empty store.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.store.conversation_port import ConversationStore
from tests.contracts.conversation_records import (
    ASKER,
    DAY,
    ELSEWHERE,
    HERE,
    NOW,
    OTHER_ASKER,
    a_job,
    a_question,
    a_reply,
    a_subscription,
    a_suggestion,
)

KINDS = ("slack.message",)
HALF_A_YEAR = 183 * DAY


def fill(kept: ConversationStore, space: str, asker: str) -> None:
    """Keep one thing of each kind that is of a person in a space, and a job and a mode."""
    mark = f"{space} {asker}"
    kept.keep_jobs([a_job(mark, space=space)])
    kept.keep_question(a_question(mark, space=space, asker=asker))
    kept.keep_reply(a_reply(mark, space=space, asker=asker, question=mark))
    kept.keep_feedback(mark, asker, is_helpful=True)
    kept.set_mode(space, f"of {mark}", "listen")
    kept.subscribe(a_subscription(space=space, person=f"U of {mark}", asker=asker))
    kept.suggest(a_suggestion(space=space, asker=asker))


class ConversationForgetting:
    def test_of_a_forgotten_person_only_the_reply_that_others_saw_is_left(
        self, kept: ConversationStore
    ) -> None:
        fill(kept, HERE, ASKER)
        mark = f"{HERE} {ASKER}"
        # Question, reply, opinion, subscription, suggestion.
        assert kept.forget_person(HERE, ASKER) == 5
        assert kept.find_question(mark) is None
        assert kept.thread_questions(HERE, "C1", "1.0", since=0, limit=9) == ()
        left = a_reply(mark, asker="", question="")
        assert kept.find_reply(mark, space=HERE) == replace(left, why=("",) * len(left.why))
        assert kept.subscriptions(HERE) == ()
        assert kept.suggestions(HERE) == ()
        assert kept.forget_person(HERE, ASKER) == 0

    def test_forgetting_a_person_leaves_others_and_other_spaces_alone(
        self, kept: ConversationStore
    ) -> None:
        others = ((HERE, OTHER_ASKER), (ELSEWHERE, ASKER))
        for space, asker in ((HERE, ASKER), *others):
            fill(kept, space, asker)
        kept.forget_person(HERE, ASKER)
        for space, asker in others:
            mark = f"{space} {asker}"
            assert kept.find_question(mark) == a_question(mark, space=space, asker=asker)
            reply = a_reply(mark, space=space, asker=asker, question=mark)
            assert kept.find_reply(mark, space=space) == reply
            assert [wish.asker for wish in kept.subscriptions(space)] == [asker]
            assert [suggestion.asker for suggestion in kept.suggestions(space)] == [asker]
            assert kept.forget_person(space, asker) == 5

    def test_forgetting_a_person_forgets_what_they_thought_of_others_replies(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_reply(a_reply(asker=OTHER_ASKER))
        kept.keep_feedback("reply-1", ASKER, is_helpful=False)
        assert kept.forget_person(HERE, ASKER) == 1
        assert kept.find_reply("reply-1", space=HERE) == a_reply(asker=OTHER_ASKER)

    def test_forgetting_a_person_leaves_jobs_and_modes(self, kept: ConversationStore) -> None:
        fill(kept, HERE, ASKER)
        kept.forget_person(HERE, ASKER)
        assert kept.count_waiting(KINDS) == 1
        assert kept.find_mode(HERE, f"of {HERE} {ASKER}") == "listen"

    def test_of_a_forgotten_space_nothing_is_left(self, kept: ConversationStore) -> None:
        fill(kept, HERE, ASKER)
        mark = f"{HERE} {ASKER}"
        # Job, question, reply, opinion, mode, subscription, suggestion.
        assert kept.forget_space(HERE) == 7
        assert kept.count_waiting(KINDS) == 0
        assert kept.find_question(mark) is None
        assert kept.find_reply(mark, space=HERE) is None
        assert kept.claims_shown(HERE, "C1", "1.0") == frozenset()
        assert kept.find_mode(HERE, f"of {mark}") is None
        assert kept.subscriptions(HERE) == ()
        assert kept.suggestions(HERE) == ()
        assert kept.forget_space(HERE) == 0

    def test_a_forgotten_space_s_deliveries_are_new_when_the_bot_comes_back(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        kept.finish_job("event-1", now=NOW)
        kept.forget_space(HERE)
        assert kept.keep_jobs([a_job()]) == (True,)

    def test_forgetting_a_space_leaves_others_alone(self, kept: ConversationStore) -> None:
        fill(kept, HERE, ASKER)
        fill(kept, ELSEWHERE, ASKER)
        kept.keep_installation("slack", "T1", b"sealed")
        kept.set_value("key", "value")
        kept.forget_space(HERE)
        assert kept.forget_space(ELSEWHERE) == 7
        assert kept.find_installation("slack", "T1") == b"sealed"
        assert kept.find_value("key") == "value"

    def test_a_reply_to_a_forgotten_question_keeps_none_of_its_words(
        self, kept: ConversationStore
    ) -> None:
        for name, expires_at in (("short", NOW + 1), ("long", NOW + DAY)):
            kept.keep_question(a_question(name, expires_at=expires_at))
            kept.keep_reply(a_reply(name, question=name, why=("has “roof”",)))
        kept.forget_before(NOW + 2)
        found = [kept.find_reply(name, space=HERE) for name in ("short", "long")]
        assert [reply and reply.why for reply in found] == [("",), ("has “roof”",)]

    def test_a_suggestion_is_forgotten_after_half_a_year(self, kept: ConversationStore) -> None:
        kept.suggest(a_suggestion(suggested_at=NOW - HALF_A_YEAR))
        kept.suggest(a_suggestion(claim="another", suggested_at=NOW - HALF_A_YEAR + 1))
        assert kept.forget_before(NOW) == 1
        assert [suggestion.claim for suggestion in kept.suggestions(HERE)] == ["another"]

    def test_a_question_is_forgotten_once_it_has_expired(self, kept: ConversationStore) -> None:
        kept.keep_question(a_question("short", expires_at=NOW + 1))
        kept.keep_question(a_question("long", expires_at=NOW + 2))
        assert [kept.forget_before(now) for now in (NOW + 0.5, NOW + 1, NOW + 1)] == [0, 1, 0]
        assert kept.find_question("short") is None
        assert kept.find_question("long") == a_question("long", expires_at=NOW + 2)

    def test_the_key_of_a_job_is_known_for_two_days_after_its_end(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job("finished"), a_job("given up"), a_job("waits")])
        kept.finish_job("finished", now=NOW)
        kept.give_up_job("given up", now=NOW + 1)
        assert kept.forget_before(NOW + 2 * DAY - 1) == 0
        assert kept.keep_jobs([a_job("finished")]) == (False,)
        assert kept.forget_before(NOW + 2 * DAY) == 1
        assert kept.forget_before(NOW + 2 * DAY + 1) == 1
        assert kept.keep_jobs([a_job("finished"), a_job("given up")]) == (True, True)

    def test_a_job_that_waits_is_not_forgotten_however_old_it_is(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        assert kept.forget_before(NOW + 999 * DAY) == 0
        jobs = kept.take_jobs("me", KINDS, now=NOW + 999 * DAY, until=NOW + 1000 * DAY, limit=1)
        assert jobs == (a_job(),)

    def test_a_reply_is_forgotten_after_half_a_year(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply("old", shown=("old-claim",), message="1.5"))
        kept.keep_feedback("old", OTHER_ASKER, is_helpful=True)
        kept.keep_reply(replace(a_reply("new"), sent_at=NOW + DAY))
        assert kept.forget_before(NOW + HALF_A_YEAR - 1) == 0
        assert kept.forget_before(NOW + HALF_A_YEAR) == 1
        assert kept.find_reply("old", space=HERE) is None
        assert kept.find_reply_to_message(HERE, "C1", "1.5") is None
        assert kept.claims_shown(HERE, "C1", "1.0") == {"roof-cost"}
        assert kept.forget_person(HERE, OTHER_ASKER) == 0

    def test_nobody_waits_for_an_answer_to_a_question_that_has_expired(
        self, kept: ConversationStore
    ) -> None:
        for name, expires_at in (("short", NOW + 1), ("long", NOW + DAY)):
            kept.keep_question(a_question(name, expires_at=expires_at))
            kept.subscribe(a_subscription(question=name))
        kept.subscribe(a_subscription())
        assert kept.forget_before(NOW + 2) == 1
        waits = kept.subscriptions(HERE)
        assert waits == (a_subscription(question="long"), a_subscription())

    def test_who_waited_for_the_answer_to_a_forgotten_person_s_question_waits_no_more(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_question(a_question())
        other = {"person": "U2", "asker": OTHER_ASKER}
        kept.subscribe(a_subscription(question="question-1", **other))
        kept.subscribe(a_subscription(**other))
        assert kept.forget_person(HERE, ASKER) == 1
        assert kept.subscriptions(HERE) == (a_subscription(**other),)

    def test_notes_beside_an_answer_are_forgotten_with_the_person_and_with_the_question(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_question(a_question("short", expires_at=NOW + 1))
        kept.keep_reply(a_reply("by person", notes=("Read “rof” as “roof”.",)))
        kept.keep_reply(a_reply("by question", question="short", asker="", notes=("“rof”",)))
        kept.forget_person(HERE, ASKER)
        kept.forget_before(NOW + 2)
        found = [kept.find_reply(name, space=HERE) for name in ("by person", "by question")]
        assert [reply and reply.notes for reply in found] == [("",), ("",)]

    def test_who_wants_to_be_told_and_modes_have_no_age(self, kept: ConversationStore) -> None:
        kept.set_mode(HERE, "C1", "listen")
        kept.subscribe(a_subscription())
        assert kept.forget_before(NOW + 999 * DAY) == 0
        assert kept.find_mode(HERE, "C1") == "listen"
