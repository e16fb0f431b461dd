"""Questions about invented claims, of four kinds, each with the claim that is meant.

paraphrase    the claim in other words, in another order, shortened, as a question
misspelt      the same, with one or two slips of the finger in its names or rare words
names         only who said it and a name or two in it
unanswerable  a paraphrase of a claim that nobody made: with another name or another number
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Any

from knowledge.evaluation.synthetic import coining
from knowledge.evaluation.synthetic.parts import GIVEN
from knowledge.evaluation.synthetic.records import claim_id, sketch_of, speaker
from knowledge.evaluation.synthetic.sketches import Sketch, rng_of
from knowledge.evaluation.synthetic.wording import claim_text, paraphrase, telling

_NOBODYS, _SPREAD = 500_000, 1_000_000
"""Names from this number on are in no store: a million claims have fewer of each kind."""
_LETTERS = "abcdefghiklmnoprstu"


class Kind(StrEnum):
    """What makes a question hard."""

    PARAPHRASE = "paraphrase"
    MISSPELT = "misspelt"
    NAMES = "names"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `claim` is the id of the one meant, None where there is none."""

    kind: Kind
    text: str
    claim: str | None


def questions(claims: int, count: int, seed: int, *, skipped: int = 0) -> Iterator[Asked]:
    """Yield `count` questions, the kinds in turn, about a store of the first `claims` claims.

    With `skipped`, those that come after so many: others than were asked already.
    """
    kinds = tuple(Kind)
    for number in range(skipped, skipped + count):
        rng = rng_of(seed, "wording", number)
        drawn = sketch_of(asked_about(number, claims, seed), seed)
        yield _asked(kinds[number % len(kinds)], drawn, rng, seed)


def asked_about(question: int, claims: int, seed: int) -> int:
    """Return the number of the claim that the question of that number is made from."""
    return rng_of(seed, "question", question).randrange(claims)


def _asked(kind: Kind, drawn: Sketch, rng: Random, seed: int) -> Asked:
    by = speaker(drawn.speaker, seed).name
    if kind is Kind.UNANSWERABLE:
        return Asked(kind, _of_nobody(drawn, by, rng, seed), None)
    if kind is Kind.NAMES:
        return Asked(kind, _names_only(drawn, by, rng), claim_id(drawn.number))
    text = paraphrase(drawn, by, rng)
    if kind is Kind.MISSPELT:
        text = _misspelt(text, telling(drawn, text), rng)
    return Asked(kind, text, claim_id(drawn.number))


def _names_only(drawn: Sketch, by: str, rng: Random) -> str:
    named = telling(drawn, claim_text(drawn))
    about = " and ".join(rng.sample(named, min(2, len(named))))
    frames = (
        "What did {by} say about {about}?",
        "{by} {about}",
        "what does {by} claim about {about}",
        "anything by {by} on {about}?",
    )
    return rng.choice(frames).format(by=by, about=about)


def _of_nobody(drawn: Sketch, by: str, rng: Random, seed: int) -> str:
    """Return a paraphrase of the claim with a name or a number that makes it another one."""
    changes = [*_changes(drawn, rng, seed)]
    rng.shuffle(changes)
    for change in changes:
        text = paraphrase(replace(drawn, **change), by, rng)
        # What was changed may stand in a part that was left out.
        if any(str(value) in text for value in change.values()):
            return text
    return paraphrase(replace(drawn, **{k: v for c in changes for k, v in c.items()}), by, rng)


def _changes(drawn: Sketch, rng: Random, seed: int) -> Iterator[dict[str, Any]]:
    new = _NOBODYS + drawn.number % _SPREAD
    nobody = f"{rng.choice(GIVEN)} {coining.surname(new, seed)}"
    yield {
        "place": coining.place(new, seed),
        "firm": coining.firm(new, seed),
        "actor": (nobody,),
    }
    yield {
        "product": coining.product(new, seed),
        "noun": coining.noun(new, seed),
        "person": nobody,
    }
    yield {"count": f"{rng.randrange(1_001, 9_999):,}"}
    yield {"share": f"{rng.randrange(100, 990) / 10} percent"}
    yield {"money": f"{rng.randrange(1_001, 9_999):,} pesos"}


def _misspelt(text: str, named: tuple[str, ...], rng: Random) -> str:
    words = [word for name in named for word in name.split() if len(word) > 4 and word.isalpha()]
    for word in rng.sample(words, min(len(words), rng.choice((1, 1, 2)))):
        text = text.replace(word, _slip(word, rng))
    return text


def _slip(word: str, rng: Random) -> str:
    """Return `word` with one letter lost, doubled, changed, or swapped with its neighbour."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + letter + letter + after,
            before + rng.choice(_LETTERS.replace(letter, "")) + after,
            before + after[0] + letter + after[1:],
        )
    )
