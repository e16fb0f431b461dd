"""The whole loop on Discord: asked in vain, taught at the desk, told, asked again, corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.pace import Pace
from bot.privacy import People
from bot.reply import Act
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.desk_port import Change, Phrasing, Who
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.fakes.discord_fake import FakeDiscord, button, text_of
from tests.fakes.discord_payloads import EDITOR_ROLE, MANAGER, VERA, Message, Person
from tests.journeys.discord.newsroom import SPACE, Newsroom
from tests.journeys.discord.running import Bot
from tests.journeys.ferry import QUESTION, ferry

OTHER_SPACE = "discord:99"
CLAIM, PUBLIC_CLAIM = "ferry-landing", "drones-violate-resolution-2231"
VAGUE = "What is up with that boat place shutting down?"
HEADLINE = "laim by Jane Roe: The ferry landing at Exton will close in winter."


@pytest.fixture
def store(loaded: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(loaded)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def vectors() -> WordVectors:
    return WordVectors()


@pytest.fixture
async def room(
    fake: FakeDiscord, store: SqliteStore, encoder: Encoder, vectors: WordVectors
) -> AsyncIterator[Newsroom]:
    """The bot in a server where a role edits, and the ferry's claim is the server's own."""
    store.desk.set_editors(SPACE, [f"role:{EDITOR_ROLE}"])
    store.add(ferry(space=SPACE))
    kept, people = store.conversations, People(b"key")
    matcher = Matcher(store, encoder, vectors, phrasings=store.desk, relations=store.desk)
    desk = Desk(store, store.desk, kept, people, why_not_linked=matcher.why_not_linked)
    conversation = Conversation(matcher, kept, people, Pace())
    newsroom = Newsroom(fake, store, Bot(fake, conversation, kept, desk=desk, watches=True))
    await newsroom.bot.start()
    yield newsroom
    await newsroom.bot.stop()


async def asked_by(room: Newsroom, person: Person, text: str = VAGUE) -> Message:
    """Ask in the channel; return what is answered."""
    asked = await room.fake.say(f"{room.fake.mention} {text}", person=person)
    answer = await room.fake.answer_to(asked)
    await room.bot.settled()
    return answer


async def link(room: Newsroom) -> Message:
    """Say at the desk, by its buttons, that the question which waits means the claim."""
    page = await room.press(await room.desk(), Act.OPEN)
    assert VAGUE in text_of(page)
    done = await room.fill(await room.open(page, Act.LINK_OTHER), words=CLAIM)
    assert "From now on this question is answered with that claim" in text_of(done)
    return done


async def hedge(room: Newsroom) -> Message:
    """Say at the desk that the claim is hedged; return what the editor is told."""
    opened = await room.open(await room.desk(words=CLAIM), Act.EDIT)
    return await room.fill(opened, hedge="may", why="The source hedges it.")


async def told_below(room: Newsroom, vain: Message) -> Message:
    """Wait for the news below a reply; return it."""
    told = await room.fake.answer_to(vain)
    assert "Now on record: c" in text_of(told)
    return told


async def is_quiet(room: Newsroom) -> bool:
    """Whether all that there was to do is done, and was done without a fault."""
    await room.bot.quiet()
    return room.bot.watcher is not None and room.bot.watcher.faults == 0


async def test_what_was_asked_in_vain_is_linked_told_answered_and_corrected_once_each_time(
    room: Newsroom, fake: FakeDiscord
) -> None:
    vain = await asked_by(room, VERA)
    assert "whoever asked will be told" in text_of(vain)
    await link(room)
    told = await told_below(room, vain)
    assert f"<@{VERA.id}>" in text_of(told)
    assert HEADLINE in text_of(told)
    assert "Editors linked this question to what is shown; not in it: “boat”" in text_of(told)
    assert await is_quiet(room)
    answered = await asked_by(room, MANAGER)
    assert f"C{HEADLINE}" in text_of(answered)
    done = await hedge(room)
    assert await is_quiet(room)
    for reply in (told, answered):
        assert reply.edits == 1
        assert "“may”" in text_of(reply)
        assert "Changed since it was shown here: the claim." in text_of(reply)
    assert "Undone" in text_of(await room.press(done, Act.UNDO))
    assert await is_quiet(room)
    for reply in (told, answered):
        assert reply.edits == 2
        assert "“may”" not in text_of(reply)
    assert not vain.edits
    assert fake.answers() == [vain, told, answered]


async def test_a_response_that_is_recorded_from_a_message_corrects_what_was_told_and_answered(
    room: Newsroom,
) -> None:
    vain = await asked_by(room, VERA)
    await link(room)
    told = await told_below(room, vain)
    answered = await asked_by(room, MANAGER)
    written = await room.said("The landing stays open all year.", reply_to=answered)
    opened = await room.open(await room.point_at(written), Act.RECORD_RESPONSE)
    done = await room.fill(opened, text="It stays open.", stance="denies", claim=CLAIM)
    assert await is_quiet(room)
    for reply in (told, answered):
        assert reply.edits == 1
        assert "Denied by Vera.Lind" in text_of(reply)
        assert "Changed since it was shown here: the responses to it." in text_of(reply)
    await room.press(done, Act.UNDO)
    assert await is_quiet(room)
    for reply in (told, answered):
        assert reply.edits == 2
        assert "No response recorded" in text_of(reply)


async def test_a_claim_that_is_recorded_from_a_message_answers_who_asked_in_other_words(
    room: Newsroom,
) -> None:
    vain = await asked_by(room, MANAGER, "Did anyone say the zeppelin bid was dropped?")
    assert "whoever asked will be told" in text_of(vain)
    said = "The zeppelin tender in Farwater is cancelled."
    written = await room.said(said)
    opened = await room.open(await room.point_at(written), Act.RECORD_CLAIM)
    done = await room.fill(opened, text=said)
    told = await told_below(room, vain)
    assert f"<@{MANAGER.id}>" in text_of(told)
    assert f"laim by Vera.Lind: {said}" in text_of(told)
    assert await is_quiet(room)
    assert "Nothing waits" in text_of(await room.desk())
    # What is undone is not on record any more, and who was told hears so where they read it.
    await room.press(done, Act.UNDO)
    assert await is_quiet(room)
    assert told.edits == 1
    assert "not on record any more" in text_of(told)


async def test_what_another_server_records_and_links_tells_nobody_here(
    room: Newsroom, fake: FakeDiscord
) -> None:
    vain = await asked_by(room, VERA)
    room.store.add(ferry(id="ferry-elsewhere", space=OTHER_SPACE))
    for claim in ("ferry-elsewhere", PUBLIC_CLAIM):
        wanted = Change(link=[Phrasing(OTHER_SPACE, VAGUE, claim)])
        room.store.desk.change(wanted, space=OTHER_SPACE, who=Who("9"), at=1.0, why="meant")
    assert await is_quiet(room)
    assert fake.answers() == [vain]
    await link(room)
    assert HEADLINE in text_of(await told_below(room, vain))


async def test_a_link_that_would_show_nothing_is_refused_and_the_question_waits_on(
    room: Newsroom, fake: FakeDiscord
) -> None:
    vain = await asked_by(room, VERA, "Is any hall in Exton closing on 3 May?")
    page = await room.press(await room.desk(), Act.OPEN)
    again = await room.fill(await room.open(page, Act.LINK_OTHER), words=CLAIM)
    assert "inked, it would not be shown: " in text_of(again)
    assert await is_quiet(room)
    assert fake.answers() == [vain]
    assert "1 unanswered question" in text_of(await room.desk())


async def test_what_is_ruled_out_corrects_nothing_and_is_not_shown_to_the_next_who_asks(
    room: Newsroom,
) -> None:
    answer = await asked_by(room, VERA, QUESTION)
    assert f"C{HEADLINE}" in text_of(answer)
    await room.fake.answer_of(await room.fake.press(button(answer, Act.NOT_THIS.value), answer))
    page = await room.press(await room.desk(), Act.OPEN)
    done = await room.press(page, Act.RULE_OUT)
    assert await is_quiet(room)
    vain = await asked_by(room, MANAGER, QUESTION)
    assert HEADLINE not in text_of(vain)
    # Who asked while it was ruled out hears that it no longer is.
    await room.press(done, Act.UNDO)
    told = await told_below(room, vain)
    assert f"<@{MANAGER.id}>" in text_of(told)
    assert await is_quiet(room)
    assert not answer.edits


async def test_a_stop_after_the_link_tells_once_and_the_buttons_go_on_working(
    room: Newsroom, fake: FakeDiscord
) -> None:
    vain = await asked_by(room, VERA)
    await room.bot.quiet()
    room.bot.tasks.pop().cancel()
    done = await link(room)
    await room.bot.stop()
    await room.bot.start(waits=False)
    told = await told_below(room, vain)
    assert await is_quiet(room)
    edited = await hedge(room)
    assert await is_quiet(room)
    await room.bot.stop()
    await room.bot.start()
    for page, what in ((edited, "The ferry landing"), (done, VAGUE)):
        assert f"Undone: {what}" in text_of(await room.press(page, Act.UNDO))
    assert await is_quiet(room)
    assert told.edits == 2
    again = await asked_by(room, MANAGER)
    assert "whoever asked will be told" in text_of(again)
    assert fake.answers() == [vain, told, again]
