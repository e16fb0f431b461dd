"""Which words beside a cue name who said it?"""

from __future__ import annotations

from knowledge.intake.article.asides import opener_before
from knowledge.intake.article.finding import Sighting
from knowledge.intake.article.phrases import (
    Tokens,
    is_adverb,
    is_nominal,
    is_whole,
    np_after,
    np_before,
)
from knowledge.intake.article.subjects import Named, first_subject
from knowledge.intake.article.words import words

_CLOSERS = frozenset([",", ")", "]", "—", "–", "-", "--", "―"])
_DEMONYM_ENDS = ("ish", "ian", "ese", "can", "ern", "ench", "utch")
_NO_SUBJECT = frozenset("that it there this last".split())
_NO_AGENT = frozenset("that of to whether if about".split())
_GERUND = frozenset("by in after before while when without from for of as".split())


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
    if (
        stop < len(tokens)
        and tokens[stop].text in (",", "(")
        and _is_apposition(tokens, start, stop + 1)
    ):
        end = stop + 1
        while (
            end < len(tokens)
            and tokens[end].text not in (",", ";", ")", ".", "—", ":")
            and not tokens[end].quotation
        ):
            end += 1
        return Named((start, stop), (stop + 1, end), "after")
    return Named((start, stop), None, "after")


def _is_apposition(tokens: Tokens, start: int, at: int) -> bool:
    if at >= len(tokens):
        return False
    low = tokens[at].low
    if low in ("who", "whose"):
        return True
    ahead = [token.low for token in tokens[at : at + 9]]
    is_described = tokens[start].low in words("determiners") | words("possessives")
    if is_described and all(token.is_capital for token in tokens[at : at + 2]):
        return True  # "its ambassador, Petra Novak"
    return (
        (low in words("determiners") or low in words("possessives") or is_nominal(tokens, at))
        and bool(words("roles") & set(ahead) or low in ("a", "an", "the"))
        and not any(word in words("auxiliaries") for word in ahead[:4])
    )


def _is_inverted(text: str, tokens: Tokens, seen: Sighting) -> bool:
    """Return whether the subject follows: “…,” said Kirby."""
    start, stop = seen.group
    if not seen.cue.inverts or start != seen.head or seen.cue.form == "ing" or stop >= len(tokens):
        return False
    end = np_after(tokens, stop, len(tokens))
    if end == stop or tokens[stop].low in words("times") | _NO_SUBJECT:
        return False
    if start == 0:
        return seen.cue.lemma in ("say", "add", "write") and _ends(tokens, end)
    before = tokens[start - 1]
    if before.quotation is not None:
        return is_whole(text, before) or before.text.rstrip("”\"'’»").endswith((",", "?", "!"))
    if before.text not in _CLOSERS - {")", "]"} or any(t.quotation for t in tokens[stop:end]):
        return False
    return _ends(tokens, end) and opener_before(tokens, start - 1) is None


def _ends(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return True
    return tokens[at].text in (".", ",", ":", ";", "(", "—") or tokens[at].low in words(
        "prepositions"
    )


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
        return _of_joined(tokens, last, floor, earlier)
    start = np_before(tokens, last, floor)
    if start is None:
        return earlier
    if start > floor and tokens[start - 1].low == "nor":
        lows = [token.low for token in tokens[:start]]
        start = lows.index("neither") + 1 if "neither" in lows else start
    return Named((start, last + 1))


def _of_joined(tokens: Tokens, joint: int, floor: int, earlier: Named | None) -> Named | None:
    """The subject of "…, Ann smiled and said": of this clause, else of the cue before."""
    commas = [at for at in range(floor, joint) if tokens[at].text == ","]
    behind = max(commas[-1] + 1 if commas else floor, earlier.whole[1] if earlier else floor)
    own = first_subject(tokens, behind, joint) if commas and behind == commas[-1] + 1 else None
    return own or earlier or first_subject(tokens, floor, joint)


def _before_time(tokens: Tokens, last: int, floor: int) -> int:
    """Skip a day between subject and verb: "the committee this week announced"."""
    at = last
    while at > floor and (
        tokens[at].low in words("times") or tokens[at].low in ("last", "this", "next")
    ):
        at -= 1
    if at == last or at <= floor:
        return last
    if tokens[at].low in ("on", "late", "early", "in"):
        at -= 1
    return at if (at >= floor and tokens[at].is_word) or tokens[at].text == "," else last


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
        if tokens[at].low == "of" and seen.cue.accusing:
            continue  # "accused of bribery by two aides"
        if tokens[at].text in ",;:." or tokens[at].low in _NO_AGENT:
            return None
    return None


def _of_noun(tokens: Tokens, seen: Sighting, earlier: Named | None) -> Named | None:
    at = seen.head
    after = seen.head + 1
    if after < len(tokens) and tokens[after].low in ("by", "from"):
        return _after(tokens, after + 1)
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
    for before in range(at - 1, max(-1, at - 6), -1):
        if tokens[before].low in words("light_verbs"):
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
    if found := earlier or first_subject(tokens, 0, max(last, 0)):
        return found
    commas = [at for at in range(seen.head, len(tokens)) if tokens[at].text == ","]
    if not commas or last > 1:
        return None
    return first_subject(tokens, commas[0] + 1, min(len(tokens), commas[0] + 12))


def _is_document(tokens: Tokens, start: int, stop: int) -> bool:
    return any(token.low in words("documents") for token in tokens[start:stop])
