"""Every kind of reply as Slack gets it. GAINSAY_UPDATE_SNAPSHOTS=1 writes those that differ."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.gallery import gallery
from bot.slack.escaping import plain
from bot.slack.render import render
from bot.slack.views import render_home, render_modal
from tests.fakes.slack_blocks import texts_of, wrong_with_message, wrong_with_view

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATING = bool(os.environ.get("GAINSAY_UPDATE_SNAPSHOTS"))

every_kind = pytest.mark.parametrize("kind", list(gallery()))


def _payload(kind: str) -> Any:
    reply = gallery()[kind]
    return render_home(reply) if kind == "home" else render(reply)


@every_kind
def test_a_reply_is_sent_like_this(kind: str) -> None:
    file = SNAPSHOTS / f"{kind}.json"
    shown = f"{json.dumps(_payload(kind), indent=1, ensure_ascii=False)}\n"
    if UPDATING:
        file.write_text(shown, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == shown, "see GAINSAY_UPDATE_SNAPSHOTS"


def test_no_snapshot_is_left_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.json")} == set(gallery())


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
