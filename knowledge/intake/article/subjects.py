"""Who does something in this sentence? The subject of its main clause."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.intake.article.lexicon import verb_cues
from knowledge.intake.article.phrases import Range, Tokens, is_adverb, looks_verbal, np_after
from knowledge.intake.article.words import words

_REFLEXIVE = frozenset("himself herself themselves itself myself".split())


@dataclass(frozen=True, slots=True)
class Named:
    """The noun phrase that names the source, and what is set off beside it (an apposition)."""

    phrase: Range
    beside: Range | None = None
    stands: str = "before"
    """before or after the cue, or "none" where a main clause's subject is taken."""

    @property
    def whole(self) -> Range:
        if self.beside is None:
            return self.phrase
        return min(self.phrase[0], self.beside[0]), max(self.phrase[1], self.beside[1])


def first_subject(tokens: Tokens, start: int, stop: int) -> Named | None:
    """Return the first noun phrase that a finite verb follows: the subject of the main clause."""
    at = start
    while at < stop:
        if at > start and tokens[at - 1].low in words("prepositions"):
            at = max(at + 1, np_after(tokens, at, stop))
            continue
        end = np_after(tokens, at, stop)
        is_noun = end > at and not looks_verbal(tokens, at) and tokens[at].low not in _REFLEXIVE
        if is_noun and _is_followed(tokens, end):
            return Named((at, end), None, "none")
        at = max(at, end - 1) + 1
    return None


def _is_followed(tokens: Tokens, at: int) -> bool:
    """Return whether a finite verb follows, perhaps behind something that is set off."""
    if at < len(tokens) and tokens[at].text in (",", "("):
        closer = ")" if tokens[at].text == "(" else ","
        ends = [k for k in range(at + 1, min(len(tokens), at + 16)) if tokens[k].text == closer]
        return any(_is_finite(tokens, end + 1) for end in ends[:3])
    return _is_finite(tokens, at)


def _is_finite(tokens: Tokens, at: int) -> bool:
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].is_capital:
        return False
    low = tokens[at].low
    if low.endswith("ing"):
        return False
    cue = verb_cues().get(low)
    known = low in words("auxiliaries") | words("verbs") or (cue is not None and cue.form == "past")
    return known or (low.endswith("ed") and looks_verbal(tokens, at))
