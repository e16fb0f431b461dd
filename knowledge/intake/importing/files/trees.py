"""JSON of any size: its parts one by one, never the whole.

An array gives its elements. An object gives what its lists of claims hold (`@graph`, a data
feed, the answer of a search), one by one, and then itself without them. Of each part no more
is kept than a record can have.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

import ijson

from knowledge.errors import UnusableError
from knowledge.intake.importing.files.lines import DEEPEST, LINE_BYTES
from knowledge.intake.importing.item import LeftOut, Row, shown

LISTS = ("dataFeedElement", "claims", "itemListElement", "@graph")
"""The lists in which formats that we know keep claims: each may have a million."""

_HOPELESS = 10_000
"""So deep nobody nests: the file was made to hurt."""
_DEEP = f"is nested deeper than {DEEPEST} levels; no record is"
_LARGE = f"is larger than {LINE_BYTES:,} bytes; no record is"

_GRAPH_NODES = 1_000

Event = tuple[str, Any]
_END: Event = ("end_array", None)


def read_trees(file: str, stream: BinaryIO) -> Iterator[Row | LeftOut]:
    """Yield every object in `stream` that may hold claims, or why it cannot be read."""
    watched = _Watched(stream)
    parser = ijson.basic_parse(watched, use_float=True, multiple_values=True)
    events = _watched_events(parser, watched)
    try:
        for kind, value in events:
            if kind == "start_array":
                yield from _elements(file, "", events)
            elif kind == "start_map":
                yield from _object(file, events)
            else:
                yield LeftOut(file, "", f"holds '{shown(value)}', which is no object")
    except (ijson.JSONError, ValueError, OverflowError) as error:
        yield LeftOut(file, "", f"is not JSON from here on, or cut: {_said(error)}")


def _said(error: Exception) -> str:
    said = error.args[0] if error.args else error
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return shown(" ".join(words.split("\n")[0].split()))


class _Watched:
    """The file as the parser reads it: no single text in it may fill the memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.since_event = 0

    def read(self, size: int) -> bytes:
        got = self._stream.read(size)
        self.since_event += len(got)
        if self.since_event > 2 * LINE_BYTES:
            raise UnusableError(f"holds a text of more than {LINE_BYTES:,} bytes; no record does")
        return got


def _watched_events(parser: Iterator[Event], watched: _Watched) -> Iterator[Event]:
    for event in parser:
        watched.since_event = 0
        yield event


def _elements(file: str, name: str, events: Iterator[Event]) -> Iterator[Row | LeftOut]:
    """Yield the objects of the array whose start was read."""
    number = 0
    for kind, value in events:
        if kind == "end_array":
            return
        number += 1
        where = f"{name} {number}".strip() if name else f"record {number}"
        try:
            content = _Building().value(kind, value, events)
        except UnusableError as error:
            yield LeftOut(file, where, error.why)
            continue
        if isinstance(content, dict):
            yield Row(where, content)
        elif content is not None:
            yield LeftOut(file, where, "is no object")


def _object(file: str, events: Iterator[Event]) -> Iterator[Row | LeftOut]:
    """Yield what the lists of the object whose start was read hold, then its other fields."""
    rest: dict[str, Any] = {}
    building, key, had_list, is_told = _Building(), "", False, False
    for kind, value in events:
        if kind == "end_map":
            break
        if kind == "map_key":
            key = value
            continue
        inner: Iterator[Event] = events
        if kind == "start_array" and key in LISTS:
            first = next(events, _END)
            inner = chain([first], events)
            if first[0] in ("start_map", "end_array"):
                had_list = True
                yield from _listed(file, key, inner)
                continue
        try:  # also lists of other things: a review's claims, by id
            rest[key] = building.value(kind, value, inner)
        except UnusableError as error:
            if not is_told:
                yield LeftOut(file, f"'{shown(key)}'", error.why)
            is_told = True
    if not had_list or _says_review(rest):
        yield Row("", rest, is_part=had_list)


def _listed(file: str, key: str, events: Iterator[Event]) -> Iterator[Row | LeftOut]:
    return _graph(file, events) if key == "@graph" else _elements(file, key, events)


def _says_review(rest: dict[str, Any]) -> bool:
    return "claimReviewed" in rest or "itemReviewed" in rest


def _graph(file: str, events: Iterator[Event]) -> Iterator[Row | LeftOut]:
    """Yield the array's nodes as one object while they are few: they refer to one another."""
    nodes: list[dict[str, Any]] = []
    for row in _elements(file, "@graph", events):
        if isinstance(row, LeftOut):
            yield row
        else:
            nodes.append(dict(row.content))
        if len(nodes) == _GRAPH_NODES:
            yield Row("@graph", {"@graph": nodes})
            nodes = []
    if nodes:
        yield Row("@graph", {"@graph": nodes})


class _Building:
    """Makes values of events, as long as they are neither too deep nor, together, too large."""

    def __init__(self) -> None:
        self._left = LINE_BYTES

    def value(self, kind: str, value: object, events: Iterator[Event]) -> Any:
        """Return the value whose first event is this; raise `UnusableError` after its last."""
        if kind not in ("start_map", "start_array"):
            if self._left < 0:
                raise UnusableError(_LARGE)
            return self._counted(value)
        top = _opened(kind)
        holders, depth, why, key = [top], 1, "", ""
        for kind, value in events:
            is_opening = kind in ("start_map", "start_array")
            if kind in ("end_map", "end_array"):
                depth -= 1
                if not depth:
                    break
                if not why:
                    holders.pop()
            elif why:  # passed over, to its end
                depth += is_opening
                _check_hope(depth)
            elif kind == "map_key":
                key = self._counted(value)
            else:
                made = _opened(kind) if is_opening else self._counted(value)
                _put(holders[-1], key, made)
                if is_opening:
                    depth += 1
                    holders.append(made)
                why = _DEEP if depth > DEEPEST else _LARGE if self._left < 0 else ""
        if why:
            raise UnusableError(why)
        return top

    def _counted(self, value: Any) -> Any:
        self._left -= 16 + (len(value) if isinstance(value, str) else 0)
        return value


def _check_hope(depth: int) -> None:
    if depth > _HOPELESS:
        raise ijson.JSONError("it is nested deeper than anything that was meant to be read")


def _opened(kind: str) -> Any:
    return {} if kind == "start_map" else []


def _put(holder: Any, key: str, value: object) -> None:
    if isinstance(holder, dict):
        holder[key] = value
    else:
        holder.append(value)
