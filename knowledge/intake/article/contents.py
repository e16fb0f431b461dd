"""Which words beside a cue are what was said?"""

from __future__ import annotations

from knowledge.intake.article.finding import Sighting
from knowledge.intake.article.lexicon import verb_cues
from knowledge.intake.article.phrases import (
    Range,
    Tokens,
    is_adverb,
    is_whole,
    looks_verbal,
    np_after,
    np_before,
)
from knowledge.intake.article.subjects import Named
from knowledge.intake.article.words import words

_STOPS = frozenset([".", "!", "?", ";", ")", "…"])
_ASIDES = frozenset("as when while after before because".split())
_LOOKED_AHEAD = 25
_SUBORDINATES = frozenset("as when while after before although though since because if".split())
_STARTERS = frozenset("that whether if how why what who whom which".split())


def contents_of(
    text: str, tokens: Tokens, seen: Sighting, named: Named | None, limit: int, floor: int
) -> tuple[Range, ...]:
    """Return the token ranges of the content, between `floor` and `limit`: there are other cues."""
    if seen.kind == "according":
        return _of_phrase(tokens, seen, named, limit, floor)
    if seen.kind == "noun":
        is_after = named is not None and named.stands == "after"
        return _trimmed(tokens, (named.whole[1] if named and is_after else seen.head + 1, limit))
    start = _behind(tokens, seen, named)
    if seen.kind == "passive":
        if named is not None and named.phrase[0] - 1 > seen.group[1]:
            return _of_passive(tokens, seen, seen.group[1], named.phrase[0] - 1)
        return _of_passive(tokens, seen, start, limit)
    if named is not None and _is_as(tokens, named.whole[0]):
        return _as_said(tokens, seen, named, limit, floor)
    if named is not None and named.stands == "after":
        return _fronted(text, tokens, seen.group[0], start, limit, floor)
    if seen.kind in ("active",) and named is not None and named.stands == "before":
        before = _is_fronted(text, tokens, named.whole[0], start, floor, seen)
        if before:
            return _fronted(text, tokens, named.whole[0], start, limit, floor)
    return _following(text, tokens, seen, start, limit)


def _is_as(tokens: Tokens, subject: int) -> bool:
    """ "As the Post reported, …" and "…, as he noted, …"."""
    at = subject - 1
    return (
        at >= 0
        and tokens[at].low == "as"
        and (at == 0 or tokens[at - 1].low in (",", "—", "–", "but", "and"))
    )


def _as_said(
    tokens: Tokens, seen: Sighting, named: Named, limit: int, floor: int
) -> tuple[Range, ...]:
    before = _trimmed(tokens, (floor, named.whole[0] - 1))
    behind = range(seen.group[1], limit)
    comma = next(
        (at for at in behind if tokens[at].text in (",", ":", "—") or tokens[at].quotation), None
    )
    after = () if comma is None else _trimmed(tokens, (comma, limit))
    return (*before, *after) or _trimmed(tokens, (seen.group[1], limit))


def _of_passive(tokens: Tokens, seen: Sighting, start: int, limit: int) -> tuple[Range, ...]:
    """ "He was asked whether …"; but of "the plan was criticised by …" it is the subject."""
    after = _trimmed(tokens, (start, limit))
    low = tokens[start].low if start < limit else ""
    first = np_before(tokens, seen.group[0] - 1)
    is_about = seen.cue.accusing or (low == "to" and not seen.cue.listener)
    if is_about and after and first is not None and tokens[first].low not in ("it", "there"):
        return (*_trimmed(tokens, (first, seen.group[0])), *after)  # who is accused, and of what
    if low in _STARTERS | {"about", "to", "of"} or seen.cue.listener:
        return after
    return after if first is None else _trimmed(tokens, (first, seen.group[0]))


def _behind(tokens: Tokens, seen: Sighting, named: Named | None) -> int:
    """Return where the content may begin: behind the cue and, if it follows, the source."""
    start = seen.group[1]
    if named is not None and named.stands == "after":
        start = max(start, named.whole[1])
    while start < len(tokens) and (is_adverb(tokens[start]) and tokens[start].low != "there"):
        start += 1
    return start


def _is_fronted(
    text: str, tokens: Tokens, subject: int, behind: int, floor: int, seen: Sighting
) -> bool:
    """Return whether what was said stands before its source: "…," he said. It failed, he said."""
    if subject <= floor or subject == 0:
        return False
    before = tokens[subject - 1]
    if seen.cue.listener:
        behind = np_after(tokens, behind, len(tokens))
    if is_whole(text, before):
        follows = _next_real(tokens, behind)
        is_that = follows < len(tokens) and tokens[follows].low == "that"
        return not is_that or before.text.rstrip("”\"'’»").endswith(",")
    if before.quotation is not None:
        return _ends(tokens, _next_real(tokens, behind))
    if before.text not in (",", "—", "–", "--", "?", "!") or subject - floor < 4:
        return False
    follows = _next_real(tokens, behind)
    is_aside = follows < len(tokens) and tokens[follows].text in (",", "—", "–")
    if not is_aside and _is_subordinate(tokens, floor):
        return False
    return (_ends(tokens, follows) or is_aside) and _has_verb(tokens, floor, subject)


def _is_subordinate(tokens: Tokens, floor: int) -> bool:
    """ "But as she has shown, the generals had warned him": what stands before is not said."""
    first = next((token.low for token in tokens[floor:] if token.low not in ("but", "and")), "")
    return first in _SUBORDINATES


def _has_verb(tokens: Tokens, start: int, stop: int) -> bool:
    """A clause has a verb; "On Friday morning, …" has none."""
    known = words("auxiliaries") | words("verbs")
    return any(
        tokens[at].low in known
        or tokens[at].quotation
        or looks_verbal(tokens, at)
        or tokens[at].low in verb_cues()
        for at in range(start, stop)
    )


def _ends(tokens: Tokens, at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in _STOPS or tokens[at].low in _ASIDES


def _next_real(tokens: Tokens, at: int) -> int:
    """Skip days, places and occasions: "on Friday", "in a statement", "during a debate in Ohio"."""
    while at < len(tokens):
        low = tokens[at].low
        if low in words("times") or is_adverb(tokens[at]) or low in ("last", "this", "next", "ago"):
            at += 1
        elif low in words("prepositions") and at + 1 < len(tokens):
            end = np_after(tokens, at + 1, len(tokens))
            if end == at + 1 and tokens[at + 1].low in words("times"):
                end = at + 2
            if end == at + 1:
                return at
            at = end
        else:
            return at
    return at


def _fronted(
    text: str, tokens: Tokens, subject: int, behind: int, limit: int, floor: int
) -> tuple[Range, ...]:
    first = _trimmed(tokens, (floor, subject))
    follows = _next_real(tokens, behind)
    if follows < len(tokens) and tokens[follows].text in (",", "—", "–", ":", "."):
        follows += 1
    if follows >= limit:
        return first
    quoted = is_whole(text, tokens[follows]) or (tokens[follows].quotation is not None)
    was_quoted = bool(first) and any(tokens[at].quotation for at in range(*first[0]))
    parenthetical = tokens[follows - 1].text in (",", "—", "–") and not was_quoted and bool(first)
    if parenthetical and not quoted and tokens[follows].low.endswith("ing"):
        return first
    if quoted or parenthetical:
        return (*first, *_trimmed(tokens, (follows, limit)))
    if not first:
        return _trimmed(tokens, (follows, limit))
    return first


def _following(
    text: str, tokens: Tokens, seen: Sighting, start: int, limit: int
) -> tuple[Range, ...]:
    if start >= limit:
        return ()
    takes_clause = seen.cue.inverts or seen.cue.listener or seen.kind == "ing"
    jump = _starter(text, tokens, seen, start, limit) if takes_clause else start
    if all(token.low in words("times") | {"last", "this", "."} for token in tokens[jump:limit]):
        return ()
    return _trimmed(tokens, (jump, limit))


def _starter(text: str, tokens: Tokens, seen: Sighting, start: int, limit: int) -> int:
    """Return where the content begins: at "that", a colon or a quotation, if one is near."""
    opened = 0
    for at in range(start, min(limit, start + _LOOKED_AHEAD)):
        token = tokens[at]
        low = token.low
        if low in _STARTERS and (at == start or _is_aside(tokens, seen, start, at)):
            return at + 1 if low == "that" and at + 1 < limit else at
        if token.text == ":" and at + 1 < limit:
            return at + 1
        behind_comma = tokens[at - 1].text == "," and is_whole(text, token)
        if token.quotation is not None and (behind_comma or _is_aside(tokens, seen, start, at)):
            return at
        if seen.cue.links and low in seen.cue.links and not seen.cue.needs_link:
            return at + 1
        if token.text == ",":
            opened += 1
        if (
            low in words("auxiliaries")
            or low in words("verbs")
            or low in ("and", "but", "who", "which")
        ):
            break
    if seen.cue.listener:
        end = np_after(tokens, start, limit)
        follows = _next_real(tokens, end)
        return follows if follows < limit else start
    return start


def _is_aside(tokens: Tokens, seen: Sighting, start: int, stop: int) -> bool:
    """Return whether only when and to whom stands between: "told reporters on Friday, “…"."""
    at = _next_real(tokens, start)
    if seen.cue.listener and at < stop:
        at = _next_real(tokens, np_after(tokens, at, stop))
    while at < stop and tokens[at].text == ",":
        at = _next_real(tokens, at + 1)
    return at >= stop


def _of_phrase(
    tokens: Tokens, seen: Sighting, named: Named | None, limit: int, floor: int
) -> tuple[Range, ...]:
    """The content of "according to": what stands before it, or else the clause behind it."""
    stop = named.whole[1] if named is not None else seen.group[1]
    before = _trimmed(tokens, (floor, seen.group[0]))
    if before and before[0][1] - before[0][0] > 1:
        is_aside = stop < limit and tokens[stop].text == "," and not _has_verb(tokens, *before[0])
        return (*before, *_trimmed(tokens, (stop, limit))) if is_aside else before
    comma = next((at for at in range(stop, limit) if tokens[at].text == ","), stop)
    return _trimmed(tokens, (comma, limit))


def _trimmed(tokens: Tokens, span: Range) -> tuple[Range, ...]:
    start, stop = span
    while start < stop and _is_mark(tokens, start):
        start += 1
    while (
        start < stop
        and tokens[start].low in ("but", "and", "that", "yet", "so")
        and stop - start > 2
    ):
        start += 1
        while start < stop and _is_mark(tokens, start):
            start += 1
    while (
        stop > start
        and not _closes(tokens, start, stop - 1)
        and (_is_mark(tokens, stop - 1) or tokens[stop - 1].low in ("and", "but", "while"))
    ):
        stop -= 1
    return ((start, stop),) if start < stop else ()


def _closes(tokens: Tokens, start: int, at: int) -> bool:
    """A bracket that was opened inside stays."""
    return tokens[at].text == ")" and any(tokens[k].text == "(" for k in range(start, at))


def _is_mark(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.quotation is None and not token.is_word and token.text not in "$€£@#"
