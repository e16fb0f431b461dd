from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.assembly import Parts, open_parts
from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.logs import write_logs
from bot.pace import Pace
from bot.privacy import People
from bot.settings import Settings
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import a_claim, a_quote, a_response, some_records
from tests.fakes.discord_fake import FakeDiscord
from tests.fakes.discord_payloads import EDITOR_ROLE, OTHER_GUILD, OTHER_GUILDS_CHANNEL
from tests.journeys.discord.newsroom import SPACE, Newsroom
from tests.journeys.discord.running import Bot


@pytest.fixture(scope="session")
def _parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    database = tmp_path_factory.mktemp("records") / "gainsay.sqlite"
    with open_parts(Settings(database)) as parts:
        yield parts


@pytest.fixture(scope="session")
def matcher(_parts: Parts) -> Matcher:
    """The matcher that ships, over the pack that ships."""
    return _parts.matcher


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[ConversationStore]:
    """A store in which no conversation was kept before."""
    store = open_sqlite_store(tmp_path / "kept.sqlite")
    yield store.conversations
    store.close()


@pytest.fixture
def conversation(matcher: Matcher, kept: ConversationStore) -> Conversation:
    return Conversation(matcher, kept, People(b"key"), Pace())


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """What the operator would read: all that is logged, as it is written."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    write_logs(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
async def fake(logs: io.StringIO) -> AsyncIterator[FakeDiscord]:
    """A Discord that complains about nothing, and of which nothing is found in the logs."""
    async with FakeDiscord() as discord:
        yield discord
    assert discord.complaints == []
    said = logs.getvalue()
    secrets = [discord.token, *discord.interactions, *discord.private_words()]
    assert not [secret for secret in secrets if secret in said], said
    assert "Traceback" not in said


@pytest.fixture
def town(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with the town hall's records: two public claims, one of them denied."""
    store = open_sqlite_store(tmp_path / "town.sqlite")
    leak = a_claim("roof-leak", text="The roof leaks.", quotes=(a_quote("It leaks"),))
    store.add(some_records(claims=[a_claim(), leak], responses=[a_response()]))
    yield store
    store.close()


@pytest.fixture
async def newsroom(fake: FakeDiscord, town: SqliteStore) -> AsyncIterator[Newsroom]:
    """The bot over the town hall's records, in a server whose editors are a role."""
    town.desk.set_editors(SPACE, [f"role:{EDITOR_ROLE}"])
    fake.add_guild(OTHER_GUILD, OTHER_GUILDS_CHANNEL)
    kept, people = town.conversations, People(b"key")
    conversation = Conversation(
        Matcher(town, None, None, phrasings=town.desk), kept, people, Pace()
    )
    desk = Desk(town, town.desk, kept, people)
    room = Newsroom(fake, town, Bot(fake, conversation, kept, desk=desk))
    await room.bot.start()
    yield room
    await room.bot.stop()


@pytest.fixture
async def bot(
    fake: FakeDiscord, conversation: Conversation, kept: ConversationStore
) -> AsyncIterator[Bot]:
    """The bot, running."""
    running = Bot(fake, conversation, kept)
    await running.start()
    yield running
    await running.stop()
