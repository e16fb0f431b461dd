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
    "factcheck": (Line("/factcheck question", "Answers for you alone; you can share the answer."),),
    "source": (
        Line(
            "/source words",
            "Finds stored sources by id, title, publisher, or words in them; without words, all.",
        ),
    ),
    "speaker": (
        Line(
            "/speaker name",
            "Shows what somebody said, carried, answered or was silent on; without a name, "
            "lists everybody.",
        ),
    ),
    "gaps": (
        Line(
            "/gaps name",
            "Lists claims by or about somebody that have no recorded response; without a name, "
            "everybody’s.",
        ),
    ),
    "gainsay": (
        Line("/gainsay here", "Says when Gainsay speaks in this channel."),
        *(Line(f"/gainsay here {mode}", words) for mode, words in MODES.items()),
        Line("/gainsay forget me", "Deletes what is kept about you here."),
        Line("/gainsay help", "Shows all that Gainsay can do."),
    ),
    "desk": (
        Line("/desk", "Shows what waits: drafts, unanswered questions, wrong matches, duplicates."),
        Line("/desk words", "Opens a record by its id, or finds claims by words of them."),
        Line("/desk history id", "Shows who changed a record, when and why, and undoes it."),
        Line("/desk editors", "Shows who edits here; whoever looks after this place can set it."),
        Line(
            "Record this message",
            "In a message’s menu: keeps what it says as a claim, or as a response to one.",
        ),
    ),
}
_HEADLINES: Mapping[str, str] = {
    "factcheck": "/factcheck shows what is recorded about a question.",
    "source": "/source looks stored sources up.",
    "speaker": "/speaker looks up who said what.",
    "gaps": "/gaps lists claims that nobody is recorded as answering.",
    "gainsay": "/gainsay sets when Gainsay speaks here, and deletes what is kept about you.",
    "desk": "/desk is where the editors of this place work.",
}
_SHOWN_CHARACTERS = 60
TOPICS = tuple(_COMMANDS)
"""What there is help about."""


def help_reply(about: str, examples: Sequence[str]) -> Reply:
    """Return the help about one of `TOPICS`, or about everything."""
    if about in _COMMANDS:
        kept = (_QUESTIONS_KEPT,) if about == "gainsay" else ()
        return Reply(_HEADLINES[about], kept, sections=(Section("", _COMMANDS[about]),))
    sections = (
        Section("Ask", _ASKING),
        *_for_example(examples),
        _LOOKING_UP,
        Section("Set up", (_SETTING,)),
        Section("For editors", _EDITING),
        _PRIVACY,
    )
    return Reply(ABOUT, (_NO_VERDICT,), sections=sections)


_LOOK_UPS = ("factcheck", "source", "speaker", "gaps")
_ASKING = (
    Line("In a channel", "Mention Gainsay and ask; it answers in the thread."),
    Line("In private", "Send it a direct message, or use /factcheck."),
    Line("Follow up", "Ask on in the same thread: “and did they confirm it?”"),
    Line("Check this message", "In a message’s menu: finds recorded claims in it, for you alone."),
)
_LOOKING_UP = Section("Look up", tuple(line for topic in _LOOK_UPS for line in _COMMANDS[topic]))
_SETTING = Line(
    "/gainsay here",
    "Says when Gainsay speaks in this channel, and how to set that: never, when it is mentioned, "
    "or also unasked where it is very sure.",
)
_EDITING = (
    Line("/desk", "Shows what waits, and what is on record, to be corrected."),
    _COMMANDS["desk"][-1],
)
_QUESTIONS_KEPT = "Questions are kept for 30 days, without your name."
_PRIVACY = Section(
    "Privacy",
    (
        Line(
            "What you ask or check",
            "Kept for 30 days, without your name, for follow-ups and the editors.",
        ),
        Line("Not what I asked", "Keeps the question for the editors, without your name."),
        Line("Notify me", "Keeps your account’s id, so that you can be told."),
        Line("/gainsay forget me", "Deletes what is kept about you here, at once."),
    ),
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
            _LOOKING_UP,
            _PRIVACY,
        ),
        footer=version(knowledge_version),
    )


def help_after(typed: str) -> Reply:
    """Return what the bot's own command can do, after something that it cannot."""
    headline = f"/gainsay knows no command {marked(shortened(typed, _SHOWN_CHARACTERS))}."
    ask = "To ask a question, mention Gainsay or use /factcheck."
    return replace(help_reply("gainsay", ()), headline=headline, notes=(ask,), is_private=True)


def _for_example(examples: Sequence[str]) -> tuple[Section, ...]:
    questions = tuple(Listed("", question) for question in examples)
    return (Section("For example", listed=questions),) if questions else ()
