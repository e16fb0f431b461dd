from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ADMIN, ANN, BEN, DESK, DIRECT, GENERAL, ME
from tests.journeys.slack.chatting import DRONES, FOLLOW_UP, MISSILES, ask, press, read, say
from tests.journeys.slack.running import Running, Start

DENIED = "Denied by Amir Saeid Iravani"


async def test_a_mention_is_answered_in_its_thread(bot: Running, fake: FakeSlack) -> None:
    asked = fake.payloads.mention(MISSILES)
    post = await ask(fake, asked)
    assert (post["channel"], post["thread_ts"]) == (GENERAL, asked["event"]["ts"])
    assert "Claim by Barbara Woodward" in post["text"]
    assert "hundreds of ballistic missiles" in read(post)
    assert await fake.no_post()


async def test_a_mention_within_a_thread_is_answered_there(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.mention(MISSILES, thread="1700000000.000001"))
    assert post["thread_ts"] == "1700000000.000001"


async def test_the_denial_comes_with_the_claim_that_it_answers(
    bot: Running, fake: FakeSlack
) -> None:
    post = await ask(fake, fake.payloads.mention(DRONES))
    assert DENIED in post["text"]
    assert "“Iran rejected the European letters.”" in read(post)
    assert "paragraph 12" in read(post)
    assert "Knowledge version" in read(post)


async def test_a_follow_up_in_the_thread_is_understood(bot: Running, fake: FakeSlack) -> None:
    asked = fake.payloads.mention(MISSILES)
    await ask(fake, asked)
    thread = asked["event"]["ts"]
    post = await ask(fake, fake.payloads.mention(FOLLOW_UP, thread=thread, user=BEN))
    assert "ballistic missiles" in post["text"]


async def test_a_follow_up_elsewhere_leans_on_nothing(bot: Running, fake: FakeSlack) -> None:
    await ask(fake, fake.payloads.mention(MISSILES))
    post = await ask(fake, fake.payloads.mention(FOLLOW_UP))
    assert "ballistic missiles" not in read(post)


async def test_a_direct_message_is_answered(bot: Running, fake: FakeSlack) -> None:
    asked = fake.payloads.direct(MISSILES)
    post = await ask(fake, asked)
    assert (post["channel"], post["thread_ts"]) == (DIRECT, asked["event"]["ts"])
    assert "Barbara Woodward" in post["text"]


async def test_a_mention_in_a_direct_message_is_answered_once(
    bot: Running, fake: FakeSlack
) -> None:
    await ask(fake, fake.payloads.direct(f"<@{ME}> {MISSILES}"))
    await say(fake, fake.payloads.mention(MISSILES, channel=DIRECT))
    assert await fake.no_post()


async def test_a_direct_follow_up_is_understood_in_the_thread_and_below_it(
    bot: Running, fake: FakeSlack
) -> None:
    asked = fake.payloads.direct(MISSILES)
    await ask(fake, asked)
    in_thread = await ask(fake, fake.payloads.direct(FOLLOW_UP, thread=asked["event"]["ts"]))
    assert "ballistic missiles" in in_thread["text"]
    below = await ask(fake, fake.payloads.direct(FOLLOW_UP))
    assert "ballistic missiles" in below["text"]


async def test_a_follow_up_in_an_old_direct_thread_is_not_about_the_newest_question(
    bot: Running, fake: FakeSlack
) -> None:
    old = fake.payloads.direct(MISSILES)
    await ask(fake, old)
    await ask(fake, fake.payloads.direct(DRONES))
    post = await ask(fake, fake.payloads.direct(FOLLOW_UP, thread=old["event"]["ts"]))
    assert "2231" not in read(post)


async def test_what_is_not_said_to_the_bot_is_met_with_silence(
    bot: Running, fake: FakeSlack
) -> None:
    await say(fake, fake.payloads.message(MISSILES))
    await say(fake, fake.payloads.message(MISSILES, thread="1700000000.000001"))
    assert await fake.no_post()
    assert fake.called("chat.postMessage") == []


async def test_a_message_that_mentions_the_bot_is_answered_once(
    bot: Running, fake: FakeSlack
) -> None:
    """Slack delivers it twice: as a mention, and as a message of the channel."""
    await ask(fake, fake.payloads.command("/gainsay", "here listen", user=ADMIN))
    mention = fake.payloads.mention(MISSILES)
    event = {**mention["event"], "type": "message", "channel_type": "channel"}
    await ask(fake, mention)
    await say(fake, fake.payloads.event(event))
    assert await fake.no_post()


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0GAINSAY", "user": ME},
        {"user": ME},
        {"user": "USLACKBOT"},
        {"edited": {"user": ANN, "ts": "1700000000.000002"}},
        {"subtype": "message_changed", "message": {"text": MISSILES, "user": ANN}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
    ],
)
async def test_what_no_person_has_just_written_is_ignored(
    bot: Running, fake: FakeSlack, more: dict[str, Any]
) -> None:
    await say(fake, fake.payloads.direct(MISSILES, **more))
    await say(fake, fake.payloads.mention(MISSILES, **more))
    assert await fake.no_post(seconds=0.2)


async def test_a_question_with_a_file_is_a_question(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.direct(MISSILES, subtype="file_share", files=[]))
    assert "Barbara Woodward" in post["text"]


async def test_small_talk_in_a_channel_is_met_with_silence(bot: Running, fake: FakeSlack) -> None:
    await say(fake, fake.payloads.mention("thanks a lot!"))
    assert await fake.no_post()


async def test_factcheck_answers_for_the_person_alone_and_can_be_shared(
    bot: Running, fake: FakeSlack
) -> None:
    private = await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    assert (private["via"], private["user"]) == ("response_url", ANN)
    assert "Barbara Woodward" in private["text"]
    shared = await press(fake, private, "Share")
    assert (shared["via"], shared["channel"], shared["user"]) == ("chat.postMessage", GENERAL, "")
    assert "hundreds of ballistic missiles" in read(shared)
    assert MISSILES not in read(shared)  # what was asked in private stays so
    again = await press(fake, private, "Share")
    assert again["user"] == ANN
    assert "already" in again["text"]


async def test_sharing_works_where_the_bot_is_no_member(bot: Running, fake: FakeSlack) -> None:
    command = fake.payloads.command("/factcheck", MISSILES, channel="C0ELSEWHERE")
    private = await ask(fake, command)
    shared = await press(fake, private, "Share")
    assert (shared["via"], shared["channel"], shared["user"]) == ("response_url", "C0ELSEWHERE", "")


async def test_in_a_channel_that_is_listened_to_a_sure_answer_comes_unasked_and_once(
    bot: Running, fake: FakeSlack
) -> None:
    done = await ask(fake, fake.payloads.command("/gainsay", "here listen", user=ADMIN))
    assert "Done" in done["text"]
    heard = fake.payloads.message(DRONES)
    post = await ask(fake, heard)
    assert (post["channel"], post["thread_ts"]) == (GENERAL, heard["event"]["ts"])
    await say(fake, fake.payloads.message(DRONES, thread=heard["event"]["ts"], user=BEN))
    await say(fake, fake.payloads.message("What is for lunch?"))
    await say(fake, fake.payloads.message(DRONES, channel=DESK))
    assert await fake.no_post()


async def test_in_a_channel_where_it_is_off_it_says_nothing_but_in_private(
    bot: Running, fake: FakeSlack
) -> None:
    await ask(fake, fake.payloads.command("/gainsay", "here off", user=ADMIN))
    await say(fake, fake.payloads.mention(MISSILES))
    assert await fake.no_post()
    private = await ask(fake, fake.payloads.command("/factcheck", MISSILES))
    assert "Barbara Woodward" in private["text"]


async def test_who_asks_too_fast_is_told_so_alone(start: Start, fake: FakeSlack) -> None:
    await start(people_per_minute=1)
    await ask(fake, fake.payloads.mention(MISSILES))
    told = await ask(fake, fake.payloads.mention(DRONES))
    assert (told["via"], told["user"]) == ("chat.postEphemeral", ANN)
    assert "second" in told["text"]
    assert told["thread_ts"] == ""  # in a thread that has just begun, nobody would see it
    again = await ask(fake, fake.payloads.mention(DRONES, thread="1700000000.000001"))
    assert again["thread_ts"] == "1700000000.000001"
