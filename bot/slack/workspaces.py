"""As which workspace is a space spoken to, when nobody there has just said something?

A space is a team. Where the app was installed for a whole organisation, which one that is comes
with each delivery only: it is kept, so that the bot can speak first.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass

from bot.slack.accounts import Workspace
from bot.slack.deliveries import workspace_from
from knowledge.store.conversation_port import ConversationStore


@dataclass(frozen=True, slots=True)
class Workspaces:
    """Remembers workspaces by their spaces."""

    kept: ConversationStore

    async def note(self, workspace: Workspace) -> None:
        """Keep what the space alone does not say."""
        if workspace.is_org_wide:
            as_json = json.dumps(asdict(workspace))
            await asyncio.to_thread(self.kept.set_value_once, _name(workspace.space), as_json)

    async def of(self, space: str) -> Workspace:
        """Return the workspace that is this space."""
        kept = await asyncio.to_thread(self.kept.find_value, _name(space))
        return workspace_from(json.loads(kept)) if kept else Workspace(space.partition(":")[2])


def _name(space: str) -> str:
    return f"slack.workspace {space}"
