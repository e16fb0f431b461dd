"""Sources, speakers and gaps, looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.gallery.answers import DENIED
from bot.gallery.shelf import Shelf, with_id
from bot.phrases import chat
from bot.phrases.buttons import menu_of, under_look_up
from bot.phrases.lookups import all_speakers_reply, gaps_reply, sources_reply, speakers_reply
from bot.phrases.timeline import timeline_reply
from bot.reply import Reply
from knowledge.lookups import (
    count_claims_by_speaker,
    find_sources,
    find_speaker,
    look_gaps_up,
    read_parties,
)
from knowledge.timeline import timeline

_TODAY = date(2024, 6, 1)


def look_ups(shelf: Shelf) -> Mapping[str, Reply]:
    """Return one look-up of each kind, and each with nothing found."""
    return {
        **_looked_up("source-all", shelf, _sources(shelf, "")),
        **_looked_up("source-by-symbol", shelf, _sources(shelf, "S/2022/908")),
        **_looked_up("source-unknown", shelf, _sources(shelf, "A/RES/77/1")),
        **_looked_up("speaker-all", shelf, _all_speakers(shelf)),
        **_looked_up("speaker-person", shelf, _speaker(shelf, "Kirbey")),
        **_looked_up("speaker-state", shelf, _speaker(shelf, "Iran")),
        **_looked_up("speaker-outlet", shelf, _speaker(shelf, "NBC")),
        **_looked_up("speaker-several", shelf, _speaker(shelf, "Woodward and CBS")),
        **_looked_up("speaker-unknown", shelf, _speaker(shelf, "Blinken")),
        **_looked_up("gaps-all", shelf, _gaps(shelf, "")),
        **_looked_up("gaps-party", shelf, _gaps(shelf, "Iran")),
        **_looked_up("gaps-none", shelf, _gaps(shelf, "NBC")),
        "timeline": replace(_timeline(shelf), is_private=True),
        **_shared("shared-look-up", shelf, _speaker(shelf, "Woodward")),
    }


def _looked_up(name: str, shelf: Shelf, reply: Reply) -> Mapping[str, Reply]:
    if not reply.sections:
        return {name: replace(reply, is_private=True)}
    menu = menu_of(reply, shelf.store.list_claims())
    buttons = under_look_up(can_share=True)
    return with_id(name, reply, buttons, menu=menu, is_private=True)


def _shared(name: str, shelf: Shelf, reply: Reply) -> Mapping[str, Reply]:
    return with_id(name, chat.shared(reply), menu=menu_of(reply, shelf.store.list_claims()))


def _sources(shelf: Shelf, asked: str) -> Reply:
    found = find_sources(asked, shelf.store, lambda _: shelf.answer([DENIED]))
    return sources_reply(asked, found, shelf.speakers, shelf.version)


def _all_speakers(shelf: Shelf) -> Reply:
    claims = count_claims_by_speaker(shelf.store)
    return all_speakers_reply(shelf.store.list_speakers(), claims, shelf.version)


def _speaker(shelf: Shelf, asked: str) -> Reply:
    read = read_parties(asked, shelf.store)
    found = tuple(find_speaker(speaker, shelf.store) for speaker in read.speakers)
    return speakers_reply(asked, read, found, shelf.speakers, shelf.version)


def _timeline(shelf: Shelf) -> Reply:
    """Return the timeline of a claim that was denied; the pack says nothing of others like it."""
    return timeline_reply(timeline(DENIED, shelf.store, None), shelf.version)


def _gaps(shelf: Shelf, asked: str) -> Reply:
    read, found = look_gaps_up(asked, shelf.store)
    return gaps_reply(asked, read, found, shelf.speakers, shelf.version, today=_TODAY)
