"""The SQLite store keeps the promises of the port about conversations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import open_sqlite_store
from tests.contracts.conversation_forgetting import ConversationForgetting
from tests.contracts.conversation_inbox import ConversationInbox
from tests.contracts.conversation_replies import ConversationReplies
from tests.contracts.conversation_wishes import ConversationWishes


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[ConversationStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.db")
    yield opened.conversations
    opened.close()


class TestInbox(ConversationInbox):
    pass


class TestReplies(ConversationReplies):
    pass


class TestWishes(ConversationWishes):
    pass


class TestForgetting(ConversationForgetting):
    pass
