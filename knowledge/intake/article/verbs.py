"""Is this form a verb of saying here? "He claims that", but "the claims", "all reported cases"."""

from __future__ import annotations

from knowledge.intake.article.lexicon import Cue, listed
from knowledge.intake.article.phrases import Tokens, is_adverb, is_nominal, np_before
from knowledge.intake.article.words import words

# These stand alone as often as before a noun: "some said", "others claim".
_ALONE = frozenset(
    "neither this that all some many most both few others these those another".split()
)
_PLURALS = frozenset("many some few all these those both".split())
_DEGREES = frozenset("to most more very much so-called".split())
_CLAUSE_OPENERS = frozenset("that if whether how what there why to".split())
_SAYING = frozenset("say tell".split())
_NEVER_BY = frozenset("say reply respond answer continue".split())
_ALSO_ADJECTIVES = frozenset(
    "repeat report allege express suspect state dispute reject propose".split()
)
_NAMES_THINGS = frozenset("call dub label".split())
_NOT_ALONE_ING = frozenset("feel read post".split())


def is_verb(tokens: Tokens, at: int, cue: Cue) -> bool:
    """Return whether the word `at`, a form of `cue`, is used as a verb that tells who said what."""
    if cue.needs_noun and not _levels(tokens, at):
        return False
    if cue.form == "past":
        return not (_is_participle(tokens, at, cue) or _names_a_thing(tokens, at, cue))
    low = tokens[at - 1].low if at else ""
    if low == "united" or (low in _PLURALS and cue.form == "s"):
        return False
    if _is_opened(low) and (low not in _ALONE or cue.form == "ing"):
        return False
    if cue.form == "ing":
        return _is_gerund(tokens, at, cue, low)
    if at and tokens[at].is_capital and not is_title(tokens):
        return False
    return _is_present(tokens, at, cue, low)


def is_title(tokens: Tokens) -> bool:
    """Return whether all longer words have capitals, as in a headline."""
    return all(token.is_capital for token in tokens if token.is_word and len(token.text) > 3)


def _is_gerund(tokens: Tokens, at: int, cue: Cue, low: str) -> bool:
    if cue.lemma in ("cite", "quote"):
        return at + 1 < len(tokens) and tokens[at + 1].quotation is not None
    takes_clause = cue.inverts or cue.listener or cue.accusing or cue.stance is not None
    if not takes_clause and not any(token.quotation for token in tokens[at + 1 : at + 9]):
        return False  # "highlighting her record" says nothing that was said
    return cue.lemma == "say" or (cue.lemma not in _NOT_ALONE_ING and low != "of")


def _is_present(tokens: Tokens, at: int, cue: Cue, low: str) -> bool:
    is_also_noun = cue.lemma in words("also_nouns")
    helped = (
        low in ("to", "neither") or low in words("auxiliaries") or _is_adverb_before(tokens, at)
    )
    if cue.form == "base" and helped:
        return True
    if at == 0 or low in words("prepositions"):
        return False
    if low in ("and", "but"):
        return not is_also_noun
    if low in words("pronouns") or low in ("who", "that", "which"):
        return True
    if cue.form == "base":
        is_plural = _is_plural_before(tokens, at)
        return is_plural and (not is_also_noun or _begins_clause(tokens, at + 1))
    if not is_also_noun:
        return True
    before = tokens[at - 1]
    may_speak = before.text == "," or before.quotation is not None or is_nominal(tokens, at - 1)
    return may_speak and (_begins_clause(tokens, at + 1) or _is_headline(tokens, at, cue))


def _is_plural_before(tokens: Tokens, at: int) -> bool:
    """ "Supporters of the war still claim": the head of the noun phrase is a plural."""
    while at > 0 and is_adverb(tokens[at - 1]):
        at -= 1
    start = np_before(tokens, at - 1) if at else None
    if start is None:
        return False
    ends = (k for k in range(start, at) if tokens[k].low in words("prepositions"))
    head = tokens[next(ends, at) - 1].low
    return head.endswith("s") or head in ("people", "police", "men", "women")


def _is_headline(tokens: Tokens, at: int, cue: Cue) -> bool:
    """ "Pence blames media": a name right before, a bare noun right after."""
    if at + 1 >= len(tokens) or not tokens[at - 1].is_capital or not is_nominal(tokens, at + 1):
        return False
    start = np_before(tokens, at - 1)
    return start == 0 and not _is_opened(tokens[0].low) and cue.lemma not in ("report", "state")


def _levels(tokens: Tokens, at: int) -> bool:
    """ "Leveled similar accusations", not "leveled the town"."""
    ahead = {token.low for token in tokens[at + 1 : at + 7]}
    return bool(ahead & listed("wrong", "claims") | ahead & {"criticism", "insults", "threats"})


def _is_participle(tokens: Tokens, at: int, cue: Cue) -> bool:
    """ "The alleged plan", "all reported cases", "among pledged delegates": nobody speaks."""
    if at == 1 and tokens[0].low == "that":
        return True  # "That said, …"
    if cue.lemma in _SAYING or at == 0:
        return False
    low = tokens[at - 1].low
    if low in _ALONE - {"all", "many", "most", "few"}:
        return False
    if low in _DEGREES:
        return True
    follows = at + 1 < len(tokens) and is_nominal(tokens, at + 1) and not tokens[at + 1].is_capital
    if follows and low.endswith("ing") and len(low) > 5:
        return True
    if follows and low == "and" and tokens[at + 1].low.endswith("s"):
        return cue.lemma in _ALSO_ADJECTIVES and at > 1 and not tokens[at - 2].is_capital
    governed = low in words("prepositions") - {"since", "after", "before", "until"}
    return _is_opened(low) or (follows and governed)


def _names_a_thing(tokens: Tokens, at: int, cue: Cue) -> bool:
    """ "A band called Sophistafunk", "facts reported by …": nobody speaks."""
    if at == 0 or at + 1 >= len(tokens) or not is_nominal(tokens, at - 1):
        return False
    after = tokens[at + 1].low
    if after == "by" or (after in ("with", "in", "as") and cue.lemma == "charge"):
        return cue.lemma not in _NEVER_BY
    opened = {token.low for token in tokens[max(0, at - 4) : at]}
    return cue.lemma in _NAMES_THINGS and bool(opened & {"a", "an", "something", "another"})


def _is_opened(low: str) -> bool:
    opens = words("determiners") | words("possessives")
    return low in opens or low in ("'s", "’", "'")


def _is_adverb_before(tokens: Tokens, at: int) -> bool:
    """Return whether an adverb stands before, with a helper or a pronoun before that."""
    while at > 0 and is_adverb(tokens[at - 1]):
        at -= 1
        low = tokens[at - 1].low if at else ""
        if low in words("auxiliaries") or low in words("pronouns"):
            return True
    return False


def _begins_clause(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return False
    token, low = tokens[at], tokens[at].low
    if token.quotation is not None or token.text == ":" or low in _CLAUSE_OPENERS:
        return True
    opens = words("determiners") | words("pronouns") | words("possessives")
    return low in opens or (token.is_capital and low not in words("prepositions"))
