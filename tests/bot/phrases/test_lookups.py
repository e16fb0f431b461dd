from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.phrases.lookups import all_speakers_reply, gaps_reply, sources_reply, speakers_reply
from bot.reply import Reply
from knowledge.lookups import (
    Gaps,
    count_claims_by_speaker,
    find_gaps,
    find_sources,
    find_speaker,
    read_parties,
)
from knowledge.matching.parties import PartiesRead
from knowledge.records import Records
from knowledge.store.sqlite import open_sqlite_store
from tests.bot.shown import an_answer, plain

Compare = Callable[[str, str], None]
VERSION = "0123456789ab"


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("sources-all", ""),
        ("source-by-symbol", "S/2022/908"),
        ("source-without-claims", "JCPOA"),
        ("source-unknown", "A/RES/77/1"),
    ],
)
def test_a_source_looked_up_reads_like_this(
    name: str, asked: str, loaded: Path, shipped: Records, same_as_snapshot: Compare
) -> None:
    claims = ("drones-violate-resolution-2231",) if asked.startswith("S/") else ()
    store = open_sqlite_store(loaded)
    found = find_sources(asked, store, lambda _: an_answer(shipped, claims))
    store.close()
    speakers = {speaker.id: speaker for speaker in shipped.speakers}
    same_as_snapshot(name, plain(sources_reply(asked, found, speakers, VERSION)))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("speaker-state", "Iran"),
        ("speaker-misspelt", "Kirbey"),
        ("speaker-outlet", "NBC"),
        ("speaker-silent", "Ukraine"),
        ("speakers-several", "Woodward and CBS"),
        ("speaker-unknown", "Blinken"),
    ],
)
def test_a_speaker_looked_up_reads_like_this(
    name: str, asked: str, loaded: Path, same_as_snapshot: Compare
) -> None:
    store = open_sqlite_store(loaded)
    read = read_parties(asked, store)
    found = [find_speaker(speaker, store) for speaker in read.speakers]
    speakers = {speaker.id: speaker for speaker in store.list_speakers()}
    store.close()
    same_as_snapshot(name, plain(speakers_reply(asked, read, found, speakers, VERSION)))


def test_all_speakers_read_like_this(loaded: Path, same_as_snapshot: Compare) -> None:
    store = open_sqlite_store(loaded)
    claims = count_claims_by_speaker(store)
    reply = all_speakers_reply(store.list_speakers(), claims, VERSION)
    store.close()
    same_as_snapshot("speakers-all", plain(reply))


@pytest.mark.parametrize(
    ("name", "asked"),
    [("gaps-all", ""), ("gaps-party", "Woodward"), ("gaps-none", "CBS"), ("gaps-unknown", "Iraq")],
)
def test_gaps_read_like_this(
    name: str, asked: str, loaded: Path, same_as_snapshot: Compare
) -> None:
    store = open_sqlite_store(loaded)
    read = read_parties(asked, store) if asked else PartiesRead(())
    gaps = find_gaps(read.speakers, store) if read.speakers or not asked else Gaps(())
    speakers = {speaker.id: speaker for speaker in store.list_speakers()}
    store.close()
    same_as_snapshot(name, plain(gaps_reply(asked, read, gaps, speakers, VERSION)))


def test_an_empty_store_still_gets_a_sentence() -> None:
    replies = [
        sources_reply("", (), {}, VERSION),
        all_speakers_reply((), {}, VERSION),
        gaps_reply("", PartiesRead(()), Gaps(()), {}, VERSION),
    ]
    assert [reply.headline for reply in replies if isinstance(reply, Reply)] == [
        "0 sources are stored.",
        "0 speakers are on record.",
        "No recorded claim is without a recorded response.",
    ]
