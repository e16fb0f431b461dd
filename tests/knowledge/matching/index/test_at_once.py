"""Questions are answered while claims are added, by several threads."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.knowledge.matching.index.claims import (
    a_row,
    built,
    found_by_words,
    vectors_of,
    with_vectors,
)

ADDED = 300
READERS = 3


def test_questions_are_answered_while_claims_are_added(tmp_path: Path) -> None:
    index = built(tmp_path, [a_row(1, "The first harbour.")])
    problems: list[object] = []
    done = threading.Event()
    asked = vectors_of(a_row(1, "The first harbour."))[0]

    def ask() -> None:
        seen = 0
        while not done.is_set():
            view = index.view("")
            found = found_by_words(view, "harbour", ADDED + 1)
            near = view.by_meaning(asked, 5)
            view.near_words("harbuor")
            if len(found) < seen or len(set(found)) != len(found) or not len(near):
                problems.append(found)
            seen = len(found)

    def ask_and_tell() -> None:
        try:
            ask()
        except Exception as error:
            problems.append(error)
            raise

    readers = [threading.Thread(target=ask_and_tell) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(2, ADDED + 2):
        row = a_row(number, f"A harbour and word{number}.")
        index.update([row], with_vectors([row]))
    done.set()
    for reader in readers:
        reader.join()
    assert problems == []
    assert len(found_by_words(index.view(""), "harbour", ADDED + 1)) == ADDED + 1
