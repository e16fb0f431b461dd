"""What the library needs so that it stays connected."""

from __future__ import annotations

import discord

from bot.discord.watching import Times


def test_a_new_session_is_not_taken_for_a_dead_connection() -> None:
    # The library says nothing for five seconds before a new session: a heartbeat's timeout
    # of no more than that would end each connection before it is made.
    times = Times()
    assert times.identify_pause_seconds == 5.0
    assert times.heartbeat_timeout_seconds > 2 * times.identify_pause_seconds


def test_the_watchdog_waits_until_the_library_had_its_chance() -> None:
    assert Times().deaf_seconds > 2 * Times().heartbeat_timeout_seconds


def test_the_library_is_one_that_does_not_leak_layouts() -> None:
    assert discord.version_info[:3] >= (2, 7, 1)
