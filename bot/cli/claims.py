"""`gainsay timeline` and `duplicates`: how a claim went on, and which may be the same."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.output import print_json, print_reply
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assembly import Parts
    from knowledge.intake.duplicates import Proposal

OPERATOR = "operator"
"""Who proposes what a command proposes."""


@click.command(
    short_help="Show by day how a claim went on.",
    epilog="Example: gainsay timeline missiles-hundreds",
)
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one entry a line.")
def timeline(claim: str, as_json: bool) -> None:
    """Show when the claim with the id CLAIM was made, repeated, answered and reviewed.

    Claims that editors recorded as the same are part of it, each with its own responses. What
    has no day comes last. Exits with 1 if there is no such claim.
    """
    from bot.assembly import open_parts
    from bot.phrases.timeline import timeline_reply
    from knowledge.errors import NotFoundError
    from knowledge.timeline import entry_as_json
    from knowledge.timeline import timeline as timeline_of

    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        try:
            told = timeline_of(claim, parts.store, parts.store.desk)
        except NotFoundError:
            say(
                "No claim with this id is recorded; `gainsay ask … --json` shows the ids of claims."
            )
            finish(ExitCode.NOTHING)
        version = parts.store.knowledge_version()
    if as_json:
        for entry in told.entries:
            print_json(entry_as_json(entry, told) | {"knowledge_version": version})
    else:
        print_reply(timeline_reply(told, version))


@click.command(
    short_help="List claims that may be the same.",
    epilog="Example: gainsay duplicates --propose",
)
@click.argument("claims", nargs=-1)
@click.option("--after", type=click.IntRange(min=0), help="Only claims changed since that number.")
@click.option("--propose", is_flag=True, help="Put them into the desk's queue.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one pair a line.")
def duplicates(claims: tuple[str, ...], after: int | None, propose: bool, as_json: bool) -> None:
    """List the claims that may be the same as CLAIMS (ids), or as any claim if none are given.

    Two are the same where who, what, when, where and how many are alike. Nothing is merged: an
    editor decides, and is not asked about the same pair again. On stderr it says from which
    change number to go on next time (--after). Exits with 1 if there are none, and with 3 if one of
    CLAIMS is not recorded.
    """
    from bot.assembly import open_parts
    from bot.phrases.wording import count
    from knowledge.intake.duplicates import find_duplicates

    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        parts.matcher.shelf()
        # Not before: the vectors that are missing are made now, which changes their claims.
        number = parts.store.change_number()
        missing = _missing(parts, claims)
        asked = [c for c in _asked_for(parts, claims, after) if c not in missing]
        looked = _counted(asked, progress)
        found = 0
        for proposal in find_duplicates(looked, parts.matcher, decided=parts.store.desk):
            found += 1
            _show(parts, proposal, as_json=as_json)
            if propose:
                _propose(parts, proposal)
    looked_at = count(len(asked), "claim") if asked else "no claims"
    say(f"Looked at {looked_at}; go on from here with --after {number}.")
    for claim in missing:
        say(f"Claim {claim}: there is none with this id.")
    finish(ExitCode.LEFT_OUT if missing else ExitCode.DONE if found else ExitCode.NOTHING)


def _missing(parts: Parts, claims: tuple[str, ...]) -> list[str]:
    from knowledge.errors import NotFoundError

    missing = []
    for claim in claims:
        try:
            parts.store.get_claims([claim])
        except NotFoundError:
            missing.append(claim)
    return missing


def _asked_for(parts: Parts, claims: tuple[str, ...], after: int | None) -> Sequence[str]:
    if claims:
        return claims
    if after is None:
        return parts.store.list_claims()
    changed = {row.id for row in parts.store.index_rows(after)}
    return [claim for claim in parts.store.list_claims() if claim in changed]


def _counted(claims: Sequence[str], progress: Any) -> Iterator[str]:
    for done, claim in enumerate(claims):
        progress("Looking for claims that may be the same", done, len(claims))
        yield claim
    progress("Looking for claims that may be the same", len(claims), len(claims))


def _show(parts: Parts, proposal: Proposal, *, as_json: bool) -> None:
    if as_json:
        why = list(proposal.why)
        print_json({"claim": proposal.claim, "other": proposal.other, "why": why})
        return
    from bot.phrases.duplicates import duplicate_reply

    claims = parts.store.get_claims([proposal.claim, proposal.other])
    speakers = parts.matcher.shelf().names.speakers
    print_reply(duplicate_reply(claims, proposal.why, speakers))


def _propose(parts: Parts, proposal: Proposal) -> None:
    from knowledge.intake.duplicates import as_draft
    from knowledge.store.desk_port import Who
    from knowledge.store.port import PUBLIC

    who = Who(OPERATOR)
    draft = as_draft(proposal, parts.matcher, space=PUBLIC, who=who, at=time.time())
    parts.store.desk.keep_draft(draft)
