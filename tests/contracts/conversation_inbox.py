"""What every `ConversationStore` promises about jobs: kept once, one taker's at a time, over once.

A store is held to it by a test class that inherits this one and has a fixture `kept`, an
empty store. That nothing is lost when a process is killed is for each implementation to test.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace

from knowledge.store.conversation_port import ConversationStore, Job
from tests.contracts.conversation_records import DAY, ELSEWHERE, HERE, NOW, a_job

KINDS = ("slack.message", "slack.press")
LEASE = 60.0


def take(kept: ConversationStore, taker: str = "me", now: float = NOW) -> tuple[Job, ...]:
    return kept.take_jobs(taker, KINDS, now=now, until=now + LEASE, limit=100)


def taken_keys(kept: ConversationStore, taker: str = "me", now: float = NOW) -> list[str]:
    return [job.key for job in take(kept, taker, now)]


class ConversationInbox:
    def test_a_job_is_taken_as_it_was_kept(self, kept: ConversationStore) -> None:
        job = a_job(attempts=2, reply="reply-1")
        assert kept.keep_jobs([job]) == (True,)
        assert take(kept) == (job,)

    def test_a_job_is_kept_once_by_its_key(self, kept: ConversationStore) -> None:
        again = a_job("a", payload="another")
        assert kept.keep_jobs([a_job("a"), a_job("b")]) == (True, True)
        assert kept.keep_jobs([again, a_job("c")]) == (False, True)
        assert [job.payload for job in take(kept)] == [a_job().payload] * 3

    def test_of_one_key_twice_in_a_batch_the_second_is_known(self, kept: ConversationStore) -> None:
        batch = [a_job("a", payload="1"), a_job("b"), a_job("a", payload="2")]
        assert kept.keep_jobs(batch) == (True, True, False)
        assert take(kept)[0].payload == "1"

    def test_no_jobs_are_kept_without_ado(self, kept: ConversationStore) -> None:
        assert kept.keep_jobs([]) == ()
        assert take(kept) == ()

    def test_a_job_is_one_taker_s_only(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job()])
        assert len(take(kept, "me")) == 1
        assert take(kept, "you") == take(kept, "me") == ()

    def test_jobs_are_taken_oldest_first_and_no_more_than_wanted(
        self, kept: ConversationStore
    ) -> None:
        ages = {"late": NOW - 1, "first": NOW - 9, "second": NOW - 5, "third": NOW - 5}
        kept.keep_jobs([a_job(key, received_at=at) for key, at in ages.items()])
        batches = [
            [job.key for job in kept.take_jobs("me", KINDS, now=NOW, until=NOW + 9, limit=limit)]
            for limit in (0, 1, 2, 9)
        ]
        assert batches == [[], ["first"], ["second", "third"], ["late"]]

    def test_only_jobs_of_the_kinds_asked_for_are_taken(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("a"), a_job("b", kind="discord.message")])
        assert kept.take_jobs("me", (), now=NOW, until=NOW + LEASE, limit=9) == ()
        assert taken_keys(kept) == ["a"]

    def test_a_new_job_is_due_also_for_a_clock_that_was_put_back(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        assert len(take(kept, now=NOW - DAY)) == 1

    def test_a_lease_that_is_over_gives_the_job_to_the_next(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job()])
        take(kept, "gone")
        assert take(kept, now=NOW + LEASE - 1) == ()
        assert take(kept, now=NOW + LEASE) == (a_job(),)

    def test_taking_ends_leases_that_are_over_whatever_their_kind(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        take(kept, "gone")
        kept.take_jobs("me", ("discord.message",), now=NOW + LEASE, until=NOW + DAY, limit=1)
        assert kept.takers() == ()

    def test_a_renewed_lease_lasts_until_then(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("a"), a_job("b")])
        kept.take_jobs("you", KINDS, now=NOW, until=NOW + LEASE, limit=1)
        kept.take_jobs("gone", KINDS, now=NOW, until=NOW + LEASE, limit=1)
        kept.renew("you", until=NOW + DAY)
        assert taken_keys(kept, now=NOW + LEASE) == ["b"]
        assert taken_keys(kept, now=NOW + DAY) == ["a", "b"]

    def test_takers_are_those_who_have_jobs_at_present(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("a"), a_job("b")])
        assert kept.takers() == ()
        for taker in ("you", "me"):
            kept.take_jobs(taker, KINDS, now=NOW, until=NOW + LEASE, limit=1)
        assert sorted(kept.takers()) == ["me", "you"]
        kept.finish_job("a", now=NOW)
        assert kept.takers() == ("me",)

    def test_what_a_killed_taker_had_has_cost_an_attempt(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("one")])
        kept.take_jobs("gone", ["slack.message"], now=NOW, until=NOW + 60, limit=1)
        assert kept.release("gone", was_killed=True) == 1
        (taken,) = kept.take_jobs("me", ["slack.message"], now=NOW, until=NOW + 60, limit=1)
        assert taken.attempts == 1

    def test_what_is_released_is_taken_by_the_next_without_counting_an_attempt(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job("a"), a_job("b"), a_job("c")])
        kept.take_jobs("gone", KINDS, now=NOW, until=NOW + LEASE, limit=2)
        take(kept, "you")
        assert kept.release("gone") == 2
        assert kept.release("gone") == kept.release("nobody") == 0
        assert [(job.key, job.attempts) for job in take(kept)] == [("a", 0), ("b", 0)]

    def test_a_reply_that_may_have_been_sent_is_known_to_the_next_taker(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        take(kept, "gone")
        kept.note_sending("event-1", "reply-9")
        kept.release("gone")
        assert take(kept)[0].reply == "reply-9"
        kept.postpone_job("event-1", due_at=NOW)
        assert take(kept)[0].reply == "reply-9"

    def test_a_postponed_job_is_due_later_and_counts_one_attempt(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job()])
        take(kept)
        kept.postpone_job("event-1", due_at=NOW + 10)
        assert kept.takers() == ()
        assert take(kept, "you", now=NOW + 9) == ()
        assert take(kept, "you", now=NOW + 10) == (replace(a_job(), attempts=1),)

    def test_a_job_that_is_over_is_never_taken_again(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("done"), a_job("given up"), a_job("not even taken")])
        kept.take_jobs("me", KINDS, now=NOW, until=NOW + LEASE, limit=2)
        kept.finish_job("done", now=NOW)
        kept.give_up_job("given up", now=NOW)
        kept.finish_job("not even taken", now=NOW)
        kept.release("me")
        assert take(kept, now=NOW + DAY) == ()

    def test_what_comes_after_the_end_of_a_job_changes_nothing(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job("a"), a_job("b")])
        kept.finish_job("a", now=NOW)
        kept.give_up_job("b", now=NOW)
        for key in ("a", "b"):
            kept.postpone_job(key, due_at=NOW)
            kept.note_sending(key, "reply-1")
            kept.finish_job(key, now=NOW + 9 * DAY)
            kept.give_up_job(key, now=NOW + 9 * DAY)
        assert take(kept, now=NOW + DAY) == ()
        assert kept.forget_before(NOW + 3 * DAY) == 2  # counted from when they were over first

    def test_a_late_delivery_of_a_job_that_is_over_is_known(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("a"), a_job("b")])
        kept.finish_job("a", now=NOW)
        kept.give_up_job("b", now=NOW)
        assert kept.keep_jobs([a_job("a"), a_job("b")]) == (False, False)
        assert take(kept) == ()

    def test_what_is_said_of_an_unknown_job_changes_nothing(self, kept: ConversationStore) -> None:
        kept.finish_job("nobody's", now=NOW)
        kept.give_up_job("nobody's", now=NOW)
        kept.postpone_job("nobody's", due_at=NOW)
        kept.note_sending("nobody's", "reply-1")
        kept.renew("nobody", until=NOW)
        assert kept.keep_jobs([a_job("nobody's")]) == (True,)

    def test_a_job_waits_until_it_is_over(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job(key) for key in "abc"])
        kept.keep_jobs([a_job("d", kind="discord.message", space=ELSEWHERE)])
        kept.take_jobs("me", KINDS, now=NOW, until=NOW + LEASE, limit=2)
        kept.postpone_job("b", due_at=NOW + DAY)
        assert kept.count_waiting(KINDS) == 3
        assert kept.count_waiting(["discord.message"]) == 1
        assert kept.count_waiting([]) == 0
        kept.finish_job("a", now=NOW)
        kept.give_up_job("b", now=NOW)
        assert kept.count_waiting(KINDS) == 1

    def test_threads_that_take_at_once_never_get_the_same_job(
        self, kept: ConversationStore
    ) -> None:
        kept.keep_jobs([a_job(f"event-{n}") for n in range(120)])
        taken: Counter[str] = Counter()
        together = threading.Barrier(4)

        def work(taker: str) -> None:
            together.wait()
            while jobs := kept.take_jobs(taker, KINDS, now=NOW, until=NOW + LEASE, limit=3):
                taken.update(job.key for job in jobs)

        threads = [threading.Thread(target=work, args=(f"taker-{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(taken) == taken.total() == 120

    def test_threads_that_keep_the_same_job_at_once_are_told_once_that_it_is_new(
        self, kept: ConversationStore
    ) -> None:
        are_new: list[bool] = []
        together = threading.Barrier(8)

        def keep(thread: int) -> None:
            together.wait()
            for n in range(10):
                are_new.extend(kept.keep_jobs([a_job(f"event-{n}"), a_job(f"{thread}-{n}")]))

        threads = [threading.Thread(target=keep, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert are_new.count(True) == 10 + 80
        assert kept.count_waiting(KINDS) == 90

    def test_a_forgotten_space_s_jobs_cannot_be_taken(self, kept: ConversationStore) -> None:
        kept.keep_jobs([a_job("a"), a_job("b", space=ELSEWHERE), a_job("c")])
        kept.take_jobs("me", KINDS, now=NOW, until=NOW + LEASE, limit=1)
        assert kept.forget_space(HERE) == 2
        kept.finish_job("a", now=NOW)
        assert taken_keys(kept, "you", NOW + DAY) == ["b"]
