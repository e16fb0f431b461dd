"""Who is named as an editor? People and roles as Discord writes them, or their ids."""

from __future__ import annotations

import re
from collections.abc import Collection

_NAMED = re.compile(r"<@(?P<role>&)?!?(?P<mentioned>\d{1,20})>|(?<!\d)(?P<id>\d{15,20})(?!\d)")
_BETWEEN = re.compile(r"[\s,;]*")
_NOBODY = "nobody"


def read_editors(typed: str, roles: Collection[int]) -> tuple[str, ...] | None:
    """Return who is named, as editors are named; None if that is not clear.

    "nobody" is no editors at all. An id alone is a role's if it is among the server's `roles`.
    """
    if typed.strip().casefold() == _NOBODY:
        return ()
    found = []
    for named in _NAMED.finditer(typed):
        id_ = named["mentioned"] or named["id"]
        is_role = named["role"] or (named["id"] and int(id_) in roles)
        found.append(f"{'role' if is_role else 'user'}:{id_}")
    # A name that Discord did not take for one is no editor: nobody is left out unsaid.
    is_clear = found and _BETWEEN.fullmatch(_NAMED.sub(" ", typed))
    return tuple(dict.fromkeys(found)) if is_clear else None
