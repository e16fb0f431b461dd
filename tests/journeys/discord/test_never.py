"""What must never happen: a ping, markup out of somebody's text, an error's text, a leak."""

from __future__ import annotations

import io

import pytest

from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore
from tests.bot.discord.markdown import read
from tests.fakes.discord_fake import FakeDiscord, every
from tests.fakes.discord_payloads import JSON
from tests.journeys.discord.doubles import HeldConversation
from tests.journeys.discord.running import Bot

OURS = {"bold", "quote", "subtext", "link"}


def _markup(answer: JSON) -> set[str]:
    texts = [each["content"] for each in every(answer["components"]) if "content" in each]
    return {name for text in texts for name in read(text).markup}


@pytest.mark.parametrize(
    "typed",
    [
        "did @everyone and @here say so?",
        "who is <@4000000000000000002>, <@&5000000000000000002> or <#3000000000000000002>?",
        "did **Blinken** say # that\n> and\n- this",
        "speaker ||`x`|| [here](https://evil.example) https://evil.example discord.gg/abc",
        "who said <t:1700000000:R> :smile: <a:wave:123456789012345678>",
        "did \u202eneknilB\u202c say that?",
    ],
)
async def test_nothing_that_somebody_typed_comes_out_as_markup_or_a_ping(
    bot: Bot, fake: FakeDiscord, typed: str
) -> None:
    for command, option in (("factcheck", "question"), ("speaker", "name"), ("source", "words")):
        answer = await fake.answer_of(await fake.slash(command, {option: typed}))
        assert _markup(answer) <= OURS
        assert answer["allowed_mentions"] == {"parse": []}
        assert "\u202e" not in str(answer)


async def test_no_error_is_read_by_a_person_or_in_a_log(
    fake: FakeDiscord, matcher: Matcher, kept: ConversationStore, logs: io.StringIO
) -> None:
    conversation = HeldConversation(matcher, kept, faults=1)
    conversation.may_think.set()
    bot = Bot(fake, conversation, kept)
    await bot.start()
    asked = await fake.slash("factcheck", {"question": "a question nobody may read"})
    await fake.until(lambda: len(asked.answers) == 2)
    await bot.stop()
    for seen in (str(asked.answers), logs.getvalue()):
        assert "nobody must read" not in seen
        assert "Traceback" not in seen
    assert "a discord.command could not be answered: ValueError" in logs.getvalue()


async def test_what_the_library_logs_of_requests_is_not_printed(
    bot: Bot, fake: FakeDiscord, logs: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    fake.limit_rate("PATCH", "/webhooks/", 0.1)
    fake.limit_rate("POST", "/channels/", 0.1)
    asked = await fake.slash("factcheck", {"question": "who said it"})
    await fake.answer_to(await fake.say(f"{fake.mention} help"))
    await fake.answer_of(asked)
    assert any("rate limited" in record.getMessage() for record in caplog.records)
    assert "/api/v10" not in logs.getvalue()
    assert "from async_.py" in logs.getvalue()
