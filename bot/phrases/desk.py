"""What the bot says to editors: who may edit, what waits, and what was done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.phrases.wording import count, listed, marked, shortened, upper_first
from bot.reply import Line, Listed, Reply, Section
from knowledge.store.desk_port import AskedGroup, KeptDraft, WrongMatch

_SHOWN_CHARACTERS = 150
_SHOWN = 5
COUNTED = 500
"""So much of each kind is counted: a draft has its whole source with it."""
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits for the editors of a space; each kind in the order in which it is worked."""

    drafts: tuple[KeptDraft, ...] = ()
    questions: tuple[AskedGroup, ...] = ()
    wrongs: tuple[WrongMatch, ...] = ()
    duplicates: tuple[KeptDraft, ...] = ()

    @property
    def total(self) -> int:
        """How many things wait."""
        return len(self.drafts) + len(self.questions) + len(self.wrongs) + len(self.duplicates)


# Who may


def refused(*, has_editors: bool) -> Reply:
    """Say that the desk is for editors."""
    ask = "Ask one of them, or" if has_editors else "No editors are named here yet:"
    return _private(
        "The desk is for the editors of this place, and you are not one of them.",
        f"{ask} whoever looks after this workspace or server can make you one.",
        "Nothing was changed.",
    )


def editors_are(editors: Sequence[str], *, may_set: bool) -> Reply:
    """Say who edits here."""
    notes = (_HOW_TO_SET,) if may_set else ()
    if not editors:
        headline = "No editors are named here: only whoever looks after this place may edit."
        return _private(headline, *notes)
    return _listing(f"Editors here: {_counted(editors)}.", editors, notes)


def editors_set(editors: Sequence[str]) -> Reply:
    """Say who edits from now on."""
    if not editors:
        return _private("Done. From now on only whoever looks after this place may edit.")
    return _listing(f"Done. Editors here from now on: {_counted(editors)}.", editors, ())


def _listing(headline: str, editors: Sequence[str], notes: tuple[str, ...]) -> Reply:
    section = Section("Editors", lines=tuple(map(_editor, editors)))
    return Reply(headline, notes, sections=(section,), is_private=True)


_EDITORS = {"user": "person", "group": "user group", "role": "role"}


def _editor(name: str) -> Line:
    kind, _, id_ = name.partition(":")
    is_person = kind == "user"
    shown_as = {"person": id_} if is_person else {"group": id_}
    return Line(upper_first(_EDITORS.get(kind, kind)), id_, **shown_as)


def _counted(editors: Sequence[str]) -> str:
    kinds = Counter(_EDITORS.get(name.partition(":")[0], "other") for name in editors)
    return listed(
        count(number, kind) if kind != "person" or number == 1 else f"{number:,} people"
        for kind, number in kinds.items()
    )


def may_not_set_editors() -> Reply:
    """Say that only owners name editors."""
    return _private(
        "Only whoever looks after this workspace or server may say who its editors are.",
        "Nothing was changed.",
    )


def no_editors_named() -> Reply:
    """Say that what was typed names nobody."""
    return _private(
        "That names nobody, so nothing was changed.",
        "Mention people, user groups or roles, or write their ids: “/desk editors @name @group”. "
        "“/desk editors nobody” leaves the desk to whoever looks after this place.",
    )


def groups_unseen(reply: Reply) -> Reply:
    """Add to `reply` that the platform does not say who is in a user group."""
    why = (
        "Gainsay cannot see who is in a user group that is named as editor. Whoever runs it "
        "finds out why with “gainsay doctor”; people who are named themselves can edit."
    )
    return replace(reply, notes=(*reply.notes, why))


_HOW_TO_SET = "“/desk editors” with people, user groups or roles says who edits from now on."


# The queue


def queue_reply(waiting: Waiting) -> Reply:
    """Return how much waits, and the first few of each kind."""
    if not waiting.total:
        return _private(NOTHING_WAITS, HOW_TO_FIND)
    sections = tuple(_sections(waiting, _SHOWN))
    return Reply(_how_much(waiting), (HOW_TO_FIND,), sections=sections, is_private=True)


def whole_queue_reply(waiting: Waiting) -> Reply:
    """Return all that waits, with what each thing is called at the command line."""
    if not waiting.total:
        return Reply(NOTHING_WAITS)
    named = tuple(_named(section) for section in _sections(waiting, waiting.total))
    return Reply(_how_much(waiting), sections=named)


NOTHING_WAITS = "Nothing waits at the desk."


def _how_much(waiting: Waiting) -> str:
    kinds = (
        (waiting.drafts, "draft", "drafts"),
        (waiting.questions, "unanswered question", "unanswered questions"),
        (waiting.wrongs, "wrong match", "wrong matches"),
        (waiting.duplicates, "possible duplicate", "possible duplicates"),
    )
    parts = [_how_many(len(things), one, several) for things, one, several in kinds if things]
    return f"{listed(parts)} {'waits' if waiting.total == 1 else 'wait'} at the desk."


def _how_many(number: int, one: str, several: str) -> str:
    if number == 1:
        return f"1 {one}"
    return f"{COUNTED} or more {several}" if number == COUNTED else f"{number:,} {several}"


def _named(section: Section) -> Section:
    entries = (
        Listed(each.id, each.text, " · ".join(part for part in (each.remark, each.id) if part))
        for each in section.listed
    )
    return Section(section.title, listed=tuple(entries))


HOW_TO_FIND = "“/desk” with the id of a record, or words of a claim, opens what is on record."


def opens(waiting: Waiting) -> list[str]:
    """Return what the buttons say that open the first of each kind."""
    return [
        *(["Review a draft"] if waiting.drafts else []),
        *(["Answer a question"] if waiting.questions else []),
        *(["Look at a wrong match"] if waiting.wrongs else []),
        *(["Compare two claims"] if waiting.duplicates else []),
    ]


def _sections(waiting: Waiting, most: int) -> Iterable[Section]:
    kinds: Sequence[tuple[str, Sequence[Listed]]] = (
        ("Drafts", [Listed(d.id, short(d.title)) for d in waiting.drafts]),
        ("Unanswered questions", [_asked(group) for group in waiting.questions]),
        ("Said not to fit", [_wrong(wrong) for wrong in waiting.wrongs]),
        ("Perhaps the same claim", [Listed(d.id, short(d.title)) for d in waiting.duplicates]),
    )
    for title, entries in kinds:
        if entries:
            left = f" (the first {most} of {len(entries):,})" if len(entries) > most else ""
            yield Section(f"{title}{left}", listed=tuple(entries[:most]))


def _asked(group: AskedGroup) -> Listed:
    return Listed(group.questions[0], marked(short(group.text)), asked_how_often(group))


def asked_how_often(group: AskedGroup) -> str:
    """Return "asked 3 times by 2 people"."""
    if group.times == 1:
        return "asked once"
    by = "one person" if group.askers == 1 else f"{group.askers:,} people"
    return f"asked {count(group.times, 'time')} by {by}"


def _wrong(wrong: WrongMatch) -> Listed:
    said = "said once" if wrong.times == 1 else f"said {count(wrong.times, 'time')}"
    remark = f"does not mean {wrong.claim}, {said}"
    return Listed(wrong_name(wrong), marked(short(wrong.text)), remark)


def wrong_name(wrong: WrongMatch) -> str:
    """Return what a report is called: a hash of the question, and the claim."""
    digest = hashlib.sha256(wrong.text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:_DIGITS]}:{wrong.claim}"


# A message


def message_reply(text: str, author: str) -> Reply:
    """Ask as what a message is to be recorded."""
    by = f" by {author.strip()}" if author.strip() else ""
    return _private(
        f"What does this message{by} do: {marked(short(text))}?",
        "A claim says something that can be checked. A response answers a claim on record.",
    )


# When something went wrong


def sorry() -> Reply:
    """Say that something went wrong which is not the editor's fault."""
    return _private(
        "Sorry, this could not be done: something went wrong on Gainsay’s side.",
        "Nothing was changed. Please try again in a moment.",
    )


def being_done() -> Reply:
    """Say that what was filled in is being worked on."""
    return _private("This takes a moment …", "It is kept: you can close this window.")


def short(text: str) -> str:
    """Return `text` for a list."""
    return shortened(" ".join(text.split()), _SHOWN_CHARACTERS)


def _private(headline: str, *notes: str) -> Reply:
    return Reply(headline, notes, is_private=True)
