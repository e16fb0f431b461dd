from __future__ import annotations

import re

import pytest

from bot.reply import Act
from tests.bot.conversation.talking import CHANNEL, UNKNOWN, Talk, acts, claims, text_of

ARTICLE = """Citing senior Biden administration officials, NBC News alleged Friday that Russia is \
now providing an "unprecedented level" of military and technical support to Iran in exchange for \
Tehran supplying weapons for the war in Ukraine.
> Kirby said Russia and Iran were considering standing up a drone assembly line in Russia.
See https://news.example/iran-drones?id=7 and <https://news.example/x>. What do you think?
"""


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Kirby said Russia was training Iranian pilots on the Su-35", "training-pilots-on-su-35"),
        (
            "Russia wants hundreds of ballistic missiles from Iran.",
            "hundreds-of-ballistic-missiles",
        ),
        (
            "They are setting up a drone assembly line for the war in Ukraine.",
            "drone-assembly-line",
        ),
        (
            "BREAKING: Russia to give Iran advanced military components, Woodward warns",
            "more-advanced-components",
        ),
        ("Iran could get Su-35 fighter jets within the year!", "su-35-within-the-year"),
        (
            "The European letters about Iranian drones are false, Iran said.",
            "drones-violate-resolution-2231",
        ),
        ("Iran and Russia are both under massive Western sanctions.", "sanctions-and-capabilities"),
        (
            "“In return, Russia is offering Iran an unprecedented level of military and technical "
            "support.”",
            "unprecedented-support-in-return",
        ),
        ("Is Russia training Iranian pilots on the Su-35?", "training-pilots-on-su-35"),
    ],
)
def test_a_recorded_claim_is_found_in_a_message(talk: Talk, message: str, claim: str) -> None:
    reply = talk.bot.check(talk.asked(message))
    assert claim in claims(reply)
    assert re.match(r"This message contains (a|\d+) recorded claims? by ", reply.headline)
    assert reply.is_private
    assert acts(reply) == [Act.SOURCES, Act.WHY, Act.NOT_THIS, Act.NOTIFY, Act.SHARE]


@pytest.mark.parametrize(
    "message",
    [
        "Russia wants hundreds of ballistic missiles from Iraq.",
        "Iraq and Russia are considering a drone assembly line in Russia.",
        "Russia is training Iranian pilots on the Su-34.",
        "Russia is training Iraqi pilots on the Su-35.",
        "Iran is training Russian pilots on the Su-35.",
        "Blinken said Russia is training Iranian pilots on the Su-35.",
        "Russia wants thousands of ballistic missiles from Iran.",
        "Turkey signed a 25-year partnership plan with Beijing.",
        "Iran signed a 30-year partnership plan with Beijing.",
        "Ukraine received Su-35s",
        "Iran received Su-35s from China.",
        "Russia is offering North Korea an unprecedented level of military support.",
        "UN Security Council Resolution 1701 was violated.",
        "Resolution 2231 was adopted in 2015.",
        "The UK sent a letter to France about fishing rights.",
        "John Kirby had lunch with reporters.",
        "NBC News has a new logo.",
        "Iran denied it.",
        "and did they confirm it?",
        "helicopters are so loud today",
        "We need more drones for the wedding video.",
        "Russia and Iran are considering a car factory in Russia.",
    ],
)
def test_what_is_not_on_record_is_not_found_in_a_message(talk: Talk, message: str) -> None:
    reply = talk.bot.check(talk.asked(message))
    assert not reply.cards
    assert not reply.choices
    assert reply.headline == "No recorded claim was found in this message."
    assert "nothing about whether the message is right" in reply.notes[-1]
    assert acts(reply) == [Act.NOTIFY]


def test_what_stands_against_a_near_miss_is_said(talk: Talk) -> None:
    reply = talk.bot.check(talk.asked("Iraq and Russia are considering a drone assembly line."))
    assert "No record of “Iraq”." in reply.notes[0]


def test_of_a_long_message_every_sentence_is_read(talk: Talk) -> None:
    reply = talk.bot.check(talk.asked(ARTICLE))
    assert set(claims(reply)) >= {"unprecedented-support-for-weapons", "drone-assembly-line"}
    assert "from “Kirby said" in text_of(reply)
    assert "news.example" not in text_of(reply)


def test_of_a_very_long_message_only_the_beginning_is_read_and_that_is_said(talk: Talk) -> None:
    reply = talk.bot.check(talk.asked("It was a nice day in the park. " * 30))
    assert "Only the first 8 sentences of the message were read." in reply.notes


@pytest.mark.parametrize("message", ["", "https://news.example/a", "ok 👍", "\ud800", "> > >"])
def test_a_message_without_a_sentence_gets_a_word_about_how_to_ask(
    talk: Talk, message: str
) -> None:
    reply = talk.bot.check(talk.asked(message))
    assert reply.headline == "This message has no statement that could be looked up."
    assert reply.is_private
    assert not reply.buttons


def test_who_checked_a_message_in_vain_can_be_told_later(talk: Talk) -> None:
    talk.press(Act.NOTIFY, talk.bot.check(talk.asked(UNKNOWN)))
    (wanted,) = talk.kept.subscriptions(CHANNEL.space)
    question = talk.kept.find_question(wanted.question)
    assert question is not None
    assert question.text == UNKNOWN


def test_the_same_check_has_the_same_id(talk: Talk) -> None:
    first = talk.bot.check(talk.asked(ARTICLE, key="check"))
    assert talk.bot.check(talk.asked(ARTICLE, key="check")) == first


def test_a_negated_message_is_answered_with_what_the_record_says(talk: Talk) -> None:
    reply = talk.bot.check(talk.asked("Russia is not training Iranian pilots on the Su-35."))
    assert "The message says “not”; this is what the record says." in reply.notes
