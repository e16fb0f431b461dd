"""The figures of `gainsay bench --claims` as tables for people: a row a figure, a column a size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Figures = Mapping[str, Any]

_MEGA = 1_000_000


def sizes_table(measured: Sequence[Figures]) -> str:
    """Return what each size took, in all."""
    rows = [("claims", [f"{size['claims']:,}" for size in measured])]
    rows += [(title, [_shown(figure, size) for size in measured]) for title, figure in _ROWS]
    return _aligned(rows)


def kinds_table(measured: Sequence[Figures]) -> str:
    """Return for each kind of question its median and p99, and how many were right."""
    rows = [("milliseconds, p99; right", [f"{size['claims']:,}" for size in measured])]
    for at, kind in enumerate(measured[0]["kinds"]):
        rows.append((kind["kind"], [_kind(size["kinds"][at]) for size in measured]))
    for at, peer in enumerate(measured[0]["peers"]):
        rows.append((peer["peer"]["what"], [_peer(size["peers"][at]) for size in measured]))
    return _aligned(rows)


def _kind(kind: Figures) -> str:
    timed = kind["timed"]
    return f"{timed['median_ms']:.1f}, {timed['p99_ms']:.1f}; {kind['right']} of {timed['calls']}"


def _peer(beside: Figures) -> str:
    timed = beside["peer"]
    return (
        f"{timed['median_ms']:.1f}, {timed['p99_ms']:.1f}; {beside['right']} of {beside['meant']}"
    )


def _all(size: Figures, figure: str) -> str:
    return f"{size['kinds'][0]['timed'][figure]:.1f}"


def _ratio(size: Figures, at: int) -> str:
    if not size["peers"]:
        return "-"
    ratio = size["peers"][at]["ratio"]
    return f"{ratio:,.0f} x" if ratio >= 10 else f"{ratio:.2g} x"


def _found(size: Figures) -> str:
    adding = size["adding"]
    shown = f"{adding['found']} of {adding['added']}"
    seconds = adding["found_seconds"]
    return shown if seconds is None else f"{seconds:.2f} ({shown})"


_ROWS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("answer(), one core: median, ms", lambda size: _all(size, "median_ms")),
    ("answer(), one core: p99, ms", lambda size: _all(size, "p99_ms")),
    ("rapidfuzz takes", lambda size: _ratio(size, 0)),
    ("SQLite FTS5 takes", lambda size: _ratio(size, 1)),
    (
        "two cores: questions a second",
        lambda size: f"{max(size['questions_a_second'].values()):.0f}",
    ),
    ("  reached with", lambda size: str(size["best_with"])),
    ("an added claim is found after, s", _found),
    ("start to first answer, s", lambda size: f"{size['start_seconds']:.2f}"),
    ("memory a claim, bytes", lambda size: f"{size['resident_bytes_a_claim']:,.0f}"),
    ("  of it not in files", lambda size: f"{size['own_bytes_a_claim']:,.0f}"),
    ("keeping records, claims a second", lambda size: f"{size['claims_a_second']:,.0f}"),
    ("vectors", lambda size: str(size["vectors"])),
    ("  in seconds", lambda size: f"{size['vectors_seconds']:.1f}"),
    ("first opening (index build), s", lambda size: f"{size['index_seconds']:.1f}"),
    ("store on disk, MB", lambda size: f"{size['store_bytes'] / _MEGA:,.1f}"),
    ("  index beside it, MB", lambda size: f"{size['index_bytes'] / _MEGA:,.1f}"),
)


def _shown(figure: Callable[[Figures], str], size: Figures) -> str:
    try:
        return figure(size)
    except TypeError:  # a figure that this system does not give is None
        return "-"


def _aligned(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    first = max(len(title) for title, _ in rows)
    columns = range(len(rows[0][1]))
    widths = [max(len(cells[at]) for _, cells in rows) for at in columns]
    return "\n".join(
        "  ".join([title.ljust(first), *(cells[at].rjust(widths[at]) for at in columns)])
        for title, cells in rows
    )
