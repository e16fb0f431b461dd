"""Nothing that a person can do in one space shows, or changes with, what another one records.

Every method of the conversation has to be named here: one that shows records is tried from
everywhere; the others show none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.conversation.place import Place
from bot.conversation.talking import Conversation
from bot.reply import Act, Reply
from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.bot.conversation.talking import Talk
from tests.contracts.space_records import HERE, PUBLIC_RECORDS, THERE, WORD, records_of

NOBODY_S = "slack:t3"
"""A space that recorded nothing."""
TYPED = (
    "",
    "roof",
    "Jane Roe",
    "roe",
    *(text for word in WORD.values() for text in (word, f"Ada {word}", f"{word}-notes",
                                                  f"{word}-roe", f"the {word} keeper", word[:4])),
)  # fmt: skip
QUESTIONS = (
    "Who said the roof cost 9 million euros?",
    "What did Jane Roe say?",
    "Did anybody deny that the roof leaks?",
    "Which claims were denied?",
    *(text for word in WORD.values() for text in (
        f"Who said the {word} roof cost 9 million euros?", f"What did Ada {word.title()} say?",
        f"What did the {word} keeper say?", f"Does the {word} sleep in the roof?",
        f"Did Ada {word.title()} deny that the roof leaks?", f"Who said “The {word} roof”?",
    )),
)  # fmt: skip
Way = Callable[[Talk, Place], object]


def place_in(space: str) -> Place:
    return Place(space, "C1", "thread-1", "U1")


def asked(way: str, texts: tuple[str, ...]) -> Way:
    """Return what asks each text, and presses all that can be pressed under each reply."""

    def replies(talk: Talk, place: Place) -> object:
        said = [getattr(talk.bot, way)(talk.asked(text, place)) for text in texts]
        return [(reply, _pressed(talk, place, reply)) for reply in said if reply]

    return replies


def _pressed(talk: Talk, place: Place, reply: Reply) -> list[Reply]:
    pressed = [(button.act, button.number) for button in reply.buttons]
    pressed += [(Act.CHOOSE, number) for number in range(len(reply.choices))]
    pressed += [(Act.SHOW, number) for number in range(len(reply.menu))]
    return [talk.press(act, reply, number, place) for act, number in pressed]


WAYS: Mapping[str, Way] = {
    "ask": asked("ask", QUESTIONS),
    "factcheck": asked("factcheck", QUESTIONS),
    "check": asked("check", tuple(question.rstrip("?") + "." for question in QUESTIONS)),
    "source": asked("source", TYPED),
    "speaker": asked("speaker", TYPED),
    "gaps": asked("gaps", TYPED),
    "press": lambda talk, place: [  # what was said elsewhere cannot be pressed here
        talk.press(act, reply, 0, place)
        for reply in _said_everywhere(talk)
        for act in Act
        if act is not Act.HELPFUL
    ],
    "home": lambda talk, place: talk.bot.home(place.space),
    "help": lambda talk, _: talk.bot.help(),
    "prompts": lambda talk, _: talk.bot.prompts(),
    "suggest_sources": lambda talk, place: [talk.bot.suggest_sources(t, place) for t in TYPED],
    "suggest_speakers": lambda talk, place: [talk.bot.suggest_speakers(t, place) for t in TYPED],
}
WITHOUT_RECORDS = {
    "gainsay", "here", "forget", "sent", "thread_of", "is_listening", "keep_for_desk",
    "forget_space", "sorry",
}  # fmt: skip
FOR_ALL = {"help", "prompts", "press"}


def _said_everywhere(talk: Talk) -> list[str]:
    """Return the ids of replies that show records of both spaces, each in its own."""
    said = [
        talk.bot.factcheck(talk.asked(f"What did Ada {word.title()} say?", place_in(space)))
        for space, word in WORD.items()
    ]
    return [reply.id for reply in said]


@pytest.fixture
def folk(tmp_path: Path) -> Iterator[Callable[..., Talk]]:
    """Return a conversation over the public records, and those of the spaces given."""
    opened: list[SqliteStore] = []

    def over(*spaces: str) -> Talk:
        store = open_sqlite_store(tmp_path / f"{len(opened)}.sqlite")
        opened.append(store)
        for records in (PUBLIC_RECORDS, *map(records_of, spaces)):
            store.add(records)
        return Talk(Matcher(store, None, None), store.conversations)

    yield over
    for store in opened:
        store.close()


def shown(result: object) -> str:
    """Return all that is said, but for the knowledge version, which is that of the whole store."""
    return re.sub(r"Knowledge version \w+", "", repr(result)).casefold()


def test_everything_that_a_person_can_do_is_tried_here() -> None:
    methods = {name for name in vars(Conversation) if not name.startswith("_")}
    assert methods == WAYS.keys() | WITHOUT_RECORDS


@pytest.mark.parametrize("way", WAYS)
def test_what_another_space_records_changes_nothing_that_is_shown(
    folk: Callable[..., Talk], way: str
) -> None:
    if way != "press":
        for space, own in ((NOBODY_S, ()), (HERE, (HERE,))):
            alone = shown(WAYS[way](folk(*own), place_in(space)))
            assert alone == shown(WAYS[way](folk(*own, THERE), place_in(space)))


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_another_space_is_shown_but_what_was_typed(
    folk: Callable[..., Talk], way: str
) -> None:
    talk = folk(HERE, THERE)
    for space in (NOBODY_S, HERE, THERE):
        said = shown(WAYS[way](talk, place_in(space)))
        for other in (HERE, THERE):
            if other != space:
                ids = (f"{WORD[other]}-{what}" for what in ("cost", "open", "denial", "review"))
                assert not [id_ for id_ in ids if id_ in said]
                assert f"notes of a {WORD[other]}" not in said
                assert f"the {WORD[other]} checkers" not in said


@pytest.mark.parametrize("way", sorted(WAYS.keys() - FOR_ALL - {"home"}))
def test_each_way_shows_a_space_its_own_records(folk: Callable[..., Talk], way: str) -> None:
    talk = folk(HERE, THERE)
    nobody_s = shown(WAYS[way](talk, place_in(NOBODY_S)))
    for space, word in WORD.items():
        assert shown(WAYS[way](talk, place_in(space))).count(word) > nobody_s.count(word)


def test_home_counts_what_is_seen_there(folk: Callable[..., Talk]) -> None:
    talk = folk(HERE, THERE)
    own, nobody_s = (talk.bot.home(space).headline for space in (HERE, NOBODY_S))
    assert own != nobody_s
