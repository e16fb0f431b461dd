"""Where in a sentence does a cue stand? Verbs with their helpers, nouns, and fixed phrases."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.intake.article.lexicon import Cue, linked_cues, listed, noun_cues, verb_cues
from knowledge.intake.article.phrases import Range, Tokens, is_adverb, is_nominal, np_before
from knowledge.intake.article.words import words

_CATENATIVE = frozenset(
    "on continued continues continue continuing began begins quick likes like out proceeded used sought seeks tried careful"
    " hastened happy ready had has want wants wanted compelled able expected prepared took takes eager going failed".split()
)
_OF_NOUN = frozenset("that of".split())
_LIGHT = frozenset(
    "make makes made making level levels leveled levelled leveling levelling issue issues issued issuing repeat repeats repeated"
    " repeating raise raised raises raising lodge lodged release released releases reject rejected deny denied".split()
)


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
        seen = _fixed(tokens, at) or _verb(tokens, at) or _noun(tokens, at)
        if seen is None or (found and seen.head < found[-1].group[1]):
            continue
        if found and seen.group[0] < found[-1].group[1]:
            seen = Sighting((found[-1].group[1], seen.group[1]), seen.head, seen.cue, seen.kind)
        follows = bool(found) and seen.kind == "active" and seen.group[0] == found[-1].group[1]
        if follows and found[-1].kind == "active" and seen.cue.form in ("s", "past"):
            continue  # "which officials say indicates": the officials say it
        found.append(seen)
    return tuple(found)


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
    if start is None or not tokens[at - 1].is_capital or at - start > 5:
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
    if cue is None or not _is_verb(tokens, at, cue):
        return None
    if cue.needs_noun and not _levels(tokens, at):
        return None
    start = _group_start(tokens, at)
    helpers = {tokens[k].low for k in range(start, at)}
    kind = _kind(tokens, at, cue, helpers)
    if kind is None:
        return None
    stop = at + 2 if cue.needs_link else at + 1
    negated = bool(helpers & words("negations"))
    if kind == "infinitive" or (kind == "passive" and not _tells(tokens, at, cue)):
        return None
    return Sighting((start, stop), at, cue, kind, negated)


def _kind(tokens: Tokens, at: int, cue: Cue, helpers: set[str]) -> str | None:
    if cue.form == "past" and helpers & words("be"):
        return (
            "active"
            if helpers & {"have", "has", "had", "'ve"} and not helpers & {"been"}
            else "passive"
        )
    if cue.form == "ing":
        return "active" if helpers & words("be") else "ing"
    if cue.form == "base" and "to" in helpers:
        before = tokens[at - 2].low if at >= 2 else ""
        return "active" if before in _CATENATIVE or "going" in helpers else "infinitive"
    if cue.form == "past" and (
        at == 0 or tokens[at - 1].text in ",;" or tokens[at - 1].low in ("when", "if", "once")
    ):
        follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if cue.lemma in ("ask", "press", "question") and follows in (
            "about",
            "whether",
            "if",
            "why",
            "how",
            "what",
            "on",
            "by",
            "in",
        ):
            return "passive"
    return "active"


def _tells(tokens: Tokens, at: int, cue: Cue) -> bool:
    """A passive tells who said it ("by"), or what ("was told that", "is accused of")."""
    ahead = [token.low for token in tokens[at + 1 : at + 15]]
    if cue.lemma in ("accuse", "ask", "tell", "report", "quote"):
        return True
    if "by" in ahead and not {",", ";", "."} & set(ahead[: ahead.index("by")]):
        return cue.spoken
    return ahead[:1] == ["that"] or (ahead[:1] == ["to"] and cue.lemma in ("say", "report", "allege"))


def _is_verb(tokens: Tokens, at: int, cue: Cue) -> bool:
    """Tell "claims that" from "the claims"; a form that can only be a verb is one."""
    before = tokens[at - 1] if at else None
    low = before.low if before else ""
    opened = low in words("determiners") or low in words("possessives") or low in ("'s", "’", "'")
    if (
        low
        in (
            "this",
            "that",
            "all",
            "some",
            "many",
            "most",
            "both",
            "few",
            "others",
            "these",
            "those",
            "another",
        )
        and cue.form != "ing"
    ):
        opened = False
    if cue.form == "past":
        return not (_is_participle(tokens, at, cue) or _names_a_thing(tokens, at, cue))
    if low in ("many", "some", "few", "all", "these", "those", "both") and cue.form == "s":
        return False
    if low == "united":
        return False
    if opened:
        return False
    if cue.form == "ing" and cue.lemma in ("cite", "quote"):
        return at + 1 < len(tokens) and tokens[at + 1].quotation is not None
    if cue.form == "ing":
        return (
            (cue.lemma not in ("feel", "read", "post")
            and low not in ("of", "the"))
            or cue.lemma == "say"
        )
    if (
        tokens[at].is_capital
        and at
        and not all(t.is_capital for t in tokens if t.is_word and len(t.text) > 3)
    ):
        return False
    if cue.form == "base" and (
        low == "to" or low in words("auxiliaries") or is_adverb_before(tokens, at)
    ):
        return True
    if before is None or low in words("prepositions"):
        return False
    if low in words("pronouns") or low in ("and", "but", "who", "that", "which"):
        return low not in ("and", "but") or cue.lemma not in _also_nouns()
    if cue.form == "base":
        return low.endswith("s") and (
            cue.lemma not in _also_nouns() or _begins_clause(tokens, at + 1)
        )
    if cue.lemma in _also_nouns():
        return (
            before.is_capital
            or before.text in (",",)
            or bool(before.quotation)
            or is_nominal(tokens, at - 1)
        ) and (_begins_clause(tokens, at + 1))
    return True


def _levels(tokens: Tokens, at: int) -> bool:
    """ "Leveled similar accusations", not "leveled the town"."""
    ahead = {token.low for token in tokens[at + 1 : at + 7]}
    return bool(ahead & listed("wrong", "claims") | ahead & {"criticism", "insults", "threats"})


def _is_participle(tokens: Tokens, at: int, cue: Cue) -> bool:
    """ "The alleged plan", "all reported cases", "among pledged delegates": nobody speaks."""
    if at == 1 and tokens[0].low == "that":
        return True  # "That said, …"
    if cue.lemma in ("say", "tell") or at == 0:
        return False
    low = tokens[at - 1].low
    opened = low in words("determiners") or low in words("possessives") or low in ("'s", "’", "'")
    follows = at + 1 < len(tokens) and is_nominal(tokens, at + 1) and not tokens[at + 1].is_capital
    if low in ("this", "that", "some", "both", "others", "these", "those", "another"):
        return False
    if low in ("to", "most", "more", "very", "much", "so-called"):
        return True
    if follows and low.endswith("ing") and len(low) > 5:
        return True
    if follows and low == "and" and at > 1 and is_nominal(tokens, at - 2) and tokens[at + 1].low.endswith("s"):
        return not tokens[at - 2].is_capital and cue.lemma in ("repeat", "report", "allege", "express", "suspect", "state", "dispute", "reject", "propose")
    return opened or (follows and low in words("prepositions") - {"since", "after", "before", "until"})


def _names_a_thing(tokens: Tokens, at: int, cue: Cue) -> bool:
    """ "A band called Sophistafunk", "men charged with theft", "facts reported by …": nobody speaks."""
    if at == 0 or at + 1 >= len(tokens) or not is_nominal(tokens, at - 1):
        return False
    after = tokens[at + 1].low
    if after in ("by", "with", "in", "as") and cue.lemma not in ("say", "reply", "respond", "answer", "continue"):
        return after == "by" or cue.lemma == "charge"
    return cue.lemma in ("call", "dub", "label") and any(
        token.low in ("a", "an", "something", "another") for token in tokens[max(0, at - 4) : at]
    )


def is_adverb_before(tokens: Tokens, at: int) -> bool:
    """Return whether an adverb stands before, with a helper or a pronoun before that."""
    while at > 0 and is_adverb(tokens[at - 1]):
        at -= 1
        if at > 0 and (
            tokens[at - 1].low in words("auxiliaries") or tokens[at - 1].low in words("pronouns")
        ):
            return True
    return False


def _begins_clause(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    low = token.low
    return (
        token.quotation is not None
        or low in ("that", "if", "whether", "how", "what", "there", "why", "to")
        or low in words("determiners")
        or low in words("pronouns")
        or low in words("possessives")
        or token.text == ":"
        or (token.is_capital and low not in words("prepositions"))
    )


def _also_nouns() -> frozenset[str]:
    return frozenset(
        "claim report comment note charge demand question promise pledge threat blame praise state post blog text stress"
        " detail outline label brand mock attack counter contest dispute challenge order brief counsel hint joke quote"
        " request answer reply query doubt fear hope worry feel read relate appeal call talk point bark thunder voice"
        " express email tweet bash blast slam boast boss whisper murmur scream cry shout caution bellow snap address"
        " confide counter ramble invite mention remark urge question wonder correct muse".split()
    )


def _group_start(tokens: Tokens, at: int) -> int:
    start = at
    while start > 0:
        before = tokens[start - 1]
        low = before.low
        if (
            low in words("auxiliaries")
            or low in words("negations")
            or (is_adverb(before) and low not in ("here", "there"))
        ):
            if low in ("no", "neither", "nor", "never") and low != "never":
                break
            start -= 1
        elif (low == "to" and tokens[start].low == tokens[at].low) or (low == "to" and start == at):
            start -= 1
            while start > 0 and tokens[start - 1].low in _CATENATIVE | {
                "went",
                "goes",
                "go",
                "came",
                "was",
                "is",
                "were",
                "been",
            }:
                start -= 1
        else:
            break
    start = _over_aside(tokens, start)
    # An adverb at the very beginning belongs to the sentence, not to the verb.
    while start < at and is_adverb(tokens[start]) and (start == 0 or tokens[start - 1].text == ","):
        start += 1
    return start


def _over_aside(tokens: Tokens, start: int) -> int:
    """Reach the helper of "have since said", "has in particular noted"."""
    for at in range(start - 1, max(-1, start - 4), -1):
        if tokens[at].low in ("have", "has", "had", "'ve") and at > 0:
            first = tokens[at + 1].low
            return at if first in words("prepositions") or first in ("long", "each", "all", "both") else start
        if not tokens[at].is_word:
            break
    return start


def _has_link(tokens: Tokens, at: int, cue: Cue) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].low in cue.links


def _noun(tokens: Tokens, at: int) -> Sighting | None:
    """A noun is a cue where it says what is claimed ("the claim that"), or who makes it."""
    cue = noun_cues().get(tokens[at].low) if tokens[at].is_word else None
    if cue is None or at + 1 >= len(tokens) or tokens[at + 1].low not in _OF_NOUN:
        return None
    if (
        tokens[at + 1].low == "of"
        and not cue.accusing
        and cue.lemma
        not in ("warning", "promise", "admission", "prediction", "threat", "suggestion")
    ):
        return None
    if at + 2 >= len(tokens) or (at == 0 and tokens[at + 1].low != "that"):
        return None
    return Sighting((at, at + 1), at, cue, "noun")
