"""Which words beside a cue name who said it?"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.intake.article.finding import Sighting
from knowledge.intake.article.lexicon import verb_cues
from knowledge.intake.article.phrases import (
    Range,
    Tokens,
    is_adverb,
    is_nominal,
    is_whole,
    looks_verbal,
    np_after,
    np_before,
    opener_before,
)
from knowledge.intake.article.words import words

_CLOSERS = frozenset([",", ")", "]", "—", "–", "-", "--", "―"])
_DEMONYM_ENDS = ("ish", "ian", "ese", "can", "ern", "ench", "utch")
_REFLEXIVE = frozenset("himself herself themselves itself myself".split())
_LIGHT = frozenset(
    "make makes made making level levels leveled levelled issue issued issues repeat repeats repeated raise raised lodge"
    " lodged reject rejected rejects deny denied denies dismiss dismissed dismisses".split()
)
_GERUND = frozenset("by in after before while when without from for of as".split())


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


def source_of(text: str, tokens: Tokens, seen: Sighting, earlier: Named | None) -> Named | None:
    """Return the source of a cue; `earlier` is the source of the cue before it in the sentence."""
    if seen.kind == "according":
        return _after(tokens, seen.group[1])
    if seen.kind == "noun":
        return _of_noun(tokens, seen, earlier)
    if seen.kind == "passive":
        return _agent(tokens, seen)
    if seen.kind in ("ing", "infinitive"):
        return _of_participle(text, tokens, seen, earlier)
    if _is_inverted(text, tokens, seen):
        return _after(tokens, seen.group[1])
    return _subject(text, tokens, seen.group[0], earlier)


def _after(tokens: Tokens, start: int) -> Named | None:
    stop = np_after(tokens, start, len(tokens))
    if stop == start:
        return None
    if stop < len(tokens) and tokens[stop].text in (",", "(") and _is_apposition(tokens, stop + 1):
        end = stop + 1
        while (
            end < len(tokens)
            and tokens[end].text not in (",", ";", ")", ".", "—", ":")
            and not tokens[end].quotation
        ):
            end += 1
        return Named((start, stop), (stop + 1, end), "after")
    return Named((start, stop), None, "after")


def _is_apposition(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return False
    low = tokens[at].low
    if low in ("who", "which", "whose"):
        return True
    ahead = [token.low for token in tokens[at : at + 9]]
    return (
        (low in words("determiners") or low in words("possessives") or is_nominal(tokens, at))
        and bool(words("roles") & set(ahead) or low in ("a", "an", "the"))
        and not any(word in words("auxiliaries") for word in ahead[:4])
    )


def _is_inverted(text: str, tokens: Tokens, seen: Sighting) -> bool:
    """Return whether the subject follows: “…,” said Kirby."""
    start, stop = seen.group
    if (
        not seen.cue.inverts
        or start != seen.head
        or seen.cue.form not in ("past", "s", "base")
        or stop >= len(tokens)
    ):
        return False
    before = tokens[start - 1] if start else None
    if (
        before is not None
        and before.text not in (",", "—", "–", "--", "-")
        and before.quotation is None
    ):
        return False
    if before is None and seen.cue.lemma not in ("say", "add", "write", "ask"):
        return False
    end = np_after(tokens, stop, len(tokens))
    if end == stop or tokens[stop].low in words("times") | {"that", "it", "there", "this", "last"}:
        return False
    if before is not None and before.quotation is not None:
        return is_whole(text, before) or before.text.rstrip("”\"'’»").endswith((",", "?", "!"))
    follows = tokens[end] if end < len(tokens) else None
    ends = (
        follows is None
        or follows.text in (".", ",", ":", ";", "(", "—")
        or follows.low in words("prepositions")
    )
    return ends and opener_before(tokens, start - 1) is None if before is not None else ends


def _subject(text: str, tokens: Tokens, first: int, earlier: Named | None) -> Named | None:
    last = first - 1
    while last >= 0 and is_adverb(tokens[last]) and not tokens[last].is_capital:
        last -= 1
    if last < 0:
        return earlier
    floor = _floor(text, tokens, last)
    last = _before_time(tokens, last, floor)
    low = tokens[last].low
    if low in ("who", "which", "that") and last > floor:
        return _antecedent(tokens, last, floor) or earlier
    if tokens[last].text in _CLOSERS:
        return _set_off(tokens, last, floor) or earlier
    if low in ("and", "but", "or", "then", "also"):
        return earlier or _first_subject(tokens, floor, last)
    start = np_before(tokens, last, floor)
    if start is None:
        return earlier
    return Named((start, last + 1))


def _before_time(tokens: Tokens, last: int, floor: int) -> int:
    """Skip a day between subject and verb: "the committee this week announced"."""
    at = last
    while at > floor and (tokens[at].low in words("times") or tokens[at].low in ("last", "this", "next")):
        at -= 1
    if at == last or at <= floor:
        return last
    if tokens[at].low in ("on", "late", "early", "in"):
        at -= 1
    return at if at >= floor and tokens[at].is_word or tokens[at].text == "," else last


def _antecedent(tokens: Tokens, at: int, floor: int) -> Named | None:
    last = at - 1
    if tokens[last].text in _CLOSERS:
        inner = opener_before(tokens, last, floor)
        last = inner - 1 if inner is not None and inner > floor else last - 1
    start = np_before(tokens, last, floor) if last >= floor else None
    return None if start is None else Named((start, last + 1), (at, at + 1))


def _set_off(tokens: Tokens, closer: int, floor: int) -> Named | None:
    opener = opener_before(tokens, closer, floor)
    while opener is not None and opener - 1 > floor and tokens[opener - 1].text in _CLOSERS:
        opener = opener_before(tokens, opener - 1, floor)
    if opener is None:
        return None
    start = np_before(tokens, opener - 1, floor)
    if start is None:
        return None
    # "Vian, the editor of the newspaper, L'Osservatore, said": the first of the chain is meant.
    outer = start - 2
    if outer >= floor and tokens[start - 1].text == "," and tokens[start].low in ("the", "a", "an"):
        first = np_before(tokens, outer, floor)
        if first is not None and tokens[first].is_capital and tokens[outer].is_capital:
            return Named((first, outer + 1), (start, closer))
    return Named((start, opener), (opener + 1, closer))


def _floor(text: str, tokens: Tokens, last: int) -> int:
    """A subject does not reach over a whole quotation, a colon or a semicolon."""
    for at in range(last, -1, -1):
        is_phrase = tokens[at].low == "to" and at > 0 and tokens[at - 1].low == "according"
        if tokens[at].text in (";", ":") or is_phrase or is_whole(text, tokens[at]):
            return at + 1
    return 0


def _agent(tokens: Tokens, seen: Sighting) -> Named | None:
    """The "by Kirby" of a passive; without one nobody is named."""
    for at in range(seen.group[1], min(len(tokens), seen.group[1] + 14)):
        if tokens[at].low == "by":
            return _after(tokens, at + 1)
        if tokens[at].text in ",;:." or tokens[at].low in (
            "that",
            "of",
            "to",
            "whether",
            "if",
            "about",
        ):
            return None
    return None


def _of_noun(tokens: Tokens, seen: Sighting, earlier: Named | None) -> Named | None:
    at = seen.head
    for before in range(at - 1, max(-1, at - 4), -1):
        low = tokens[before].low
        if low in ("'s", "’", "'"):
            start = np_before(tokens, before - 1)
            return None if start is None else Named((start, before + 1))
        if low in words("possessives"):
            return Named((before, before + 1))
        if tokens[before].is_capital and low.endswith(_DEMONYM_ENDS):
            return Named((before, before + 1))
        if not is_nominal(tokens, before):
            break
    after = seen.head + 1
    if after < len(tokens) and tokens[after].low in ("by", "from"):
        return _after(tokens, after + 1)
    for before in range(at - 1, max(-1, at - 6), -1):
        if tokens[before].low in _LIGHT:
            return _subject("", tokens, before, earlier)
    return None


def _of_participle(
    text: str, tokens: Tokens, seen: Sighting, earlier: Named | None
) -> Named | None:
    last = seen.group[0] - 1
    if last >= 1 and tokens[last].low == "for":
        start = np_before(tokens, last - 1)
        return earlier if start is None else Named((start, last))
    if (
        last >= 0
        and tokens[last].quotation is None
        and tokens[last].text != ","
        and tokens[last].low not in _GERUND
    ):
        start = np_before(tokens, last)
        if start is not None and start > 0 and _is_document(tokens, start, last + 1):
            at = start - 1
            while at > 0 and (is_adverb(tokens[at]) or tokens[at].low in words("determiners")):
                at -= 1
            if tokens[at].low in words("sends"):
                return _subject(text, tokens, at, earlier)
        elif start is not None:
            return earlier if seen.kind == "infinitive" and earlier else Named((start, last + 1))
    if found := earlier or _first_subject(tokens, 0, max(last, 0)):
        return found
    commas = [at for at in range(seen.head, len(tokens)) if tokens[at].text == ","]
    if not commas or last > 1:
        return None
    return _first_subject(tokens, commas[0] + 1, min(len(tokens), commas[0] + 12))


def _is_document(tokens: Tokens, start: int, stop: int) -> bool:
    return any(token.low in words("documents") for token in tokens[start:stop])


def _first_subject(tokens: Tokens, start: int, stop: int) -> Named | None:
    """Return the first noun phrase that a finite verb follows: the subject of the main clause."""
    at = start
    while at < stop:
        if at > start and tokens[at - 1].low in words("prepositions"):
            at = max(at + 1, np_after(tokens, at, stop))
            continue
        end = np_after(tokens, at, stop)
        if end > at and not looks_verbal(tokens, at) and tokens[at].low not in _REFLEXIVE:
            if _is_followed(tokens, end):
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
