"""Which speaker is that claimant?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intake.importing.claimant_ids import UNNAMED, KnownSpeakers, slug
from knowledge.intake.importing.item import Claimant
from knowledge.model import Name
from knowledge.rules import check_id
from knowledge.vocabulary import NameKind, SpeakerKind
from tests.builders import a_speaker

NOBODY_KNOWN = KnownSpeakers([])


def a_claimant(
    name: str = "Jane Roe", kind: SpeakerKind = SpeakerKind.PERSON, same_as: str | None = None
) -> Claimant:
    return Claimant(name, kind, same_as)


def test_the_id_follows_from_the_name_alone() -> None:
    for name in ("Jane Roe", "jane roe", "JANE  ROE", "Jane Róe", "Jane-Roe"):
        assert NOBODY_KNOWN.id_of(a_claimant(name)) == "jane-roe"


def test_names_in_other_scripts_have_ids_of_their_own() -> None:
    names = ("Иван Иванов", "Пётр Петров", "习近平", "A Иванов", "B Иванов")
    ids = {NOBODY_KNOWN.id_of(a_claimant(name)) for name in names}
    assert len(ids) == len(names)


def test_a_speaker_who_is_kept_under_another_id_is_meant_by_their_name_and_aliases() -> None:
    kept = a_speaker(
        "mayor",
        name="Jane Roe",
        names=(
            Name("Mayor Roe"),
            Name("mayor", NameKind.ROLE),
            Name("Jane Row", NameKind.MISSPELLING),
        ),
    )
    known = KnownSpeakers([kept, a_speaker("john-doe")])
    assert known.id_of(a_claimant("jane roe")) == "mayor"
    assert known.id_of(a_claimant("Mayor Roe")) == "mayor"
    assert known.id_of(a_claimant("Mayor")) == "mayor"  # the id it would have is taken: same words
    assert known.id_of(a_claimant("Jane Row")) == "jane-row"
    assert known.id_of(a_claimant("John Doe")) == "john-doe"


def test_a_name_that_several_kept_speakers_have_is_none_of_theirs() -> None:
    kept = [a_speaker("roe-1", name="Jane Roe"), a_speaker("roe-2", name="Jane Roe")]
    assert KnownSpeakers(kept).id_of(a_claimant()) == "jane-roe"


def test_two_people_of_one_name_stay_two_where_a_file_tells_them_apart() -> None:
    ids = {
        NOBODY_KNOWN.id_of(a_claimant(same_as=same_as))
        for same_as in (None, "https://people.example/1", "https://people.example/2")
    }
    assert len(ids) == 3
    assert all(id_.startswith("jane-roe") for id_ in ids)


def test_the_encyclopedia_s_article_under_the_plain_name_is_of_whom_the_name_means() -> None:
    plain = a_claimant(same_as="https://en.wikipedia.org/wiki/Jane_Roe")
    other = a_claimant(same_as="https://en.wikipedia.org/wiki/Jane_Roe_(actor)")
    assert NOBODY_KNOWN.id_of(plain) == "jane-roe"
    assert NOBODY_KNOWN.id_of(other) != "jane-roe"


def test_states_and_organisations_of_one_name_are_one() -> None:
    state = a_claimant("Exampland", SpeakerKind.STATE, "https://data.example/Q1")
    assert NOBODY_KNOWN.id_of(state) == "exampland"


def test_nobody_gets_the_id_of_somebody_unnamed() -> None:
    assert NOBODY_KNOWN.id_of(a_claimant("Unnamed")) != UNNAMED.id


@given(st.text(min_size=1, max_size=120))
def test_every_name_gives_an_id(name: str) -> None:
    check_id("speaker", slug(name))


@pytest.mark.parametrize("name", ["...", "—", "\U0001f600", "a" * 500, "x.y.z", "a/b"])
def test_odd_names_give_ids_too(name: str) -> None:
    check_id("speaker", NOBODY_KNOWN.id_of(a_claimant(name, same_as="https://a.example/1")))
