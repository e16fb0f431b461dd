"""A record goes through JSON and comes back the same; what is wrong is said by field."""

import json
from datetime import date

import pytest

from knowledge.codec import as_plain, from_plain
from knowledge.errors import RecordError
from knowledge.model import (
    Answers,
    Claim,
    Name,
    Quote,
    Response,
    Review,
    Role,
    Source,
    Speaker,
)
from knowledge.records import Record
from knowledge.vocabulary import Mode, NameKind, SpeakerKind, Stance

SOURCE = Source(
    id="s",
    text="Menu. The mayor said: “It is closed.”",
    read_on=date(2024, 5, 31),
    language="en",
    boilerplate=((0, 5),),
    space="slack:T1",
)
QUOTE = Quote(SOURCE, "It is closed.", 23, 36, Mode.MIXED)
RECORDS: list[Record] = [
    SOURCE,
    Speaker(
        "mayor",
        SpeakerKind.PERSON,
        "Ada Holm",
        names=(Name("Holm", NameKind.ALIAS, "en"),),
        roles=(Role("mayor", "Ferrytown", "town", date(2020, 1, 1)),),
    ),
    Claim("c", "The pier is closed.", (QUOTE,), ("mayor",), appearances=("https://example.org/1",)),
    Response("r", Stance.DENIES, "It is open.", (QUOTE,), (Answers("c"),), by=("town",)),
    Review("v", "A desk", ("c",), rating="Mostly so", reviewed_on=date(2024, 6, 1)),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_record_comes_back_from_json_as_it_was(record: Record) -> None:
    plain = json.loads(json.dumps(as_plain(record)))
    assert from_plain(plain, {"s": SOURCE}.get) == record


def test_an_empty_field_comes_back_empty_and_a_missing_one_missing() -> None:
    for title in ("", None):
        source = Source("s", "A text.", date(2024, 5, 31), language="", title=title)
        assert from_plain(as_plain(source), lambda _id: None) == source
    assert "title" not in as_plain(source)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"record": "rumour"}, "record"),
        ({"colour": "red"}, "colour"),
        ({"text": 7}, "text"),
        ({"said_on": "Friday"}, "said_on"),
        ({"said_by": "mayor"}, "said_by"),
        ({"state": "true"}, "state"),
        ({"quotes": [{"source": "other", "exact": "It", "start": 0, "end": 2}]}, "quotes"),
        ({"quotes": [{"source": "s", "exact": "It", "start": True, "end": 2}]}, "quotes"),
        ({"quotes": [{"source": "s", "exact": "It", "start": 0}]}, "quotes"),
        ({"quotes": ["It is closed."]}, "quotes"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(change: dict[str, object], field: str) -> None:
    plain = as_plain(RECORDS[2]) | change
    with pytest.raises(RecordError) as caught:
        from_plain(plain, {"s": SOURCE}.get)
    assert caught.value.field == field


def test_a_missing_field_is_asked_for() -> None:
    plain = as_plain(RECORDS[2])
    del plain["text"]
    with pytest.raises(RecordError, match="'text' is missing"):
        from_plain(plain, {"s": SOURCE}.get)


@pytest.mark.parametrize("plain", [None, [], "claim", {}])
def test_what_is_no_record_is_refused(plain: object) -> None:
    with pytest.raises(RecordError):
        from_plain(plain, {"s": SOURCE}.get)
