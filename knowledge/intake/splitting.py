"""Where does one statement end and the next begin, in what somebody is said to have said?

A quotation of three sentences is three statements; "X is so, while Y could be" is two. What
another party says inside it is that party's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.article.words import words
from knowledge.model import Span

Piece = tuple[Span, ...]
"""The spans of one statement: one, or several where the cue stands between."""

_SENTENCE_END = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\bMrs)(?<!\b[MDS][rst])(?<!\b(?:Sen|Gov|Gen|Rep))"
    r"[.!?]+[”’\"')]*\s+(?=[“‘\"'(]*[A-Z0-9])"
)
_CLAUSE_START = re.compile(
    r"(?:,? while |; |,? but )"
    r"|,? and (?=(?:(?:the|its|their|his|her|a|an) )?(?:[\w’'-]+ ){1,3}?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b)"
)
_AND_THAT = re.compile(r",? (?:and|but) that (?=\w)")
_BOUND = re.compile(
    r"\b(?:if|unless|whether|because|since|although|though|when|before|after)\b", re.I
)
_EDGES = " \t\r\n,;:—–-"
_QUOTE_MARKS = '“”"«»'
# With a small letter: "as part of …", which a sentence of its own may begin with, is written "As".
_WEAK_START = re.compile(
    r"(?:of|to|for|with|about|on|from|by|over|as|against|in|at|into|among|between)\b|[a-z]+ing\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|shall|can|could|may|might|must|"
    r"should|cannot|\w+n[’']t)\b|\w[’'](?:re|ve|ll|d|m)\b|\b(?:he|she|it|that|there|who)[’']s\b|"
    r"\b\w{2,}ed\b",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|never|not)\b"
)
_DANGLING = re.compile(r"[\s,;:—–-]*\b(?:which|who|whom|that|as|and|but|while|or)\s*\Z")
_GOES_ON = re.compile(r"(?:also |then |still |thus )?[a-z]+ing\b|(?:also|then|still|not)\b")
_LISTENER = re.compile(r"^(?:us|me|him|her|them|reporters|you)(?: [a-z]+){0,3} that ")
_SAYING = frozenset("say tell add write insist claim allege argue believe think according".split())
_FRAGMENT_WORDS = 4
_ENDED = re.compile(r"[.!…]|.[.!…,”\"’]", re.DOTALL)
_SPACE = re.compile(r"\s+")


def pieces(text: str, found: Attribution, inner: Iterable[Span]) -> Iterator[Piece]:
    """Yield the spans of each statement in the content of `found`, without what is `inner`."""
    parts: list[Span] = []
    for span in found.content:
        for sentence in _sentences_in(text, span):
            left = list(_without(sentence, inner))
            is_whole = left == [sentence]
            parts += [
                p for p in left if is_whole or len(text[slice(*p)].split()) >= _FRAGMENT_WORDS
            ]
    joined: list[list[Span]] = []
    for part in filter(None, (trimmed(text, part) for part in parts)):
        goes_on = (
            joined and text[part[0] : part[0] + 1].islower() and not _ends(text, joined[-1][-1])
        )
        if goes_on:
            joined[-1].append(part)
        else:
            joined.append([part])
    for each in joined:
        yield from _clauses(text, tuple(each))


def hull(found: Attribution) -> Span:
    """Return the span from the first to the last word of who said what."""
    spans = (*found.source, *found.cue, *found.content)
    return min(start for start, _ in spans), max(end for _, end in spans)


def is_clause(words_: str) -> bool:
    """Return whether these words can stand alone: something is said of something."""
    if _WEAK_START.match(words_) or _VERB_FIRST.match(words_):
        return False
    return bool(_FINITE.search(words_)) or any(w in words("verbs") for w in words_.lower().split())


def restated(text: str, piece: Piece) -> str:
    """Return the words of a piece as a sentence of their own."""
    joined = " ".join(text[start:end] for start, end in piece)
    return as_sentence(joined)


def as_sentence(words_: str) -> str:
    """Return the words with a capital and a full stop; marks that lost their other half go."""
    plain = _SPACE.sub(" ", words_).strip(_EDGES)
    plain = _LISTENER.sub("", plain)
    plain = re.sub(r"^(?:that|while|but|and) ", "", plain)
    plain = _balanced(plain).strip(_EDGES)
    if not plain:
        return ""
    plain = plain[0].upper() + plain[1:]
    return plain if plain.rstrip(_QUOTE_MARKS + "’'")[-1:] in ".!?…" else f"{plain}."


def _balanced(words_: str) -> str:
    """Return the words without outer quotation marks, and without marks that have no partner."""
    opened, closed = words_.count("“"), words_.count("”")
    if opened != closed or (words_[:1] == "“" and words_.rstrip(".,")[-1:] == "”" and opened == 1):
        words_ = words_.replace("“", "").replace("”", "")
    if words_.count('"') % 2 or (
        words_[:1] == '"' and words_[-1:] == '"' and words_.count('"') == 2
    ):
        words_ = words_.replace('"', "")
    if "‘" in words_ and "’" not in words_:
        words_ = words_.replace("‘", "")
    return words_


def _without(span: Span, inner: Iterable[Span]) -> list[Span]:
    """Return what of `span` is outside all of `inner`."""
    left = [span]
    for start, end in inner:
        cut = []
        for at, stop in left:
            if end <= at or stop <= start:
                cut.append((at, stop))
                continue
            cut += [part for part in ((at, start), (end, stop)) if part[0] < part[1]]
        left = cut
    return left


def _sentences_in(text: str, span: Span) -> Iterator[Span]:
    at, stop = span
    for end in _SENTENCE_END.finditer(text, at, stop):
        yield at, end.end()
        at = end.end()
    yield at, stop


def trimmed(text: str, span: Span) -> Span | None:
    """Return `span` without space and quotation marks around it; None if no word is left."""
    start, end = span
    while start < end and (text[start] in _EDGES or text[start] in _QUOTE_MARKS + "‘"):
        start += 1
    while start < end and (text[end - 1] in _EDGES or text[end - 1] in _QUOTE_MARKS):
        end -= 1
    if dangling := _DANGLING.search(text, start, end):
        end = dangling.start()
    # An opening mark inside keeps its partner at the end.
    inside = text[start:end]
    for opening, closing in ("“”", '""'):
        is_open = (
            inside.count(opening) > inside.count(closing)
            if opening != closing
            else inside.count('"') % 2
        )
        if is_open and text[end : end + 1] == closing:
            end += 1
    return (start, end) if any(c.isalnum() for c in inside) else None


def _ends(text: str, span: Span) -> bool:
    return text[span[0] : span[1]].rstrip(_QUOTE_MARKS)[-1:] in ".!?"


def _clauses(text: str, piece: Piece) -> Iterator[Piece]:
    """Yield the statements that are joined in one sentence, where that can be told safely."""
    *first, (at, stop) = piece
    began: list[Span] = list(first)
    for start in _AND_THAT.finditer(text, at, stop):
        if not _is_inside_quotation(text[at : start.start()]):
            yield (*began, (at, start.start()))
            began, at = [], start.end()
    if _BOUND.search(text, at, stop) or any(c in _QUOTE_MARKS for c in text[at:stop]):
        yield (*began, (at, stop))
        return
    for start in _CLAUSE_START.finditer(text, at, stop):
        left, right = text[at : start.start()], text[start.end() : stop]
        is_new = not _GOES_ON.match(right)
        if (
            is_new
            and is_clause(left)
            and is_clause(right)
            and len(left.split()) > 2 < len(right.split())
        ):
            yield (*began, (at, start.start()))
            began, at = [], start.end()
    yield (*began, (at, stop))


def is_clause_by_cue(text: str, piece: Piece, found: Attribution) -> bool:
    """Whether the words around a piece show that it is a clause: "said that …"."""
    start, end = piece[0]
    if _WEAK_START.match(text, start, end) or _VERB_FIRST.match(text, start, end):
        return False
    if text[max(0, start - 6) : start].rstrip(_QUOTE_MARKS).endswith("that "):
        return True
    return found.cue_lemma in _SAYING and len(text[start:end].split()) > _FRAGMENT_WORDS


def _is_inside_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def ends_sentence(text: str, piece: Piece) -> bool:
    """Whether a full stop ends the piece, or what closes a quotation."""
    return bool(_ENDED.match(text, piece[-1][1] - 1))
