"""What was changed, by whom, when, from what to what, and why?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from bot.phrases.desk import short
from bot.phrases.wording import count, day, listed, marked
from bot.reply import Line, Reply, Section
from knowledge.store.desk_port import Revision

_CHANGES = 8
_LEAD_CHARACTERS = 60
_HIDDEN = frozenset({"record", "id", "text_sha256"})
_LINKS = {
    "False": "means this claim",
    "True": "does not mean this claim",
    "same_claim": "is the same claim",
    "repeats": "is repeated by this claim",
    "not_the_same": "is another claim",
}
_WHAT = {"phrasing": "Question", "relation": "Other claim"}
SOMEBODY = "Somebody"
"""Who asked to be forgotten, or is not known."""


def history_reply(subject: str, revisions: Sequence[Revision]) -> Reply:
    """Return the latest changes of a record and of what links to it, latest first."""
    if not revisions:
        return Reply(
            f"Nothing was changed of {marked(subject)} here.",
            ("What a pack or an import brought is as it was brought.",),
            is_private=True,
        )
    changes = changes_of(revisions)
    sections = [_change(change) for change in changes[:_CHANGES]]
    notes = []
    if (left := len(changes) - _CHANGES) > 0:
        notes.append(f"{count(left, 'earlier change')} {'is' if left == 1 else 'are'} not shown.")
    headline = f"{marked(subject)} was changed {_times(len(changes))}."
    return Reply(headline, tuple(notes), sections=tuple(sections), is_private=True)


def latest_reply(revisions: Sequence[Revision]) -> Reply:
    """Return the latest changes of whatever it was, latest first."""
    if not revisions:
        return Reply("Nothing was changed here.", is_private=True)
    changes = changes_of(revisions)
    sections = tuple(_change(change, names_subject=True) for change in changes)
    headline = f"The latest {'change' if len(changes) == 1 else f'{len(changes)} changes'}."
    return Reply(headline, sections=sections, is_private=True)


def changes_of(revisions: Sequence[Revision]) -> list[tuple[Revision, ...]]:
    """Return the revisions by what was done in one go, in their order."""
    return [tuple(group) for _, group in groupby(revisions, key=lambda r: r.change)]


def shown_changes(revisions: Sequence[Revision]) -> list[int]:
    """Return the numbers of the changes that `history_reply` shows, in its order."""
    return [change[0].change for change in changes_of(revisions)[:_CHANGES]]


def _change(revisions: Sequence[Revision], *, names_subject: bool = False) -> Section:
    first = revisions[0]
    person = first.who.person
    undoes = f", undoing change {first.undoes}" if first.undoes else ""
    why = Line("Why", short(first.why)) if first.why else None
    lines = [
        Line("By", f"{person or SOMEBODY}, on {moment(first.at)}{undoes}", person=person),
        *(line for revision in revisions for line in _differences(revision)),
        *([why] if why else []),
    ]
    subjects = listed(f"{revision.kind} {revision.subject}" for revision in revisions)
    title = f"Change {first.change}" + (f": {subjects}" if names_subject else "")
    return Section(title, lines=tuple(lines))


def _differences(revision: Revision) -> list[Line]:
    what = _WHAT.get(revision.kind, revision.kind.capitalize())
    if revision.before is None:
        return [Line(what, f"new: {_said(revision.after)}")]
    if revision.after is None:
        return [Line(what, f"taken away: {_said(revision.before)}")]
    names = [*revision.before, *(n for n in revision.after if n not in revision.before)]
    return [
        Line(name.replace("_", " ").capitalize(), _from_to(revision, name))
        for name in names
        if name not in _HIDDEN and revision.before.get(name) != revision.after.get(name)
    ]


def _from_to(revision: Revision, name: str) -> str:
    assert revision.before is not None
    assert revision.after is not None
    before, after = revision.before.get(name), revision.after.get(name)
    if isinstance(before, str) and isinstance(after, str):
        before, after = _where_they_differ(before, after)
    return f"{_value(before)} → {_value(after)}"


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Return two texts from shortly before their first difference on, with a mark."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (b, a) in pairs if b != a), min(len(before), len(after)))
    start = before.rfind(" ", 0, max(same - _LEAD_CHARACTERS, 0)) + 1
    return (before, after) if not start else (f"… {before[start:]}", f"… {after[start:]}")


def _said(plain: Mapping[str, Any] | None) -> str:
    """Return what was linked, or what a record is known by."""
    plain = plain or {}
    if "is_anti" in plain or "other" in plain:
        how = _LINKS.get(str(plain.get("kind") or plain.get("is_anti")), "")
        return f"{marked(short(str(plain.get('text') or plain['other'])))} {how}".strip()
    for name in ("text", "name", "title", "publisher", "state"):
        if plain.get(name):
            return marked(short(str(plain[name])))
    return "a record"


def _value(value: object) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, str):
        return marked(short(value))
    return short(_plainly(value))


def _plainly(value: object) -> str:
    """Return lists of ids as words, and what is more than that to the letter."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
        return "; ".join(str(each.get("exact") or each.get("claim") or each) for each in value)
    return json.dumps(value, ensure_ascii=False)


def moment(at: float) -> str:
    """Return "2 May 2024 at 14:05 UTC"."""
    when = datetime.fromtimestamp(at, UTC)
    return f"{day(when.date())} at {when:%H:%M} UTC"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
