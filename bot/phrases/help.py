"""How is the bot asked, and what does it know? Help, and the page that says hello."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.phrases.answers import version
from bot.phrases.chat import MODES
from bot.phrases.wording import count, listed, marked, shortened
from bot.reply import Line, Listed, Reply, Section

ABOUT = "Gainsay shows who said what, through whom it reached us, and what was answered."
_NO_VERDICT = (
    "It shows what is recorded, word for word, and gives no verdict of its own. Where nothing "
    "is recorded, it says so."
)

_COMMANDS: Mapping[str, tuple[Line, ...]] = {
    "factcheck": (
        Line("/factcheck question", "Answers a question, for you alone; you can share the answer."),
    ),
    "source": (
        Line(
            "/source words", "Looks a source up by its id, title or publisher, or by words in it."
        ),
    ),
    "speaker": (
        Line("/speaker name", "Shows what somebody said, carried, answered or was silent on."),
    ),
    "gaps": (
        Line("/gaps", "Shows the claims that have no recorded response."),
        Line("/gaps name", "Shows those by or about somebody."),
    ),
    "gainsay": (
        Line("/gainsay here", "Says when Gainsay speaks in this channel."),
        *(Line(f"/gainsay here {mode}", words) for mode, words in MODES.items()),
        Line(
            "/gainsay forget me",
            "Deletes what is kept of you. Questions are kept without your name, for 30 days.",
        ),
        Line("/gainsay help", "Shows all that Gainsay can do."),
    ),
}
_HEADLINES: Mapping[str, str] = {
    "factcheck": "/factcheck shows what is recorded about a question.",
    "source": "/source looks a stored source up.",
    "speaker": "/speaker looks up who said what.",
    "gaps": "/gaps lists claims that nobody is recorded as answering.",
    "gainsay": "/gainsay sets when Gainsay speaks in a channel, and forgets what is kept of you.",
}
_SHOWN_CHARACTERS = 60
TOPICS = tuple(_COMMANDS)
"""What there is help about."""


def help_reply(about: str, examples: Sequence[str]) -> Reply:
    """Return the help about one of `TOPICS`, or about everything."""
    if about in _COMMANDS:
        return Reply(_HEADLINES[about], sections=(Section("How to use it", _COMMANDS[about]),))
    sections = (
        Section("Ask", _ASKING),
        *_for_example(examples),
        Section("Look up", tuple(line for topic in _LOOK_UPS for line in _COMMANDS[topic])),
        Section("Set up", _COMMANDS["gainsay"]),
    )
    return Reply(ABOUT, (_NO_VERDICT,), sections=sections)


_LOOK_UPS = ("factcheck", "source", "speaker", "gaps")
_ASKING = (
    Line("In a channel", "Mention Gainsay and ask; it answers in the thread."),
    Line("In private", "Send it a direct message, or use /factcheck."),
    Line("Follow up", "Ask on in the same thread: “and did they confirm it?”"),
    Line("Check this message", "In a message’s menu: finds recorded claims in it, for you alone."),
)


def home_reply(
    claims: int, speakers: int, sources: int, examples: Sequence[str], knowledge_version: str
) -> Reply:
    """Return what the bot says of itself to somebody who looks at its page."""
    known = {"claim": claims, "speaker": speakers, "source": sources}
    return Reply(
        f"{ABOUT} On record: {listed(count(n, what) for what, n in known.items())}.",
        (_NO_VERDICT,),
        sections=(
            Section("Ask", _ASKING),
            *_for_example(examples),
            Section("Look up", tuple(line for topic in _LOOK_UPS for line in _COMMANDS[topic])),
        ),
        footer=version(knowledge_version),
    )


def help_after(typed: str) -> Reply:
    """Return what the bot's own command can do, after something that it cannot."""
    headline = f"{marked(shortened(typed, _SHOWN_CHARACTERS))} is nothing that Gainsay can do."
    return replace(help_reply("gainsay", ()), headline=headline, is_private=True)


def _for_example(examples: Sequence[str]) -> tuple[Section, ...]:
    questions = tuple(Listed("", question) for question in examples)
    return (Section("For example", listed=questions),) if questions else ()
