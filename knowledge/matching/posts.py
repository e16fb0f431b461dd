"""A post pasted from a social network: what it says, apart from what the network added.

People ask about a post by pasting it. Links say nothing; a hashtag or a handle is words
written together; the tail of an embedded post ("— Name (@handle) May 4, 2016") says who
wrote it and when, which is no part of what was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|www\.)\S*", re.IGNORECASE)
_TAIL = re.compile(
    rf"\s*[—–-]{{1,2}}\s*(?P<author>[^\n—]{{0,80}}?)\s*\(@(?P<handle>\w{{1,30}})\)"
    rf"(?:\s*(?P<date>(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}))?\s*$"
)
_REPOSTED = re.compile(r"^\s*RT\s+@\w{1,30}:?\s+")
_TAG = re.compile(r"[#＃](?=[^\W\d]|\d+[^\W\d])(\w{2,80})")
_HANDLE = re.compile(r"(?<![\w@<])@(\w{2,30})")
_RUNS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_LONGEST_WORD = 20
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A text as it was written by whoever posted it.

    `body` is what it says, with tags and handles as plain words; `author`, `handle` (in words)
    and `posted_on` are from the tail. `is_post` says whether anything in it is
    a network's: a text without is a question like any other.
    """

    body: str
    author: str = ""
    handle: str = ""
    posted_on: date | None = None
    is_post: bool = False


def read_post(text: str, is_word: Callable[[str], bool]) -> Post:
    """Return what `text` says, apart from links, marks and tail; any text can be read.

    `is_word` says of a lower-case word whether it is one: "#stopthesteal" is cut by it.
    """
    tail = _TAIL.search(text)
    body = text[: tail.start()] if tail else text
    reposted = _REPOSTED.search(body)
    body = body[reposted.end() :] if reposted else body
    body, links = _LINK.subn(" ", body)
    body, tags = _TAG.subn(lambda tag: f" {_apart(tag[1], is_word)} ", body)
    # Whom a message addresses at its beginning is no part of it: reading.py takes that off.
    body = _HANDLE.sub(lambda handle: _apart(handle[1], is_word), body)
    is_post = bool(tail or reposted or links or tags)
    if not tail:
        return Post(" ".join(body.split()), is_post=is_post)
    handle = _apart(tail["handle"], is_word)
    return Post(" ".join(body.split()), tail["author"], handle, _day(tail["date"]), is_post)


def _day(written: str | None) -> date | None:
    try:
        return datetime.strptime(written or "", "%B %d, %Y").date()
    except ValueError:  # nothing was written, or 31 February
        return None


def _apart(written: str, is_word: Callable[[str], bool]) -> str:
    """Return the words that were written together in a tag or a handle."""
    parts: list[str] = []
    for run in _RUNS.findall(written):
        whole = run.islower() and not is_word(run)
        parts += (_cut(run, is_word) or [run]) if whole else [run]
    return " ".join(parts) or written


def _cut(run: str, is_word: Callable[[str], bool]) -> list[str] | None:
    """Return the fewest words that `run` consists of; None if it does not consist of words."""
    best: list[list[str] | None] = [[]] + [None] * len(run)
    for end in range(_SHORTEST_WORD, len(run) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end - _SHORTEST_WORD + 1):
            before = best[start]
            if before is None or not is_word(run[start:end]):
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, run[start:end]]
    return best[-1]
