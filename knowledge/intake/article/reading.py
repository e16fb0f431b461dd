"""What does one sentence attribute to whom? Puts cue, source and content together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.intake.article.contents import contents_of
from knowledge.intake.article.finding import Sighting, sightings
from knowledge.intake.article.found import Reading
from knowledge.intake.article.phrases import Range, Tokens, is_nominal, np_after
from knowledge.intake.article.quotations import Quotation
from knowledge.intake.article.sources import source_of
from knowledge.intake.article.stances import stance_of
from knowledge.intake.article.subjects import Named
from knowledge.intake.article.words import tokens_of, words
from knowledge.model import Span

_SUBORDINATES = frozenset(
    "while although though after when because since before if whereas".split()
)
_JOINS = frozenset(["and", "but", ";", "while", "—", "–", "whereas", "although", "though"])


def read_unit(
    text: str, unit: Span, paragraph: int, quoted: Sequence[Quotation]
) -> Iterator[Reading]:
    """Yield what the sentence attributes, outside its quotations."""
    tokens = tokens_of(text, unit, quoted)
    seen = sightings(tokens)
    named: list[Named | None] = []
    main: Named | None = None
    for at, cue in enumerate(seen):
        is_near = at > 0 and seen[at - 1].group[1] + 3 >= cue.group[0]
        named.append(source_of(text, tokens, cue, named[-1] if is_near else main))
        if at == 0 or _is_beside(tokens, seen, named, at):
            main = named[-1] or main
    read = (_read(text, tokens, unit, paragraph, seen, named, at) for at in range(len(seen)))
    found = [reading for reading in read if reading is not None]
    for reading in found:
        clipped = _clipped(text, reading, found)
        if clipped.content or clipped.is_open:
            yield clipped


def _clipped(text: str, reading: Reading, beside: Sequence[Reading]) -> Reading:
    """End what is said before who hands it on: "He believes it rains, the Post reported."."""
    for other in beside:
        ends = min(other.at, other.source[0] if other.source else other.at)
        holds = any(start <= reading.at < end for start, end in other.content)
        cut = [span for span in reading.content if span[0] < ends < span[1]]
        if holds and reading.at < ends and cut:
            end = cut[0][0] + len(text[cut[0][0] : ends].rstrip(" ,—–-"))
            kept = [span for span in reading.content if span[1] <= ends]
            return replace(reading, content=(*kept, (cut[0][0], end)))
    return reading


def _read(
    text: str,
    tokens: Tokens,
    unit: Span,
    paragraph: int,
    seen: Sequence[Sighting],
    named: Sequence[Named | None],
    at: int,
) -> Reading | None:
    cue, source = seen[at], named[at]
    limit = _limit(tokens, seen, named, at)
    floor = _floor(tokens, seen, named, at)
    ranges = contents_of(text, tokens, cue, source, limit, floor)
    content = tuple(_span(text, tokens, found) for found in ranges)
    is_open = not content and tokens[-1].text == ":"
    if (not content and not is_open) or _is_refused(tokens, cue, ranges):
        return None
    return Reading(
        content,
        (_cue_span(tokens, cue),),
        None if source is None else _outer(tokens, source.phrase),
        None if source is None or source.beside is None else _outer(tokens, source.beside),
        unit,
        paragraph,
        cue.cue.lemma,
        cue.kind,
        cue.cue,
        stance_of(text, tokens, cue, content),
        is_open,
        _cited(tokens, source),
    )


def _is_refused(tokens: Tokens, cue: Sighting, ranges: Sequence[Range]) -> bool:
    """An object that is no statement: "added jobs", "asked not to be named"."""
    if ranges and {"named", "identified", "anonymous"} & {
        token.low for token in tokens[cue.group[1] : cue.group[1] + 5]
    }:
        return cue.cue.refuses or cue.cue.lemma == "ask"
    if cue.group[1] < len(tokens) and tokens[cue.group[1]].low == "so" and cue.kind == "active":
        return not any(token.quotation for token in tokens)  # "those who say so"
    if not cue.cue.needs_clause or not ranges or cue.is_negated or ranges[0][0] < cue.group[1]:
        return False
    start, stop = ranges[0]
    before = tokens[start - 1].low
    if before in ("that", ":", ",") or any(token.quotation for token in tokens[start:stop]):
        return False
    end = np_after(tokens, start, stop)
    return (
        end == start
        or end >= stop
        or is_nominal(tokens, end)
        or tokens[end].low not in (words("auxiliaries") | words("verbs"))
    )


def _begins(named: Named | None, cue: Sighting) -> int:
    if named is not None and named.stands != "after" and named.whole[1] <= cue.group[0]:
        return named.whole[0]
    return cue.group[0]


def _is_beside(
    tokens: Tokens, seen: Sequence[Sighting], named: Sequence[Named | None], at: int
) -> bool:
    """Return whether the cue `at` stands beside the one before it, and not inside its content."""
    cue, before = seen[at], seen[at - 1]
    begins = _begins(named[at], cue)
    if begins < before.group[1]:
        begins = cue.group[0]
    if begins == 0 or cue.kind == "noun":
        return False
    low = tokens[begins - 1].low
    shared = named[at] is not None and named[at] == named[at - 1]
    if shared or (cue.kind == "ing" and low == ","):
        return True
    opens = before.group[0] <= 1 and before.kind in ("passive", "ing")
    if low == "," and (
        opens or cue.kind == "passive" or _is_subordinate(tokens, before, named[at - 1])
    ):
        return True
    two = tokens[begins - 2].text if begins > 1 else ""
    return low in (";", "—", "–", "while", "whereas") or (low in _JOINS and two == ",")


def _is_subordinate(tokens: Tokens, cue: Sighting, named: Named | None) -> bool:
    """Return whether the clause of a cue begins with "while", "after" …: it ends with a comma."""
    begins = _begins(named, cue)
    return begins > 0 and tokens[begins - 1].low in _SUBORDINATES


def _limit(tokens: Tokens, seen: Sequence[Sighting], named: Sequence[Named | None], at: int) -> int:
    for later in range(at + 1, len(seen)):
        if (
            seen[later].kind == "according"
            and later == at + 1
            and tokens[seen[later].group[0] - 1].text == ","
        ):
            return seen[later].group[0]
        if seen[later].kind in ("according", "noun"):
            continue
        other = named[later]
        beside = None if other is None else other.beside
        if beside is not None and beside[0] <= seen[at].head < beside[1]:
            return beside[1]
        if _is_beside(tokens, seen, named, later):
            begins = _begins(named[later], seen[later])
            return begins if begins >= seen[at].group[1] else seen[later].group[0]
    return len(tokens)


def _floor(tokens: Tokens, seen: Sequence[Sighting], named: Sequence[Named | None], at: int) -> int:
    if at and seen[at].kind != "according" and _is_beside(tokens, seen, named, at):
        begins = _begins(named[at], seen[at])
        return begins if begins >= seen[at - 1].group[1] else seen[at].group[0]
    return 0


def _cue_span(tokens: Tokens, cue: Sighting) -> Span:
    return tokens[cue.group[0]].start, tokens[cue.group[1] - 1].end


def _outer(tokens: Tokens, found: Range) -> Span:
    return tokens[found[0]].start, tokens[found[1] - 1].end


def _span(text: str, tokens: Tokens, found: Range) -> Span:
    """The words said: a quotation that is all of the content goes without its marks."""
    first, last = tokens[found[0]], tokens[found[1] - 1]
    if first is last and first.quotation is not None:
        start = max(first.start, first.quotation.words[0])
        end = min(first.end, first.quotation.words[1])
        words = text[start:end]
        if words.strip():
            return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return first.start, last.end


def _cited(tokens: Tokens, source: Named | None) -> Span | None:
    """The "citing officials," that stands before a source."""
    if source is None:
        return None
    for at in range(len(tokens) - 1):
        if tokens[at].low == "citing":
            end = np_after(tokens, at + 1, len(tokens))
            return None if end == at + 1 else _outer(tokens, (at + 1, end))
    return None
