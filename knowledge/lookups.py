"""What is recorded of a source, of a speaker, and where an answer is missing? Facts only.

Words are bot/phrases/lookups.py's. As in an answer, a response is only reached through its
relation to a claim. Of too many records the first are returned, and `is_cut` says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from knowledge.answer import Answer, Match
from knowledge.errors import NotFoundError
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.names import NameIndex, index_names
from knowledge.matching.parties import PartiesRead, parties_named
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.store.port import PUBLIC, RecordStore
from knowledge.text import stems, words
from knowledge.vocabulary import SILENCES, Stance

LISTED = 500
"""At most so many claims, sources or those who speak for somebody are listed."""
_READ = LISTED + 1  # one more tells that there are more
_COUNTED_CLAIMS = 2_000
_READ_SOURCES = 2_000
"""If more are stored, their texts are not looked through."""

Ask = Callable[[str], Answer]
"""Answers a question, as `knowledge.answering.answer` does."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim with the responses that answer it, and its reviews."""

    claim: Claim
    responses: tuple[Response, ...]
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFound:
    """A source, the claims asked for of those that quote it, and where the words asked for stand.

    `paragraphs` is empty if the words were found in what is known about the source.
    """

    source: Source
    recorded: tuple[Recorded, ...]
    paragraphs: tuple[int, ...] = ()
    is_cut: bool = False


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
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Gaps:
    """Claims with no response at all: said by the parties asked for, and naming them.

    Without parties `said` holds all of them.
    """

    said: tuple[Recorded, ...]
    naming: tuple[Recorded, ...] = ()
    is_cut: bool = False


def find_sources(
    asked: str, store: RecordStore, ask: Ask, *, space: str = PUBLIC
) -> tuple[SourceFound, ...]:
    """Return the sources that `asked` means: by id, by what is known of them, or by their text.

    No words mean all sources. Of a source that only holds the words in its text, those claims
    are returned that `ask` finds for them. At most `LISTED`, and as many claims in all.
    """
    wanted = set(words(asked))
    if asked and not wanted:
        return ()
    sources = _at_hand(asked, store, ask, space)
    known = [s for s in sources if s.id == asked] or [s for s in sources if wanted <= _about(s)]
    if known or not asked:
        return _filled(known, store, space)
    holding = [(source, at) for source in sources if (at := _paragraphs(source, wanted))]
    matches = ask(f"/source {asked}").matches if holding else ()
    return tuple(SourceFound(source, _quoting(source, matches), at) for source, at in holding)


def _at_hand(asked: str, store: RecordStore, ask: Ask, space: str) -> Sequence[Source]:
    """Return the sources to look through; of very many those that the words may lead to."""
    if store.count_sources(space=space) <= _READ_SOURCES:
        return store.list_sources(space=space)
    with suppress(NotFoundError):
        return (store.get_source(asked, space=space),)
    searched = [id_ for id_, _ in store.search(stems(asked), limit=LISTED, space=space)]
    first = searched if asked else store.list_claims(limit=LISTED, space=space)
    claims = list(store.get_claims(first, space=space))
    claims += [match.claim for match in ask(f"/source {asked}").matches] if asked else []
    found = {quote.source.id: quote.source for claim in claims for quote in claim.quotes}
    return [found[id_] for id_ in sorted(found)]


def _filled(sources: Sequence[Source], store: RecordStore, space: str) -> tuple[SourceFound, ...]:
    found, room = [], LISTED
    for source in sources[:LISTED]:
        claims = store.claims_quoting(source.id, limit=room + 1, space=space)
        recorded = _recorded(store, claims[:room], space)
        found.append(SourceFound(source, recorded, is_cut=len(claims) > room))
        room = max(0, room - len(claims))
    return tuple(found)


def read_parties(
    asked: str, store: RecordStore, names: NameIndex | None = None, *, space: str = PUBLIC
) -> PartiesRead:
    """Return the speakers that `asked` names: by id, by name or role, or by a part of a name.

    `names` are those known in `space` (here and below); without them
    they are read from the store first.
    """
    return parties_named(asked, names or _names_in(store, space))


def find_speaker(
    speaker: Speaker, store: RecordStore, names: NameIndex | None = None, *, space: str = PUBLIC
) -> SpeakerFound:
    """Return what is recorded of `speaker`; without `names` all speakers are read for it."""
    names = names or _names_in(store, space)
    ids = (speaker.id,)
    made = store.claims_by(ids, limit=_READ, space=space)
    of_others = store.claims_answered_by(ids, limit=_READ, space=space)
    chain = _recorded(store, made[:LISTED], space)
    answered = _recorded(store, of_others[:LISTED], space)
    spoken_for_by = names.spokespeople(speaker.id)
    return SpeakerFound(
        speaker=speaker,
        spoken_for_by=tuple(names.speakers[id_] for id_ in spoken_for_by[:LISTED]),
        said=tuple(r for r in chain if speaker.id in r.claim.said_by),
        carried=tuple(r for r in chain if speaker.id not in r.claim.said_by),
        answered=_of_party(answered, speaker, frozenset(Stance) - SILENCES),
        silent_on=tuple(
            (stance, silent)
            for stance in Stance
            if stance in SILENCES and (silent := _of_party(answered, speaker, {stance}))
        ),
        is_cut=max(len(made), len(of_others), len(spoken_for_by)) > LISTED,
    )


def count_claims_by_speaker(store: RecordStore, *, space: str = PUBLIC) -> Mapping[str, int]:
    """Return how many claims each speaker said; those who said none are not in it.

    Where more than 2,000 claims are recorded they are not counted: it is empty.
    """
    if store.count_claims(space=space) > _COUNTED_CLAIMS:
        return {}
    claims = store.get_claims(store.list_claims(space=space), space=space)
    return Counter(said for claim in claims for said in claim.said_by)


def find_gaps(
    parties: Sequence[Speaker],
    store: RecordStore,
    names: NameIndex | None = None,
    *,
    space: str = PUBLIC,
) -> Gaps:
    """Return the claims that nothing answers, not even a silence that a source reports."""
    if not parties:
        every = store.unanswered(limit=_READ, space=space)
        return Gaps(_recorded(store, every[:LISTED], space), is_cut=len(every) > LISTED)
    names = names or _names_in(store, space)
    asked = frozenset(party.id for party in parties)
    said = store.unanswered(names.speaking_for(asked), limit=_READ, space=space)
    others, is_cut = _unanswered_about(parties, store, space)
    naming = [
        each
        for each in _recorded(store, [claim for claim in others if claim not in said], space)
        if not each.responses
        if asked & names.mentioned(_text_of(each.claim))
    ]
    listed = _recorded(store, said[:LISTED], space)
    return Gaps(listed, tuple(naming), is_cut or len(said) > LISTED)


def _unanswered_about(
    parties: Sequence[Speaker], store: RecordStore, space: str
) -> tuple[Sequence[str], bool]:
    """Return claims among which those without a response are that name `parties`.

    All that nobody answered; of very many those in which words of the names stand.
    """
    every = store.unanswered(limit=_READ, space=space)
    if len(every) <= LISTED:
        return every, False
    called = " ".join(name for p in parties for name in (p.name, *(n.name for n in p.names)))
    return [id_ for id_, _ in store.search(stems(called), limit=LISTED, space=space)], True


def look_gaps_up(
    asked: str, store: RecordStore, names: NameIndex | None = None, *, space: str = PUBLIC
) -> tuple[PartiesRead, Gaps]:
    """Return whom `asked` names, and the gaps of those; no words mean everybody's.

    If it names nobody there are none: the gaps of others would be no answer.
    """
    if not asked:
        return PartiesRead(()), find_gaps((), store, space=space)
    read = read_parties(asked, store, names, space=space)
    gaps = find_gaps(read.speakers, store, names, space=space) if read.speakers else Gaps(())
    return read, gaps


def _names_in(store: RecordStore, space: str) -> NameIndex:
    return index_names(store.list_speakers(space=space), load_lexicon())


def _text_of(claim: Claim) -> str:
    return " \n ".join([claim.text, *(quote.exact for quote in claim.quotes)])


def _recorded(store: RecordStore, claims: Sequence[str], space: str) -> tuple[Recorded, ...]:
    responses = store.responses_to(claims, space=space)
    reviews = store.reviews_of(claims, space=space)
    return tuple(
        Recorded(claim, responses[claim.id], reviews[claim.id])
        for claim in store.get_claims(claims, space=space)
    )


def _quoting(source: Source, matches: Iterable[Match]) -> tuple[Recorded, ...]:
    return tuple(
        Recorded(match.claim, match.responses, match.reviews)
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
            found.append(replace(each, responses=responses))
    return tuple(found)


def _about(source: Source) -> set[str]:
    known = (source.id, source.title, source.byline, source.publisher, source.url)
    return {word for part in known if part for word in words(part)}


def _paragraphs(source: Source, wanted: set[str]) -> tuple[int, ...]:
    """Return the paragraphs, counted from 1 without blank ones, that hold all the words."""
    paragraphs = (line for line in source.text.split("\n") if line.strip())
    return tuple(number for number, text in enumerate(paragraphs, 1) if wanted <= set(words(text)))
