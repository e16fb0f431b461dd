"""What is set off between commas, dashes or brackets? Appositions and "who …"."""

from __future__ import annotations

from knowledge.intake.article.lexicon import verb_cues
from knowledge.intake.article.phrases import LONGEST, Tokens, is_adjective, np_before
from knowledge.intake.article.words import words

_DASHES = frozenset(["—", "–", "-", "--", "―"])
_CLITICS = frozenset("'s 'd 've 're 'm 'll".split())


def opener_before(tokens: Tokens, closer: int, floor: int = 0) -> int | None:
    """Return the mark that opens what `closer` (comma, dash, bracket) closes, if there is one.

    What is set off says more about a noun phrase before it: an apposition or "who …".
    """
    mark = tokens[closer].text
    opening = {")": {"("}, "]": {"["}}.get(mark, _DASHES if mark in _DASHES else {","})
    for at in range(closer - 1, max(floor, closer - LONGEST) - 1, -1):
        token = tokens[at]
        if token.text in (";", ":") or (token.quotation and len(token.text.split()) > 4):
            return None
        if token.text not in opening or at == floor:
            continue
        if _may_open(tokens, at, floor) and _is_set_off(tokens, at + 1, closer):
            return at
    return None


def _may_open(tokens: Tokens, at: int, floor: int) -> bool:
    """A noun phrase that is not itself the end of "during a rally in Columbus" stands before."""
    if tokens[at - 1].text in (")", "]"):
        return True
    if tokens[at - 1].text.isdigit():
        return False  # an age
    start = np_before(tokens, at - 1, floor)
    return start is not None and (
        start == floor or tokens[start - 1].low not in words("prepositions")
    )


def _is_set_off(tokens: Tokens, start: int, stop: int) -> bool:
    """An apposition has no finite verb of its own; a relative clause begins with who or which."""
    if stop <= start:
        return False
    if tokens[start].low in ("who", "which", "whose", "whom", "where", "that"):
        return True
    if tokens[start].low in (
        "and",
        "but",
        "or",
        "while",
        "as",
        "he",
        "she",
        "they",
        "it",
        "when",
        "if",
    ):
        return False
    finite = (words("auxiliaries") | words("verbs")) - _CLITICS
    for at in range(start, stop):
        if tokens[at].low in ("who", "which", "whose", "that"):
            return True
        is_bare = at == start or tokens[at - 1].low not in words("determiners")
        # "a voter raised in Chile": a participle of an apposition is not finite.
        is_finite = tokens[at].low in finite and not tokens[at].low.endswith("ed")
        if is_finite and not tokens[at].is_capital and is_bare:
            return False
        cue = verb_cues().get(tokens[at].low)
        if cue is not None and cue.form == "past" and not is_adjective(tokens, at) and at > start:
            return False
    return True
