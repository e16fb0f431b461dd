"""`gainsay source`, `speaker` and `gaps`: records looked up."""

from __future__ import annotations

import click

from bot.cli.outcomes import ExitCode, finish
from bot.cli.output import print_json, print_reply
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one record a line.")


@click.command(
    short_help="Look a source up.",
    epilog="Example: gainsay source S/2022/908",
)
@click.argument("words", nargs=-1)
@_AS_JSON
def source(words: tuple[str, ...], as_json: bool) -> None:
    """Show the stored sources that WORDS mean, and the claims that quote them.

    WORDS are a source's id, words of its title, byline, publisher or address, or a symbol or
    number that its text mentions; without any, all sources are shown. Exits with 1 if there
    is none.
    """
    from bot.assembly import open_parts
    from bot.phrases.lookups import sources_reply
    from knowledge.answering import answer
    from knowledge.lookups import find_sources, source_as_json

    asked = " ".join(words).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        found = find_sources(asked, parts.store, lambda text: answer(text, parts.matcher))
        speakers = {speaker.id: speaker for speaker in parts.store.list_speakers()}
        version = parts.store.knowledge_version()
    if as_json:
        for each in found:
            print_json(source_as_json(each, speakers) | {"knowledge_version": version})
    else:
        print_reply(sources_reply(asked, found, speakers, version))
    finish(ExitCode.DONE if found else ExitCode.NOTHING)


@click.command(
    short_help="Look a speaker up.",
    epilog='Example: gainsay speaker "the White House spokesman"',
)
@click.argument("name", nargs=-1)
@_AS_JSON
def speaker(name: tuple[str, ...], as_json: bool) -> None:
    """Show who NAME is, and the claims that they said, carried, answered or were silent on.

    NAME may be an id, a role, another spelling or a part of a name; without one, all
    speakers are listed. Exits with 1 if there is none.
    """
    from bot.assembly import open_parts
    from bot.phrases.lookups import all_speakers_reply, speakers_reply
    from knowledge.lookups import (
        PartiesRead,
        count_claims_by_speaker,
        find_speaker,
        found_speaker_as_json,
        read_parties,
    )

    asked = " ".join(name).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        store = parts.store
        everybody = store.list_speakers()
        by_id = {speaker.id: speaker for speaker in everybody}
        read = read_parties(asked, store) if asked else PartiesRead(everybody)
        is_listing = not asked and not as_json
        claims = count_claims_by_speaker(store) if is_listing else {}
        found = () if is_listing else tuple(find_speaker(s, store) for s in read.speakers)
        version = store.knowledge_version()
    if as_json:
        for each in found:
            print_json(found_speaker_as_json(each) | {"knowledge_version": version})
    elif is_listing:
        print_reply(all_speakers_reply(everybody, claims, version))
    else:
        print_reply(speakers_reply(asked, read, found, by_id, version))
    finish(ExitCode.DONE if read.speakers else ExitCode.NOTHING)


@click.command(
    short_help="List claims that nobody has answered.",
    epilog="Example: gainsay gaps Iran",
)
@click.argument("party", nargs=-1)
@_AS_JSON
def gaps(party: tuple[str, ...], as_json: bool) -> None:
    """Show the claims that have no recorded response, not even a reported silence.

    With PARTY, those that it made and those that name it. Exits with 1 if there is none.
    """
    from bot.assembly import open_parts
    from bot.phrases.lookups import gaps_reply
    from knowledge.answer import claim_as_json
    from knowledge.lookups import look_gaps_up

    asked = " ".join(party).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        store = parts.store
        read, found = look_gaps_up(asked, store)
        speakers = {speaker.id: speaker for speaker in store.list_speakers()}
        version = store.knowledge_version()
    recorded = (*found.naming, *found.said)
    if as_json:
        for each in recorded:
            claim = claim_as_json(each.claim, each.responses, speakers)
            print_json(claim | {"knowledge_version": version})
    else:
        print_reply(gaps_reply(asked, read, found, speakers, version))
    finish(ExitCode.DONE if recorded else ExitCode.NOTHING)
