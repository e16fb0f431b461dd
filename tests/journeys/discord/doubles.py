"""Parts of ours that wait, or fail, when a test says so; all else they do as ever."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conversation.place import Asked
from bot.conversation.talking import Conversation
from bot.pace import Pace
from bot.privacy import People
from bot.reply import Reply
from knowledge.errors import StoreError
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore, Job

_LONGEST_SECONDS = 5.0


class HeldConversation(Conversation):
    """Thinks only when it may; the first `faults` thoughts fail."""

    def __init__(self, matcher: Matcher, kept: ConversationStore, *, faults: int = 0) -> None:
        super().__init__(matcher, kept, People(b"key"), Pace())
        self.may_think = threading.Event()
        self.faults = faults

    def factcheck(self, asked: Asked) -> Reply:
        self._think()
        return super().factcheck(asked)

    def ask(self, asked: Asked) -> Reply | None:
        self._think()
        return super().ask(asked)

    def _think(self) -> None:
        if not self.may_think.wait(_LONGEST_SECONDS):
            raise AssertionError("it was never allowed to think")
        if self.faults:
            self.faults -= 1
            raise ValueError("a fault whose text nobody must read")


@dataclass
class HeldStore:
    """Keeps jobs only when it may, or not at all."""

    store: ConversationStore
    may_keep: threading.Event = field(default_factory=threading.Event)
    is_broken: bool = False

    def keep_jobs(self, jobs: Sequence[Job]) -> tuple[bool, ...]:
        if self.is_broken:
            raise StoreError("store", "the disk is full")
        assert self.may_keep.wait(_LONGEST_SECONDS)
        return self.store.keep_jobs(jobs)

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)
