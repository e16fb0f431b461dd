from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assembly import open_parts
from bot.settings import Settings
from knowledge.matching.matcher import Matcher
from knowledge.model import Role
from knowledge.store.sqlite import open_sqlite_store
from tests.bot.conversation.talking import ELSEWHERE, Talk
from tests.builders import a_claim, a_quote, a_source, a_speaker, some_records


@pytest.fixture(scope="session")
def _matcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matcher]:
    """The real matcher over the pack that ships; tests only read it."""
    with open_parts(Settings(tmp_path_factory.mktemp("records") / "gainsay.sqlite")) as parts:
        yield parts.matcher


@pytest.fixture
def talk(_matcher: Matcher, tmp_path: Path) -> Iterator[Talk]:
    store = open_sqlite_store(tmp_path / "kept.sqlite")
    yield Talk(_matcher, store.conversations)
    store.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Talk]:
    """Thirty people who each said something, and one whose claim only one other space may see."""
    secret = a_source("secret-memo", title="Secret memo")
    people = [a_speaker(f"person-{n}", name=f"Person{n} Example") for n in range(30)]
    mayor = a_speaker(roles=(Role("Mayor", "Town of Exton"),))
    store = open_sqlite_store(tmp_path / "town.sqlite")
    store.add(
        some_records(
            sources=[secret, a_source("unquoted", title="Nobody quotes this")],
            speakers=[*people, mayor, a_speaker("x-y", name="Xavier Private")],
            claims=[
                *(a_claim(f"claim-{n}", said_by=(f"person-{n}",)) for n in range(30)),
                a_claim("one"),
                a_claim("two"),
                a_claim(
                    "private",
                    text="The harbour's new crane cost 7 million euros.",
                    said_by=("x-y",),
                    quotes=(a_quote(source=secret),),
                    space=ELSEWHERE.space,
                ),
            ],
        )
    )
    yield Talk(Matcher(store, None, None), store.conversations)
    store.close()
