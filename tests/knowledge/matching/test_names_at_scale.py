"""The quick tables give what trying every name and every role gives (plain_names.py)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.mentions import name_words
from knowledge.matching.names import NameIndex, index_names
from knowledge.model import Name, Role, Speaker
from knowledge.text import tokens, words
from knowledge.vocabulary import NameKind, SpeakerKind
from tests.knowledge.matching.plain_names import plain_names

LEXICON = load_lexicon()
PARTS = tuple(
    "Mara Maro Marko Brill Brall Trull Lindqvist Lindquist Karga Jo Wil Velland Norvay The US U.N."
    " Al-Birch J. O'Dell Márta Ostran Ostrak".split()
)
TITLES = ("Mayor", "Harbour Master", "Spokesman", "Ambassador to the United Nations", "Envoy")
ORGANISATIONS = ("", "Port Calder", "United Nations", "Velland", "Dockers' Union")
BETWEEN = tuple(
    "the of former mayor envoy ambassador spokeswoman harbour master officials said un , calder"
    " port norvay's union did".split()
)
IDS = tuple(f"speaker-{letter}" for letter in "abcdefgh")

names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map(" ".join)
more_names = st.builds(Name, names, st.sampled_from(NameKind), st.sampled_from(["", "en", "de"]))
roles = st.builds(
    Role,
    st.sampled_from(TITLES),
    st.sampled_from(ORGANISATIONS),
    st.none() | st.sampled_from(IDS),
)
one_speaker = st.builds(
    Speaker,
    id=st.sampled_from(IDS),
    kind=st.sampled_from([SpeakerKind.PERSON, SpeakerKind.PERSON, SpeakerKind.STATE]),
    name=names,
    names=st.lists(more_names, max_size=2).map(tuple),
    roles=st.lists(roles, max_size=2).map(tuple),
)


def by_id(speakers: list[Speaker]) -> list[Speaker]:
    """Return the last of each id, in order, as the store lists them."""
    return [each for _, each in sorted({speaker.id: speaker for speaker in speakers}.items())]


speakers = st.lists(one_speaker, max_size=7).map(by_id)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Return a name's part with a letter dropped, doubled, changed or swapped, or as it is."""
    word = draw(st.sampled_from(PARTS))
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from("aeiklrt"))
    return draw(
        st.sampled_from(
            [
                word,
                word.lower(),
                word + "s",
                word + "ischen",
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    )


questions = st.lists(slips() | st.sampled_from(BETWEEN), max_size=7).map(" ".join)
known_words = st.sets(st.sampled_from([*BETWEEN, "trull", "jo", "brall"]))


def same(index: NameIndex, listed: list[Speaker], question: str, known: set[str]) -> None:
    plain, found = plain_names(listed, LEXICON), tokens(question)
    assert index.find(found, known.__contains__) == plain.find(found, known.__contains__)
    assert index.mentioned(question) == plain.mentioned(question)
    assert index.nearest(question) == plain.nearest(question)
    for speaker in listed:
        assert index.speaking_for([speaker.id]) == plain.speaking_for([speaker.id])
        assert set(index.spokespeople(speaker.id)) == {
            other.id for other in listed if speaker.id in other.speaks_for
        }


@settings(max_examples=400, deadline=None)
@given(speakers, questions, known_words)
def test_the_same_is_found_as_by_trying_everything(
    listed: list[Speaker], question: str, known: set[str]
) -> None:
    same(index_names(listed, LEXICON), listed, question, known)


@settings(max_examples=200, deadline=None)
@given(speakers, speakers, questions, known_words)
def test_a_changed_speaker_is_what_it_is_now_and_the_index_before_stays(
    first: list[Speaker], later: list[Speaker], question: str, known: set[str]
) -> None:
    before = index_names(first, LEXICON)
    after = before.with_speakers(later)
    same(after, by_id(first + later), question, known)
    same(before, first, question, known)


@settings(max_examples=200, deadline=None)
@given(speakers, speakers, questions, known_words)
def test_whom_one_space_alone_knows_is_found_there_as_if_known_to_all_and_nowhere_else(
    shared: list[Speaker], others: list[Speaker], question: str, known: set[str]
) -> None:
    own = {f"own-{each.id}": replace(each, id=f"own-{each.id}") for each in others}
    public = index_names(shared, LEXICON)
    there = public.with_own(own)
    same(there, by_id([*shared, *own.values()]), question, known)
    same(public, shared, question, known)
    everybody = index_names([*shared, *own.values()], LEXICON)
    assert there.with_words_of(question) == everybody.with_words_of(question)
    assert there.completed(question) == everybody.completed(question)


def words_about(speaker: Speaker) -> set[str]:
    titles = (f"{role.title} {role.organisation}" for role in speaker.roles)
    known = (speaker.id, speaker.name, *(name.name for name in speaker.names), *titles)
    return {word for text in known for word in words(text)}


@settings(max_examples=100, deadline=None)
@given(speakers, questions)
def test_those_are_found_in_whose_names_and_roles_all_words_stand(
    listed: list[Speaker], question: str
) -> None:
    wanted = set(words(question))
    texts = {
        s.id: (
            s.id,
            s.name,
            *(n.name for n in s.names),
            *(f"{r.title} {r.organisation}" for r in s.roles),
        )
        for s in listed
    }
    holding = [id_ for id_, its in texts.items() if wanted <= {w for t in its for w in words(t)}]
    found = index_names(listed, LEXICON).with_words_of(question)
    assert list(found) == (holding if wanted else [])


@given(names | st.text(max_size=20) | st.text("AaUuSs.-' é", max_size=12))
def test_a_name_is_cut_into_the_words_of_any_text(name: str) -> None:
    assert name_words(name) == words(name)


def test_a_role_may_only_say_for_whom_it_speaks() -> None:
    envoy = Speaker("ada-ash", SpeakerKind.PERSON, "Ada Ash", roles=(Role("", "", "velland"),))
    state = Speaker("velland", SpeakerKind.STATE, "Velland")
    index = index_names([envoy, state], LEXICON)
    assert index.speaking_for(["velland"]) == {"ada-ash", "velland"}
    renamed = index.with_speakers([replace(envoy, name="Ada Birch")])
    assert renamed.mentioned("Ash, or Birch of Velland") == {"ada-ash", "velland"}
    assert renamed.mentioned("Ash") == frozenset()


def test_of_equally_near_names_the_first_listed_is_read() -> None:
    state = Speaker("state", SpeakerKind.STATE, "Brullon", (Name("Brallon"),))
    person = Speaker("ada", SpeakerKind.PERSON, "Ada Brellon")
    index = index_names([state], LEXICON)
    (mention,) = index.find(tokens("Brollon"), lambda _: False)
    assert mention.spelled == "brullon"
    # A name comes before a part of one.
    assert index.with_speakers([person]).nearest("Brollon") == "Brullon"


def test_a_table_of_words_that_was_used_changes_with_the_speakers() -> None:
    index = index_names([Speaker("ada-ash", SpeakerKind.PERSON, "Ada Ash")], LEXICON)
    assert index.with_words_of("Ash ada") == ("ada-ash",)
    renamed = index.with_speakers([Speaker("ada-ash", SpeakerKind.PERSON, "Ada Birch")])
    assert renamed.with_words_of("birch") == renamed.completed("bir") == ("ada-ash",)
    assert index.with_words_of("birch") == ()
