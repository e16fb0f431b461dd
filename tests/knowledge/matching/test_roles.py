from __future__ import annotations

import pytest

from knowledge.matching.lexicon import Lexicon
from knowledge.matching.mentions import Mention
from knowledge.matching.names import index_names
from knowledge.matching.reading import Reader
from knowledge.model import Name, Role
from knowledge.text import tokens
from knowledge.vocabulary import NameKind, SpeakerKind
from tests.builders import a_speaker


def only_mention(reader: Reader, text: str) -> Mention:
    (mention,) = reader.names.find(tokens(text), reader.vocabulary.is_word)
    return mention


@pytest.mark.parametrize(
    ("typed", "speaker"),
    [
        ("the mayor", "tomas-brill"),
        ("the mayor of Port Calder", "tomas-brill"),
        ("the former mayor", "tomas-brill"),
        ("the harbour master", "mara-lindqvist"),
        ("the Port Office's harbour master", "mara-lindqvist"),
        ("the dockers' union spokesman", "marko-lindqvist"),
        ("the spokeswoman of the Dockers' Union", "marko-lindqvist"),  # one word for the role
        ("the Vellish ambassador", "ines-karga"),
        ("the ambassador of Velland", "ines-karga"),
        ("Velland's envoy", "ines-karga"),
        ("der vellische Botschafter", "ines-karga"),
    ],
)
def test_a_role_names_whoever_has_it(reader: Reader, typed: str, speaker: str) -> None:
    assert only_mention(reader, typed).speakers == {speaker}


@pytest.mark.parametrize(
    "typed",
    [
        "the Norvayan ambassador",
        "the ambassador of Norvay",
        "the spokesman of Velland",
        "the mayor of Velland",
        "the Port Office spokesman",
    ],
)
def test_a_role_that_fits_nobody_is_nobody(reader: Reader, typed: str) -> None:
    assert only_mention(reader, typed).speakers == frozenset()


def test_the_institutions_of_a_party_stand_for_it(lexicon: Lexicon) -> None:
    clerk = a_speaker("ada-ash", roles=(Role("Customs Official", "Port"),))
    state = a_speaker("velland", kind=SpeakerKind.STATE)
    names = index_names([clerk, state], lexicon)
    (mention,) = names.find(tokens("Velland officials"), lambda _: True)
    assert mention.speakers == {"velland"}
    assert mention.end == 2


@pytest.mark.parametrize("typed", ["Mayor Tomas Brill", "Brill, the mayor", "mayor Brill"])
def test_a_name_beside_its_own_role_is_one_person(reader: Reader, typed: str) -> None:
    mention = only_mention(reader, typed)
    assert mention.speakers == {"tomas-brill"}
    assert not mention.is_doubtful


@pytest.mark.parametrize("typed", ["Mayor Mara Lindqvist", "the harbour master Brill"])
def test_a_name_beside_a_role_that_is_not_theirs_is_doubtful(reader: Reader, typed: str) -> None:
    assert only_mention(reader, typed).is_doubtful


def test_a_role_tells_two_of_one_surname_apart(reader: Reader) -> None:
    assert only_mention(reader, "spokesman Lindqvist").speakers == {"marko-lindqvist"}


def test_a_role_that_two_people_have_names_both(lexicon: Lexicon) -> None:
    speakers = [a_speaker(id_, roles=(Role("Pilot", "Port"),)) for id_ in ("ada-ash", "bo-birch")]
    found = index_names(speakers, lexicon).find(tokens("the pilot"), lambda _: True)
    assert [mention.speakers for mention in found] == [{"ada-ash", "bo-birch"}]


def test_a_role_listed_as_a_name_counts(lexicon: Lexicon) -> None:
    keeper = a_speaker(
        "ada-ash", roles=(Role("Keeper", "Port"),), names=(Name("beacon keeper", NameKind.ROLE),)
    )
    found = index_names([keeper], lexicon).find(tokens("the beacon keeper"), lambda _: True)
    assert [mention.speakers for mention in found] == [{"ada-ash"}]


def test_a_title_without_a_name_on_record_is_no_role(reader: Reader) -> None:
    assert reader.names.find(tokens("the admiral"), reader.vocabulary.is_word) == []


def test_only_persons_are_people(reader: Reader) -> None:
    roles = reader.names.roles
    assert roles.are_people(only_mention(reader, "Brill"))
    assert not roles.are_people(only_mention(reader, "Velland"))
    assert not roles.are_people(Mention(frozenset(), 0, 1))
