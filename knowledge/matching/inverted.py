"""Which members are filed under a key? The table under the names and the roles.

Once filled it is only read. A change makes another table that shares what stayed as it was, so
that a question that is being read meanwhile sees one state of it. What one space alone files
lies in a small table over the shared one.
"""

from __future__ import annotations

from collections.abc import Iterable, KeysView
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Member = TypeVar("Member", str, int)


class Inverted(Generic[Member]):
    """Members by key. A key without members is not in it."""

    __slots__ = ("_filed", "_under")

    def __init__(self) -> None:
        self._under: Inverted[Member] | None = None
        # Most keys have one member: it is kept bare, a set of one takes 200 bytes more.
        self._filed: dict[str, Member | set[Member]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._filed or (self._under is not None and key in self._under)

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[str]:
        """Return the keys, in the order in which they were first filled."""
        return self._all().keys()

    def get(self, key: str) -> AbstractSet[Member]:
        """Return the members filed under `key`, not to be changed; none is an empty set."""
        found = self._filed.get(key)
        if found is None:
            return self._under.get(key) if self._under is not None else frozenset()
        return found if isinstance(found, set) else frozenset((found,))

    def under_any(self, keys: Iterable[str]) -> set[Member]:
        """Return the members filed under any of `keys`."""
        return set[Member]().union(*(self.get(key) for key in keys))

    def beginning(self, prefix: str) -> set[Member]:
        """Return the members filed under a key that begins with `prefix`; reads all keys."""
        return self.under_any(key for key in self._all() if key.startswith(prefix))

    def put(self, key: str, member: Member) -> None:
        """File `member`; only while the table is filled."""
        found = self._filed.setdefault(key, member)
        if isinstance(found, set):
            found.add(member)
        elif found != member:
            self._filed[key] = {found, member}

    def changed(
        self, gone: Iterable[tuple[str, Member]], come: Iterable[tuple[str, Member]]
    ) -> Inverted[Member]:
        """Return the table without the (key, member) in `gone` and with those in `come`."""
        table = Inverted[Member]()
        table._filed = dict(self._all())
        gone, come = tuple(gone), tuple(come)
        copied = {key: set(self.get(key)) for key in dict((*gone, *come))}
        for key, member in gone:
            copied[key].discard(member)
        for key, member in come:
            copied[key].add(member)
        for key, members in copied.items():
            if len(members) > 1:
                table._filed[key] = members
            elif members:
                table._filed[key] = next(iter(members))
            else:
                table._filed.pop(key, None)
        return table

    def with_own(self, own: Iterable[tuple[str, Member]]) -> Inverted[Member]:
        """Return the table with those (key, member), too; it shares the rest, however long."""
        table = Inverted[Member]()
        for key, member in own:
            if key not in table._filed:
                for shared in self.get(key):
                    table.put(key, shared)
            table.put(key, member)
        table._under = self
        return table

    def _all(self) -> dict[str, Member | set[Member]]:
        return self._filed if self._under is None else self._under._all() | self._filed
