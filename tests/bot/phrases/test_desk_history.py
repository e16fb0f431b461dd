from __future__ import annotations

from bot.phrases.desk_history import history_reply, latest_reply, moment
from knowledge.store.desk_port import Revision, Who

LONG = "The roof of the town hall, which was built in 1900 by the town, " * 5


def revision(number: int = 1, *, who: str = "U1", **fields: object) -> Revision:
    before = {"record": "claim", "id": "roof-cost", "text": "Nine."}
    after = {**before, **(fields or {"hedge": "may"})}
    return Revision(number, number, "", "claim", "roof-cost", Who(who), 0.0, "", before, after)


def test_a_change_is_said_field_by_field_from_what_to_what() -> None:
    changed = revision(text="Eight.", hedge="may", topics=["a", "b"])
    (section,) = history_reply("roof-cost", [changed]).sections
    assert [(line.label, line.text) for line in section.lines[1:]] == [
        ("Text", "“Nine.” → “Eight.”"),
        ("Hedge", "nothing → “may”"),
        ("Topics", "nothing → a, b"),
    ]


def test_of_long_texts_the_difference_is_seen() -> None:
    before = {"record": "claim", "id": "x", "text": f"{LONG}It cost 9 million."}
    after = {**before, "text": f"{LONG}It cost 8 million."}
    changed = Revision(1, 1, "", "claim", "x", Who("U1"), 0.0, "", before, after)
    (section,) = history_reply("x", [changed]).sections
    text = section.lines[1].text
    assert "It cost 9 million" in text
    assert "It cost 8 million" in text
    assert text.startswith("“… ")


def test_who_is_forgotten_is_somebody() -> None:
    (section,) = history_reply("roof-cost", [revision(who="")]).sections
    assert section.lines[0].text == "Somebody, on 1 January 1970 at 00:00 UTC"
    assert section.lines[0].person == ""


def test_of_very_many_changes_the_latest_are_shown_and_it_is_said() -> None:
    many = [revision(number) for number in range(20, 0, -1)]
    reply = history_reply("roof-cost", many)
    assert reply.headline == "“roof-cost” was changed 20 times."
    assert reply.sections[0].title == "Change 20"
    assert reply.notes == ("12 earlier changes are not shown.",)


def test_the_latest_changes_say_of_what_they_are() -> None:
    (section,) = latest_reply([revision()]).sections
    assert section.title == "Change 1: claim roof-cost"


def test_a_moment_is_the_same_wherever_it_is_read() -> None:
    assert moment(1_714_658_700.0) == "2 May 2024 at 14:05 UTC"
