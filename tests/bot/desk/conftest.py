from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.sqlite import open_sqlite_store
from tests.bot.desk.working import SPACE, Work
from tests.builders import a_claim, a_quote, a_response, a_source, some_records


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """A public claim with its denial, and one that the space recorded itself."""
    store = open_sqlite_store(tmp_path / "desk.sqlite")
    leak = a_quote("It leaks", a_source())
    own = a_claim("leak", text="The roof leaks.", quotes=(leak,), space=SPACE, hedge="may")
    cost = a_claim(via=("radio-example",))
    store.add(some_records(claims=[cost, own], responses=[a_response()]))
    yield Work(store)
    store.close()
