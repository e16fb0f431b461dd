"""Vetoes: why two sentences that look alike are still two different claims.

A wording score cannot see meaning. Each guard here looks for one thing that turns a claim
into another claim, and gives its reason in words, so that "why this?" and the evaluation
report can show why a match was refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.matching.directions import Step, opposed
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.question import Reading
from knowledge.matching.scores import Score
from knowledge.model import Speaker
from knowledge.text import stem

_SAME_THING = 0.5
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What the guards need of a question besides its reading."""

    reading: Reading
    directions: frozenset[Step]
    described: frozenset[tuple[str, str]]


_Check = Callable[[Question, Score], str | None]


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards, with what they need to speak of people by name; `disabled` are left out."""

    lexicon: Lexicon
    speakers: Mapping[str, Speaker]
    disabled: frozenset[str] = frozenset()

    def veto(self, question: Question, score: Score) -> str | None:
        """Return the first reason why the claim is not the one meant; None if there is none."""
        if question.reading.is_post:
            # A post gives details that a claim about it leaves out: they refuse nothing.
            return self._first((self.direction_differs,), question, score)
        checks: tuple[_Check, ...] = (
            self.name_missing,
            self.amount_missing,
            self.figure_differs,
            self.count_differs,
            self.magnitude_differs,
            self.date_differs,
            self.direction_differs,
            self.description_differs,
        )
        return self._first(checks, question, score)

    def _first(self, checks: tuple[_Check, ...], question: Question, score: Score) -> str | None:
        for check in checks:
            reason = None if check.__name__ in self.disabled else check(question, score)
            if reason:
                return reason
        return None

    def name_missing(self, _question: Question, score: Score) -> str | None:
        """Refuse a claim that has nothing to do with somebody the question names."""
        for explained in score.explained:
            if explained.unit.kind == "name" and not explained.amount:
                return f"asked about {explained.unit.typed}, whom the claim does not name"
        return None

    def amount_missing(self, question: Question, score: Score) -> str | None:
        """Refuse "how much does it cost" where the claim gives no amount, or of something else."""
        if not question.reading.asks_amount:
            return None
        evidence = score.evidence
        has = evidence.figures | evidence.amounts | (evidence.words & self.lexicon.magnitudes)
        unexplained = any(
            e.unit.kind == "word" and e.amount < _SAME_THING and not e.unit.is_optional
            for e in score.explained
        )
        if not has or unexplained:
            return "asked for an amount that the claim does not give"
        return None

    def figure_differs(self, _question: Question, score: Score) -> str | None:
        """Refuse a claim without the number or designation that the question gives."""
        for explained in score.explained:
            if explained.unit.kind in ("number", "designation") and not explained.amount:
                has = ", ".join(map(_readable, sorted(score.evidence.figures))) or "none"
                return f"asked about {explained.unit.typed}; the claim's figures: {has}"
        return None

    def count_differs(self, _question: Question, score: Score) -> str | None:
        """Refuse seven boats where the claim has six; "two" is no claim's only number word."""
        numbers = self.lexicon.numbers
        if not any(explained.unit.word in numbers for explained in score.explained):
            return None
        evidence = score.evidence
        small = {figure for figure in evidence.figures if figure in numbers.values()}
        has = {numbers[word] for word in evidence.amounts} | small
        for explained in score.explained:
            asked = numbers.get(explained.unit.word)
            if asked and asked != "1" and has and asked not in has:
                if asked in evidence.response_figures or explained.amount:
                    continue
                said = ", ".join(sorted(has, key=int))
                return f"asked about {explained.unit.typed}; the claim says {said}"
        return None

    def magnitude_differs(self, _question: Question, score: Score) -> str | None:
        """Refuse thousands where the claim says hundreds."""
        asked = {e.unit.word for e in score.explained if e.unit.word in self.lexicon.magnitudes}
        if not asked:
            return None
        has = {word.rstrip("s") for word in score.evidence.words & self.lexicon.magnitudes}
        other = {word for word in asked if word.rstrip("s") not in has}
        if has and other:
            return f"asked about {other.pop()}; the claim says {', '.join(sorted(has))}"
        return None

    def date_differs(self, _question: Question, score: Score) -> str | None:
        """Refuse Tuesday where the claim says Friday."""
        asked = {e.unit.word for e in score.explained if e.unit.word in self.lexicon.dates}
        if not asked:
            return None
        has = score.evidence.words & self.lexicon.dates
        if has and not asked & has:
            return (
                f"asked about {', '.join(sorted(asked))}; the claim says {', '.join(sorted(has))}"
            )
        return None

    def direction_differs(self, question: Question, score: Score) -> str | None:
        """Refuse a claim in which the same two parties stand at the other ends."""
        if not question.directions:
            return None
        asked = opposed(question.directions, score.evidence.directions)
        if asked is None:
            return None
        ends = [
            self.speakers[end].name if end else "somebody" for end in (asked.giver, asked.receiver)
        ]
        return f"asked about {ends[0]} to {ends[1]}; the claim is the other way round"

    def description_differs(self, question: Question, score: Score) -> str | None:
        """Refuse "Russian pilots" where the claim's pilots are Iranian."""
        if not question.described:
            return None
        has = score.evidence.described
        asked_of: dict[str, set[str]] = {}
        words = [unit.word for unit in question.reading.units if unit.kind == "word"]
        told = {stem(word) for word in words}
        verbs = self.lexicon.gives | self.lexicon.gets
        # "Iran sent" describes nothing: a name before a verb is its subject.
        done = {stem(word) for word in words if word in verbs or word.endswith("ed")}
        for speaker, noun in question.described:
            if noun.split()[0] not in told or noun in done:
                continue
            asked_of.setdefault(noun, set()).add(speaker)
        for noun, speakers in sorted(asked_of.items()):
            owners = {speaker for speaker, other in has if other == noun}
            if owners and not owners & speakers:
                asked = "/".join(sorted(self.speakers[s].name for s in speakers))
                said = "/".join(sorted(self.speakers[s].name for s in owners))
                return f"asked about “{noun}” of {asked}; the claim's is of {said}"
        return None


def _readable(figure: str) -> str:
    """Return an amount with its thousands apart; years and symbols as they are."""
    return f"{int(figure):,}" if figure.isdigit() and len(figure) > _YEAR_DIGITS else figure
