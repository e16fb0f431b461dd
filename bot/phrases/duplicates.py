"""What is said of two claims that may be the same: both, and why. An editor decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.phrases.cards import said_by
from bot.phrases.places import source_names
from bot.reply import Line, Listed, Reply, Section
from knowledge.model import Claim, Speaker


def duplicate_reply(
    claims: Sequence[Claim], why: Sequence[str], speakers: Mapping[str, Speaker]
) -> Reply:
    """Return the two claims side by side, with the reasons for which they may be the same."""
    listed = tuple(
        Listed(c.id, c.text, f"By {said_by(c, speakers)}, in {source_names(c.quotes)}")
        for c in claims
    )
    reasons = Section("", lines=(Line("Why", "; ".join(why)),))
    return Reply("These two may be the same claim.", sections=(Section("", listed=listed), reasons))
