"""The only people who are called are those who asked to be told, by Slack's own ids."""

from __future__ import annotations

from pathlib import Path

from bot.gallery import gallery
from bot.reply import Reply
from bot.slack.accounts import Workspace
from bot.slack.render import CALLED, calling, render
from bot.slack.workspaces import Workspaces
from knowledge.store.sqlite import open_sqlite_store
from tests.fakes.slack_blocks import elements_of, wrong_with_message


def called(message: object) -> list[str]:
    return [e["user_id"] for e in elements_of(message) if e.get("type") == "user"]


def test_a_call_fits_above_every_kind_of_reply_and_changes_no_word_of_it() -> None:
    people = [f"U0{n}" for n in range(CALLED)]
    for kind, reply in gallery().items():
        message = render(reply)
        with_call = calling(message, people)
        assert called(with_call["blocks"]) == people + called(message["blocks"]), kind
        assert wrong_with_message(with_call) == [], kind
        assert with_call["text"] == message["text"]
        assert with_call["blocks"][1:] == message["blocks"][1:]
        # Only an editor, in private, sees people by their names: that calls nobody.
        assert reply.is_private or called(message["blocks"]) == [], kind


def test_of_many_people_the_first_are_called() -> None:
    people = [f"U0{n}" for n in range(CALLED + 5)]
    assert called(calling(render(Reply("Now on record.")), people)["blocks"]) == people[:CALLED]


def test_nobody_is_called_where_nobody_waits() -> None:
    message = render(Reply("Now on record."))
    assert calling(message, ()) == message


def test_what_somebody_typed_calls_nobody() -> None:
    message = render(Reply("Now on record: <@U0ANN> <!channel>", notes=("“<@U0BEN>”",)))
    assert called(message["blocks"]) == []


async def test_a_space_is_spoken_to_as_the_workspace_that_it_was_heard_from(
    tmp_path: Path,
) -> None:
    store = open_sqlite_store(tmp_path / "kept.sqlite")
    workspaces = Workspaces(store.conversations)
    of_org = Workspace("T1", "E1", is_org_wide=True)
    for workspace in (of_org, Workspace("T2", "E1")):
        await workspaces.note(workspace)
    assert await workspaces.of("slack:T1") == of_org
    assert await workspaces.of("slack:T2") == Workspace("T2")
    store.close()
