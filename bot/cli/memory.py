"""How much memory does this process take? Asked of the system; None where it does not say."""

from __future__ import annotations

import sys
from pathlib import Path

_STATM = Path("/proc/self/statm")
_BYTES = 1_000_000


def resident_megabytes() -> float | None:
    """Return how many megabytes (of a million bytes) of this process are in memory now."""
    try:
        import resource

        pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except (ImportError, OSError):
        return None
    return pages * resource.getpagesize() / _BYTES


def peak_megabytes() -> float | None:
    """Return how many megabytes of this process were in memory when there were most."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Counted in bytes on macOS, in units of 1,024 bytes elsewhere.
    return (most if sys.platform == "darwin" else most * 1024) / _BYTES
