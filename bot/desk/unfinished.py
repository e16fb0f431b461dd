"""What was pointed at or typed, and is no record yet: kept for a day, then forgotten.

A window may come back after a restart, and names only say so much.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.conversation.place import Pointed, pointed_from
from bot.desk.items import Item, Thing, digest
from bot.desk.known import Known

_LIVES_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Keeps messages and what was filled in."""

    known: Known

    def keep_message(self, pointed: Pointed) -> Item:
        """Keep a message that somebody wants to record; return how it is named."""
        place = pointed.place
        # Whoever points at it again begins anew, also where the message was edited.
        item = Item(Thing.MESSAGE, digest(f"{place.channel} {pointed.message} {pointed.text}"))
        self._keep(place.space, str(item), asdict(pointed))
        return item

    def find_message(self, item: Item, space: str) -> Pointed | None:
        """Return the message, unless it is forgotten."""
        kept = self._find(space, str(item))
        return pointed_from(kept) if kept is not None else None

    def keep_typed(self, form: str, values: Mapping[str, str], space: str) -> None:
        """Keep what was filled in, to be shown again."""
        self._keep(space, f"typed:{form}", values)

    def find_typed(self, form: str, space: str) -> Mapping[str, str]:
        """Return what was filled in when the form last came back."""
        return self._find(space, f"typed:{form}") or {}

    def forget_typed(self, form: str, space: str) -> None:
        """Forget what was filled in: it has become a record."""
        self.known.kept.pop_value(_name(space, f"typed:{form}"))

    def forget_space(self, space: str) -> None:
        """Forget all of a space."""
        for name in self.known.kept.find_values(_name(space)):
            self.known.kept.pop_value(name)

    def _keep(self, space: str, what: str, value: Mapping[str, Any]) -> None:
        now = self.known.clock()
        for name, kept in self.known.kept.find_values(_name(space)).items():
            if now - json.loads(kept)["at"] > _LIVES_SECONDS:
                self.known.kept.pop_value(name)
        self.known.kept.set_value(_name(space, what), json.dumps({"at": now, "value": value}))

    def _find(self, space: str, what: str) -> dict[str, Any] | None:
        kept = self.known.kept.find_value(_name(space, what))
        if kept is None:
            return None
        read = json.loads(kept)
        value: dict[str, Any] = read["value"]
        return value if self.known.clock() - read["at"] <= _LIVES_SECONDS else None


def _name(space: str, what: str = "") -> str:
    return f"desk {space} {what}"
