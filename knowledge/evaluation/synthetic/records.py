"""Invented claims as records, in bundles for a store: a million in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from knowledge.evaluation.synthetic import coining
from knowledge.evaluation.synthetic.drawing import SPEAKERS
from knowledge.evaluation.synthetic.parts import FILLERS, GROUPS, OFFICES, TOPICS
from knowledge.evaluation.synthetic.sketches import Sketch, person_name, rng_of, sketch
from knowledge.evaluation.synthetic.wording import TEMPLATES, claim_text
from knowledge.model import Answers, Claim, Name, Quote, Response, Role, Source, Speaker
from knowledge.records import Records
from knowledge.vocabulary import NameKind, SpeakerKind, Stance

BUNDLE_CLAIMS = 2_000
ANSWERED = 0.1
_FIRST_DAY, _DAYS = date(2014, 1, 1), 4_000
_READ_ON = date(2026, 1, 1)
_WORDED = {
    Stance.DENIES: "We deny that anything of this kind took place",
    Stance.REJECTS: "This is an invention from beginning to end",
    Stance.DISPUTES: "The figures are taken out of their context",
    Stance.CONFIRMS: "Yes, that is what happened",
    Stance.CORRECTS: "It was less than half of what was said",
    Stance.DECLINES_TO_COMMENT: "had no comment",
    Stance.DID_NOT_RESPOND: "did not answer questions",
}
_SILENT = (Stance.DECLINES_TO_COMMENT, Stance.DID_NOT_RESPOND)


def claim_id(number: int) -> str:
    """Return the id of the claim of that number."""
    return f"made-{number}"


@lru_cache(maxsize=2 * BUNDLE_CLAIMS)
def sketch_of(number: int, seed: int) -> Sketch:
    """Return the parts of the claim of that number."""
    return sketch(number, seed, templates=TEMPLATES)


def bundles(start: int, end: int, seed: int) -> Iterator[Records]:
    """Yield the claims numbered from `start` up to `end`, each bundle whole in itself."""
    for begin in range(start, end, BUNDLE_CLAIMS):
        yield bundle(range(begin, min(begin + BUNDLE_CLAIMS, end)), seed)


def bundle(numbers: range, seed: int) -> Records:
    """Return the claims of these numbers with all that they mention."""
    sources, claims, responses = [], [], []
    speakers: dict[str, Speaker] = {}
    for number in numbers:
        drawn = sketch_of(number, seed)
        by = speaker(drawn.speaker, seed)
        source, claim, response = _recorded(drawn, by, seed)
        sources.append(source)
        claims.append(claim)
        speakers[by.id] = by
        if response:
            responses.append(response)
            party = speaker(_party(drawn, seed), seed)
            speakers[party.id] = party
    return Records(tuple(sources), tuple(speakers.values()), tuple(claims), tuple(responses))


@lru_cache(maxsize=65_536)
def speaker(number: int, seed: int) -> Speaker:
    """Return the speaker of that number: mostly people, some with a role or another name."""
    rng = rng_of(seed, "speaker", number)
    id_ = f"speaker-{number}"
    kind = rng.random()
    where = coining.place(rng.randrange(number + 6), seed)
    if kind < 0.72 or number < 3:
        return _person(id_, number, where, rng, seed)
    if kind < 0.82:
        topic = rng.choice(TOPICS)
        return Speaker(id_, SpeakerKind.OFFICE, f"{topic.ministry} of {where}")
    if kind < 0.94:
        return Speaker(id_, SpeakerKind.ORGANISATION, coining.firm(number, seed))
    if kind < 0.98:
        return Speaker(id_, SpeakerKind.OUTLET, f"{where} {rng.choice(('Post', 'Times', 'Radio'))}")
    return Speaker(id_, SpeakerKind.UNNAMED_GROUP, f"{rng.choice(GROUPS)} in {where}")


def _person(id_: str, number: int, where: str, rng: Random, seed: int) -> Speaker:
    name = person_name(number, seed)
    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()
    if rng.random() < 0.15:
        names = (Name(f"{name[0]}. {name.split()[-1]}"),)
    if rng.random() < 0.03:
        wrong = name.replace("ai", "ay").replace("k", "c")
        names += (Name(wrong, NameKind.MISSPELLING),)
    if rng.random() < 0.4:
        roles = (Role(rng.choice(OFFICES)[0], where),)
    return Speaker(id_, SpeakerKind.PERSON, name, names, roles)


def _recorded(drawn: Sketch, by: Speaker, seed: int) -> tuple[Source, Claim, Response | None]:
    rng = rng_of(seed, "record", drawn.number)
    text = claim_text(drawn)
    stance = rng.choice(tuple(_WORDED)) if rng.random() < ANSWERED else None
    said_on = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    opening = f"{by.name} on {drawn.topic}, {said_on.strftime('%d %B %Y')}.\n\n"
    page = f"{opening}{text}\n\n{' '.join(rng.sample(FILLERS, rng.randint(1, 3)))}"
    answer_at = len(page) + 2
    if stance:
        page += f"\n\n{_WORDED[stance]}"
    title = f"{rng.choice(('Claim', 'Check', 'Said'))}: {' '.join(text.split()[:9])}"
    source = Source(f"page-{drawn.number}", page, _READ_ON, "en", title=title, published_on=said_on)
    quote = Quote(source, text, len(opening), len(opening) + len(text))
    claim = Claim(
        claim_id(drawn.number), text, (quote,), (by.id,), said_on=said_on, topics=(drawn.topic,)
    )
    if stance is None:
        return source, claim, None
    words = Quote(source, _WORDED[stance], answer_at, answer_at + len(_WORDED[stance]))
    return source, claim, _response(drawn, stance, words, seed)


def _response(drawn: Sketch, stance: Stance, words: Quote, seed: int) -> Response:
    party = (speaker(_party(drawn, seed), seed).id,)
    return Response(
        f"answer-{drawn.number}",
        stance,
        words.exact,
        (words,),
        (Answers(claim_id(drawn.number)),),
        by=() if stance in _SILENT else party,
        silent=party if stance in _SILENT else (),
    )


def _party(drawn: Sketch, seed: int) -> int:
    rng = rng_of(seed, "party", drawn.number)
    return SPEAKERS.draw(rng, max(drawn.number - 1, 0)) if drawn.number else drawn.speaker
