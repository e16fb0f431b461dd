"""Who of a workspace is at the desk? Whether they look after it, and which user groups they are in.

Slack is asked for no more than has to be known, and what it said holds for a minute: a window
has to open within three seconds. Where Slack does not say, somebody is neither.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from bot.conversation.place import Place
from bot.inbox.delivery import LaterError, UnanswerableError
from bot.slack.accounts import Workspace
from bot.slack.managing import is_guest, is_of_elsewhere
from bot.slack.sending import Sending

_log = logging.getLogger(__name__)

REMEMBERED_SECONDS = 60.0
_HOLDS_SECONDS = 600.0
_REMEMBERED = 10_000
_GROUP = "group:"
_OWNS = ("is_admin", "is_owner", "is_primary_owner")
_NAMED = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>|<!subteam\^([A-Z0-9]+)(?:\|[^<>]*)?>")
# What Slack's ids look like: capitals with a figure among them, so that no word is one.
_ID = re.compile(r"\b(?=[A-Z]*\d)(?:(?P<person>[UW])|(?P<group>S))[A-Z0-9]{2,}\b")


def read_editors(typed: str) -> tuple[str, ...]:
    """Return who is named in what was typed, as editors are named: mentioned, or by their ids."""
    found = []
    for person, group in _NAMED.findall(typed):
        found.append(f"user:{person}" if person else f"{_GROUP}{group}")
    for each in _ID.finditer(_NAMED.sub(" ", typed)):
        found.append(f"user:{each[0]}" if each["person"] else f"{_GROUP}{each[0]}")
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Editors:
    """Knows who is at the desk. `clock` says seconds."""

    sending: Sending
    clock: Callable[[], float] = time.monotonic
    _known: dict[tuple[str, ...], tuple[float, Any]] = field(default_factory=dict)

    async def placed(self, workspace: Workspace, place: Place, editors: Sequence[str]) -> Place:
        """Return the place with what says whether the person is among these `editors`."""
        if f"user:{place.person}" in editors:
            return place
        groups = [name for name in editors if name.startswith(_GROUP)]
        belongs_to = [name for name in groups if await self._is_in(workspace, name, place.person)]
        if belongs_to:
            return replace(place, belongs_to=tuple(belongs_to))
        return await self.owning(workspace, place)

    async def owning(self, workspace: Workspace, place: Place) -> Place:
        """Return the place with whether the person looks after the workspace."""
        member = await self.member(workspace, place.person)
        owner = (
            any(member.get(owns) for owns in _OWNS)
            and not is_guest(member)
            and not is_of_elsewhere(member, workspace)
        )
        return replace(place, is_owner=owner)

    async def are_unseen(self, workspace: Workspace, editors: Sequence[str]) -> bool:
        """Whether Slack does not say who is in one of these user groups."""
        groups = [name for name in editors if name.startswith(_GROUP)]
        return None in [await self._people(workspace, name) for name in groups]

    async def name(self, workspace: Workspace, person: str) -> str:
        """Return how Slack shows somebody; "" where it does not say."""
        member = await self.member(workspace, person) if person else {}
        profile = member.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), member.get("name"))
        return next((name for name in names if isinstance(name, str) and name.strip()), "")

    async def member(self, workspace: Workspace, person: str) -> Mapping[str, Any]:
        """Return what Slack knows of somebody; nothing where it does not say."""

        async def ask() -> Mapping[str, Any]:
            client = await self.sending.client(workspace)
            with self.sending.calling(workspace):
                found: Mapping[str, Any] = (await client.users_info(user=person))["user"]
            return found

        with suppress(UnanswerableError):
            found: Mapping[str, Any] = await self._remembering((workspace.space, person), ask)
            return found
        return {}

    async def _is_in(self, workspace: Workspace, group: str, person: str) -> bool:
        return person in (await self._people(workspace, group) or ())

    async def _people(self, workspace: Workspace, group: str) -> frozenset[str] | None:
        """Return who is in a user group; None where Slack does not say."""

        async def ask() -> frozenset[str]:
            client = await self.sending.client(workspace)
            with self.sending.calling(workspace):
                answer = await client.usergroups_users_list(
                    usergroup=group.removeprefix(_GROUP),
                    # Of a whole organisation's app Slack wants to know which workspace.
                    team_id=workspace.team if workspace.is_org_wide else None,
                )
            return frozenset(map(str, answer["users"]))

        with suppress(UnanswerableError):  # the log has why
            found: frozenset[str] = await self._remembering((workspace.space, group, ""), ask)
            return found
        return None

    async def _remembering(self, what: tuple[str, ...], ask: Callable[[], Any]) -> Any:
        """Return what Slack said within a minute; what it refuses is asked anew.

        Where it fails, what it said before holds somewhat longer: that locks no editor out.
        """
        at, known = self._known.get(what, (-_HOLDS_SECONDS, None))
        age = self.clock() - at
        if known is not None and age <= REMEMBERED_SECONDS:
            return known
        try:
            said = await ask()
        except LaterError:
            if known is None or age > _HOLDS_SECONDS:
                raise
            return known
        self._known.pop(what, None)
        self._known[what] = (self.clock(), said)
        while len(self._known) > _REMEMBERED:
            self._known.pop(next(iter(self._known)))
        return said
