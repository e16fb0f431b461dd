from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.matching.meaning import Encoder, open_encoder
from knowledge.matching.word_meaning import WordVectors
from tests.journeys.asking import Asked, ask_all


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    opened = open_encoder()
    assert opened is not None
    return opened


@pytest.fixture(scope="session")
def asked(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Asked]:
    """Return the answers to a set, asked once for all tests with all parts that ship."""
    kept: dict[str, Asked] = {}

    def ask(name: str) -> Asked:
        if name not in kept:
            kept[name] = ask_all(name, encoder, WordVectors(), tmp_path_factory.mktemp(name))
        return kept[name]

    return ask
