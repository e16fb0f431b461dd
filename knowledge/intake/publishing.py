"""What has to change in the store so that a draft is published, or a private record is public?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge.codec import FindSource, from_plain
from knowledge.errors import NotFoundError, RecordError
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import KINDS, Record, mentions
from knowledge.store.desk_port import Change, DeskStore, KeptDraft
from knowledge.store.port import PUBLIC
from knowledge.vocabulary import State

Plain = Mapping[str, Any]
Key = tuple[str, str]
"""The kind and the id of a record."""
STATED = (Claim, Response, Review)
"""The kinds of records that are published and withdrawn."""
_NOT_CHOSEN = "not-chosen"


def main_of(draft: KeptDraft) -> Plain:
    """Return what the draft is about: its last claim, response or review, in plain form.

    What stands before it in the draft is what it mentions.
    """
    return draft.records[-1]


def read_draft(draft: KeptDraft, desk: DeskStore) -> tuple[Record, ...]:
    """Return the records of `draft`, as they are seen in its space; raise `RecordError`.

    A response whose claim nobody has chosen yet answers none that there is.
    """
    find_source = sources_for(draft, desk)
    unchosen = {"answers": [{"claim": _NOT_CHOSEN}]}
    return tuple(
        from_plain(plain if is_finished(plain) else {**plain, **unchosen}, find_source)
        for plain in draft.records
    )


def sources_for(draft: KeptDraft, desk: DeskStore) -> FindSource:
    """Return what finds the sources that quotes of `draft` name: its own, and kept ones."""
    plain = [each for each in draft.records if each["record"] == "source"]
    own = {each["id"]: from_plain(each, lambda _: None) for each in plain}

    def find_source(id_: str) -> Source | None:
        found = own.get(id_) or find_record(desk, "source", id_, draft.space)
        return found if isinstance(found, Source) else None

    return find_source


def is_finished(plain: Plain) -> bool:
    """Whether nothing has to be chosen before it can be published."""
    return plain["record"] != "response" or bool(plain.get("answers"))


def publication_of(draft: KeptDraft, desk: DeskStore) -> Change:
    """Return the change that publishes `draft` in its space; raise `RecordError`.

    Sources and speakers that are kept already stay as they are, whatever the draft says of them.
    """
    plain = main_of(draft)
    where = f"{plain['record']} {plain['id']}"
    if not is_finished(plain):
        why = "nobody has chosen yet which claim this answers; choose one first"
        raise RecordError(where, "answers", why)
    records = tuple(_published(read_draft(draft, desk), draft.space, desk))
    among = {record.id for record in records if isinstance(record, Claim)}
    for record in records:
        for answers in record.answers if isinstance(record, Response) else ():
            if answers.claim not in among and not _is_shown(answers.claim, draft.space, desk):
                why = f"claim '{answers.claim}' is not published; publish it first"
                raise RecordError(where, "answers", why)
    return Change(records, _as_kept(records, desk, draft.space), closes=draft.id)


def _as_kept(records: Iterable[Record], desk: DeskStore, space: str) -> dict[Key, str]:
    keys = [(KINDS[type(record)], record.id) for record in records]
    return {
        key: desk.digest_of(*key, space=space)
        for key in keys
        if find_record(desk, *key, space) is not None
    }


def widening_of(kind: str, id_: str, desk: DeskStore, *, space: str) -> Change:
    """Return the change that makes a record of `space` public, with all that it mentions.

    Raises `NotFoundError`.
    """
    found: dict[Key, Record] = {}
    _gather(desk.get_record(kind, id_, space=space), desk, space, found)
    private = {key: record for key, record in found.items() if record.space != PUBLIC}
    return Change(
        records=tuple(replace(record, space=PUBLIC) for record in _in_order(private)),
        expected={key: desk.digest_of(*key, space=space) for key in private},
    )


def _gather(record: Record, desk: DeskStore, space: str, found: dict[Key, Record]) -> None:
    found[KINDS[type(record)], record.id] = record
    for mention in mentions(record):
        for id_ in mention.ids:
            if (mention.kind, id_) not in found:
                _gather(desk.get_record(mention.kind, id_, space=space), desk, space, found)


def _in_order(found: Mapping[Key, Record]) -> list[Record]:
    order = list(KINDS.values())
    return [found[key] for key in sorted(found, key=lambda key: order.index(key[0]))]


def _published(records: Sequence[Record], space: str, desk: DeskStore) -> Iterator[Record]:
    """Yield what is to be kept: nothing that is there already, and nobody whom nothing mentions."""
    wanted = {(m.kind, id_) for record in records for m in mentions(record) for id_ in m.ids}
    for record in records:
        if not isinstance(record, Source | Speaker):
            yield replace(record, space=space, state=State.PUBLISHED)
            continue
        key = (KINDS[type(record)], record.id)
        if key in wanted and find_record(desk, *key, space) is None:
            yield replace(record, space=space)


def _is_shown(claim: str, space: str, desk: DeskStore) -> bool:
    found = find_record(desk, "claim", claim, space)
    return isinstance(found, Claim) and found.state is State.PUBLISHED


def find_record(desk: DeskStore, kind: str, id_: str, space: str) -> Record | None:
    """Return the record in whatever state, if it is seen from `space`."""
    try:
        return desk.get_record(kind, id_, space=space)
    except NotFoundError:
        return None
