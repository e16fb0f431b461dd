"""Where does the noun phrase beside a word begin or end? By word classes, without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.intake.article.lexicon import listed, verb_cues
from knowledge.intake.article.quotations import is_said_whole
from knowledge.intake.article.words import Token, words

Tokens = Sequence[Token]
Range = tuple[int, int]
"""Token indices, half-open."""

_ATTACHES = frozenset(
    "of for at in from with on to against behind near under by between including about over".split()
)
_FIRST_NAMES = frozenset("will may can art bill per".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_OF_NAMES = frozenset("of for from".split())
LONGEST = 40


def is_whole(text: str, token: Token) -> bool:
    """Return whether the token is a quotation that is a statement of its own."""
    return token.quotation is not None and is_said_whole(text, token.quotation)


def is_adverb(token: Token) -> bool:
    if not token.is_word:
        return False
    return token.low in words("adverbs") or (
        token.low.endswith("ly") and token.low not in words("not_adverbs") and token.text.islower()
    )


def is_nominal(tokens: Tokens, at: int) -> bool:
    """Return whether the word may belong to a noun phrase: no list knows it as something else."""
    token = tokens[at]
    if token.quotation is not None:
        # “A change agent,” ends what is said; a word that is set off does not.
        return not token.text.rstrip("”\"'’»").endswith((",", ".", "?", "!", ";"))
    if not token.is_word:
        return token.text in "&$%#€£"
    low = token.low
    if token.is_capital and at > 0 and tokens[at - 1].text not in ".:;" and len(low) > 1:
        # "Will Doyle", "May Lee": what looks like a helper is a first name.
        is_first = at + 1 < len(tokens) and tokens[at + 1].is_capital and low in _FIRST_NAMES
        return not _is_function(low) or token.text.isupper() or is_first
    if _is_function(low) or low in words("verbs") or low in words("determiners"):
        return False
    if low in words("possessives") or low in words("pronouns") or is_adverb(token):
        return False
    cue = verb_cues().get(low)
    if cue is None:
        return True
    is_verb = cue.form == "s" and cue.lemma not in words("also_nouns")
    return not is_verb and not (cue.form == "past" and not is_adjective(tokens, at))


def np_before(tokens: Tokens, last: int, floor: int = 0) -> int | None:
    """Return where the noun phrase that ends with `last` begins; None if none ends there."""
    if last < floor:
        return None
    low = tokens[last].low
    if low in words("pronouns") and not tokens[last].is_capital:
        return last
    if low in words("pronouns"):
        return last
    if not is_nominal(tokens, last):
        return None
    start = last
    while start > max(floor, last - LONGEST):
        step = _step_back(tokens, start, floor)
        if not step:
            break
        start -= step
    return _without_time(tokens, start, last)


def looks_verbal(tokens: Tokens, at: int) -> bool:
    """Return whether an unknown word is a verb by its ending: "hackers hijacked", "he rebuked"."""
    low = tokens[at].low
    if not low.endswith(("ed", "ing")) or len(low) < 5 or tokens[at].is_capital or at == 0:
        return False
    before = tokens[at - 1]
    if before.low in words("determiners"):
        return False
    is_noun = before.is_capital or before.low in words("pronouns") or before.text in (")", ",")
    return is_noun or is_adverb(before) or (before.low.endswith("s") and is_nominal(tokens, at - 1))


def np_after(tokens: Tokens, start: int, stop: int) -> int:
    """Return where the noun phrase that begins at `start` ends; `start` if none does."""
    at = start
    if (
        at < stop
        and tokens[at].low in words("pronouns")
        and tokens[at].low not in words("determiners")
    ):
        return at + 1
    while at < stop and at < start + LONGEST:
        token, low = tokens[at], tokens[at].low
        opens = low in words("determiners") or low in words("possessives")
        if at > start and looks_verbal(tokens, at):
            break
        if (
            (opens and (at == start or tokens[at - 1].low in _ATTACHES | {"and", "&"}))
            or low == "'s"
            or is_nominal(tokens, at)
            or (at > start and token.text in (".",) and _is_initial(tokens, at))
            or (at > start and _attaches(tokens, start, at, stop))
            or (at > start and low == "and" and at + 1 < stop and _same_kind(tokens, at))
        ):
            at += 1
        else:
            break
    while at > start and tokens[at - 1].low in _ATTACHES | {"and"}:
        at -= 1
    return at


def _attaches(tokens: Tokens, start: int, at: int, stop: int) -> bool:
    """Return whether a phrase goes on: "a spokesman in Moscow", "Ann of Ely", not "Karimi on X"."""
    is_name = tokens[start].is_capital and tokens[at - 1].is_capital
    is_opened = tokens[start].low in words("determiners")
    may = _OF_NAMES if is_name and not is_opened else _ATTACHES
    return tokens[at].low in may and _goes_on(tokens, at + 1, stop)


def _step_back(tokens: Tokens, start: int, floor: int) -> int:
    """Return by how many tokens the phrase that begins at `start` reaches further back."""
    before = start - 1
    low, here = tokens[before].low, tokens[start].low
    has_more = before > floor
    opened = here in words("determiners") or here in words("possessives")
    if here in _NUMBERS and tokens[start].is_capital and tokens[before].is_capital:
        opened = False  # "Channel Six"
    if low in _ATTACHES and has_more:
        return 1 if _is_noun(tokens, before - 1) else 0
    if low in ("and", "&", "or") and has_more:
        return 1 if _joins(tokens, before) else 0
    if tokens[before].text == "," and has_more and tokens[start].low != "and":
        return 1 if _is_list(tokens, before, start) else 0
    if tokens[before].text == "," and has_more and start + 1 < len(tokens):
        return 1 if tokens[before - 1].is_capital and _is_named(tokens, start + 1) else 0
    if low in ("'s", "'", "’"):
        return 1
    if tokens[before].text == "." and _is_initial(tokens, before):
        return 1
    if opened:
        return 1 if low in ("all", "both", "some", "half") else 0
    if low in words("determiners") or low in words("possessives"):
        return 1
    return 1 if is_nominal(tokens, before) else 0


def _is_noun(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    if low in words("times") and low != "may":
        return False
    return is_nominal(tokens, at) or low in ("some", "many", "most", "all", "one", "those", "none")


def _joins(tokens: Tokens, at: int) -> bool:
    """An "and" between two of a kind: names, or plurals."""
    if not is_nominal(tokens, at - 1) and tokens[at - 1].text != ",":
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.text == ",":
        return tokens[at - 2].is_capital and _is_named(tokens, at + 1)
    return (before.is_capital and (after.is_capital or after.low in words("determiners"))) or (
        before.low.endswith("s") and not after.is_capital
    )


def _is_named(tokens: Tokens, at: int) -> bool:
    """A name, also with "the" before it."""
    if tokens[at].low in ("the", "its") and at + 1 < len(tokens):
        at += 1
    return tokens[at].is_capital


def _same_kind(tokens: Tokens, at: int) -> bool:
    before, after = tokens[at - 1], tokens[at + 1]
    return before.is_capital == after.is_capital and is_nominal(tokens, at + 1)


def _is_list(tokens: Tokens, comma: int, start: int) -> bool:
    """A comma inside "France, Germany and the UK"."""
    if not (tokens[comma - 1].is_capital and tokens[start].is_capital):
        return False
    ahead = [token.low for token in tokens[start : start + 7]]
    return "and" in ahead or "&" in ahead


def _is_function(low: str) -> bool:
    return (
        low in words("prepositions")
        or low in words("auxiliaries")
        or low in words("subordinators")
        or low in words("negations")
    )


def is_adjective(tokens: Tokens, at: int) -> bool:
    """A participle before a noun: "the alleged shipment"."""
    if at == 0 or at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    before = tokens[at - 1].low
    opened = before in words("determiners") or before in words("possessives") or before == "'s"
    after = tokens[at + 1].low
    return opened and not _is_function(after) and after not in words("determiners")


def _is_initial(tokens: Tokens, at: int) -> bool:
    """The stop after "J." or "Sen."."""
    word = tokens[at - 1]
    return (
        word.end == tokens[at].start
        and (
            (len(word.text) == 1 and word.text.isupper())
            or word.low in words("titles")
            or len(word.low) <= 4
        )
        and word.is_capital
        and at + 1 < len(tokens)
    )


def _goes_on(tokens: Tokens, at: int, stop: int) -> bool:
    if at >= stop:
        return False
    low = tokens[at].low
    if low.endswith("ing") and not tokens[at].is_capital:
        return False
    opened = low in words("determiners") or low in words("possessives")
    return (opened or is_nominal(tokens, at)) and not (low in words("times") and low != "may")


def _without_time(tokens: Tokens, start: int, last: int) -> int:
    for at in range(start, last):
        # "An allegation Vale has called absurd": Vale calls it so.
        if tokens[at].low in listed("wrong", "claims") and tokens[at + 1].is_capital:
            start = at + 1
    while start < last and tokens[start].low in words("times") | {",", "'s", "and"}:
        start += 1
    return start
