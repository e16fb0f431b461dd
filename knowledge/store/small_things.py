"""Rows of what the bot has to remember about itself: installations, and small things by name."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from knowledge.store.any_text import change, kept, rows


def keep_installation(db: Database, platform: str, team: str, sealed: bytes) -> None:
    sql = """
        INSERT INTO installation (platform, team, sealed) VALUES (?, ?, ?)
        ON CONFLICT (platform, team) DO UPDATE SET sealed = excluded.sealed
    """
    db.execute(sql, [kept(platform), kept(team), sealed])


def find_installation(db: Database, platform: str, team: str) -> bytes | None:
    # Not `rows`: these bytes are no text.
    sql = "SELECT sealed FROM installation WHERE platform = ? AND team = ?"
    found: tuple[bytes] | None = db.execute(sql, [kept(platform), kept(team)]).fetchone()
    return found[0] if found else None


def delete_installation(db: Database, platform: str, team: str) -> None:
    change(db, "DELETE FROM installation WHERE platform = ? AND team = ?", [platform, team])


def find_values(db: Database, prefix: str) -> Mapping[str, str]:
    # Not LIKE or a range: `_` and `%` mean something there, a half character sorts elsewhere.
    every = rows(db, "SELECT name, value FROM small_thing ORDER BY name")
    return {name: value for name, value in every if name.startswith(prefix)}


def find_value(db: Database, name: str) -> str | None:
    found = rows(db, "SELECT value FROM small_thing WHERE name = ?", [name])
    return found[0][0] if found else None


def set_value(db: Database, name: str, value: str) -> None:
    sql = """
        INSERT INTO small_thing (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
    """
    change(db, sql, [name, value])


def set_value_once(db: Database, name: str, value: str) -> str:
    sql = "INSERT INTO small_thing (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING"
    change(db, sql, [name, value])
    ((there,),) = rows(db, "SELECT value FROM small_thing WHERE name = ?", [name])
    return str(there)


def pop_value(db: Database, name: str) -> str | None:
    found = find_value(db, name)
    change(db, "DELETE FROM small_thing WHERE name = ?", [name])
    return found


def take_lease(db: Database, name: str, taker: str, *, now: float, until: float) -> bool:
    """Give `taker` the lease if it is nobody's, its own, or over by `now`."""
    holder, _, ends = (find_value(db, name) or "").rpartition(" ")
    if holder not in ("", taker) and float(ends) > now:
        return False
    set_value(db, name, f"{taker} {until}")
    return True


def end_lease(db: Database, name: str, taker: str) -> None:
    found = find_value(db, name) or ""
    mine = found if found.rpartition(" ")[0] == taker else ""
    change(db, "DELETE FROM small_thing WHERE name = ? AND value = ?", [name, mine])
