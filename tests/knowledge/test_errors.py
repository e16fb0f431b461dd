from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

import pytest

from knowledge import errors
from knowledge.errors import (
    BusyStoreError,
    DamagedStoreError,
    DocumentError,
    EncoderError,
    ForbiddenError,
    FullDiskError,
    IndexFileError,
    KnowledgeError,
    MappingError,
    NewerStoreError,
    NotFoundError,
    PackError,
    QuoteError,
    ReadOnlyStoreError,
    RecordError,
    SourceRefusedError,
    StaleError,
    StoreError,
    ThresholdsError,
    UnusableError,
)

ONE_OF_EACH = [
    KnowledgeError("the roof leaks"),
    RecordError("claim roof-cost", "text", "is empty; fill it in"),
    QuoteError("claim roof-cost", "quotes", "does not stand there; copy it"),
    SourceRefusedError("claim roof-cost", "quotes", "its source could not be used"),
    DocumentError("roof.html", "is empty; give a document with text"),
    UnusableError("is cut; get it again"),
    MappingError("columns.toml", ("[claim]: 'text' is missing; name its column",)),
    PackError("pack roof", ("pack.toml: has no [pack]; add it", "claim roof-cost: no")),
    StoreError("gainsay.sqlite", "could not keep the records"),
    NotFoundError("claim roof-cost", "is not kept"),
    NewerStoreError("gainsay.sqlite", "was written by a newer Gainsay"),
    DamagedStoreError("gainsay.sqlite", "is cut"),
    ReadOnlyStoreError("gainsay.sqlite", "cannot be written"),
    FullDiskError("gainsay.sqlite", "no room is left"),
    BusyStoreError("gainsay.sqlite", "is held"),
    StaleError("claim roof-cost", "was changed meanwhile; look again"),
    ForbiddenError("claim roof-cost", "is public; publish it wider first"),
    EncoderError("model.int8.onnx", "is damaged"),
    IndexFileError("gainsay.sqlite.index", "is cut; build it anew"),
    ThresholdsError("thresholds.toml", "lacks answer"),
]
each_error = pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda e: type(e).__name__)


def subclasses(of: type[KnowledgeError], depth: int = 0) -> Iterator[tuple[int, str]]:
    yield depth, of.__name__
    for kind in of.__subclasses__():
        yield from subclasses(kind, depth + 1)


def test_the_tree_in_the_header_is_the_tree() -> None:
    drawn = re.findall(r"^ {4}([│├└── ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    assert [(len(branch) // 4, name) for branch, name in drawn] == list(subclasses(KnowledgeError))


def test_one_of_each_is_tried_below() -> None:
    assert {type(error).__name__ for error in ONE_OF_EACH} == {
        name for _, name in subclasses(KnowledgeError)
    }


@each_error
def test_an_error_that_was_pickled_is_the_same_error(error: KnowledgeError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@each_error
def test_the_message_holds_all_that_the_error_knows(error: KnowledgeError) -> None:
    known = [text for part in error.args for text in ([part] if isinstance(part, str) else part)]
    assert all(text in str(error) for text in known)


def test_a_record_error_says_which_record_which_field_and_what_to_do() -> None:
    error = RecordError("claim roof-cost", "text", "is empty; fill it in")
    assert str(error) == "claim roof-cost, field 'text': is empty; fill it in"


def test_a_pack_error_counts_its_problems_and_says_each_on_its_line() -> None:
    error = PackError("pack roof", ("one", "two"))
    assert str(error).splitlines() == ["pack roof: 2 problem(s)", "one", "two"]
