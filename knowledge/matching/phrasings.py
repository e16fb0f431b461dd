"""What have editors decided about this wording: which claims it means, and which it does not?

A phrasing links a wording of a question to a claim, an anti-phrasing rules the claim out for
it. Both act on the next question of that wording (wordings.py), and on no other. Of all
phrasings those with the same telling words, or all but one of them, are found by a key; only
these few are read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.question import Intent, Reading
from knowledge.matching.reading import Reader
from knowledge.matching.wordings import NEUTRAL, Wording
from knowledge.store.desk_port import Phrasing
from knowledge.text import stem, tokens

READ_PHRASINGS = 12
"""Of those with the key of a question so many are compared with it, the likest first."""
_KEPT_SPACES = 64
_KEY = (1 << 64) - 1


class PhrasingSource(Protocol):
    """Where the phrasings are kept: of a `DeskStore` what the matcher needs."""

    def phrasings(self, *, space: str) -> Sequence[Phrasing]:
        """Return the phrasings that act in `space`: its own and the public, oldest first."""
        ...

    def phrasings_version(self) -> int:
        """Return a number that rises whenever any phrasing comes or goes."""
        ...


@dataclass(frozen=True, slots=True)
class Linked:
    """The claims that editors linked to a wording, and those that they ruled out for it.

    Where both name a claim, it is ruled out.
    """

    claims: tuple[str, ...] = ()
    ruled_out: frozenset[str] = frozenset()


NOTHING_LINKED = Linked()


@dataclass(frozen=True, slots=True)
class _Page:
    """The phrasings that act in one space, by the keys of their words.

    `keys` are those of each text: what was not changed is not cut again.
    """

    version: int
    by_key: dict[int, list[Phrasing]]
    keys: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class PhrasingBook:
    """Finds phrasings by their wording; `source` is None where there are no editors."""

    source: PhrasingSource | None = None
    _pages: OrderedDict[str, _Page] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def linked(self, reading: Reading, reader: Reader, *, space: str) -> Linked:
        """Return what editors decided about the wording of `reading` where `space` asks.

        A wording that is about nothing but a name lists what is recorded of it, and one that
        leans on its thread means something else in each: neither is linked to anything.
        """
        if self.source is None or reading.intent is Intent.NOT_A_QUESTION:
            return NOTHING_LINKED
        found = _likest(reading, self._page(space, self.source))
        wording = Wording(reading, reader)
        if not found or not wording.has_own_topic:
            return NOTHING_LINKED
        decided: set[tuple[str, bool]] = set()
        for phrasing in found:
            decision = (phrasing.claim, phrasing.is_anti)
            if decision not in decided and _is_worded(phrasing.text, wording):
                decided.add(decision)
        ruled_out = frozenset(claim for claim, is_anti in decided if is_anti)
        if wording.leans_on_a_thread:
            return Linked((), ruled_out)
        meant = dict.fromkeys(p.claim for p in found if (p.claim, False) in decided)
        return Linked(tuple(meant), ruled_out)

    def _page(self, space: str, source: PhrasingSource) -> _Page:
        # The version first: what comes in between is read again with the next question.
        version = source.phrasings_version()
        with self._lock:
            page = self._pages.get(space)
        if page is not None and page.version == version:
            return page
        made = _page(version, source.phrasings(space=space), page.keys if page else {})
        with self._lock:
            self._pages[space] = made
            self._pages.move_to_end(space)
            if len(self._pages) > _KEPT_SPACES:
                self._pages.popitem(last=False)
        return made


def _is_worded(text: str, wording: Wording) -> bool:
    """Whether `text` has that wording. Without a difference between the words nothing is read."""
    if _plainly(text) == _plainly(wording.reading.asked):
        return True
    return Wording(wording.reader.read(text), wording.reader).is_that_of(wording)


def _plainly(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(text))


def _page(
    version: int, phrasings: Iterable[Phrasing], known: Mapping[str, tuple[int, ...]]
) -> _Page:
    by_key: dict[int, list[Phrasing]] = {}
    keys: dict[str, tuple[int, ...]] = {}
    for phrasing in phrasings:
        keys[phrasing.text] = known.get(phrasing.text) or _keys(phrasing.text)
        for key in keys[phrasing.text]:
            by_key.setdefault(key, []).append(phrasing)
    return _Page(version, by_key, keys)


def _likest(reading: Reading, page: _Page) -> list[Phrasing]:
    """Return the phrasings with the key of `reading`; the very same words first."""
    if not page.by_key:
        return []
    # As typed, and as meant: either may be how the phrasing was typed.
    keys = dict.fromkeys((*_keys(reading.asked), *_keys(" ".join(i.word for i in reading.items))))
    found = dict.fromkeys(p for key in keys for p in page.by_key.get(key, ()))
    asked = _plainly(reading.asked)
    if len(found) > READ_PHRASINGS:
        ordered = sorted(found, key=lambda p: _plainly(p.text) != asked)
        return ordered[:READ_PHRASINGS]
    return list(found)


def _keys(text: str) -> tuple[int, ...]:
    """Return the key of the telling words of `text`, and those of all but one of them.

    Slips and other names of the same party change one word; where there is only one telling
    word, it has to be the same.
    """
    telling = {hash(word) & _KEY for word in _telling(text)}
    whole = sum(telling)
    if len(telling) < 2:
        return (whole,) if telling else ()
    return (whole, *(whole - word for word in sorted(telling)))


def _telling(text: str) -> set[str]:
    numbers = load_lexicon().numbers
    words = (token.folded for token in tokens(text))
    return {stem(numbers.get(word, word)) for word in words if word not in NEUTRAL}
