"""What follows from a change: for whom, where, and never for another space."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.replying import UNCERTAIN
from bot.conversation.threads import Threads
from bot.reply import Act, Reply
from bot.telling.bringing import Bringing
from bot.telling.correcting import Correcting
from bot.telling.finding import Finding
from bot.telling.tasks import Task
from knowledge.store.conversation_port import SentReply, Subscription
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import State
from tests.bot.conversation.talking import CHANNEL, DAY, DIRECT, Talk
from tests.builders import some_records
from tests.journeys.ferry import QUESTION, SOURCE, ferry, ferry_denied, the_claim

BEN = replace(CHANNEL, person="U2")
AGAIN = "Did anyone say that the ferry landing at Exton will close in winter?"


def sent(talk: Talk, reply: Reply, channel: str = CHANNEL.channel) -> SentReply:
    """Let the reply be a message that everybody sees."""
    talk.bot.sent(reply.id, channel, f"1700000000.{reply.id[:6]}")
    found = talk.kept.find_reply(reply.id, space=CHANNEL.space)
    assert found is not None
    return found


def corrections(talk: Talk) -> tuple[Task, ...]:
    finding = Finding(talk.bot.known)
    return finding.of_claims(finding.changed(0))


def news(talk: Talk) -> list[Task]:
    finding = Finding(talk.bot.known)
    return list(finding.of_questions(finding.ask_again(finding.waited_for()), 1))


# Who waits


def test_who_asked_in_vain_waits_without_pressing_anything(talk: Talk) -> None:
    reply = talk.answer(QUESTION)
    assert any("whoever asked will be told" in note for note in reply.notes)
    (wish,) = talk.kept.subscriptions(CHANNEL.space)
    assert (wish.person, wish.reply) == (CHANNEL.person, reply.id)
    assert "already" in talk.press(Act.NOTIFY, reply).headline


def test_who_has_a_message_checked_or_only_talks_waits_for_nothing(talk: Talk) -> None:
    talk.bot.check(talk.asked("The ferry landing at Exton will close in winter."))
    talk.answer("help")
    talk.ask("Good morning everybody")
    assert talk.kept.subscriptions(CHANNEL.space) == ()


def test_a_checked_message_that_somebody_waits_for_is_checked_again(
    talk: Talk, store: SqliteStore
) -> None:
    reply = talk.bot.check(talk.asked("The ferry landing at Exton will close in winter."))
    talk.press(Act.NOTIFY, reply)
    store.add(ferry())
    (task,) = news(talk)
    told = Bringing(talk.bot.known).news(task.payload)
    assert told is not None
    assert told.reply.headline.startswith("Now on record: claim by Jane Roe")


def test_a_question_that_has_expired_is_waited_for_no_longer(
    talk: Talk, store: SqliteStore
) -> None:
    talk.answer(QUESTION)
    store.add(ferry())
    talk.clock.now += 31 * DAY
    assert news(talk) == []


# Where


def test_questions_of_a_thread_with_the_same_answer_make_one_message(
    talk: Talk, store: SqliteStore
) -> None:
    for question, place in ((QUESTION, CHANNEL), (AGAIN, BEN)):
        sent(talk, talk.answer(question, place))
    sent(talk, talk.answer(QUESTION, replace(CHANNEL, thread="thread-2")))
    store.add(ferry())
    first, second = news(talk)
    told = Bringing(talk.bot.known).news(first.payload)
    assert told is not None
    assert told.people == ("U1", "U2")
    assert told.below is not None
    assert told.below.thread == "thread-1"
    assert {QUESTION, AGAIN} == {
        question for question in (QUESTION, AGAIN) if any(question in n for n in told.reply.notes)
    }
    assert second.key != first.key


def test_who_asked_where_no_message_is_known_is_told_alone(talk: Talk, store: SqliteStore) -> None:
    talk.answer(QUESTION)
    talk.bot.factcheck(talk.asked(QUESTION, BEN))
    store.add(ferry())
    told = [Bringing(talk.bot.known).news(task.payload) for task in news(talk)]
    assert [(each.people, each.below) for each in told if each] == [
        (("U1",), None),
        (("U2",), None),
    ]


def test_a_follow_up_is_asked_again_with_what_it_leaned_on(talk: Talk, store: SqliteStore) -> None:
    store.add(ferry())
    talk.answer(QUESTION, DIRECT)
    finding = Finding(talk.bot.known)
    talk.answer("Who said that the moon is made of cheese?", DIRECT)
    (waits,) = finding.waited_for()
    question = talk.kept.find_question(waits)
    assert question is not None
    assert Threads(talk.bot.known).before_again(question) == (QUESTION,)


def test_told_people_wait_no_longer_and_the_question_counts_as_answered(
    talk: Talk, store: SqliteStore
) -> None:
    sent(talk, talk.answer(QUESTION))
    store.add(ferry())
    (task,) = news(talk)
    bringing = Bringing(talk.bot.known)
    told = bringing.news(task.payload)
    assert told is not None
    bringing.done(told)
    assert talk.kept.subscriptions(CHANNEL.space) == ()
    question = talk.kept.find_question(told.wishes[0].question)
    assert question is not None
    assert question.outcome == "answer"
    assert bringing.news(task.payload) is None
    assert news(talk) == []


def test_who_wants_to_be_told_of_what_is_answered_by_now_is_sent_to_ask_again(
    talk: Talk, store: SqliteStore
) -> None:
    vain = talk.answer(QUESTION)
    sent(talk, vain)
    store.add(ferry())
    (task,) = news(talk)
    bringing = Bringing(talk.bot.known)
    told = bringing.news(task.payload)
    assert told is not None
    bringing.done(told)
    assert talk.press(Act.NOTIFY, vain, place=BEN).headline.startswith("There is an answer")
    assert talk.kept.subscriptions(CHANNEL.space) == ()


def test_an_answer_that_was_withdrawn_meanwhile_is_not_told(talk: Talk, store: SqliteStore) -> None:
    sent(talk, talk.answer(QUESTION))
    store.add(ferry())
    (task,) = news(talk)
    store.add(ferry(state=State.WITHDRAWN))
    assert Bringing(talk.bot.known).news(task.payload) is None
    assert talk.kept.subscriptions(CHANNEL.space)


# Corrections


def test_only_what_everybody_sees_and_shows_claims_is_corrected(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    seen = sent(talk, talk.answer(QUESTION))
    talk.bot.factcheck(talk.asked(QUESTION))
    talk.bot.speaker(talk.asked("Jane Roe"))
    assert corrections(talk) == ()
    store.add(ferry(hedge="may"))
    (task,) = corrections(talk)
    assert (task.kind, task.payload["reply"]) == ("slack.correct", seen.id)
    assert corrections(talk) == (task,)


def test_a_correction_is_made_once_and_again_when_it_changes_back(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    sent(talk, talk.answer(QUESTION))
    correcting = Correcting(talk.bot.known)
    keys = set()
    for hedge in ("may", None, "may"):
        store.add(ferry(hedge=hedge))
        (task,) = corrections(talk)
        keys.add(task.key)
        correction = correcting.correction(task.payload)
        assert correction is not None
        correcting.done(correction)
        assert correcting.correction(task.payload) is None
        assert corrections(talk) == ()
    assert len(keys) == 3


def test_a_reply_made_just_when_its_claim_changed_is_corrected(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    reply = talk.answer(QUESTION)
    found = sent(talk, reply)
    talk.kept.keep_reply(replace(found, digests=(UNCERTAIN,)))
    assert [task.payload["reply"] for task in corrections(talk)] == [reply.id]


def test_what_was_noted_beside_an_answer_stays_when_it_is_corrected(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    found = sent(talk, talk.answer(QUESTION))
    talk.kept.keep_reply(replace(found, notes=("Read “fery” as “ferry”.", "")))
    store.add(ferry_denied())
    (task,) = corrections(talk)
    correction = Correcting(talk.bot.known).correction(task.payload)
    assert correction is not None
    assert correction.reply.notes == (
        "Changed since it was shown here: the responses to it.",
        "Read “fery” as “ferry”.",
    )


def test_a_shared_reply_says_that_it_was_one_when_it_is_corrected(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    private = talk.bot.factcheck(talk.asked(QUESTION))
    sent(talk, talk.press(Act.SHARE, private))
    store.add(ferry_denied())
    (task,) = corrections(talk)
    correction = Correcting(talk.bot.known).correction(task.payload)
    assert correction is not None
    assert correction.reply.footer.startswith("Shared from a private answer · Knowledge version")
    assert Act.NOT_THIS not in [button.act for button in correction.reply.buttons]


# Claims that somebody wants to hear of


def test_who_follows_claims_is_told_of_those_that_changed_together_and_once_each(
    talk: Talk, store: SqliteStore
) -> None:
    store.add(ferry())
    talk.press(Act.NOTIFY, talk.answer(QUESTION), place=BEN)
    assert corrections(talk) == ()
    store.add(ferry_denied())
    (task,) = corrections(talk)
    bringing = Bringing(talk.bot.known)
    told = bringing.news(task.payload)
    assert told is not None
    assert (told.people, told.below) == (("U2",), None)
    bringing.done(told)
    assert bringing.news(task.payload) is None
    assert corrections(talk) == ()
    (wish,) = talk.kept.subscriptions(CHANNEL.space)
    assert wish.about == "The ferry landing at Exton will close in winter."


def test_who_follows_many_claims_is_told_of_all_of_them_ten_at_a_time(
    talk: Talk, store: SqliteStore
) -> None:
    claims = [replace(the_claim(), id=f"ferry-{n}") for n in range(23)]
    store.add(some_records(sources=[SOURCE], claims=claims))
    for claim in claims:
        wish = Subscription(CHANNEL.space, "U1", "a", claim=claim.id, digest="as it was")
        talk.kept.subscribe(wish)
    bringing = Bringing(talk.bot.known)
    told = [bringing.news(task.payload) for task in corrections(talk)]
    assert [len(each.reply.cards) for each in told if each] == [10, 10, 3]


def test_jobs_hold_no_words_and_nobody_s_name(talk: Talk, store: SqliteStore) -> None:
    sent(talk, talk.answer(QUESTION))
    talk.bot.factcheck(talk.asked(AGAIN, BEN))
    store.add(ferry())
    talk.press(Act.NOTIFY, talk.answer(QUESTION))
    store.add(ferry_denied())
    said = repr([*corrections(talk), *news(talk)])
    for private in ("ferry", "Exton", "U1'", "U2'", '"U1', '"U2'):
        assert private not in said.replace("ferry-landing", "")
