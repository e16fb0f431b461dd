"""A Discord on loopback: its REST API and its gateway, for the real library to talk to.

    async with FakeDiscord() as fake:
        ... start the bot with fake.token, fake.api_url, fake.gateway_url ...
        await fake.ready()
        message = await fake.say(f"{fake.mention} did Iran deny it?")
        answer = await fake.answer_to(message)
        assert not fake.complaints

It checks what it is sent (discord_checks.py); `complaints` holds what is wrong. The bot may
run anywhere: in this loop, in another thread, in a process of its own.

    discord_people    what people do; discord_state what there is, and what can go wrong
    discord_gateway   the WebSocket; discord_rest the HTTP API; discord_payloads what they send
"""

from __future__ import annotations

import re
from typing import Self

from tests.fakes.discord_payloads import JSON, Message
from tests.fakes.discord_people import People
from tests.fakes.discord_state import Interaction


class FakeDiscord(People):
    """The whole of it. Made and used within one event loop."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


def text_of(answer: Message | JSON) -> str:
    """Return every text that a person sees in an answer, without the backslashes."""
    components = answer["components"] if isinstance(answer, dict) else answer.components
    embeds = answer.get("embeds", []) if isinstance(answer, dict) else answer.embeds
    texts = [each["content"] for each in every(components) if "content" in each]
    texts += [embed.get("description", "") for embed in embeds]
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", "\n".join(texts))


def every(components: list[JSON]) -> list[JSON]:
    """Return all components, those inside others, too."""
    found: list[JSON] = []
    for each in components:
        found.append(each)
        found += every(each.get("components", []))
        found += every([each["accessory"]] if "accessory" in each else [])
    return found


def button(answer: Message | JSON, act: str, number: int | None = None) -> str:
    """Return the custom id of a button of ours that does `act`."""
    components = answer["components"] if isinstance(answer, dict) else answer.components
    ids = [each["custom_id"] for each in every(components) if "custom_id" in each]
    fitting = [
        id_
        for id_ in ids
        if id_.split(":")[1] == act and (number is None or id_.endswith(f":{number}"))
    ]
    assert fitting, f"there is no button {act!r}; there are {ids}"
    return str(fitting[0])


__all__ = ["FakeDiscord", "Interaction", "button", "every", "text_of"]
