"""What people do on the fake Discord: they write, reply, type commands, press buttons."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from tests.fakes.discord_modals import filled_in
from tests.fakes.discord_payloads import (
    APPLICATION,
    CHANNEL,
    DIRECT,
    EVERYBODYS,
    GUILD,
    JSON,
    THREAD,
    VERA,
    Message,
    Person,
    a_direct_channel,
    a_member,
    a_text_channel,
    a_thread,
    a_user,
    permissions_of,
)
from tests.fakes.discord_state import Interaction, State

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
_STRING = 3
_TELLING_CHARACTERS = 8


class People(State):
    """The people's half of the fake."""

    async def say(
        self,
        text: str,
        *,
        channel: str = CHANNEL,
        person: Person = VERA,
        reply_to: Message | None = None,
        kind: int | None = None,
        is_webhook: bool = False,
        forwards: str = "",
    ) -> Message:
        """Post a message; the bot gets what its intents let it see."""
        message = self.add_message(channel, person, {"content": text}, reply_to=reply_to, kind=kind)
        if is_webhook:
            message.webhook = self.snowflake()
        if forwards:
            message.reference = {"type": 1, "channel_id": channel, "message_id": self.snowflake()}
            message.snapshots = [{"message": {"content": forwards, "type": 0, **_SNAPSHOT}}]
        await self.deliver(message)
        return message

    async def deliver(self, message: Message) -> None:
        """Send MESSAGE_CREATE for a message, once more if it was sent before."""
        for session in list(self.gateway.sessions.values()):
            event = self.create_event(message, session.intents)
            await session.dispatch("MESSAGE_CREATE", event)

    async def edit(self, message: Message, text: str) -> None:
        """Edit a message."""
        message.content = text
        for session in list(self.gateway.sessions.values()):
            await session.dispatch("MESSAGE_UPDATE", self.create_event(message, session.intents))

    async def direct(self, text: str, **fields: Any) -> Message:
        """Write to the bot directly."""
        return await self.say(text, channel=DIRECT, **fields)

    async def slash(
        self,
        command: str,
        options: JSON | None = None,
        *,
        sub: str = "",
        channel: str = CHANNEL,
        person: Person = VERA,
        **fields: Any,
    ) -> Interaction:
        """Type a slash command; `sub` is its subcommand."""
        given = [{"name": n, "type": _STRING, "value": v} for n, v in (options or {}).items()]
        nested = [{"name": sub, "type": 1, "options": given}] if sub else given
        data = {"id": self.snowflake(), "name": command, "type": 1, "options": nested}
        return await self._interact(COMMAND, data, channel, person, fields)

    async def suggest(self, command: str, option: str, typed: str, **fields: Any) -> list[JSON]:
        """Type a part of an option; return what the bot offers."""
        focused = {"name": option, "type": _STRING, "value": typed, "focused": True}
        data = {"id": self.snowflake(), "name": command, "type": 1, "options": [focused]}
        channel, person = fields.pop("channel", CHANNEL), fields.pop("person", VERA)
        found = await self._interact(AUTOCOMPLETE, data, channel, person, fields)
        body = await self.until(lambda: found.acknowledgement)
        offered: list[JSON] = body["data"]["choices"]
        return offered

    async def choose_from_menu_of(
        self, message: Message, command: str, *, person: Person = VERA, **fields: Any
    ) -> Interaction:
        """Choose a command from the context menu of a message."""
        target = message.as_json()
        data = {
            "id": self.snowflake(),
            "name": command,
            "type": 3,
            "target_id": message.id,
            "resolved": {"messages": {message.id: target}},
        }
        return await self._interact(COMMAND, data, message.channel, person, fields)

    async def press(
        self,
        custom_id: str,
        message: Message,
        *,
        values: list[str] | None = None,
        person: Person = VERA,
        **fields: Any,
    ) -> Interaction:
        """Press a button under a message of the bot, or choose `values` in its menu."""
        data: JSON = {"custom_id": custom_id, "component_type": 3 if values else 2, "id": 9}
        if values:
            data["values"] = values
        return await self._interact(COMPONENT, data, message.channel, person, fields, message)

    async def window_of(self, interaction: Interaction) -> JSON:
        """Wait for the window that an interaction opens."""
        return await self.until(lambda: interaction.modal)

    async def submit(
        self, opened: Interaction, values: Mapping[str, str] | None = None, **fields: Any
    ) -> Interaction:
        """Fill in the window that `opened` opened, and send it off."""
        assert opened.modal is not None
        data = filled_in(opened.modal, values or {})
        person = fields.pop("person", opened.person)
        return await self._interact(SUBMIT, data, opened.channel, person, fields, opened.under)

    async def remove_bot(self, guild: str = GUILD) -> None:
        """Throw the bot out of a guild."""
        self.guilds = [each for each in self.guilds if each["id"] != guild]
        await self.gateway.dispatch("GUILD_DELETE", {"id": guild})

    async def repeat(self, interaction: Interaction) -> None:
        """Deliver an interaction once more, as a replay does."""
        await self.gateway.dispatch("INTERACTION_CREATE", self.sent[interaction.id])

    def private_words(self) -> list[str]:
        """Return what people wrote and who they are: nothing of it belongs into a log."""
        said = [m.content for found in self.messages.values() for m in found if m.content]
        typed = [
            option["value"]
            for event in self.sent.values()
            for option in event["data"].get("options", [])
            if len(str(option.get("value", ""))) > _TELLING_CHARACTERS
        ]
        typed += [
            component["value"]
            for event in self.sent.values()
            for component in _in_labels(event["data"])
            if len(component.get("value", "")) > _TELLING_CHARACTERS
        ]
        people = {m.author for found in self.messages.values() for m in found}
        people |= {found.person for found in self.interactions.values()}
        persons = {person for person in people if not person.is_bot}
        return [*said, *typed, *(p.id for p in persons), *(p.name for p in persons)]

    async def _interact(
        self,
        kind: int,
        data: JSON,
        channel: str,
        person: Person,
        fields: JSON,
        under: Message | None = None,
    ) -> Interaction:
        found = Interaction(
            self.snowflake(), secrets.token_urlsafe(24), kind, channel, person, self.now()
        )
        self.interactions[found.token] = found
        if under is not None:
            found.under = under
            fields = {"message": under.as_json(), **fields}
        event = self._interaction_event(found, data) | fields
        self.sent[found.id] = event
        await self.gateway.dispatch("INTERACTION_CREATE", event)
        return found

    def _interaction_event(self, found: Interaction, data: JSON) -> JSON:
        guild = self.channels.get(found.channel)
        event: JSON = {
            "id": found.id,
            "application_id": APPLICATION,
            "type": found.kind,
            "token": found.token,
            "version": 1,
            "data": data,
            "channel_id": found.channel,
            "channel": self._partial_channel(found.channel),
            "locale": "en-US",
            "app_permissions": str(EVERYBODYS),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": 10_485_760,
            "authorizing_integration_owners": {"0": guild or "0"},
            "context": 0 if guild else 1,
        }
        if guild is None:
            return event | {"user": a_user(found.person)}
        permissions = permissions_of(found.person)
        return event | {
            "guild_id": guild,
            "guild": {"id": guild, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": a_member(found.person, permissions=permissions),
        }

    def _partial_channel(self, channel: str) -> JSON:
        if channel == DIRECT:
            return a_direct_channel()
        if channel == THREAD:
            return a_thread() | {"permissions": str(EVERYBODYS)}
        guild = self.channels.get(channel) or GUILD
        return a_text_channel(channel, "general", guild) | {"permissions": str(EVERYBODYS)}


def _in_labels(data: JSON) -> list[JSON]:
    labels = data.get("components", [])
    return [label["component"] for label in labels if "component" in label]


_SNAPSHOT: JSON = {
    "timestamp": "2024-05-02T00:00:00+00:00",
    "edited_timestamp": None,
    "flags": 0,
    "embeds": [],
    "attachments": [],
    "mentions": [],
    "mention_roles": [],
    "components": [],
}
