from __future__ import annotations

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ANN, ELSEWHERE
from tests.journeys.slack.chatting import ask, button, labels, read, say
from tests.journeys.slack.running import Running

CLAIM = "I read that Russia is trying to get hundreds of ballistic missiles from Iran."


async def test_a_message_is_checked_for_the_person_alone(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.check(CLAIM))
    assert post["user"] == ANN
    assert "ballistic missiles" in read(post)


async def test_a_message_without_words_is_met_with_words(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.check(""))
    assert post["text"]


async def test_what_an_app_posted_is_read_in_its_attachments(bot: Running, fake: FakeSlack) -> None:
    post = await ask(fake, fake.payloads.check("", attachments=[{"fallback": CLAIM}]))
    assert "ballistic missiles" in read(post)


async def test_where_no_message_can_be_shown_a_window_opens(bot: Running, fake: FakeSlack) -> None:
    fake.fail("response", status=404)
    await say(fake, fake.payloads.check(CLAIM, channel=ELSEWHERE))
    await fake.until(lambda: bool(fake.views))
    assert fake.views[0]["type"] == "modal"
    assert "ballistic missiles" in read(fake.views[0])


async def test_without_an_address_to_respond_to_a_window_opens_where_the_bot_is_no_member(
    bot: Running, fake: FakeSlack
) -> None:
    payload = fake.payloads.check(CLAIM, channel=ELSEWHERE)
    del payload["response_url"]
    await say(fake, payload)
    await fake.until(lambda: bool(fake.views))
    assert "ballistic missiles" in read(fake.views[0])


async def test_the_buttons_of_a_window_change_the_window(bot: Running, fake: FakeSlack) -> None:
    fake.fail("response", status=404)
    await say(fake, fake.payloads.check(CLAIM))
    await fake.until(lambda: bool(fake.views))
    view = fake.views[0]
    assert "Why this?" in labels(view)
    await say(fake, fake.payloads.press_in_view(view, button(view, "Why this?")))
    await fake.until(lambda: len(fake.views) == 2)
    assert (fake.views[1]["method"], fake.views[1]["id"]) == ("views.update", view["id"])
    assert "confidence" in read(fake.views[1])


async def test_a_window_can_be_shared_to_where_it_was_opened(bot: Running, fake: FakeSlack) -> None:
    fake.fail("response", status=404)
    await say(fake, fake.payloads.check(CLAIM))
    await fake.until(lambda: bool(fake.views))
    view = fake.views[0]
    shared = await ask(fake, fake.payloads.press_in_view(view, button(view, "Share")))
    assert (shared["channel"], shared["user"]) == ("C0GENERAL", "")


async def test_another_shortcut_is_acknowledged(bot: Running, fake: FakeSlack) -> None:
    await say(fake, fake.payloads.check(CLAIM, callback_id="other"))
    assert await fake.no_post()
