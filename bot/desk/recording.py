"""How does a message become a record? Its words are a source that only this space sees.

Ids have a part that nobody can guess, and which is the same when the delivery comes again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.conversation.place import Place, Pointed
from bot.desk.doing import Doing
from bot.desk.looking import Looking, text_of
from bot.phrases.desk_done import Done
from bot.phrases.desk_forms import CLAIM
from bot.reply import Act
from knowledge.codec import as_plain_quote, from_plain
from knowledge.errors import RecordError
from knowledge.intake.amending import Amending, quote_of
from knowledge.intake.naming import slug
from knowledge.model import Source, Speaker
from knowledge.store.desk_port import Change

_SLUG_CHARACTERS = 40
_NO_LANGUAGE = "und"
"""Undetermined: a message does not say in which language it is (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Records claims and responses from messages."""

    doing: Doing
    looking: Looking

    def record(
        self, act: Act, pointed: Pointed, typed: Mapping[str, str], place: Place, key: str
    ) -> Done:
        """Record what an editor filled in about the message; raise `RecordError`."""
        source, people = self._source(pointed, place), self.doing.people(place)
        plain = _begun(act, self._id(typed, place, key), source, typed, place.space)
        fields = {name: value for name, value in typed.items() if name not in (CLAIM, "quote")}
        plain = Amending(people, lambda _: source).amended(plain, fields)
        if act is Act.RECORD_CLAIM:
            plain = self._dated(plain, pointed, people.called.by_id | _by_id(people.new))
        record = from_plain(plain, lambda _: source)
        kept = self.doing.find_source(place.space)(source.id)
        new = (*people.new.values(), record)
        records = new if kept == source else (source, *new)
        change = self.doing.change(Change(records), place, "")
        return Done(act, record.id, text_of(record), change)

    def _source(self, pointed: Pointed, place: Place) -> Source:
        """Return the message as a source; the one that is kept, if it was recorded from before."""
        platform = place.space.partition(":")[0] or "message"
        what = f"message {pointed.place.channel} {pointed.message} {pointed.text}"
        id_ = f"{platform}-message-{self.doing.known.secret(place, what)}"
        kept = self.doing.find_source(place.space)(id_)
        return kept or Source(
            id_,
            pointed.text,
            read_on=_day(self.doing.known.clock()),
            language=_NO_LANGUAGE,
            byline=pointed.author.strip() or None,
            url=pointed.link or None,
            published_on=_day(pointed.written_at) if pointed.written_at else None,
            space=place.space,
        )

    def _id(self, typed: Mapping[str, str], place: Place, key: str) -> str:
        words = slug(typed.get("text", ""))[:_SLUG_CHARACTERS].strip("-")
        return f"{words}-{self.doing.known.secret(place, key)}"

    def _dated(
        self, plain: Mapping[str, object], pointed: Pointed, speakers: Mapping[str, Speaker]
    ) -> dict[str, object]:
        """Return the claim with the message's day, if its author said it and no day was given."""
        said_by = plain.get("said_by") or []
        assert isinstance(said_by, list)
        names = {speakers[id_].name for id_ in said_by if id_ in speakers}
        if plain.get("said_on") or names != {pointed.author.strip()} or not pointed.written_at:
            return dict(plain)
        return {**plain, "said_on": _day(pointed.written_at).isoformat()}


def _begun(
    act: Act, id_: str, source: Source, typed: Mapping[str, str], space: str
) -> dict[str, object]:
    """Return the record with what no form asks for; raise `QuoteError`."""
    kind = "claim" if act is Act.RECORD_CLAIM else "response"
    quote = quote_of(typed.get("quote", "").strip(), source, f"{kind} {id_}")
    plain: dict[str, object] = {"record": kind, "id": id_, "quotes": [as_plain_quote(quote)]}
    if space:
        plain["space"] = space
    if kind == "response":
        if not typed.get(CLAIM):
            raise RecordError(f"{kind} {id_}", CLAIM, "nobody has chosen it; choose a claim")
        plain |= {"stance": typed.get("stance", ""), "answers": [{"claim": typed[CLAIM]}]}
    return plain


def _by_id(new: Mapping[str, Speaker]) -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in new.values()}


def _day(at: float) -> date:
    return datetime.fromtimestamp(at, UTC).date()
