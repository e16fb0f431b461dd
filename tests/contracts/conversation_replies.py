"""What every `ConversationStore` promises about questions and replies.

A store is held to it by a test class that inherits this one and has a fixture `kept`, an
empty store.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.store.conversation_port import ConversationStore
from tests.contracts.conversation_records import (
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

ANY_TEXT = st.text(st.characters(exclude_categories=[]))
"""Also half characters (lone surrogates) and NUL: a chat may send anything."""

HALF = "half \ud83d, then \x00 and \udc00\ud800"


class ConversationReplies:
    def test_a_question_is_found_as_it_was_kept(self, kept: ConversationStore) -> None:
        kept.keep_question(a_question())
        assert kept.find_question("question-1") == a_question()
        assert kept.find_question("question-2") is None

    def test_a_question_with_a_kept_id_replaces_the_kept_one(self, kept: ConversationStore) -> None:
        kept.keep_question(a_question())
        other = a_question(
            space=ELSEWHERE,
            channel="C2",
            thread="2.0",
            asker=OTHER_ASKER,
            text="Who said so?",
            outcome="failed",
            asked_at=NOW + 1,
            expires_at=NOW + 2,
        )
        kept.keep_question(other)
        assert kept.find_question("question-1") == other
        assert kept.thread_questions(HERE, "C1", "1.0", since=0, limit=9) == ()

    def test_a_thread_s_last_questions_come_oldest_first(self, kept: ConversationStore) -> None:
        asked = [a_question(f"q{n}", asked_at=NOW + n) for n in range(5)]
        for question in (asked[3], asked[0], asked[4], asked[1], asked[2]):
            kept.keep_question(question)
        for elsewhere in ({"thread": "2.0"}, {"channel": "C2"}, {"space": ELSEWHERE}):
            kept.keep_question(a_question(f"{elsewhere}", asked_at=NOW + 9, **elsewhere))

        def found(since: float, limit: int) -> list[str]:
            questions = kept.thread_questions(HERE, "C1", "1.0", since=since, limit=limit)
            return [question.id for question in questions]

        assert found(since=0, limit=3) == ["q2", "q3", "q4"]
        assert found(since=NOW + 1, limit=9) == ["q1", "q2", "q3", "q4"]
        assert found(since=NOW + 5, limit=9) == found(since=0, limit=0) == []

    def test_questions_of_one_moment_come_in_the_order_in_which_they_were_kept(
        self, kept: ConversationStore
    ) -> None:
        for id_ in "zay":
            kept.keep_question(a_question(id_))
        found = kept.thread_questions(HERE, "C1", "1.0", since=0, limit=9)
        assert [question.id for question in found] == ["z", "a", "y"]

    def test_a_reply_is_found_as_it_was_kept(self, kept: ConversationStore) -> None:
        full = a_reply(message="1.5")
        bare = a_reply("bare", asker="", question="", shown=(), why=(), offered=())
        kept.keep_reply(full)
        kept.keep_reply(bare)
        assert kept.find_reply("reply-1", space=HERE) == full
        assert kept.find_reply("bare", space=HERE) == bare
        assert kept.find_reply("reply-2", space=HERE) is None

    def test_a_reply_keeps_the_order_of_its_claims(self, kept: ConversationStore) -> None:
        claims = tuple(f"claim-{n}" for n in (10, 9, 2, 1, 11, 2))
        reply = a_reply(shown=claims, why=claims[::-1], offered=claims)
        kept.keep_reply(reply)
        assert kept.find_reply("reply-1", space=HERE) == reply

    def test_what_a_reply_showed_and_said_beside_it_is_kept(self, kept: ConversationStore) -> None:
        reply = a_reply(digests=("a:b:c", ""), notes=("Read “rof” as “roof”.",), corrected_at=NOW)
        kept.keep_reply(reply)
        assert kept.find_reply("reply-1", space=HERE) == reply
        kept.keep_reply(replace(reply, digests=("new",), notes=(), corrected_at=NOW + 1))
        again = kept.find_reply("reply-1", space=HERE)
        assert again == replace(reply, digests=("new",), notes=(), corrected_at=NOW + 1)

    def test_a_corrected_reply_has_the_new_digests_and_all_else_as_it_was(
        self, kept: ConversationStore
    ) -> None:
        reply = a_reply(message="1.5", digests=("old",))
        for each in (reply, replace(reply, id="reply-2")):
            kept.keep_reply(each)
        kept.note_correction("reply-1", digests=["new"], knowledge_version="ba98", at=NOW + 5)
        kept.note_correction("unknown", digests=["new"], knowledge_version="ba98", at=NOW + 5)
        corrected = replace(reply, knowledge_version="ba98", corrected_at=NOW + 5)
        assert kept.find_reply("reply-1", space=HERE) == replace(corrected, digests=("new",))
        assert kept.find_reply("reply-2", space=HERE) == replace(reply, id="reply-2")

    def test_replies_that_show_a_claim_are_found_in_all_spaces_latest_first(
        self, kept: ConversationStore
    ) -> None:
        sent = [a_reply(f"reply-{n}", message=f"1.{n}") for n in range(450)]
        sent[3] = replace(sent[3], space=ELSEWHERE, shown=("x", "roof-cost", "roof-late"))
        sent[4] = replace(sent[4], shown=("x",), offered=("roof-cost",), why=("roof-cost",))
        sent[5] = replace(sent[5], message="")
        for reply in sent:
            kept.keep_reply(reply)
        found = tuple(kept.iter_replies_showing(["roof-cost", "roof-late", "never shown"]))
        assert found == tuple(reversed([*sent[:4], *sent[6:]]))
        assert tuple(kept.iter_replies_showing(["never shown"])) == ()
        assert tuple(kept.iter_replies_showing([])) == ()

    def test_a_reply_is_not_seen_from_another_space(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply(message="1.5"))
        assert kept.find_reply("reply-1", space=ELSEWHERE) is None
        assert kept.find_reply_to_message(ELSEWHERE, "C1", "1.5") is None
        assert kept.claims_shown(ELSEWHERE, "C1", "1.0") == frozenset()

    def test_a_reply_with_a_kept_id_replaces_the_kept_one(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply())
        other = a_reply(
            channel="C2",
            thread="2.0",
            asker=OTHER_ASKER,
            kind="choices",
            question="",
            shown=(),
            why=(),
            offered=("roof-cost",),
            knowledge_version="ba9876543210",
            sent_at=NOW + 1,
            message="1.5",
        )
        kept.keep_reply(other)
        assert kept.find_reply("reply-1", space=HERE) == other

    def test_a_reply_is_found_by_the_message_that_it_was_sent_as(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_reply(a_reply())
        kept.keep_reply(a_reply("reply-2"))
        kept.note_message("reply-1", "C9", "1.5")
        sent = replace(a_reply(), channel="C9", message="1.5")
        assert kept.find_reply_to_message(HERE, "C9", "1.5") == sent
        assert kept.find_reply("reply-1", space=HERE) == sent
        assert kept.find_reply_to_message(HERE, "C1", "1.5") is None
        assert kept.find_reply_to_message(HERE, "C9", "1.6") is None

    def test_a_message_that_is_not_known_finds_no_reply(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply(message=""))
        assert kept.find_reply_to_message(HERE, "C1", "") is None

    def test_a_message_that_was_changed_is_the_last_reply_s(self, kept: ConversationStore) -> None:
        for id_, sent_at in (("b", NOW), ("a", NOW + 1), ("c", NOW - 1)):
            kept.keep_reply(a_reply(id_, sent_at=sent_at, message="1.5"))
        found = kept.find_reply_to_message(HERE, "C1", "1.5")
        assert found is not None
        assert found.id == "a"

    def test_a_reply_that_is_made_again_is_still_known_by_its_message(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_reply(a_reply())
        kept.note_message("reply-1", "C9", "1.5")
        kept.keep_reply(a_reply(kind="choices"))
        again = a_reply(kind="choices", channel="C9", message="1.5")
        assert kept.find_reply_to_message(HERE, "C9", "1.5") == again

    def test_the_message_of_an_unknown_reply_is_not_kept(self, kept: ConversationStore) -> None:
        kept.note_message("reply-1", "C1", "1.5")
        assert kept.find_reply_to_message(HERE, "C1", "1.5") is None

    def test_claims_shown_are_those_of_all_replies_in_the_thread(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_reply(a_reply("a", shown=("roof-cost", "roof-late"), offered=("roof-leak",)))
        kept.keep_reply(a_reply("b", shown=("roof-late", "dome"), asker=OTHER_ASKER))
        for elsewhere in ({"thread": "2.0"}, {"channel": "C2"}, {"space": ELSEWHERE}):
            kept.keep_reply(a_reply(f"{elsewhere}", shown=("elsewhere",), **elsewhere))
        assert kept.claims_shown(HERE, "C1", "1.0") == {"roof-cost", "roof-late", "dome"}
        assert kept.claims_shown(HERE, "C1", "3.0") == frozenset()

    def test_a_second_opinion_of_a_reply_replaces_the_first(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply(asker=""))
        for is_helpful in (True, False):
            kept.keep_feedback("reply-1", OTHER_ASKER, is_helpful=is_helpful)
        assert kept.forget_person(HERE, OTHER_ASKER) == 1

    def test_opinions_outlive_a_reply_that_is_made_again(self, kept: ConversationStore) -> None:
        kept.keep_reply(a_reply(asker=""))
        kept.keep_feedback("reply-1", OTHER_ASKER, is_helpful=True)
        kept.keep_reply(a_reply(asker=""))
        assert kept.forget_person(HERE, OTHER_ASKER) == 1

    def test_of_a_reply_that_is_not_kept_no_opinion_is(self, kept: ConversationStore) -> None:
        kept.keep_feedback("reply-1", OTHER_ASKER, is_helpful=True)
        kept.keep_reply(a_reply(asker=""))
        assert kept.forget_person(HERE, OTHER_ASKER) == 0

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(words=ANY_TEXT, place=ANY_TEXT)
    def test_any_text_is_read_back_to_the_letter(
        self, kept: ConversationStore, words: str, place: str
    ) -> None:
        for text, where in ((words, place), (HALF, HALF + place)):
            question = a_question(where, channel=where, thread=where, text=text, outcome=text)
            kept.keep_question(question)
            assert kept.find_question(where) == question
            assert question in kept.thread_questions(HERE, where, where, since=0, limit=99)
            reply = a_reply(where, thread=where, kind=text, shown=(text, where), why=(text, text))
            kept.keep_reply(reply)
            kept.note_message(where, where, f"m{text}")
            sent = replace(reply, channel=where, message=f"m{text}")
            assert kept.find_reply_to_message(HERE, where, f"m{text}") == sent
            assert kept.claims_shown(HERE, where, where) == {text, where}

    def test_any_text_names_a_job_a_person_and_a_wish(self, kept: ConversationStore) -> None:
        job = a_job(HALF, kind=HALF, space=HALF, payload=HALF, reply=HALF)
        assert kept.keep_jobs([job, job]) == (True, False)
        assert kept.take_jobs(HALF, [HALF], now=NOW, until=NOW + 1, limit=1) == (job,)
        assert kept.takers() == (HALF,)
        assert (kept.count_waiting([HALF]), kept.release(HALF)) == (1, 1)
        kept.set_mode(HALF, HALF, HALF)
        assert kept.find_mode(HALF, HALF) == HALF
        wish = a_subscription(space=HALF, person=HALF, asker=HALF, question=HALF)
        suggestion = a_suggestion(space=HALF, asker=HALF, text=HALF, claim=HALF)
        assert [kept.subscribe(wish), kept.subscribe(wish)] == [True, False]
        assert [kept.suggest(suggestion), kept.suggest(suggestion)] == [True, False]
        assert kept.subscriptions(HALF) == (wish,)
        assert kept.suggestions(HALF) == (suggestion,)
        kept.keep_installation(HALF, HALF, b"\xff")
        assert kept.find_installation(HALF, HALF) == b"\xff"
        kept.set_value(HALF, HALF)
        assert kept.find_values(HALF[:6]) == {HALF: HALF}
        assert kept.forget_person(HALF, HALF) == 2
        assert kept.forget_space(HALF) == 2
