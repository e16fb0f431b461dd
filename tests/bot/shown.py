"""How tests look at replies: as plain text of 80 columns, and as answers made from records."""

from __future__ import annotations

import io
from collections.abc import Sequence

from bot.reply import Reply
from bot.terminal.console import as_shown
from knowledge.answer import Answer, Match, Outcome
from knowledge.records import Records


def plain(reply: Reply | None, *, columns: int = 80) -> str:
    assert reply is not None
    return as_shown(reply, io.StringIO(), columns=columns)


def an_answer(
    records: Records,
    claims: Sequence[str] = (),
    *,
    outcome: Outcome = Outcome.ANSWER,
    question: str = "",
    notes: Sequence[str] = (),
    why: Sequence[str] = (),
) -> Answer:
    """Return an answer that shows these claims of `records`, with the responses to each."""
    by_id = {claim.id: claim for claim in records.claims}
    matches = tuple(
        Match(
            by_id[id_],
            0.9,
            tuple(r for r in records.responses if id_ in {a.claim for a in r.answers}),
            tuple(why),
        )
        for id_ in claims
    )
    speakers = {speaker.id: speaker for speaker in records.speakers}
    return Answer(
        question, outcome, "who_said", 0.9, matches, speakers, tuple(notes), "0123456789ab"
    )
