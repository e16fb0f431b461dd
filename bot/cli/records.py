"""`gainsay source`, `speaker` and `gaps`: records looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from bot.cli.outcomes import ExitCode, finish
from bot.cli.output import print_json, print_reply
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from knowledge.lookups import SourceFound, SpeakerFound
    from knowledge.model import Speaker

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
    from bot.conversation.looking_up import noted
    from bot.phrases.lookups import sources_reply
    from knowledge.answering import answer
    from knowledge.lookups import find_sources

    asked = " ".join(words).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        found = find_sources(asked, parts.store, lambda text: answer(text, parts.matcher))
        speakers = {speaker.id: speaker for speaker in parts.store.list_speakers()}
        version, stored = parts.store.knowledge_version(), parts.store.count_sources()
    if as_json:
        for each in found:
            print_json(_source_as_json(each, speakers) | {"knowledge_version": version})
    else:
        reply = sources_reply(asked, found, speakers, version)
        is_cut = any(each.is_cut for each in found) or (not asked and len(found) < stored)
        print_reply(noted(reply, is_cut=is_cut))
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
    from bot.conversation.looking_up import noted
    from bot.phrases.lookups import all_speakers_reply, speakers_reply
    from knowledge.lookups import (
        count_claims_by_speaker,
        find_speaker,
        read_parties,
    )
    from knowledge.matching.lexicon import load_lexicon
    from knowledge.matching.names import index_names
    from knowledge.matching.parties import PartiesRead

    asked = " ".join(name).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        store = parts.store
        everybody = store.list_speakers()
        names = index_names(everybody, load_lexicon())
        read = read_parties(asked, store, names) if asked else PartiesRead(everybody)
        is_listing = not asked and not as_json
        claims = count_claims_by_speaker(store) if is_listing else {}
        found = () if is_listing else tuple(find_speaker(s, store, names) for s in read.speakers)
        version = store.knowledge_version()
    if as_json:
        for each in found:
            print_json(_speaker_as_json(each) | {"knowledge_version": version})
    elif is_listing:
        print_reply(all_speakers_reply(everybody, claims, version))
    else:
        reply = speakers_reply(asked, read, found, names.speakers, version)
        is_cut = read.is_cut or any(each.is_cut for each in found)
        print_reply(noted(reply, is_cut=is_cut))
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
    from bot.conversation.looking_up import noted
    from bot.phrases.lookups import gaps_reply
    from knowledge.answer import claim_as_json
    from knowledge.lookups import look_gaps_up
    from knowledge.matching.lexicon import load_lexicon
    from knowledge.matching.names import index_names

    asked = " ".join(party).strip()
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        store = parts.store
        names = index_names(store.list_speakers(), load_lexicon())
        read, found = look_gaps_up(asked, store, names)
        version = store.knowledge_version()
    recorded = (*found.naming, *found.said)
    if as_json:
        for each in recorded:
            claim = claim_as_json(each.claim, each.responses, names.speakers, each.reviews)
            print_json(claim | {"knowledge_version": version})
    else:
        reply = gaps_reply(asked, read, found, names.speakers, version)
        print_reply(noted(reply, is_cut=read.is_cut or found.is_cut))
    finish(ExitCode.DONE if recorded else ExitCode.NOTHING)


def _source_as_json(found: SourceFound, speakers: Mapping[str, Speaker]) -> dict[str, Any]:
    """Return a source as `gainsay source --json` prints it; its text is left out."""
    from knowledge.answer import claim_as_json

    source = found.source
    return {
        "id": source.id,
        "sha256": source.sha256,
        "characters": len(source.text),
        "title": source.title,
        "byline": source.byline,
        "publisher": source.publisher,
        "url": source.url,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "read_on": source.read_on.isoformat(),
        "language": source.language,
        "licence": source.licence,
        "paragraphs": list(found.paragraphs),
        "claims": [
            claim_as_json(r.claim, r.responses, speakers, r.reviews) for r in found.recorded
        ],
    }


def _speaker_as_json(found: SpeakerFound) -> dict[str, Any]:
    """Return a speaker as `gainsay speaker --json` prints it, with the ids of its claims."""
    from knowledge.answer import speaker_as_json

    speaker = found.speaker
    return speaker_as_json(speaker) | {
        "kind": speaker.kind.value,
        "names": [asdict(name) for name in speaker.names],
        "roles": [
            asdict(role)
            | {
                "from_on": role.from_on.isoformat() if role.from_on else None,
                "to_on": role.to_on.isoformat() if role.to_on else None,
            }
            for role in speaker.roles
        ],
        "spoken_for_by": [other.id for other in found.spoken_for_by],
        "said": [each.claim.id for each in found.said],
        "carried": [each.claim.id for each in found.carried],
        "answered": [each.claim.id for each in found.answered],
        "silent_on": {
            stance.value: [each.claim.id for each in silent] for stance, silent in found.silent_on
        },
    }
