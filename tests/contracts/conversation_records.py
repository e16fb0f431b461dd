"""Records of conversations for tests: each builder takes the fields that the test is about."""

from __future__ import annotations

from typing import Any

from knowledge.store.conversation_port import (
    AskedQuestion,
    Job,
    SentReply,
    Subscription,
    Suggestion,
)

HERE, ELSEWHERE = "slack:T1", "discord:42"
ASKER, OTHER_ASKER = "a" * 32, "b" * 32
NOW = 1_700_000_000.0
DAY = 24 * 3600.0


def a_job(key: str = "event-1", **fields: Any) -> Job:
    filled = {"kind": "slack.message", "space": HERE, "payload": '{"asked": {}}'}
    times = {"received_at": NOW, "expires_at": NOW + 900}
    return Job(key, **{**filled, **times, **fields})


def a_question(id: str = "question-1", **fields: Any) -> AskedQuestion:
    place = {"space": HERE, "channel": "C1", "thread": "1.0", "asker": ASKER}
    filled = {"text": "Did the roof cost 9 million?", "outcome": "answer"}
    times = {"asked_at": NOW, "expires_at": NOW + 30 * DAY}
    return AskedQuestion(id, **{**place, **filled, **times, **fields})


def a_reply(id: str = "reply-1", **fields: Any) -> SentReply:
    place = {"space": HERE, "channel": "C1", "thread": "1.0", "asker": ASKER}
    filled = {"kind": "answer", "question": "question-1", "knowledge_version": "0123456789ab"}
    claims: dict[str, Any] = {
        "shown": ("roof-cost",),
        "why": ("it says “roof”",),
        "offered": ("roof-late", "roof-leak"),
    }
    return SentReply(id, **{**place, **filled, **claims, "sent_at": NOW, **fields})


def a_subscription(**fields: Any) -> Subscription:
    filled = {"space": HERE, "person": "U1", "asker": ASKER}
    claim = {} if "question" in fields else {"claim": "roof-cost"}
    return Subscription(**{**filled, **claim, **fields})


def a_suggestion(**fields: Any) -> Suggestion:
    filled: dict[str, Any] = {"space": HERE, "asker": ASKER, "text": "Did the dome cost 9 million?"}
    return Suggestion(**{**filled, "claim": "roof-cost", "suggested_at": NOW, **fields})
