"""The records that ship, in a store of their own, as the gallery's replies need them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.phrases.brief import brief
from bot.phrases.buttons import under_claims
from bot.reply import Button, Listed, Reply
from knowledge.answer import Answer, Match, Outcome
from knowledge.intake.pack import read_pack, shipped_packs
from knowledge.model import Speaker
from knowledge.store.port import RecordStore
from knowledge.store.sqlite import open_sqlite_store

PACK = "iran-russia-2022"
_CONFIDENCE = 0.97
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shipped records. No encoder: what an example shows does not hang on a score."""

    store: RecordStore
    speakers: Mapping[str, Speaker]
    version: str

    def answer(
        self,
        claims: Sequence[str],
        *,
        outcome: Outcome = Outcome.ANSWER,
        notes: Sequence[str] = (),
        why: Sequence[str] = (),
    ) -> Answer:
        """Return the answer that shows these claims, with the responses recorded to each."""
        found = self.matches(claims, why=why)
        return Answer(
            "", outcome, "", _CONFIDENCE, found, self.speakers, tuple(notes), self.version
        )

    def matches(self, claims: Sequence[str], *, why: Sequence[str] = ()) -> tuple[Match, ...]:
        """Return these claims with the responses recorded to each."""
        responses = self.store.responses_to(claims)
        return tuple(
            Match(claim, _CONFIDENCE, responses[claim.id], tuple(why))
            for claim in self.store.get_claims(claims)
        )


@contextmanager
def open_shelf() -> Iterator[Shelf]:
    """Open the shipped records, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gainsay-") as folder:
        store = open_sqlite_store(Path(folder) / "gallery.sqlite")
        try:
            store.add(read_pack(shipped_packs().joinpath(PACK)).records)
            speakers = {speaker.id: speaker for speaker in store.list_speakers()}
            yield Shelf(store, speakers, store.knowledge_version())
        finally:
            store.close()


def with_id(
    name: str,
    reply: Reply | None,
    buttons: Sequence[Button] = (),
    *,
    menu: Sequence[Listed] = (),
    is_private: bool = False,
    takes_feedback: bool = False,
) -> dict[str, Reply]:
    """Return the reply by its name, as something with which something can be done."""
    assert reply is not None, name
    id_ = hashlib.sha256(name.encode()).hexdigest()[:_ID_DIGITS]
    return {
        name: replace(
            brief(reply),
            id=id_,
            buttons=tuple(buttons),
            menu=tuple(menu),
            is_private=is_private,
            takes_feedback=takes_feedback,
        )
    }


def answered(name: str, reply: Reply | None, *, is_private: bool = False) -> dict[str, Reply]:
    """Return the reply to a question by its name, with all that can be done with an answer."""
    return with_id(
        name,
        reply,
        under_claims(can_share=is_private),
        is_private=is_private,
        takes_feedback=True,
    )
