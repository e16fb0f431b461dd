"""What every `ConversationStore` promises about what people want, and about small things.

A store is held to it by a test class that inherits this one and has a fixture `kept`, an
empty store.
"""

from __future__ import annotations

import threading

import pytest

from knowledge.store.conversation_port import ConversationStore
from tests.contracts.conversation_records import (
    DAY,
    ELSEWHERE,
    HERE,
    NOW,
    OTHER_ASKER,
    a_question,
    a_subscription,
    a_suggestion,
)


class ConversationWishes:
    def test_a_channel_has_the_mode_that_was_set_last(self, kept: ConversationStore) -> None:
        assert kept.find_mode(HERE, "C1") is None
        for mode in ("off", "listen"):
            kept.set_mode(HERE, "C1", mode)
        kept.set_mode(HERE, "C2", "off")
        assert kept.find_mode(HERE, "C1") == "listen"
        assert kept.find_mode(ELSEWHERE, "C1") is None

    def test_a_subscription_is_new_once(self, kept: ConversationStore) -> None:
        first = a_subscription()
        others = [
            a_subscription(question="question-1"),
            a_subscription(question="question-2"),
            a_subscription(claim="roof-late"),
            a_subscription(person="U2", asker=OTHER_ASKER),
        ]
        assert [kept.subscribe(wish) for wish in (first, *others)] == [True] * 5
        assert [kept.subscribe(wish) for wish in (*others, first)] == [False] * 5
        assert kept.subscriptions(HERE) == (first, *others)

    def test_a_subscription_is_not_seen_from_another_space(self, kept: ConversationStore) -> None:
        kept.subscribe(a_subscription())
        assert kept.subscribe(a_subscription(space=ELSEWHERE))
        assert kept.subscriptions(ELSEWHERE) == (a_subscription(space=ELSEWHERE),)
        assert kept.subscriptions("slack:T9") == ()

    def test_who_waits_for_the_same_twice_is_kept_as_they_first_said_so(
        self, kept: ConversationStore
    ) -> None:
        kept.subscribe(a_subscription(digest="old"))
        assert not kept.subscribe(a_subscription(digest="new", reply="reply-1", about="Roof"))
        assert kept.subscriptions(HERE) == (a_subscription(digest="old"),)

    def test_who_waits_for_a_claim_or_a_question_is_found_in_all_spaces(
        self, kept: ConversationStore
    ) -> None:
        here, there = a_subscription(), a_subscription(space=ELSEWHERE, about="Roof")
        asked = a_subscription(question="question-1", reply="reply-1")
        for wish in (there, asked, here, a_subscription(claim="another")):
            kept.subscribe(wish)
        assert kept.subscriptions_to(claims=["roof-cost"]) == (there, here)
        assert kept.subscriptions_to(questions=["question-1", "other"]) == (asked,)
        assert kept.subscriptions_to(claims=["", "x"], questions=["", "x"]) == ()

    def test_what_somebody_was_told_is_kept_with_their_wish(self, kept: ConversationStore) -> None:
        other = a_subscription(person="U2", asker=OTHER_ASKER)
        for wish in (a_subscription(), other):
            kept.subscribe(wish)
        kept.note_told(a_subscription(), digest="new", about="The roof")
        told = a_subscription(digest="new", about="The roof")
        assert kept.subscriptions(HERE) == (told, other)

    def test_of_a_wish_that_is_ended_nothing_is_left(self, kept: ConversationStore) -> None:
        other = a_subscription(question="question-1")
        for wish in (a_subscription(about="Roof"), other):
            kept.subscribe(wish)
        assert kept.unsubscribe(a_subscription())
        assert not kept.unsubscribe(a_subscription())
        assert kept.subscriptions(HERE) == (other,)

    def test_questions_that_somebody_waits_for_come_oldest_first_until_they_expire(
        self, kept: ConversationStore
    ) -> None:
        for name, at in (("late", NOW + 2), ("early", NOW), ("nobody s", NOW + 1)):
            kept.keep_question(a_question(name, asked_at=at, expires_at=at + DAY))
        for name in ("late", "early", "never kept"):
            kept.subscribe(a_subscription(question=name))
        kept.subscribe(a_subscription(question="late", person="U2"))
        assert kept.questions_waited_for(now=NOW) == ("early", "late")
        assert kept.questions_waited_for(now=NOW + DAY) == ("late",)

    def test_a_lease_is_one_taker_s_until_it_is_over_or_ended(
        self, kept: ConversationStore
    ) -> None:
        def take(taker: str, now: float) -> bool:
            return kept.take_lease("work", taker, now=now, until=now + 10)

        assert take("me on a host", NOW)
        assert not take("you", NOW + 9)
        assert take("me on a host", NOW + 9)
        assert not take("you", NOW + 18)
        assert take("you", NOW + 19)
        kept.end_lease("work", "me on a host")
        assert not take("me on a host", NOW + 20)
        kept.end_lease("work", "you")
        assert take("me on a host", NOW + 20)
        assert kept.take_lease("other work", "you", now=NOW, until=NOW + 1)

    def test_a_suggestion_is_new_once_whenever_it_was_made(self, kept: ConversationStore) -> None:
        assert kept.suggest(a_suggestion())
        assert not kept.suggest(a_suggestion(suggested_at=NOW + 5))
        assert kept.suggestions(HERE) == (a_suggestion(),)

    @pytest.mark.parametrize("field", ["space", "asker", "text", "claim"])
    def test_a_suggestion_that_differs_is_another(
        self, kept: ConversationStore, field: str
    ) -> None:
        assert kept.suggest(a_suggestion())
        assert kept.suggest(a_suggestion(**{field: "another"}))

    def test_suggestions_come_oldest_first_and_only_those_of_the_space(
        self, kept: ConversationStore
    ) -> None:
        late, early = a_suggestion(suggested_at=NOW + 1), a_suggestion(text="?", suggested_at=NOW)
        for suggestion in (late, a_suggestion(space=ELSEWHERE), early):
            kept.suggest(suggestion)
        assert kept.suggestions(HERE) == (early, late)

    def test_an_installation_is_what_was_kept_last(self, kept: ConversationStore) -> None:
        assert kept.find_installation("slack", "T1") is None
        for sealed in (b"\x00\xff old", b"\x00\xff new"):
            kept.keep_installation("slack", "T1", sealed)
        kept.keep_installation("discord", "T1", b"")
        assert kept.find_installation("slack", "T1") == b"\x00\xff new"
        assert kept.find_installation("discord", "T1") == b""
        assert kept.find_installation("slack", "T2") is None

    def test_a_deleted_installation_is_gone_and_the_others_are_not(
        self, kept: ConversationStore
    ) -> None:
        for team in ("T1", "T2"):
            kept.keep_installation("slack", team, b"sealed")
        for _ in range(2):
            kept.delete_installation("slack", "T1")
        assert kept.find_installation("slack", "T1") is None
        assert kept.find_installation("slack", "T2") == b"sealed"

    def test_a_small_thing_has_the_value_that_was_set_last(self, kept: ConversationStore) -> None:
        assert kept.find_value("greeting") is None
        for value in ("hello", ""):
            kept.set_value("greeting", value)
        assert kept.find_value("greeting") == ""

    def test_small_things_are_found_by_how_their_names_begin(self, kept: ConversationStore) -> None:
        for name in ("state_a", "state_b", "state%", "stateXa", "State_a", "my state_a"):
            kept.set_value(name, f"of {name}")
        assert kept.find_values("state_") == {"state_a": "of state_a", "state_b": "of state_b"}
        assert kept.find_values("state%") == {"state%": "of state%"}
        assert kept.find_values("none") == {}
        assert len(kept.find_values("")) == 6

    def test_a_value_set_once_stays(self, kept: ConversationStore) -> None:
        assert kept.set_value_once("key", "first") == "first"
        assert kept.set_value_once("key", "second") == "first"
        assert kept.find_value("key") == "first"

    def test_a_popped_value_is_gone(self, kept: ConversationStore) -> None:
        kept.set_value("state", "1")
        assert kept.pop_value("state") == "1"
        assert kept.pop_value("state") is kept.find_value("state") is None

    def test_of_several_threads_one_pops_a_value_and_all_see_the_same_one_set_once(
        self, kept: ConversationStore
    ) -> None:
        kept.set_value("state", "1")
        popped: list[str | None] = []
        seen: list[str] = []
        together = threading.Barrier(8)

        def work(thread: int) -> None:
            together.wait()
            popped.append(kept.pop_value("state"))
            seen.append(kept.set_value_once("key", f"of {thread}"))

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(popped, key=str) == ["1", *[None] * 7]
        assert len(seen) == 8
        assert len(set(seen)) == 1
