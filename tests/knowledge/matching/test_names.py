from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.matching.reading import Reader
from knowledge.text import tokens
from tests.knowledge.matching.harbour import SPEAKERS

WORDS = [
    *(part for speaker in SPEAKERS for part in speaker.name.split()),
    *"the of Mr Mayor mayor envoy Ambassador spokesman Vellish Norway Bril Lindquist said".split(),
]


def mentions(reader: Reader, text: str) -> list[Mention]:
    return reader.names.find(tokens(text), reader.vocabulary.is_word)


def named(reader: Reader, text: str) -> list[set[str]]:
    """Return whom each mention in `text` names, in order."""
    return [set(mention.speakers) for mention in mentions(reader, text)]


@pytest.mark.parametrize(
    ("typed", "speaker"),
    [
        ("Tomas Brill", "tomas-brill"),
        ("tomas brill", "tomas-brill"),
        ("BRILL", "tomas-brill"),
        ("Brill's", "tomas-brill"),
        ("Brill’s", "tomas-brill"),
        ("brills", "tomas-brill"),  # typed without its apostrophe
        ("Tomas", "tomas-brill"),  # a given name names whoever bears it
        ("Captain Mara", "mara-lindqvist"),  # another name of hers
        ("Mára Lindqvist", "mara-lindqvist"),
        ("the Port Office", "port-office"),
        ("Velland", "velland"),
        ("Vellish", "velland"),  # a demonym
        ("vellischen", "velland"),  # inflected, as in German
        ("the Dockers' Union", "dockers-union"),
        ("Tide Herald", "tide-herald"),
    ],
)
def test_somebody_is_known_by(reader: Reader, typed: str, speaker: str) -> None:
    assert named(reader, typed) == [{speaker}]


def test_a_surname_that_two_bear_names_both(reader: Reader) -> None:
    assert named(reader, "Lindqvist") == [{"mara-lindqvist", "marko-lindqvist"}]


def test_a_given_name_tells_the_two_apart(reader: Reader) -> None:
    assert named(reader, "Marko Lindqvist") == [{"marko-lindqvist"}]


@pytest.mark.parametrize("typed", ["Mara Brill", "Tomas Lindqvist", "Ines Brill", "Marko Karga"])
def test_one_persons_given_name_with_anothers_surname_is_nobody(reader: Reader, typed: str) -> None:
    assert named(reader, typed) == [set()]


def test_two_people_may_stand_side_by_side(reader: Reader) -> None:
    assert named(reader, "Brill Karga") == [{"tomas-brill"}, {"ines-karga"}]


@pytest.mark.parametrize(
    ("typed", "speaker"),
    [("Bril", "tomas-brill"), ("Birll", "tomas-brill"), ("Vellnad", "velland")],
)
def test_a_misspelt_name_is_understood(reader: Reader, typed: str, speaker: str) -> None:
    (mention,) = mentions(reader, typed)
    assert mention.speakers == {speaker}
    assert mention.spelled is not None
    assert not mention.is_doubtful


@pytest.mark.parametrize("typed", ["Norway", "norway", "Thomas", "Frill", "Harold"])
def test_a_real_word_is_never_taken_for_a_misspelt_name(reader: Reader, typed: str) -> None:
    assert named(reader, typed) == []


@pytest.mark.parametrize("typed", ["Krill", "Karda", "Orvay", "Sweden", "Bri", "qwxzv"])
def test_what_is_nobodys_name_names_nobody(reader: Reader, typed: str) -> None:
    assert all(mention.is_doubtful for mention in mentions(reader, typed) if mention.spelled)


def test_a_name_that_may_as_well_be_another_is_doubtful(reader: Reader) -> None:
    (mention,) = mentions(reader, "Lindquist")
    assert mention.spelled == "lindqvist"
    assert mention.is_doubtful


@pytest.mark.parametrize(
    ("typed", "speaker"),
    [("Tomass Brill", "tomas-brill"), ("Mara Lindquist", "mara-lindqvist")],
)
def test_a_full_name_misspelt_in_one_part_is_one_mention(
    reader: Reader, typed: str, speaker: str
) -> None:
    (mention,) = mentions(reader, typed)
    assert mention.speakers == {speaker}
    assert (mention.start, mention.end) == (0, 2)


def test_figures_and_other_words_name_nobody(reader: Reader) -> None:
    assert named(reader, "six HX-7 patrol boats for 4 million crowns") == []


def test_a_record_is_searched_for_names_as_they_are_listed_only(names: NameIndex) -> None:
    assert names.mentioned("Vellish boats, said Brill") == {"velland", "tomas-brill"}
    assert names.mentioned("Bril and Velladn") == frozenset()


def test_whoever_speaks_for_a_party_belongs_to_it(names: NameIndex) -> None:
    assert names.speaking_for(["velland"]) == {"velland", "ines-karga"}
    assert names.speaking_for(["ines-karga"]) == {"ines-karga"}
    assert names.speaking_for([]) == frozenset()


@pytest.mark.parametrize(
    ("typed", "meant"), [("Norway", "Norvay"), ("Brall", "Tomas Brill"), ("Zanzibar", None)]
)
def test_the_nearest_name_is_offered_only_if_it_is_near(
    names: NameIndex, typed: str, meant: str | None
) -> None:
    assert names.nearest(typed) == meant


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=60))
def test_mentions_are_in_order_and_never_overlap(reader: Reader, text: str) -> None:
    end = 0
    for mention in mentions(reader, text):
        assert end <= mention.start < mention.end <= len(tokens(text))
        assert mention.speakers <= set(reader.names.speakers)
        end = mention.end
