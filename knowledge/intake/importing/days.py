"""Which day does "26 May 2015" name? Only what is a whole day without guessing."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_ISO = re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*(?P<month>[^\W\d_]{3,9})\.?,?\s*(?P<year>\d{4})\b")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,9})\.?\s*(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\b")


def read_day(written: str | None) -> date | None:
    """Return the day that "26 May 2015", "October 22, 2019" or "2019-10-22" names; else None."""
    found = (pattern.match((written or "").strip()) for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST))
    for parts in (match.groupdict() for match in found if match):
        month = parts.get("number") or _month(parts["month"])
        if month:
            try:
                return date(int(parts["year"]), int(month), int(parts["day"]))
            except ValueError:
                return None
    return None


def _month(written: str) -> int | None:
    """Return the number of the month that `written` is, or begins as "Oct" does."""
    named = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(written.casefold())]
    return named[0] if named else None
