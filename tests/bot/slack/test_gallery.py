"""Every kind of reply as Slack gets it. GAINSAY_UPDATE_SNAPSHOTS=1 writes those that differ."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.gallery import gallery, windows
from bot.slack.escaping import plain
from bot.slack.forms import render_form
from bot.slack.render import render
from bot.slack.views import render_home, render_modal
from tests.fakes.slack_blocks import texts_of, wrong_with_message, wrong_with_view

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATING = bool(os.environ.get("GAINSAY_UPDATE_SNAPSHOTS"))

WINDOWS = SNAPSHOTS / "windows"

every_window = pytest.mark.parametrize("kind", list(windows()))
every_kind = pytest.mark.parametrize("kind", list(gallery()))


def _is_like(file: Path, payload: Any) -> None:
    shown = f"{json.dumps(payload, indent=1, ensure_ascii=False)}\n"
    if UPDATING:
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == shown, "see GAINSAY_UPDATE_SNAPSHOTS"


def _payload(kind: str) -> Any:
    reply = gallery()[kind]
    return render_home(reply) if kind == "home" else render(reply)


@every_kind
def test_a_reply_is_sent_like_this(kind: str) -> None:
    _is_like(SNAPSHOTS / f"{kind}.json", _payload(kind))


@every_window
def test_a_window_is_opened_like_this(kind: str) -> None:
    _is_like(WINDOWS / f"{kind}.json", render_form(windows()[kind], {}))


def test_no_snapshot_is_left_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.json")} == set(gallery())
    assert {file.stem for file in WINDOWS.glob("*.json")} == set(windows())


@every_window
def test_slack_opens_it(kind: str) -> None:
    assert wrong_with_view(render_form(windows()[kind], {})) == []


@every_kind
def test_slack_takes_it(kind: str) -> None:
    reply = gallery()[kind]
    assert wrong_with_message(render(reply)) == []
    assert wrong_with_view(render_modal(reply)) == []
    assert wrong_with_view(render_home(reply)) == []


@every_kind
def test_nothing_of_it_is_left_out(kind: str) -> None:
    """What ships is short enough: a note that something is missing would be a mistake."""
    shown = "\n".join(texts_of(_payload(kind)["blocks"]))
    assert "not shown here" not in shown
    reply = gallery()[kind]
    for card in reply.cards:
        assert plain(card.title) in shown
        for response in card.responses:
            assert plain(response.sentence) in shown
