"""`gainsay review`: the desk at the command line. Its operator may do what every editor may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from bot.cli.at_desk import Given, at_the_desk, say_why_not
from bot.cli.outcomes import ExitCode, finish

_SEVERAL = ("publish", "reject", "withdraw", "dismiss")
_ONE = ("edit", "link", "rule_out", "same", "repeats", "different", "publish_wider")
_NEED_WHY = ("reject", "withdraw", "edit")
_NEED_TO = ("link", "rule_out")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    short_help="Work at the desk: drafts, questions, duplicates.",
    epilog='Example: gainsay review --edit draft-7 hedge=may --why "as the source has it"',
)
@click.argument("rest", metavar="[ID]... [FIELD=VALUE]...", nargs=-1)
@click.option("--publish", multiple=True, metavar="ID", help="Publish a draft; repeatable.")
@click.option("--reject", multiple=True, metavar="ID", help="Close a draft; repeatable.")
@click.option("--withdraw", multiple=True, metavar="ID", help="Show a record no more; repeatable.")
@click.option("--dismiss", multiple=True, metavar="ID", help="Put a question aside; repeatable.")
@click.option("--edit", metavar="ID", help="Set each FIELD of a draft or record to its VALUE.")
@click.option("--link", metavar="QUESTION", help="What it means: its ID or words; needs --to.")
@click.option("--rule-out", metavar="QUESTION", help="It does not mean the claim; needs --to.")
@click.option("--to", default="", metavar="CLAIM", help="Which claim a question means, or not.")
@click.option("--same", metavar="ID", help="The two claims of this proposal are the same.")
@click.option("--repeats", metavar="ID", help="The second claim repeats the first.")
@click.option("--different", metavar="ID", help="The two claims are different.")
@click.option("--publish-wider", metavar="ID", help="Make a record of --space public.")
@click.option("--article", metavar="FILE|URL", help="Draft what it says, and queue the drafts.")
@click.option(
    "--draft", type=_FILE, metavar="FILE", help="Queue these drafts of --article instead."
)
@click.option("--editors", metavar="NAMES", help="Say who edits in --space; “none” for nobody.")
@click.option("-i", "--interactive", is_flag=True, help="Go through what waits, asking.")
@click.option("--space", default="", help="Whose desk: slack:T1, discord:42.  [default: public]")
@click.option("--why", default="", metavar="TEXT", help="The reason, for the history.")
@click.option("--as", "person", default="", metavar="NAME", help="Who does it.  [default: you]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
def review(rest: tuple[str, ...], person: str, **options: Any) -> None:
    """List what waits for editors, show things by their ID, or do something with them.

    Without --space it works on what is public. To reject, withdraw or edit needs --why.
    `gainsay history` shows what was done, and undoes it. Exits with 1 if nothing waits, and
    with 3 if something could not be done, which is said.
    """
    wanted = [(act, id_) for act in _SEVERAL for id_ in options[act]]
    wanted += [(act, options[act]) for act in _ONE if options[act] is not None]
    fields = _checked(rest, wanted, options)
    given = Given(options["why"].strip(), options["to"], fields)
    with at_the_desk(options["space"], person, as_json=options["as_json"]) as here:
        done = [say_why_not(partial(here.do, act, id_, given)) for act, id_ in wanted]
        if options["editors"] is not None:
            done.append(here.set_editors(options["editors"]))
        if options["article"]:
            done.append(here.queue_drafts(options["article"], options["draft"]))
        if options["interactive"]:
            done.append(here.go_through())
        if not done and rest:
            done = [say_why_not(partial(here.show, id_)) for id_ in rest]
        elif not done and not here.list_waiting():
            finish(ExitCode.NOTHING)
    finish(ExitCode.DONE if all(done) else ExitCode.LEFT_OUT)


def _checked(
    rest: Sequence[str], wanted: Sequence[tuple[str, str]], options: Mapping[str, Any]
) -> Mapping[str, str]:
    """Return the fields that are to be set; raise `click.UsageError` if something is missing."""
    acts = {act for act, _ in wanted}
    if acts & set(_NEED_WHY) and not options["why"].strip():
        raise click.UsageError("Add --why: the history says it to other editors.")
    if acts & set(_NEED_TO) and not options["to"]:
        raise click.UsageError("Add --to with the id of a claim.")
    if options["draft"] and not options["article"]:
        raise click.UsageError("Add --article: the document that --draft was made of.")
    if "publish_wider" in acts and not options["space"]:
        raise click.UsageError("Add --space: whose record is to be public?")
    if options["editors"] is not None and not options["space"]:
        raise click.UsageError("Add --space: who edits what is public, runs this command.")
    if "edit" not in acts:
        if rest and (acts or options["article"] or options["editors"] or options["interactive"]):
            raise click.UsageError(f"“{rest[0][:60]}” is one too many; --help says what fits.")
        return {}
    if not rest or not all("=" in part for part in rest):
        raise click.UsageError("--edit needs FIELD=VALUE, like: --edit draft-7 hedge=may")
    return {field: value for field, _, value in (part.partition("=") for part in rest)}
