"""Somebody wants something of the desk: who are they there? Then it is asked, and answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot.conversation.place import Asked, Filled, Pointed, Press
from bot.desk.editing import Desk
from bot.form import Form, Option
from bot.phrases import desk as words
from bot.reply import Reply
from bot.slack.accounts import Workspace
from bot.slack.desk_deliveries import Typing
from bot.slack.editors import Editors

_Wish = TypeVar("_Wish", Asked, Press, Filled, Pointed)
_Done = TypeVar("_Done", Reply, Reply | Form)


class Think(Protocol):
    """Computes something beside the event loop."""

    def __call__(self, call: Callable[[_Wish], _Done], wish: _Wish, /) -> Awaitable[_Done]:
        """Return what `call` returns."""
        ...


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Asks the desk in the name of people whose groups are known."""

    desk: Desk
    editors: Editors

    async def ask(
        self, workspace: Workspace, wish: _Wish, does: Callable[[_Wish], _Done], think: Think
    ) -> _Done:
        """Return what the desk `does`; where it refuses, also why it may be wrong about that."""
        named = self.desk.named_editors(workspace.space)
        place = await self.editors.placed(workspace, wish.place, named)
        done = await think(does, replace(wish, place=place))
        if isinstance(done, Reply) and not self.desk.may_edit(place):
            return await self._explained(workspace, named, done)
        return done

    async def suggest(self, workspace: Workspace, typing: Typing) -> Sequence[Option]:
        """Return the claims that may be meant by what somebody types."""
        named = self.desk.named_editors(workspace.space)
        place = await self.editors.placed(workspace, typing.place, named)
        return await asyncio.to_thread(self.desk.claims_like, typing.typed, typing.form, place)

    async def set_editors(
        self, workspace: Workspace, named: tuple[str, ...], asked: Asked
    ) -> Reply:
        """Say from now on who edits; say whether Slack tells who is in their groups."""
        place = await self.editors.owning(workspace, asked.place)
        done = self.desk.set_editors(named, place)
        return await self._explained(workspace, named, done) if place.is_owner else done

    async def _explained(self, workspace: Workspace, named: tuple[str, ...], done: Reply) -> Reply:
        is_unseen = await self.editors.are_unseen(workspace, named)
        return words.groups_unseen(done) if is_unseen else done
