from __future__ import annotations

import pytest

from bot.phrases.buttons import MENU
from bot.reply import Act
from knowledge.lookups import LISTED
from tests.bot.conversation.talking import CHANNEL, ELSEWHERE, Talk, acts
from tests.builders import a_speaker, some_records


def test_a_look_up_is_private_and_can_be_shared(talk: Talk) -> None:
    for look_up in (talk.bot.source, talk.bot.speaker, talk.bot.gaps):
        reply = look_up(talk.asked(""))
        assert reply.is_private
        assert reply.id
        assert acts(reply) == [Act.SHARE]


def test_the_claims_that_are_listed_can_be_picked(talk: Talk) -> None:
    reply = talk.bot.speaker(talk.asked("Kirby"))
    assert [listed.id for listed in reply.menu] == [
        listed.id for section in reply.sections for listed in section.listed
    ]
    kept = talk.kept.find_reply(reply.id, space=CHANNEL.space)
    assert kept is not None
    assert kept.offered == tuple(listed.id for listed in reply.menu)
    assert not kept.shown


def test_a_menu_has_no_claim_twice_and_no_more_than_fit(talk: Talk) -> None:
    reply = talk.bot.speaker(talk.asked("Iran and Russia and Kirby and NBC and Woodward"))
    ids = [listed.id for listed in reply.menu]
    assert len(set(ids)) == len(ids) <= MENU


def test_speakers_and_sources_are_not_claims_to_pick(talk: Talk) -> None:
    assert not talk.bot.speaker(talk.asked("")).menu


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("Kirbey", "John Kirby: 6 claims recorded."),
        ("  NBC ", "NBC News: 2 claims recorded; 2 claims carried."),
        ("Blinken", "No record of “Blinken”."),
    ],
)
def test_a_speaker_is_looked_up_as_anywhere_else(talk: Talk, typed: str, headline: str) -> None:
    assert talk.bot.speaker(talk.asked(typed)).headline == headline


def test_a_source_is_found_by_a_symbol_in_its_text(talk: Talk) -> None:
    reply = talk.bot.source(talk.asked("S/2022/908"))
    assert "1 stored source" in reply.headline
    assert [listed.id for listed in reply.menu] == ["drones-violate-resolution-2231"]


def test_gaps_of_somebody_unknown_are_not_everybodys(talk: Talk) -> None:
    reply = talk.bot.gaps(talk.asked("Blinken"))
    assert not reply.menu
    assert "No record" in reply.headline


def test_what_was_not_found_cannot_be_shared_and_says_what_can_be_done(talk: Talk) -> None:
    for look_up in (talk.bot.source, talk.bot.speaker, talk.bot.gaps):
        reply = look_up(talk.asked("Blinkenheim"))
        assert reply.is_private
        assert not reply.id
        assert not reply.buttons
        assert reply.notes[0].startswith("Without ")


def test_help_on_a_look_up_is_about_it(talk: Talk) -> None:
    for look_up in (talk.bot.source, talk.bot.speaker, talk.bot.gaps):
        reply = look_up(talk.asked("help"))
        assert reply.headline.startswith(f"/{look_up.__name__} ")
        assert reply.is_private
        assert not reply.id


def test_the_same_look_up_has_the_same_id(talk: Talk) -> None:
    first = talk.bot.gaps(talk.asked("Iran", key="look"))
    assert talk.bot.gaps(talk.asked("Iran", key="look")) == first


def test_of_very_many_the_first_are_shown_and_it_is_said(town: Talk) -> None:
    assert not town.bot.speaker(town.asked("")).notes
    extra = [a_speaker(f"extra-{number}") for number in range(LISTED)]
    town.matcher.store.add(some_records(speakers=extra, claims=()))
    reply = town.bot.speaker(town.asked(""))
    assert sum(len(section.listed) for section in reply.sections) == LISTED
    assert reply.notes[-1].startswith("There are more")


def test_only_the_first_of_many_who_are_named_are_looked_up(town: Talk) -> None:
    reply = town.bot.speaker(town.asked("Example"))
    assert reply.notes[-1].startswith("There are more")
    assert not town.bot.speaker(town.asked("Roe")).notes


def test_only_claims_that_are_seen_from_here_can_be_picked(town: Talk) -> None:
    for place, menu in ((CHANNEL, []), (ELSEWHERE, ["private"])):
        reply = town.bot.gaps(town.asked("Xavier", place))
        assert [listed.id for listed in reply.menu] == menu
