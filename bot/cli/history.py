"""`gainsay history`: who changed what, when, from what to what, and why; and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from bot.cli.at_desk import AtTheDesk, at_the_desk, say_why_not
from bot.cli.outcomes import ExitCode, finish
from bot.cli.output import print_json, print_reply
from bot.desk.items import Item, Thing
from bot.phrases.desk_done import done_reply
from bot.phrases.desk_history import history_reply, latest_reply
from knowledge.store.desk_port import Revision

_LATEST = 20


@click.command(
    short_help="Show what was changed, or undo it.",
    epilog="Example: gainsay history roof-cost",
)
@click.argument("subject", metavar="[ID]", required=False)
@click.option("--undo", type=click.IntRange(min=1), metavar="CHANGE", help="Take a change back.")
@click.option("--space", default="", help="Whose desk: slack:T1, discord:42.  [default: public]")
@click.option("--why", default="", metavar="TEXT", help="The reason, for the history.")
@click.option("--as", "person", default="", metavar="NAME", help="Who does it.  [default: you]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one revision a line.")
def history(
    subject: str | None, undo: int | None, space: str, why: str, person: str, as_json: bool
) -> None:
    """Show who changed the record or draft ID, when, from what to what, and why.

    Without ID the latest changes are shown. What a pack or an import brought has no history
    here. With --undo everything is put back as it was before that change; that can be undone,
    too. Exits with 1 if nothing was changed, and with 3 if it could not be undone.
    """
    with at_the_desk(space, person, as_json=as_json) as here:
        if undo is not None:
            done = say_why_not(lambda: _undo(here, undo, why.strip()))
            finish(ExitCode.DONE if done else ExitCode.LEFT_OUT)
        revisions = _revisions(here, subject)
    if as_json:
        for revision in revisions:
            print_json(as_plain(revision))
    else:
        print_reply(history_reply(subject, revisions) if subject else latest_reply(revisions))
    finish(ExitCode.DONE if revisions else ExitCode.NOTHING)


def _revisions(here: AtTheDesk, subject: str | None) -> tuple[Revision, ...]:
    desk, space = here.desk.doing.known.desk, here.place.space
    if subject:
        return desk.history(subject, space=space)
    return desk.changes_by(space=space, limit=_LATEST)


def _undo(here: AtTheDesk, change: int, why: str) -> None:
    done = here.desk.doing.undo(Item(Thing.CHANGE, str(change)), here.place, why)
    if here.as_json:
        print_json({"done": "undo", "id": done.subject, "change": done.change})
    else:
        print_reply(done_reply(done))


def as_plain(revision: Revision) -> dict[str, Any]:
    """Return a revision as it is printed: without the hash of who it was."""
    plain = asdict(revision)
    return {**plain, "who": revision.who.person}
