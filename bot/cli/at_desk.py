"""What the operator does at the desk, and how it is printed: in words, or as JSON."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from bot.cli.outcomes import say
from bot.cli.output import print_json, print_reply
from bot.conversation.place import Place
from bot.desk.editing import Desk
from bot.desk.items import Item, Thing
from bot.phrases.desk import whole_queue_reply, wrong_name
from bot.phrases.desk_done import Done, done_reply
from bot.phrases.wording import count
from bot.reply import Act
from bot.settings import read_settings
from knowledge.errors import ForbiddenError, NotFoundError, RecordError, StaleError
from knowledge.store.desk_port import KeptDraft

_SAID = (ForbiddenError, NotFoundError, RecordError, StaleError)


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed beside the thing itself."""

    why: str = ""
    to: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def at_the_desk(space: str, person: str, *, as_json: bool) -> Iterator[AtTheDesk]:
    """Open the desk of a space for whoever runs the command."""
    from bot.assembly import open_desk, open_parts
    from bot.terminal.progress import shown_progress

    place = Place(space, "terminal", "", person or _user(), is_owner=True)
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:

        def why_not(text: str, claim: str) -> str | None:
            return parts.matcher.why_not_linked(text, claim, space=space)  # opens the matcher

        yield AtTheDesk(open_desk(parts.store), place, why_not, as_json=as_json)


def say_why_not(do: Callable[[], object]) -> bool:
    """Do it, or say on stderr why not; return whether it was done."""
    try:
        do()
    except _SAID as error:
        say(str(error))
        return False
    return True


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """The open desk, and who is at it."""

    desk: Desk
    place: Place
    why_not_linked: Callable[[str, str], str | None]
    """Why a question would not be answered with a claim that is linked to it."""
    as_json: bool

    def find(self, name: str) -> Item:
        """Return what is called so; raise `NotFoundError`."""
        looking, space = self.desk.looking, self.place.space
        found = looking.find_by_id(name, space) or looking.find_waiting(name, space)
        if found is None:
            why = "nothing has this id here; `gainsay review` lists what waits"
            raise NotFoundError(name[:60], why)
        return found

    def do(self, act: str, name: str, given: Given) -> None:
        """Do one thing and print what was done; raise what the desk raises."""
        done = self._linked(act, name, given) if act in ("link", "rule_out") else None
        done = done or self._done(act, self.find(name), given)
        if self.as_json:
            print_json({"done": act, "id": done.subject, "change": done.change or None})
        else:
            print_reply(done_reply(done))

    def show(self, name: str) -> None:
        """Print one thing with all that is known of it."""
        item = self.find(name)
        if self.as_json:
            print_json(self._as_json(item))
        else:
            print_reply(self.desk.pages.open(item, self.place, "terminal"))

    def list_waiting(self) -> bool:
        """Print what waits; return whether anything does."""
        waiting = self.desk.queueing.waiting(self.place.space, most=None)
        if not self.as_json:
            print_reply(whole_queue_reply(waiting))
            return bool(waiting.total)
        for draft in (*waiting.drafts, *waiting.duplicates):
            print_json(draft_as_json(draft))
        for group in waiting.questions:
            named = {"id": group.questions[0], "kind": "question", "text": group.text}
            print_json(named | {"times": group.times, "askers": group.askers})
        for wrong in waiting.wrongs:
            named = {"id": wrong_name(wrong), "kind": "wrong_match", "text": wrong.text}
            print_json(named | {"claim": wrong.claim, "times": wrong.times})
        return bool(waiting.total)

    def set_editors(self, names: str) -> bool:
        """Say who edits in the place: names with commas between them, or "none"."""
        editors = [name.strip() for name in names.split(",") if name.strip()]
        print_reply(self.desk.set_editors([] if editors == ["none"] else editors, self.place))
        return True

    def queue_drafts(self, article: str, drafts: Path | None) -> bool:
        """Queue what a machine drafts, or has drafted, of an article; return whether all could be.

        Raises `click.UsageError` if a file cannot be read.
        """
        from bot.cli.queueing_drafts import propose_article, propose_drafts

        known, place = self.desk.doing.known, self.place
        if drafts:
            proposed = propose_drafts(known, place, drafts, article)
        else:
            proposed = propose_article(known, place, article)
        for problem in proposed.problems:
            say(str(problem))
        new = [draft for draft in proposed.drafts if known.desk.keep_draft(draft)]
        before = len(proposed.drafts) - len(new)
        if self.as_json:
            print_json({"queued": [draft.id for draft in new], "queued_before": before})
        else:
            again = f"; {before:,} were queued before" if before else ""
            click.echo(f"{count(len(new), 'draft')} queued{again}.")
        return not proposed.problems

    def go_through(self) -> bool:
        """Ask what is to be done, until there is no more."""
        from bot.cli.asking_at_desk import go_through

        go_through(self.desk, self.place)
        return True

    def _done(self, act: str, item: Item, given: Given) -> Done:
        doing, linking, place = self.desk.doing, self.desk.linking, self.place
        match act:
            case "publish":
                return doing.publish(item, place, given.why)
            case "reject":
                return doing.reject(item, place, given.why)
            case "withdraw":
                return doing.withdraw(item, place, given.why)
            case "edit":
                return doing.edit(item, given.fields, place, given.why)
            case "dismiss":
                return linking.dismiss(item, place)
            case "publish_wider":
                return doing.widen(item, place, replace(place, space=""), given.why)
            case _:
                # Of two claims the first was on record before: the second repeats it.
                return linking.relate(item, Act(act), place, which=2, why=given.why)

    def _linked(self, act: str, name: str, given: Given) -> Done:
        """Link a waiting question or report by its id, or whatever words were typed."""
        linking, space = self.desk.linking, self.place.space
        waiting = self.desk.looking.find_waiting(name, space)
        text = self.desk.looking.text(waiting, space) if waiting else name
        is_anti = act == "rule_out"
        refused = None if is_anti else self.why_not_linked(text, given.to)
        if refused:
            why = f"the question would still not be answered with it: {refused}"
            raise NotFoundError(f"link to {given.to}", why)
        change = linking.link_text(text, given.to, self.place, given.why, is_anti=is_anti)
        if waiting:
            linking.dismiss(waiting, self.place)
        return Done(Act(act), given.to, text, change)

    def _as_json(self, item: Item) -> Mapping[str, Any]:
        looking, space = self.desk.looking, self.place.space
        match item.thing:
            case Thing.DRAFT:
                return draft_as_json(looking.draft(item, space))
            case Thing.QUESTION | Thing.WRONG:
                text, likely = looking.text(item, space), []
                likely = [claim.id for claim in looking.likely(text, space, 5)]
                return {"id": item.id, "kind": item.thing, "text": text, "claims": likely}
            case _:
                return looking.plain(item, space)


def draft_as_json(draft: KeptDraft) -> Mapping[str, Any]:
    """Return a draft as it is printed; a source's text is left out."""
    records: Iterable[Mapping[str, Any]] = (
        {name: value for name, value in plain.items() if name != "text"}
        if plain["record"] == "source"
        else plain
        for plain in draft.records
    )
    return {
        "id": draft.id,
        "kind": draft.kind,
        "state": draft.state,
        "text": draft.title,
        "proposed_by": draft.proposed_by.person,
        "records": list(records),
        "claims": list(draft.claims),
        "notes": list(draft.notes),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        return "operator"
