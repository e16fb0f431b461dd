"""What a claim can explain: its words, names, figures, chain, and who gives what to whom.

Made once per claim and knowledge version, from the records alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.amounts import figures
from knowledge.matching.directions import Step, described, directions
from knowledge.matching.names import NameIndex
from knowledge.model import Claim, Quote, Response
from knowledge.text import stem, tokens, words
from knowledge.vocabulary import SILENCES


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as the matcher sees it. Words are folded, stems are `text.stem`s.

    `around` are the stems, `named_around` the parties, of the paragraphs in which the claim's
    quotes stand; `chain` is who
    said or carried it, and whom those speak for; `answered` whose answers or silences are
    recorded; `answerers` those of them who spoke.
    """

    claim: Claim
    responses: tuple[Response, ...]
    stems: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]
    amounts: frozenset[str]
    named: frozenset[str]
    named_around: frozenset[str]
    around: frozenset[str]
    response_stems: frozenset[str]
    response_figures: frozenset[str]
    chain: frozenset[str]
    answered: frozenset[str]
    answerers: frozenset[str]
    directions: frozenset[Step]
    described: frozenset[tuple[str, str]]
    quoted: str
    response_quoted: str
    text: str


def gather(claim: Claim, responses: Sequence[Response], names: NameIndex) -> Evidence:
    """Return the evidence of `claim`, which `responses` answer."""
    texts = [claim.text, *(quote.exact for quote in claim.quotes)]
    own = " \n ".join([*texts, *claim.topics, claim.hedge or ""])
    answers = " \n ".join(part for r in responses for part in (r.text, *_exacts(r.quotes)))
    around = " \n ".join(dict.fromkeys(_paragraphs(claim.quotes)))
    said = frozenset(claim.said_by + claim.via)
    speaks_for = {other for s in said for other in names.speakers[s].speaks_for}
    answerers = frozenset(
        p for r in responses if r.stance not in SILENCES for p in r.by + r.on_behalf_of
    )
    return Evidence(
        claim=claim,
        responses=tuple(responses),
        stems=frozenset(map(stem, words(own))),
        words=frozenset(words(own)),
        figures=frozenset(figures(tokens(own), names.lexicon)),
        amounts=frozenset(word for word in words(own) if word in names.lexicon.numbers),
        named=frozenset().union(*(names.mentioned(text) for text in texts)),
        named_around=names.mentioned(around),
        around=frozenset(map(stem, words(around))),
        response_stems=frozenset(map(stem, words(answers))),
        response_figures=frozenset(figures(tokens(answers), names.lexicon)),
        chain=said | speaks_for,
        answered=frozenset(party for r in responses for party in r.parties),
        answerers=answerers,
        directions=frozenset().union(*(directions(text, names) for text in texts)),
        described=frozenset().union(*(described(text, names) for text in texts)),
        quoted=_spoken(claim.quotes),
        response_quoted=_spoken(q for r in responses for q in r.quotes),
        text=" ".join(words(claim.text)),
    )


def _exacts(quotes: Iterable[Quote]) -> Iterable[str]:
    return (quote.exact for quote in quotes)


def _spoken(quotes: Iterable[Quote]) -> str:
    return " | ".join(" ".join(words(quote.exact)) for quote in quotes)


def _paragraphs(quotes: Iterable[Quote]) -> Iterable[str]:
    for quote in quotes:
        text = quote.source.text
        start = text.rfind("\n", 0, quote.start) + 1
        end = text.find("\n", quote.end)
        yield text[start : end if end >= 0 else len(text)]
