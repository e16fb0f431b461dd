"""When does the bot speak? Per channel as was set, when it is spoken to, and not too fast."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.known import Known
from bot.conversation.place import Asked, Place
from bot.pace import Pace
from bot.phrases import chat
from bot.reply import Reply

OFF, MENTIONS, LISTEN = MODES = ("off", "mentions", "listen")
HINT_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Manners:
    """Decides whether to speak, before anything is looked up."""

    known: Known
    pace: Pace

    def mode(self, place: Place) -> str:
        """Return when the bot may speak in the channel."""
        return self.known.kept.find_mode(place.space, place.channel) or MENTIONS

    def is_off(self, place: Place) -> bool:
        """Whether nothing public may be said there."""
        return not place.is_direct and self.mode(place) == OFF

    def is_listening(self, place: Place) -> bool:
        """Whether messages that do not mention the bot may be answered there."""
        return not place.is_direct and self.mode(place) == LISTEN

    def too_fast(self, place: Place) -> Reply | None:
        """Return what is said to somebody who asks too fast; None if they do not."""
        seconds = self.pace.wait_seconds(
            f"{place.space} {place.person}", f"{place.space} {place.channel}"
        )
        return chat.too_fast(seconds) if seconds else None

    def may_overhear(self, place: Place) -> bool:
        """Whether a message that is not for the bot is read; such ones have a pace of their own."""
        if not self.is_listening(place):
            return False
        beside = f"{place.space} {place.channel} overheard"
        return not self.pace.wait_seconds(f"{beside} {place.person}", beside)

    def hint(self, asked: Asked) -> Reply | None:
        """Return how to ask, once a day in a direct message; elsewhere silence."""
        place = asked.place
        if not place.is_direct:
            return None
        name, now = hint_name(place.space, place.channel), self.known.clock()
        at, _, key = (self.known.kept.find_value(name) or "0 ").partition(" ")
        # Asked again after a fault: it was not sent the first time.
        if key != asked.key and now - float(at) < HINT_SECONDS:
            return None
        self.known.kept.set_value(name, f"{now} {asked.key}")
        return chat.hint()

    def here(self, typed: str, place: Place, *, can_listen: bool) -> Reply:
        """Set when the bot may speak in the channel, or say what is set."""
        if place.is_direct:
            return chat.mode_not_needed()
        mode = typed.strip().casefold()
        if not mode:
            return chat.mode_is(self.mode(place))
        if mode not in MODES:
            return chat.no_such_mode(typed.strip())
        if not place.may_manage:
            return chat.may_not_set(self.mode(place))
        if mode == LISTEN and not can_listen:
            return chat.cannot_listen(self.mode(place))
        self.known.kept.set_mode(place.space, place.channel, mode)
        return chat.mode_set(mode)


def hint_name(space: str, channel: str = "") -> str:
    """Return under which name it is kept when the hint was given there."""
    return f"hint {space} {channel}"
