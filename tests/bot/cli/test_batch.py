from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.batch import Asked, BadLineError, read_line
from bot.cli.output import as_line

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELD = st.sampled_from(["id", "question", "context", "addressed", "kind"])


def test_a_line_needs_only_a_question() -> None:
    assert read_line(b'{"question": "Who?"}') == Asked(None, "Who?", (), addressed=True)


def test_a_line_may_say_all_there_is() -> None:
    line = '{"id": "1", "question": "Who?", "context": ["Why?"], "addressed": false}'
    assert read_line(line.encode()) == Asked("1", "Who?", ("Why?",), addressed=False)


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read_line(b'\xef\xbb\xbf{"question": "Who?"}').question == "Who?"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff", "is not UTF-8"),
        (b"[]", "is not a JSON object"),
        (b"{}", '"question"'),
        (b'{"question": 1}', '"question"'),
        (b'{"question": "", "context": "Why?"}', '"context"'),
        (b'{"question": "", "context": [1]}', '"context"'),
        (b'{"question": "", "addressed": "no"}', '"addressed"'),
        (b'{"question": "", "id": true}', '"id"'),
        (b'{"question": "", "id": [1]}', '"id"'),
        (b"[" * 100_000, "too deeply nested"),
        (b'{"id": ' + b"1" * 5_000 + b"}", "too long a number"),
    ],
)
def test_a_line_that_cannot_be_asked_says_why(line: bytes, why: str) -> None:
    with pytest.raises(BadLineError, match=why):
        read_line(line)


@given(st.dictionaries(FIELD, JSON) | JSON | st.binary())
def test_every_line_is_a_question_or_a_bad_line(content: object) -> None:
    line = content if isinstance(content, bytes) else json.dumps(content).encode()
    try:
        asked = read_line(line)
    except BadLineError:
        return
    assert isinstance(asked.question, str)


@given(st.text(alphabet=st.characters()))
def test_whatever_is_printed_is_one_line_that_reads_back(text: str) -> None:
    line = as_line({"text": text})
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"text": text}
