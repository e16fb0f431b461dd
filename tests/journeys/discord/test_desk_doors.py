"""Who gets to the desk of a Discord server, who does not, and what survives what goes wrong."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import replace
from pathlib import Path

from bot.reply import Act
from tests.builders import a_claim, some_records
from tests.fakes.discord_fake import FakeDiscord, button, text_of
from tests.fakes.discord_modals import shown_in
from tests.fakes.discord_payloads import (
    CHANNEL,
    DIRECT,
    EDITOR,
    EDITOR_ROLE,
    GAINSAY,
    MANAGER,
    MANAGER_ROLE,
    OTHER_GUILDS_CHANNEL,
    VERA,
)
from tests.journeys.discord.newsroom import SPACE, Newsroom

REFUSED = "The desk is for the editors of this place"
GONE = "This is no longer at the desk"


async def test_a_member_is_refused_and_it_is_logged_without_a_name(
    newsroom: Newsroom, logs: io.StringIO
) -> None:
    newsroom.draft(a_claim("dome", space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    written = await newsroom.said("The dome is cracked.")
    tried = [
        await newsroom.desk(person=VERA),
        await newsroom.desk(person=VERA, history="roof-cost"),
        await newsroom.desk(person=VERA, words="roof"),
        await newsroom.point_at(written, person=VERA),
        await newsroom.press(page, Act.PUBLISH, person=VERA),
    ]
    for answer in tried:
        assert REFUSED in text_of(answer)
    said = logs.getvalue()
    assert "Refused at the desk of a discord space: publish" in said
    assert said.count("Refused at the desk of a discord space") == len(tried)
    assert newsroom.own_claims() == []


async def test_a_member_gets_no_window(newsroom: Newsroom, fake: FakeDiscord) -> None:
    newsroom.draft(a_claim("dome", space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    pressed = await fake.press(button(page, "reject"), page, person=VERA)
    said = await fake.until(lambda: pressed.acknowledgement)
    assert pressed.modal is None
    assert pressed.is_private
    assert REFUSED in text_of(said["data"])


async def test_who_lost_the_role_meanwhile_cannot_send_a_window_off(newsroom: Newsroom) -> None:
    newsroom.draft(a_claim("dome", space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    opened = await newsroom.open(page, Act.REJECT)
    late = await newsroom.fill(opened, person=replace(EDITOR, roles=()), why="a rumour")
    assert REFUSED in text_of(late)
    assert "1 draft waits" in text_of(await newsroom.desk())


async def test_who_manages_the_server_may_edit_and_says_who_else_may(newsroom: Newsroom) -> None:
    assert "1 role" in text_of(await newsroom.desk(person=MANAGER, words="editors"))
    done = await newsroom.desk(person=MANAGER, editors=f"<@&{MANAGER_ROLE}> <@{VERA.id}>")
    assert "Editors here from now on: 1 role and 1 person." in text_of(done)
    assert f"<@&{MANAGER_ROLE}>" in text_of(done)
    assert f"<@{VERA.id}>" in text_of(done)
    assert newsroom.store.desk.editors(SPACE) == (f"role:{MANAGER_ROLE}", f"user:{VERA.id}")
    assert "Nothing waits" in text_of(await newsroom.desk(person=VERA))
    assert REFUSED in text_of(await newsroom.desk(person=EDITOR))
    await newsroom.desk(person=MANAGER, editors="nobody")
    assert REFUSED in text_of(await newsroom.desk(person=VERA))


async def test_a_role_is_known_by_its_id_alone(newsroom: Newsroom) -> None:
    await newsroom.desk(person=MANAGER, editors=f"{EDITOR_ROLE}; {VERA.id}")
    assert newsroom.store.desk.editors(SPACE) == (f"role:{EDITOR_ROLE}", f"user:{VERA.id}")


async def test_editors_do_not_say_who_edits_and_unclear_names_change_nothing(
    newsroom: Newsroom,
) -> None:
    before = newsroom.store.desk.editors(SPACE)
    assert "Only whoever looks after" in text_of(await newsroom.desk(editors=f"<@{EDITOR.id}>"))
    unclear = await newsroom.desk(person=MANAGER, editors=f"<@{EDITOR.id}> and @newsdesk")
    assert "That names nobody" in text_of(unclear)
    assert newsroom.store.desk.editors(SPACE) == before


async def test_another_server_sees_nothing_of_this_one(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    cracked = a_claim("cracked", text="The dome is cracked.", space=SPACE)
    newsroom.store.add(some_records(claims=[cracked]))
    newsroom.draft(a_claim("dome", text="The dome is cracked.", space=SPACE))
    newsroom.unanswered("quantum?")
    assert await fake.suggest("desk", "words", "dome cracked", person=EDITOR) != []
    queue = await newsroom.desk()
    page = await newsroom.press(queue, Act.OPEN)
    opened = await newsroom.open(page, Act.EDIT)
    there, owner = OTHER_GUILDS_CHANNEL, MANAGER
    assert "Nothing waits" in text_of(await newsroom.desk(person=owner, channel=there))
    offered = await fake.suggest("desk", "words", "dome cracked", person=owner, channel=there)
    assert offered == []
    for found in (
        await newsroom.desk(person=owner, channel=there, words="dome"),
        await newsroom.desk(person=owner, channel=there, words="cracked"),
        await newsroom.desk(person=owner, channel=there, history="cracked"),
        await newsroom.press(queue, Act.OPEN, person=owner, channel=there),
        await newsroom.press(page, Act.PUBLISH, person=owner, channel=there),
        await newsroom.fill(replace(opened, channel=there), person=owner, why="curious"),
    ):
        assert "dome is" not in text_of(found)
    pressed = await fake.press(button(page, "edit"), replace(page, channel=there), person=owner)
    said = await fake.until(lambda: pressed.acknowledgement)
    assert GONE in text_of(said["data"])
    assert "1 draft and 1 unanswered question" in text_of(await newsroom.desk())


async def test_in_a_direct_message_there_is_no_desk(fake: FakeDiscord, newsroom: Newsroom) -> None:
    for name in ("desk", "Record this message"):
        (command,) = (each for each in fake.commands if each["name"] == name)
        assert (command["contexts"], command["integration_types"]) == ([0], [0])
    # A client may still show what an older version registered.
    assert REFUSED in text_of(await newsroom.desk(person=MANAGER, channel=DIRECT))


async def test_what_is_filled_in_wrongly_is_kept_and_can_be_corrected(newsroom: Newsroom) -> None:
    written = await newsroom.said("The dome is cracked.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_CLAIM)
    typed = {"text": "The dome is cracked.", "said_by": "Ann Poe", "said_on": "Friday"}
    again = await newsroom.fill(
        opened, text=typed["text"], said_by=typed["said_by"], said_on=typed["said_on"]
    )
    assert "Nothing was saved yet" in text_of(again)
    assert "**Said on**" in text_of(again)
    assert newsroom.own_claims() == []
    await newsroom.bot.stop()
    await newsroom.bot.start()
    reopened = await newsroom.open(again, Act.REOPEN)
    assert reopened.modal is not None
    assert shown_in(reopened.modal).items() >= typed.items()
    await newsroom.fill(reopened, said_on="2024-05-31")
    (claim,) = newsroom.own_claims()
    assert str(claim.said_on) == "2024-05-31"


async def test_a_server_that_throws_the_bot_out_is_forgotten_at_the_desk_too(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    page = await newsroom.point_at(await newsroom.said("The dome is cracked."))
    kept = newsroom.store.conversations
    assert kept.find_values(f"desk {SPACE} ")
    await fake.remove_bot()
    await fake.until(lambda: not kept.find_values(f"desk {SPACE} "))
    assert newsroom.store.desk.editors(SPACE) == ()
    assert REFUSED in text_of(await newsroom.press(page, Act.DESK))


async def test_the_pages_of_the_desk_follow_one_another_in_one_place(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    newsroom.unanswered("quantum?")
    queue = await newsroom.desk()
    pressed = await fake.press(button(queue, "open"), queue, person=EDITOR)
    await fake.answer_of(pressed)
    assert pressed.original is queue
    assert "quantum?" in text_of(queue)
    opened = await newsroom.open(queue, Act.LINK_OTHER)
    sent = await fake.submit(opened, {"words": "roof-cost"})
    await fake.answer_of(sent)
    assert sent.original is opened.under
    assert "From now on this question is answered" in text_of(sent.original or queue)


async def test_a_page_that_others_could_see_stays_as_it_is(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    queue = await newsroom.desk()
    row = {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": "gainsay:desk:0:0"}]}
    seen = fake.add_message(CHANNEL, GAINSAY, {"components": [row], "flags": 1 << 15})
    shown = await newsroom.press(seen, Act.DESK)
    assert text_of(shown) == text_of(queue)
    assert seen.components == [row]


async def test_a_window_outlives_a_restart(newsroom: Newsroom) -> None:
    written = await newsroom.said("The dome is cracked.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_CLAIM)
    await newsroom.bot.stop()
    await newsroom.bot.start()
    await newsroom.fill(opened, text="The dome is cracked.")
    assert len(newsroom.own_claims()) == 1


async def test_what_was_sent_off_before_a_stop_is_done_after_it(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    written = await newsroom.said("The dome is cracked.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_CLAIM)
    await newsroom.bot.stop()
    await newsroom.bot.start(works=False)
    sent = await fake.submit(opened, {"text": "The dome is cracked."})
    await fake.until(lambda: sent.acknowledgement)
    assert newsroom.own_claims() == []
    await newsroom.bot.stop()
    await newsroom.bot.start()
    assert "Recorded as a claim" in text_of(await fake.answer_of(sent))
    await fake.repeat(sent)
    await newsroom.bot.settled()
    assert len(newsroom.own_claims()) == 1


async def test_a_window_that_cannot_be_made_is_regretted(
    newsroom: Newsroom, fake: FakeDiscord, tmp_path: Path
) -> None:
    newsroom.draft(a_claim("dome", space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    other = sqlite3.connect(tmp_path / "town.sqlite")
    other.execute("ALTER TABLE reply RENAME TO lost")
    other.commit()
    pressed = await fake.press(button(page, "reject"), page, person=EDITOR)
    said = await fake.until(lambda: pressed.acknowledgement)
    assert "Sorry" in text_of(said["data"])
    other.execute("ALTER TABLE lost RENAME TO reply")
    other.close()
    assert newsroom.bot.service.health().figures["faults"] == 1


async def test_a_window_that_is_none_of_ours_is_met_with_words(
    newsroom: Newsroom, fake: FakeDiscord
) -> None:
    id_ = "gainsay:reopen:0123456789abcdef:0"
    row = {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": id_}]}
    old = fake.add_message(CHANNEL, GAINSAY, {"components": [row], "flags": 1 << 15})
    pressed = await fake.press(id_, old, person=EDITOR)
    said = await fake.until(lambda: pressed.acknowledgement)
    assert GONE in text_of(said["data"])
    pressed.acknowledgement = {"type": 9, "data": {"custom_id": "teach", "components": []}}
    assert GONE in text_of(await newsroom.fill(pressed))
