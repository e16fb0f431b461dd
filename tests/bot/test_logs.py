from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import said_of, write_logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    write_logs(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("bot", "knowledge"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_our_own_messages_are_written_whole(written: io.StringIO) -> None:
    logging.getLogger("bot.slack").info("connected %d times", 2)
    assert "INFO bot.slack: connected 2 times" in written.getvalue()


def test_of_a_librarys_message_only_the_place_is_written(written: io.StringIO) -> None:
    logging.getLogger("slack_bolt.app").warning("Unhandled request (%s)", "did Kirby say xoxb-1?")
    logged = written.getvalue()
    assert "WARNING slack_bolt.app: from test_logs.py, line" in logged
    assert "Kirby" not in logged
    assert "Unhandled" not in logged


def test_of_an_error_its_kind_and_place_are_written_never_its_text(written: io.StringIO) -> None:
    for name in ("bot.slack", "discord.http"):
        try:
            raise ValueError("did Kirby say xoxb-1?")
        except ValueError:
            logging.getLogger(name).exception("it failed", stack_info=True)
    logged = written.getvalue()
    assert logged.count("ValueError in test_logs.py, line") == 2
    assert "Kirby" not in logged
    assert "Traceback" not in logged


def test_libraries_say_nothing_below_a_warning(written: io.StringIO) -> None:
    logging.getLogger("slack_bolt.app").info("Invalid request signature (body: secret)")
    logging.getLogger("discord.gateway").debug("payload")
    assert written.getvalue() == ""


def test_the_place_of_an_error_is_the_last_of_ours() -> None:
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads("did Kirby say so?")
    assert said_of(raised.value).startswith("JSONDecodeError in test_logs.py, line ")
    assert said_of(ValueError("never raised")) == "ValueError"
