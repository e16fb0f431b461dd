"""Where in a sentence does a cue stand? Verbs with their helpers, nouns, and fixed phrases."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.intake.article.lexicon import Cue, linked_cues, listed, noun_cues, verb_cues
from knowledge.intake.article.phrases import Range, Tokens, is_adverb, np_before
from knowledge.intake.article.verbs import is_verb
from knowledge.intake.article.words import words

# No sentence has more; a text without stops must not take for ever.
_MOST_CUES = 60
_OF_NOUN = frozenset("that of".split())
_HAVE = frozenset("have has had 've".split())
_GOING = frozenset("went goes go came was is were been".split())
_WHEN = frozenset("when if once whenever".split())
_ASKING = frozenset("ask question".split())
_ASKED = frozenset("about whether if why how what who whom which on by in".split())
_TELLING = frozenset("accuse ask tell report quote".split())
_CHECKS = frozenset("verify corroborate".split())
_OF_WHAT = frozenset("warning promise admission prediction threat suggestion".split())


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cue in a sentence: the tokens of the whole group, and its main word.

    `kind`: active, ing, infinitive, passive, noun, according, colon.
    """

    group: Range
    head: int
    cue: Cue
    kind: str
    is_negated: bool = False


def sightings(tokens: Tokens) -> tuple[Sighting, ...]:
    """Return the cues of a sentence, in order; their groups do not overlap."""
    found: list[Sighting] = []
    for at in range(len(tokens)):
        if len(found) == _MOST_CUES:
            break
        seen = _fixed(tokens, at) or _verb(tokens, at) or _noun(tokens, at)
        if seen is None or (found and seen.head < found[-1].group[1]):
            continue
        if found and seen.group[0] < found[-1].group[1]:
            seen = Sighting((found[-1].group[1], seen.group[1]), seen.head, seen.cue, seen.kind)
        if found and (_is_where(tokens, found[-1], seen) or _is_relayed(found[-1], seen)):
            continue
        found.append(seen)
    return tuple(found)


def _is_where(tokens: Tokens, before: Sighting, seen: Sighting) -> bool:
    """ "Said in a statement that": the statement is where it was said."""
    between = {token.low for token in tokens[before.head : seen.head]}
    is_near = seen.head - before.head <= 4 and before.kind != "noun"
    return seen.kind == "noun" and is_near and "in" in between


def _is_relayed(before: Sighting, seen: Sighting) -> bool:
    """ "Which officials say indicates that …": the officials say it."""
    both = before.kind == seen.kind == "active" and seen.group[0] == before.group[1]
    return both and seen.cue.form in ("s", "past")


def _fixed(tokens: Tokens, at: int) -> Sighting | None:
    low, after = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "according" and after == "to":
        return Sighting((at, at + 2), at, Cue("according to", "base"), "according")
    if tokens[at].text == ":" and _is_label(tokens, at):
        return Sighting((at, at + 1), at, Cue(":", "base"), "active")
    return None


def _is_label(tokens: Tokens, at: int) -> bool:
    """A bare name, a colon and a quotation: “Philip Bump: “Two weeks ago …”.”"""
    if at + 1 >= len(tokens) or tokens[at + 1].quotation is None or at == 0:
        return False
    start = np_before(tokens, at - 1)
    named = start is not None and tokens[start].is_capital and tokens[at - 1].is_capital
    if start is None or not named or at - start > 5:
        return False
    return start == 0 or not tokens[start - 1].is_word


def _verb(tokens: Tokens, at: int) -> Sighting | None:
    token = tokens[at]
    cue = verb_cues().get(token.low) if token.is_word else None
    linked = linked_cues().get(token.low) if token.is_word else None
    if linked is not None and _has_link(tokens, at, linked):
        cue = linked
    elif cue is not None and cue.needs_link:
        return None
    if cue is None or not is_verb(tokens, at, cue):
        return None
    start = _group_start(tokens, at)
    helpers = {tokens[k].low for k in range(start, at)}
    kind = _kind(tokens, at, cue, helpers)
    stop = at + 2 if cue.needs_link else at + 1
    negated = bool(helpers & words("negations")) or _is_neither(tokens, start)
    if cue.only_negated:
        is_silence = negated and (cue.lemma in _CHECKS or _is_of_calls(tokens, at))
        seen = Sighting((start, stop), at, cue, "active", negated)
        return seen if is_silence else None
    if kind == "infinitive" or (kind == "passive" and not _tells(tokens, at, cue)):
        return None
    return Sighting((start, stop), at, cue, kind, negated)


def _is_neither(tokens: Tokens, start: int) -> bool:
    """ "Neither Acme nor the union has commented"."""
    before = [token.low for token in tokens[max(0, start - 9) : start]]
    return "neither" in before and not set(before) & words("auxiliaries")


def _is_of_calls(tokens: Tokens, at: int) -> bool:
    """ "Did not return a call", "could not be reached", but not "did not reach the town"."""
    around = {token.low for token in tokens[at : at + 7]}
    return bool(around & listed("silences", "calls"))


def _kind(tokens: Tokens, at: int, cue: Cue, helpers: set[str]) -> str:
    if cue.form == "ing":
        return "active" if helpers & words("be") else "ing"
    if cue.form == "base" and "to" in helpers:
        before = tokens[at - 2].low if at >= 2 else ""
        return "active" if before in words("catenatives") or "going" in helpers else "infinitive"
    if cue.form != "past":
        return "active"
    if helpers & words("be"):
        return "active" if helpers & _HAVE and "been" not in helpers else "passive"
    begins = at == 0 or tokens[at - 1].text in ",;" or tokens[at - 1].low in _WHEN
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return "passive" if begins and cue.lemma in _ASKING and follows in _ASKED else "active"


def _tells(tokens: Tokens, at: int, cue: Cue) -> bool:
    """A passive tells who said it ("by"), or what ("was told that", "is accused of")."""
    ahead = [token.low for token in tokens[at + 1 : at + 15]]
    if cue.lemma in _TELLING:
        return True
    if "by" in ahead and not {",", ";", "."} & set(ahead[: ahead.index("by")]):
        return cue.spoken
    follows = ahead[0] if ahead else ""
    return follows == "that" or (follows == "to" and cue.lemma in ("say", "allege"))


def _group_start(tokens: Tokens, at: int) -> int:
    """Return where the verb's helpers begin: "has also said", "did not immediately respond"."""
    start = at
    while start > 0 and (step := _helper(tokens, start, at)):
        start -= step
    start = _over_aside(tokens, start)
    # An adverb at the very beginning belongs to the sentence, not to the verb.
    while start < at and is_adverb(tokens[start]) and (start == 0 or tokens[start - 1].text == ","):
        start += 1
    return start


def _helper(tokens: Tokens, start: int, head: int) -> int:
    """Return by how many words the group goes on before `start`."""
    before, low = tokens[start - 1], tokens[start - 1].low
    if low in ("no", "nor") or (low == "neither" and start != head):
        return 0  # "neither confirm nor deny", but "neither of them said"
    is_place = low in ("here", "there")
    if low in words("auxiliaries") | words("negations") or (is_adverb(before) and not is_place):
        return 1
    if start != head or low != "to":
        return 0
    step = 1
    while start > step and tokens[start - step - 1].low in words("catenatives") | _GOING:
        step += 1
    return step


def _over_aside(tokens: Tokens, start: int) -> int:
    """Reach the helper of "have since said", "has in particular noted"."""
    for at in range(start - 1, max(0, start - 4), -1):
        if tokens[at].low in _HAVE:
            first = tokens[at + 1].low
            return at if first in words("prepositions") | {"each", "all", "both"} else start
        if not tokens[at].is_word:
            break
    return start


def _has_link(tokens: Tokens, at: int, cue: Cue) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].low in cue.links


def _noun(tokens: Tokens, at: int) -> Sighting | None:
    """A noun is a cue where it says what is claimed: "the claim that", "an accusation of"."""
    cue = noun_cues().get(tokens[at].low) if tokens[at].is_word else None
    follows = tokens[at + 1].low if at + 2 < len(tokens) else ""
    if cue is not None and follows == "by":
        ahead = [token.low for token in tokens[at : at + 10]]
        is_whole = "that" in ahead and not {",", ".", ";"} & set(ahead[: ahead.index("that")])
        return Sighting((at, at + 1), at, cue, "noun") if is_whole else None
    if cue is None or follows not in _OF_NOUN or (at == 0 and follows != "that"):
        return None
    if follows == "of" and not cue.accusing and cue.lemma not in _OF_WHAT:
        return None
    return Sighting((at, at + 1), at, cue, "noun")
