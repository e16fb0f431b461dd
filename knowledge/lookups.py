"""What is recorded of a source, of a speaker, and where an answer is missing? Facts only.

Words are bot/phrases/lookups.py's. As in an answer, a response is only reached through its
relation to a claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.answer import Answer, Match, claim_as_json, speaker_as_json
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.names import NameIndex, index_names
from knowledge.model import Claim, Response, Source, Speaker
from knowledge.store.port import PUBLIC, RecordStore
from knowledge.text import tokens, words
from knowledge.vocabulary import SILENCES, Stance

Ask = Callable[[str], Answer]
"""Answers a question, as `knowledge.answering.answer` does."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim with the responses that answer it."""

    claim: Claim
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class SourceFound:
    """A source, the claims asked for of those that quote it, and where the words asked for stand.

    `paragraphs` is empty if the words were found in what is known about the source.
    """

    source: Source
    recorded: tuple[Recorded, ...]
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerFound:
    """A speaker, who speaks for it, and the claims that it said, carried, answered, was silent on.

    A silence is what a source reports of a party that said nothing; each kind is kept apart.
    """

    speaker: Speaker
    spoken_for_by: tuple[Speaker, ...] = ()
    said: tuple[Recorded, ...] = ()
    carried: tuple[Recorded, ...] = ()
    answered: tuple[Recorded, ...] = ()
    silent_on: tuple[tuple[Stance, tuple[Recorded, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class PartiesRead:
    """Who was meant by what was typed; `nearest` is a name like it if nobody was."""

    speakers: tuple[Speaker, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """Claims with no response at all: said by the parties asked for, and naming them.

    Without parties `said` holds all of them.
    """

    said: tuple[Recorded, ...]
    naming: tuple[Recorded, ...] = ()


def find_sources(
    asked: str, store: RecordStore, ask: Ask, *, space: str = PUBLIC
) -> tuple[SourceFound, ...]:
    """Return the sources that `asked` means: by id, by what is known of them, or by their text.

    No words mean all sources. Of a source that only holds the words in its text, those claims
    are returned that `ask` finds for them.
    """
    sources = store.list_sources()
    wanted = set(words(asked))
    if asked and not wanted:
        return ()
    known = [s for s in sources if s.id == asked] or [s for s in sources if wanted <= _about(s)]
    if known or not asked:
        quoting = [store.claims_quoting(source.id, space=space) for source in known]
        return tuple(
            SourceFound(source, _recorded(store, claims, space))
            for source, claims in zip(known, quoting, strict=True)
        )
    holding = [(source, at) for source in sources if (at := _paragraphs(source, wanted))]
    matches = ask(f"/source {asked}").matches if holding else ()
    return tuple(SourceFound(source, _quoting(source, matches), at) for source, at in holding)


def read_parties(asked: str, store: RecordStore) -> PartiesRead:
    """Return the speakers that `asked` names: by id, by name or role, or by a part of a name."""
    speakers = store.list_speakers()
    by_id = tuple(speaker for speaker in speakers if speaker.id == asked)
    if by_id:
        return PartiesRead(by_id)
    names = index_names(speakers, load_lexicon())
    found = tokens(asked)
    mentions = names.find(found, lambda _: False)
    meant = frozenset().union(*(mention.speakers for mention in mentions))
    if meant:
        read_as = tuple(
            (" ".join(t.typed for t in found[m.start : m.end]), _names_of(m.speakers, names))
            for m in mentions
            if m.spelled
        )
        return PartiesRead(tuple(s for s in speakers if s.id in meant), read_as)
    wanted = set(words(asked))
    partly = tuple(s for s in speakers if wanted and wanted <= _all_names(s))
    return PartiesRead(partly, nearest=None if partly else names.nearest(asked))


def find_speaker(speaker: Speaker, store: RecordStore, *, space: str = PUBLIC) -> SpeakerFound:
    """Return what is recorded of `speaker`."""
    ids = (speaker.id,)
    chain = _recorded(store, store.claims_by(ids, space=space), space)
    answered = _recorded(store, store.claims_answered_by(ids, space=space), space)
    return SpeakerFound(
        speaker=speaker,
        spoken_for_by=tuple(s for s in store.list_speakers() if speaker.id in s.speaks_for),
        said=tuple(r for r in chain if speaker.id in r.claim.said_by),
        carried=tuple(r for r in chain if speaker.id not in r.claim.said_by),
        answered=_of_party(answered, speaker, frozenset(Stance) - SILENCES),
        silent_on=tuple(
            (stance, silent)
            for stance in Stance
            if stance in SILENCES and (silent := _of_party(answered, speaker, {stance}))
        ),
    )


def count_claims_by_speaker(store: RecordStore, *, space: str = PUBLIC) -> Mapping[str, int]:
    """Return how many claims each speaker said; those who said none are not in it."""
    claims = store.get_claims(store.list_claims(space=space), space=space)
    return Counter(said for claim in claims for said in claim.said_by)


def find_gaps(parties: Sequence[Speaker], store: RecordStore, *, space: str = PUBLIC) -> Gaps:
    """Return the claims that nothing answers, not even a silence that a source reports."""
    if not parties:
        return Gaps(_recorded(store, store.unanswered(space=space), space))
    names = index_names(store.list_speakers(), load_lexicon())
    asked = frozenset(party.id for party in parties)
    said = store.unanswered(names.speaking_for(asked), space=space)
    others = [claim for claim in store.unanswered(space=space) if claim not in said]
    naming = [
        claim.id
        for claim in store.get_claims(others, space=space)
        if asked & names.mentioned(" \n ".join([claim.text, *(q.exact for q in claim.quotes)]))
    ]
    return Gaps(_recorded(store, said, space), _recorded(store, naming, space))


def look_gaps_up(
    asked: str, store: RecordStore, *, space: str = PUBLIC
) -> tuple[PartiesRead, Gaps]:
    """Return whom `asked` names, and the gaps of those; no words mean everybody's.

    If it names nobody there are none: the gaps of others would be no answer.
    """
    if not asked:
        return PartiesRead(()), find_gaps((), store, space=space)
    read = read_parties(asked, store)
    return read, find_gaps(read.speakers, store, space=space) if read.speakers else Gaps(())


def _recorded(store: RecordStore, claims: Sequence[str], space: str) -> tuple[Recorded, ...]:
    responses = store.responses_to(claims)
    return tuple(
        Recorded(claim, responses[claim.id]) for claim in store.get_claims(claims, space=space)
    )


def _quoting(source: Source, matches: Iterable[Match]) -> tuple[Recorded, ...]:
    return tuple(
        Recorded(match.claim, match.responses)
        for match in matches
        if any(quote.source.id == source.id for quote in match.claim.quotes)
    )


def _of_party(
    recorded: Iterable[Recorded], speaker: Speaker, stances: Collection[Stance]
) -> tuple[Recorded, ...]:
    """Return each claim with only the party's responses of these stances, if it has any."""
    found = []
    for each in recorded:
        of_party = (r for r in each.responses if speaker.id in r.parties)
        responses = tuple(response for response in of_party if response.stance in stances)
        if responses:
            found.append(Recorded(each.claim, responses))
    return tuple(found)


def _about(source: Source) -> set[str]:
    known = (source.id, source.title, source.byline, source.publisher, source.url)
    return {word for part in known if part for word in words(part)}


def _paragraphs(source: Source, wanted: set[str]) -> tuple[int, ...]:
    """Return the paragraphs, counted from 1 without blank ones, that hold all the words."""
    paragraphs = (line for line in source.text.split("\n") if line.strip())
    return tuple(number for number, text in enumerate(paragraphs, 1) if wanted <= set(words(text)))


def _all_names(speaker: Speaker) -> set[str]:
    titles = (f"{role.title} {role.organisation}" for role in speaker.roles)
    parts = (speaker.id, speaker.name, *(name.name for name in speaker.names), *titles)
    return {word for part in parts for word in words(part)}


def _names_of(speakers: frozenset[str], names: NameIndex) -> str:
    return " or ".join(names.speakers[speaker].name for speaker in sorted(speakers))


def source_as_json(found: SourceFound, speakers: Mapping[str, Speaker]) -> dict[str, Any]:
    """Return a source as `gainsay source --json` prints it; its text is left out."""
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
        "claims": [claim_as_json(r.claim, r.responses, speakers) for r in found.recorded],
    }


def found_speaker_as_json(found: SpeakerFound) -> dict[str, Any]:
    """Return a speaker as `gainsay speaker --json` prints it, with the ids of its claims."""
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
