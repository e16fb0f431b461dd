"""How many attributions are found, and how many of those found are right?

Right is what somebody reading would call the same: the contents share at least half of the
shorter one's characters, and the sources share a character (or neither names a source). Each
gold attribution is matched with at most one that was found, so that as many as possible match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.model import Span
from knowledge.vocabulary import Mode

CONTENT_SHARED = 0.5
"""The share of the shorter content that both have to have."""

_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "speak": "spoke spoken",
    "begin": "began begun",
    "swear": "swore sworn",
}
_DOUBLING = frozenset("admit quip rebut dub slam blog beg chat snap brag demur".split())
_MARKS = frozenset('“”"«»')


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as marked in a text: by a person (gold) or by the program (found)."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: str
    mode: Mode
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over any number of texts; add them with `+`.

    `right` counts what was found and agrees with gold, `reached` gold that something found agrees
    with: the same over all modes, but within one mode the two may be of different modes.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    reached: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
            self.reached + other.reached,
        )

    @property
    def precision(self) -> float:
        """The share of those found that are right, 0 to 1; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold ones that were found, 0 to 1; 1 if there are none."""
        return self.reached / self.gold if self.gold else 1.0


def score(gold: Sequence[Marked], found: Sequence[Marked]) -> Mapping[Mode | None, Tally]:
    """Return the tally of one text for each mode, and for all modes together under `None`.

    Gold counts if its cue is spoken or written (`is_spoken`). Found counts if its cue is, too,
    unless it is nested in another (the gold standard marks only the outermost), or is the
    same as a gold attribution whose cue is of another kind: then it is neither right nor wrong.
    Recall goes by the mode of the gold, precision by the mode of what was found.
    """
    wanted = [mark for mark in gold if is_spoken(mark.cue)]
    others = [mark for mark in gold if not is_spoken(mark.cue)]
    offered = [mark for mark in found if is_spoken(mark.cue) and not mark.is_nested]
    pairs = _matched(wanted, offered)
    rest = [mark for at, mark in enumerate(offered) if at not in pairs.values()]
    excused = {id(rest[at]) for at in _matched(others, rest).values()}
    counted = [mark for mark in offered if id(mark) not in excused]
    right = [offered[at] for at in pairs.values()]
    reached = [wanted[at] for at in pairs]
    return {
        mode: Tally(*(_count(marks, mode) for marks in (wanted, counted, right, reached)))
        for mode in (None, Mode.DIRECT, Mode.INDIRECT, Mode.MIXED)
    }


def _count(marks: Sequence[Marked], mode: Mode | None) -> int:
    return sum(1 for mark in marks if mode in (None, mark.mode))


def agree(one: Marked, other: Marked) -> bool:
    """Return whether both say the same of the same words; the same both ways."""
    shared = _shared(one.content, other.content)
    shorter = min(_size(one.content), _size(other.content))
    if not shared or shared < CONTENT_SHARED * shorter:
        return False
    return bool(_shared(one.source, other.source)) or not (one.source or other.source)


def is_spoken(cue: str) -> bool:
    """Return whether these words of a cue tell of speaking or writing (see spoken_cues.txt)."""
    low = cue.lower().replace("’", "'")
    if "according to" in low or low.strip().endswith(":"):
        return True
    return any(part in _forms() for part in low.replace(":", " ").replace(",", " ").split())


def mode_of(text: str, content: Iterable[Span]) -> Mode:
    """Return how much of the content stands in double quotation marks: all, none or some."""
    # What is set around a span belongs to it: annotators differ on whether the marks do.
    from_marks = [_quoted(text, span) for span in content]
    if all(kind is Mode.DIRECT for kind in from_marks):
        return Mode.DIRECT
    if all(kind is Mode.INDIRECT for kind in from_marks):
        return Mode.INDIRECT
    return Mode.MIXED


def _quoted(text: str, span: Span) -> Mode:
    words = text[slice(*span)].replace("''", '"').strip(" ,.")
    before, after = text[: span[0]].rstrip()[-1:], text[span[1] :].lstrip(" ,.")[:1]
    inner = words.strip('“”"«»')
    if (words[:1] in _MARKS or before in _MARKS) and (words[-1:] in _MARKS or after in _MARKS):
        return Mode.MIXED if _MARKS & set(inner) else Mode.DIRECT
    if words[:1] in _MARKS and not _MARKS & set(inner):
        return Mode.DIRECT
    return Mode.MIXED if _MARKS & set(words) else Mode.INDIRECT


def _size(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _shared(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one
        for other_start, other_end in other
    )


def _matched(gold: Sequence[Marked], found: Sequence[Marked]) -> dict[int, int]:
    """Return the largest one-to-one matching, gold index to found index.

    Source: augmenting paths, Kuhn's method for bipartite graphs (Berge, PNAS 1957).
    """
    may = {
        a: [b for b, other in enumerate(found) if agree(one, other)] for a, one in enumerate(gold)
    }
    taken: dict[int, int] = {}

    def place(a: int, tried: set[int]) -> bool:
        for b in may[a]:
            if b in tried:
                continue
            tried.add(b)
            if b not in taken or place(taken[b], tried):
                taken[b] = a
                return True
        return False

    for a in may:
        place(a, set())
    return {a: b for b, a in taken.items()}


@cache
def _forms() -> frozenset[str]:
    """All forms of the words of spoken_cues.txt."""
    listed = resources.files("knowledge.evaluation").joinpath("spoken_cues.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(form for word in words for form in _inflected(word))


def _inflected(word: str) -> Iterable[str]:
    yield from (word, *_IRREGULAR.get(word, "").split())
    if word.endswith("y") and word[-2] not in "aeo":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
        return
    stem = word[:-1] if word.endswith("e") else word + (word[-1] if word in _DOUBLING else "")
    yield from (word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s"), word + "'s")
    yield from (stem + "ed", stem + "ing")
