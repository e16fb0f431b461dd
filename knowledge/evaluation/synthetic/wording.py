"""A sketch as a sentence: as claimed, and as somebody who heard of it would put it.

Each template has two orders of the same parts. In `{things}` and its like the claim has the
first synonym and a paraphrase the next; what stands between two | bars may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from knowledge.evaluation.synthetic.sketches import Sketch

_TEMPLATES = (
    (
        "{actor} {did} {count} {things} in {place} |without a warrant| |in {month} {year}|",
        "in {month} {year}, {count} {things} in {place} were {did} by {actor}",
    ),
    (
        "{share} of {people} in {place} now depend on {adjective} {things} |made by {firm}|",
        "{adjective} {things} |made by {firm}| are what {share} of {people} in {place} depend on",
    ),
    (
        "between {year} and {until}, the number of {things} in {place} rose by {share} "
        "|because of the {noun} scandal|",
        "the {noun} scandal made the number of {things} in {place} rise by {share} |between "
        "{year} and {until}|",
    ),
    (
        "{actor} will {do} every {noun} {things} contract in {place} |to pay for {more_things}|",
        "to pay for {more_things}, {actor} will {do} each contract on {noun} {things} in {place}",
    ),
    (
        "a {medium} shows how {actor} {did} {adjective} {things} near {place} |while the "
        "guards of {firm} looked on|",
        "{actor} {did} {adjective} {things} near {place}, as a {medium} shows |that came from "
        "guards of {firm}|",
    ),
    (
        "{place} {did} {count} {things} |in {year}, more than {other_place} and all of its "
        "neighbours together|",
        "more than {other_place} and all of its neighbours together, {place} {did} {count} "
        "{things} |in {year}|",
    ),
    (
        "{product}, which {firm} makes, caused {harm} in {count} {people} |before it was "
        "withdrawn in {place}|",
        "{count} {people} suffered {harm} from {product} |of {firm}| |before {place} withdrew it|",
    ),
    (
        "a new law in {place} allows {people} to {do} {adjective} {things} |without telling "
        "{person}|",
        "{people} may {do} {adjective} {things} under a new law in {place}",
    ),
    (
        "the {designation} {machine} was sold to {place} by {firm} for {money} |although "
        "{person} had promised to stop it|",
        "{firm} sold the {designation} {machine} to {place} for {money}",
    ),
    (
        "{actor} never {did} the {noun} {things} |in {place}, although {person} had promised "
        "{count} of them|",
        "although {person} had promised {count} of them, {actor} never {did} the {noun} "
        "{things} |in {place}|",
    ),
    (
        "{firm} paid {money} to {person} so that nobody would {do} the {things} of {place}",
        "so that nobody would {do} the {things} of {place}, {person} got {money} from {firm}",
    ),
    (
        "a leaked {noun} file proves that {person} {did} {adjective} {things} |and {more_did} "
        "{more_things}| |in {month} {year}|",
        "in {month} {year}, {person} {did} {adjective} {things} |and {more_did} {more_things}| "
        "|, a leaked {noun} file proves|",
    ),
    (
        "drinking {noun} tea with {product} cures {harm} within {days} days |according to "
        "{people} in {place}|",
        "{harm} can be cured within {days} days by {product} in {noun} tea",
    ),
    (
        "the picture of {count} {people} outside the {firm} building was taken in "
        "{other_place} |in {year}, not in {place}|",
        "not in {place} but in {other_place} the picture of {count} {people} was taken |in "
        "{year}| |, outside the {firm} building|",
    ),
)
TEMPLATES = len(_TEMPLATES)

_FRAMES = (
    "Is it true that {}?", "Did {speaker} really say that {}?", "who said {}", "{}, is that right?",
    "Has anybody denied that {}?", "I read that {}. Anything on record?", "fact check: {}",
    "did {speaker} claim {}?", "{}", "What is known about the claim that {}?",
)  # fmt: skip
_SOFT = re.compile(r"\b(?:now|really|all of|every|the number of|together)\b ?")


def claim_text(sketch: Sketch) -> str:
    """Return the sentence that was claimed: 10 to 30 words, ended by a full stop."""
    template = _TEMPLATES[sketch.template][sketch.order].replace("|", "")
    return _sentence(template, _parts(sketch, 0)) + "."


def paraphrase(sketch: Sketch, speaker: str, rng: Random) -> str:
    """Return a question about the claim in other words and another order, some left out."""
    # Every second part stood between bars.
    parts = _TEMPLATES[sketch.template][1 - sketch.order].split("|")
    kept = "".join(part for at, part in enumerate(parts) if at % 2 == 0 or rng.random() < 0.5)
    said = _SOFT.sub("", _filled(kept, _parts(sketch, 1)))
    return rng.choice(_FRAMES).format(said, speaker=speaker)


def telling(sketch: Sketch, text: str) -> tuple[str, ...]:
    """Return the names and rare words of `sketch` that stand in `text`."""
    return tuple(dict.fromkeys(part for part in sketch.tells if part in text))


def _parts(sketch: Sketch, variant: int) -> Mapping[str, object]:
    def one_of(synonyms: tuple[str, ...]) -> str:
        return synonyms[variant % len(synonyms)]

    do, did = sketch.verb[variant % len(sketch.verb)]
    _, more_did = sketch.second_verb[variant % len(sketch.second_verb)]
    named = "place other_place firm product noun person designation count share money month year"
    return {
        **{name: getattr(sketch, name) for name in named.split()},
        "actor": one_of(sketch.actor),
        "things": one_of(sketch.things),
        "more_things": one_of(sketch.more_things),
        "people": one_of(sketch.people),
        "adjective": one_of(sketch.adjective),
        "medium": one_of(sketch.medium),
        "harm": one_of(sketch.harm),
        "machine": one_of(sketch.machine),
        "do": do,
        "did": did,
        "more_did": more_did,
        "until": sketch.year + 1 + sketch.number % 7,
        "days": 2 + sketch.number % 28,
    }  # fmt: skip


def _filled(template: str, parts: Mapping[str, object]) -> str:
    filled = template.format(**parts)
    return re.sub(r" +([,.]|$)", r"\1", re.sub(" +", " ", filled)).strip()


def _sentence(template: str, parts: Mapping[str, object]) -> str:
    filled = _filled(template, parts)
    return filled[:1].upper() + filled[1:]
