"""What is a claim about, before it is a sentence? The parts that were drawn for it.

The claim of a number is made from nothing but the seed and its number: any of a million
can be made again without the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from knowledge.evaluation.synthetic import coining
from knowledge.evaluation.synthetic.drawing import (
    DESIGNATIONS,
    FIRMS,
    NOUNS,
    PERSONS,
    PLACES,
    PRODUCTS,
    SPEAKERS,
)
from knowledge.evaluation.synthetic.parts import (
    ADJECTIVES,
    GIVEN,
    HARMS,
    MACHINES,
    MEDIA,
    MONTHS,
    TOPICS,
    Synonyms,
    Topic,
)

_MONEY = ("million crowns", "billion crowns", "thousand florins", "million dollars")
_FIRST_YEAR, _YEARS = 2009, 16


@dataclass(frozen=True, slots=True)
class Sketch:
    """The parts of one claim. Names are as written; what has synonyms holds all of them.

    `template` chooses among the sentences of wording.py; `tells` are the names and rare
    words by which the claim can be told from others.
    """

    number: int
    topic: str
    speaker: int
    template: int
    order: int
    actor: Synonyms
    verb: tuple[tuple[str, str], ...]
    second_verb: tuple[tuple[str, str], ...]
    things: Synonyms
    more_things: Synonyms
    people: Synonyms
    adjective: Synonyms
    medium: Synonyms
    harm: Synonyms
    machine: Synonyms
    place: str
    other_place: str
    firm: str
    product: str
    noun: str
    person: str
    designation: str
    count: str
    share: str
    money: str
    month: str
    year: int

    @property
    def tells(self) -> tuple[str, ...]:
        """The names and rare words that the claim may have."""
        return (self.place, self.firm, self.product, self.noun, self.person, self.designation)


def rng_of(seed: int, what: str, number: int) -> Random:
    """Return the same source of chance for the same three, and unlike ones for others."""
    return Random(f"{seed} {what} {number}")


def sketch(number: int, seed: int, *, templates: int) -> Sketch:
    """Return the parts of the claim of that number, from 0, for one of so many templates."""
    rng = rng_of(seed, "claim", number)
    topic = _topic(rng)
    # A claim may reach into a second field: "… to pay for army barracks".
    second = topic if rng.random() < 0.5 else _topic(rng)
    at = PLACES.draw(rng, number)
    elsewhere = PLACES.draw(rng, number)
    place = coining.place(at, seed)
    firm = coining.firm(FIRMS.draw(rng, number), seed)
    person = person_name(PERSONS.draw(rng, number), seed)
    return Sketch(
        number=number,
        topic=topic.name,
        speaker=SPEAKERS.draw(rng, number),
        template=rng.randrange(templates),
        order=rng.randrange(2),
        actor=_actor(rng, topic, place, firm, person),
        verb=rng.choice(topic.verbs),
        second_verb=rng.choice(second.verbs),
        things=rng.choice(topic.things),
        more_things=rng.choice(second.things),
        people=rng.choice(topic.people),
        adjective=rng.choice(ADJECTIVES),
        medium=rng.choice(MEDIA),
        harm=rng.choice(HARMS),
        machine=rng.choice(MACHINES),
        place=place,
        other_place=coining.place(elsewhere if elsewhere != at else at + 1, seed),
        firm=firm,
        product=coining.product(PRODUCTS.draw(rng, number), seed),
        noun=coining.noun(NOUNS.draw(rng, number), seed),
        person=person,
        designation=coining.designation(DESIGNATIONS.draw(rng, number), seed),
        count=_count(rng),
        share=f"{rng.randint(2, 98)}{rng.choice((' percent', ' percent', '%'))}",
        money=f"{_round(rng)} {rng.choice(_MONEY)}",
        month=rng.choice(MONTHS),
        year=_FIRST_YEAR + rng.randrange(_YEARS),
    )


def person_name(number: int, seed: int) -> str:
    """Return a person's full name. Some share a given name, few a surname."""
    rng = rng_of(seed, "person", number)
    own = number if rng.random() < 0.8 else rng.randrange(number + 1)
    given = GIVEN[int(len(GIVEN) ** rng.random()) - 1]
    return f"{given} {coining.surname(own, seed)}"


def _topic(rng: Random) -> Topic:
    # Some fields are spoken of several times as often as others.
    return TOPICS[int(len(TOPICS) * rng.random() ** 1.6)]


def _actor(rng: Random, topic: Topic, place: str, firm: str, person: str) -> Synonyms:
    kind = rng.random()
    if kind < 0.35:
        return (f"the {topic.ministry} of {place}", f"{place}'s {topic.ministry}")
    if kind < 0.6:
        return (firm, f"the company {firm}")
    return (person,)


def _count(rng: Random) -> str:
    size = 10 ** rng.uniform(0.7, 6)
    step = 10 ** max(0, len(str(int(size))) - rng.choice((1, 2, 2, 3)))
    return f"{max(3, round(size / step) * step):,}"


def _round(rng: Random) -> str:
    return rng.choice((f"{rng.randint(2, 99)}", f"{rng.randint(1, 9)}.{rng.randint(1, 9)}"))
