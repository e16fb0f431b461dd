"""What the bot says of itself and of the conversation."""

from __future__ import annotations

from collections.abc import Mapping

from bot.gallery.shelf import Shelf
from bot.phrases import chat
from bot.phrases.checks import nothing_to_check
from bot.phrases.help import TOPICS, help_after, help_reply, home_reply
from bot.phrases.suggestions import answers_of, claims_of
from bot.reply import Reply


def talk(shelf: Shelf) -> Mapping[str, Reply]:
    """Return help and manners."""
    examples = [claims_of(shelf.speakers["john-kirby"]), answers_of(shelf.speakers["iran"])]
    counts = shelf.store.counts()
    known = (counts.claims, counts.speakers, counts.sources)
    home = home_reply(*known, examples, shelf.version)
    return {
        "home": home,
        "help": help_reply("", examples),
        **{f"help-{topic}": help_reply(topic, ()) for topic in TOPICS},
        "help-after": help_after("make coffee"),
        "hint": chat.hint(),
        "no-question": chat.no_question(),
        "nothing-to-check": nothing_to_check(),
        "too-fast": chat.too_fast(12),
        "sorry": chat.sorry(),
        "forgotten": chat.forgotten(7),
        "forgotten-nothing": chat.forgotten(0),
        **_modes(),
    }


def _modes() -> Mapping[str, Reply]:
    return {
        **{f"here-is-{mode}": chat.mode_is(mode) for mode in chat.MODES},
        **{f"here-set-{mode}": chat.mode_set(mode) for mode in chat.MODES},
        "here-may-not": chat.may_not_set("mentions"),
        "here-cannot-listen": chat.cannot_listen("mentions"),
        "here-unknown": chat.no_such_mode("loudly"),
        "here-in-direct-message": chat.mode_not_needed(),
    }
