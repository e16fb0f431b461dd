from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.conversation.known import Known
from bot.conversation.suggesting import SUGGESTED, Suggesting
from bot.privacy import People
from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import open_sqlite_store
from tests.bot.conversation.talking import CHANNEL, ELSEWHERE, Talk, claims
from tests.builders import a_claim, a_speaker, some_records


def _speakers(talk: Talk, typed: str) -> list[str]:
    return [found.value for found in talk.bot.suggest_speakers(typed, CHANNEL)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kir", "john-kirby"),
        ("john k", "john-kirby"),
        ("Kirbey", "john-kirby"),
        ("white house", "john-kirby"),
        ("teher", "iran"),
        ("brit", "united-kingdom"),
        ("wodward", "barbara-woodward"),
        ("IRAVANÍ", "amir-saeid-iravani"),
    ],
)
def test_who_is_still_typing_is_offered_who_may_be_meant(
    talk: Talk, typed: str, first: str
) -> None:
    assert first in _speakers(talk, typed)[:3]


@pytest.mark.parametrize("typed", ["iraq", "zzzz", "blinken", "…", "\ud800", "x" * 6_000])
def test_nobody_is_offered_for_what_is_nobodys_name(talk: Talk, typed: str) -> None:
    assert _speakers(talk, typed) == []


def test_nothing_typed_offers_those_with_most_on_record_first(talk: Talk) -> None:
    offered = _speakers(talk, "")
    assert offered[0] in ("iran", "russia", "john-kirby")
    assert len(offered) > 10


def test_no_more_is_offered_than_fits(town: Talk) -> None:
    for typed in ("", "person", "exam"):
        assert len(town.bot.suggest_speakers(typed, CHANNEL)) == SUGGESTED


def test_whoever_said_most_comes_first(town: Talk) -> None:
    assert _speakers(town, "")[0] == "jane-roe"


def test_a_role_is_a_name_too(town: Talk) -> None:
    found = town.bot.suggest_speakers("mayor ex", CHANNEL)
    assert [(f.value, f.label) for f in found] == [("jane-roe", "Jane Roe (Mayor, Town of Exton)")]


def test_what_only_another_space_has_claims_about_is_not_offered(town: Talk) -> None:
    assert _speakers(town, "xavier") == []
    assert town.bot.suggest_sources("secret", CHANNEL) == ()
    assert [f.value for f in town.bot.suggest_speakers("xavier", ELSEWHERE)] == ["x-y"]
    assert [f.value for f in town.bot.suggest_sources("secret", ELSEWHERE)] == ["secret-memo"]


def test_what_is_offered_finds_the_record(talk: Talk) -> None:
    for found in talk.bot.suggest_speakers("", CHANNEL):
        assert found.label.split(" (")[0] in talk.bot.speaker(talk.asked(found.value)).headline
    for found in talk.bot.suggest_sources("", CHANNEL):
        (section,) = talk.bot.source(talk.asked(found.value)).sections
        assert found.label.split(" …")[0] in section.title


@pytest.mark.parametrize("typed", ["", "sham", "shamsudin", "mehran"])
def test_a_source_is_offered_by_what_is_known_of_it(talk: Talk, typed: str) -> None:
    assert [f.value for f in talk.bot.suggest_sources(typed, CHANNEL)] == ["shamsuddin-article"]


def test_what_is_offered_fits_into_a_platforms_list(town: Talk) -> None:
    for found in town.bot.suggest_speakers("", CHANNEL):
        assert 0 < len(found.value) <= 100
        assert 0 < len(found.label) <= 100


def test_new_records_are_offered_at_once(town: Talk) -> None:
    assert _speakers(town, "newcomer") == []
    speaker = a_speaker("newcomer")
    town.matcher.store.add(
        some_records(speakers=[speaker], claims=[a_claim("new", said_by=("newcomer",))])
    )
    assert _speakers(town, "newcomer") == ["newcomer"]


def test_offering_is_quick(town: Talk) -> None:
    _speakers(town, "")
    began = time.perf_counter()
    for typed in ("p", "perso", "example", "examlpe", ""):
        _speakers(town, typed)
    assert (time.perf_counter() - began) / 5 < 0.05


# Questions to begin with


def test_every_suggested_question_has_an_answer(talk: Talk) -> None:
    prompts = talk.bot.prompts()
    assert 3 <= len(prompts) <= 4
    for prompt in prompts:
        assert claims(talk.answer(prompt.value))
        assert len(prompt.label) <= 75


def test_the_same_questions_are_suggested_while_the_records_are_the_same(talk: Talk) -> None:
    assert talk.bot.prompts() is talk.bot.prompts()


def test_nothing_of_one_space_is_suggested_to_all(town: Talk) -> None:
    assert all("Xavier" not in prompt.value for prompt in town.bot.prompts())


def test_where_nothing_is_recorded_nothing_is_suggested(tmp_path: Path) -> None:
    store = open_sqlite_store(tmp_path / "empty.sqlite")
    empty = Talk(Matcher(store, None, None), store.conversations)
    assert empty.bot.prompts() == ()
    assert empty.bot.suggest_speakers("", CHANNEL) == ()
    assert "0 claims" in empty.bot.home("slack:T1").headline
    assert empty.bot.help().sections
    store.close()


# Where very many are on record


@pytest.fixture
def city(town: Talk) -> Suggesting:
    """Suggests in the town as if its thirty people were too many to be counted."""
    known = Known(town.matcher, town.kept, People(b"k" * 32), town.clock)
    return Suggesting(known, counted=5)


@pytest.mark.parametrize("typed", ["roe", "mayor ex", "jane r", "person1 exa", "Xavier", "zzz"])
def test_among_very_many_the_same_are_offered_first(
    city: Suggesting, town: Talk, typed: str
) -> None:
    for place in (CHANNEL, ELSEWHERE):
        every = town.bot.suggest_speakers(typed, place)
        # Those that are only nearly meant are left out if somebody is meant.
        offered = city.speakers(typed, place)
        assert offered == every[: len(offered)]
        assert bool(offered) == bool(every)


def test_a_slip_is_understood_among_very_many(city: Suggesting) -> None:
    assert [found.value for found in city.speakers("Exmaple person7", CHANNEL)] == ["person-7"]


def test_nothing_typed_offers_those_of_the_first_claims_among_very_many(city: Suggesting) -> None:
    offered = [found.value for found in city.speakers("", CHANNEL)]
    assert offered[0] == "jane-roe"
    assert len(offered) == SUGGESTED
    assert [found.value for found in city.sources("", CHANNEL)] == ["courier-roof"]


def test_a_source_is_found_by_what_its_claims_say_among_very_many(city: Suggesting) -> None:
    assert [found.value for found in city.sources("courier roof", CHANNEL)] == ["courier-roof"]
    assert city.sources("secret", CHANNEL) == ()


def test_very_many_are_counted_as_they_are_kept(city: Suggesting, town: Talk) -> None:
    kept = town.matcher.store.counts()
    assert city.counts(CHANNEL.space) == (kept.speakers, kept.sources)
