"""Who may work at the desk? Its editors, and who looks after the space."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.conversation.place import Place
from bot.desk.known import Known
from bot.phrases import desk as words
from bot.reply import Reply

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """Lets editors in, and says to everybody else why not."""

    known: Known

    def may_edit(self, place: Place) -> bool:
        """Whether the person may do anything at the desk of this place."""
        if place.is_owner:
            return True
        names = {f"user:{place.person}", *place.belongs_to}
        return not names.isdisjoint(self.known.desk.editors(place.space))

    def refusal(self, place: Place, act: str) -> Reply | None:
        """Return what somebody who may not edit is told; None if they may. Refusals are logged."""
        if self.may_edit(place):
            return None
        # Neither who nor where: a log is not the place to look people up in.
        _log.warning("Refused at the desk of a %s space: %s", place.space.partition(":")[0], act)
        return words.refused(has_editors=bool(self.known.desk.editors(place.space)))

    def editors(self, place: Place) -> Reply:
        """Say who edits here."""
        return words.editors_are(self.known.desk.editors(place.space), may_set=place.is_owner)

    def set_editors(self, editors: tuple[str, ...], place: Place) -> Reply:
        """Say from now on who edits here; only owners may."""
        if not place.is_owner:
            _log.warning("Refused in a %s space: editors", place.space.partition(":")[0])
            return words.may_not_set_editors()
        self.known.desk.set_editors(place.space, editors)
        return words.editors_set(self.known.desk.editors(place.space))
