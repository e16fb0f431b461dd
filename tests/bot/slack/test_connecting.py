from __future__ import annotations

from slack_bolt.response import BoltResponse

from bot.slack.connecting import REPLACED, Timing, acknowledged

NOTICED_WITHIN_SECONDS = 15


def test_a_deaf_socket_is_noticed_soon() -> None:
    """Whichever of the two sees it: aiohttp, after half a ping without a pong, or our own look."""
    timing = Timing()
    assert 1.5 * timing.ping_seconds + timing.look_seconds < NOTICED_WITHIN_SECONDS
    assert timing.deaf_seconds + timing.look_seconds < NOTICED_WITHIN_SECONDS
    assert timing.deaf_seconds > 2 * timing.ping_seconds  # one lost pong is no reason


def test_a_link_that_was_disabled_is_not_used_on() -> None:
    assert {"warning", "refresh_requested"} == REPLACED


def test_what_nobody_listens_to_is_acknowledged_and_a_failure_is_not() -> None:
    assert acknowledged(BoltResponse(status=404)).status == 200
    assert acknowledged(BoltResponse(status=500)).status == 500
