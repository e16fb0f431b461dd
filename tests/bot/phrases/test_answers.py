from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.phrases.answers import CARDS, reply_to
from bot.reply import Reply
from knowledge.answer import Answer, Outcome
from knowledge.records import Records
from tests.bot.shown import an_answer, plain
from tests.builders import a_claim, some_records

Compare = Callable[[str, str], None]

KIRBY = (
    "deepening-military-cooperation",
    "moving-to-provide-advanced-assistance",
    "unprecedented-support-defense-partnership",
    "drone-assembly-line",
    "training-pilots-on-su-35",
    "su-35-within-the-year",
)
DENIED = "drones-violate-resolution-2231"
UNCONFIRMED = "drone-assembly-line"
UNANSWERED = "hundreds-of-ballistic-missiles"


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("answer-not-confirmed", (UNCONFIRMED,)),
        ("answer-denied", (DENIED,)),
        ("answer-no-response", (UNANSWERED,)),
        ("answer-relies-on", ("moving-to-provide-advanced-assistance",)),
        ("answer-by-an-outlet-itself", ("pilots-trained-in-spring",)),
        ("answer-by-unnamed-officials", ("unprecedented-support-for-weapons",)),
        ("answer-by-the-author", ("partnership-plan-with-beijing",)),
        ("answer-several-alike", KIRBY),
        ("answer-several-differing", (DENIED, UNCONFIRMED, UNANSWERED)),
    ],
)
def test_an_answer_reads_like_this(
    name: str, claims: tuple[str, ...], shipped: Records, same_as_snapshot: Compare
) -> None:
    answer = an_answer(shipped, claims, why=("names Russia", "has “weapons”"))
    same_as_snapshot(name, plain(reply_to(answer)))


def test_an_answer_with_notes_reads_like_this(shipped: Records, same_as_snapshot: Compare) -> None:
    notes = (
        "Read “Kirbey” as “John Kirby”.",
        "No statement by Iran on this is recorded, neither a denial nor a confirmation.",
    )
    answer = an_answer(shipped, (UNCONFIRMED,), notes=notes)
    same_as_snapshot("answer-with-notes", plain(reply_to(answer)))


def test_choices_read_like_this(shipped: Records, same_as_snapshot: Compare) -> None:
    claims = (UNCONFIRMED, UNANSWERED, "unprecedented-support-for-weapons")
    answer = an_answer(shipped, claims, outcome=Outcome.CHOICES)
    same_as_snapshot("choices", plain(reply_to(answer)))


def test_a_single_choice_reads_like_this(shipped: Records, same_as_snapshot: Compare) -> None:
    answer = an_answer(shipped, (UNCONFIRMED,), outcome=Outcome.CHOICES)
    same_as_snapshot("choices-one", plain(reply_to(answer)))


def test_nothing_recorded_reads_like_this(shipped: Records, same_as_snapshot: Compare) -> None:
    notes = ("No record of “Blinken”. The nearest claim is by Barbara Woodward.", "Another note.")
    answer = an_answer(shipped, outcome=Outcome.NONE, notes=notes)
    same_as_snapshot("none", plain(reply_to(answer)))


def test_nothing_recorded_without_a_reason_still_says_so(shipped: Records) -> None:
    reply = _reply(an_answer(shipped, outcome=Outcome.NONE))
    assert reply.headline == "Nothing is recorded about this."


def test_silence_is_no_reply(shipped: Records) -> None:
    assert reply_to(an_answer(shipped, outcome=Outcome.SILENT)) is None


def test_choices_and_nothing_recorded_show_no_card_and_no_response(shipped: Records) -> None:
    for outcome in (Outcome.CHOICES, Outcome.NONE):
        claims = (DENIED,) if outcome is Outcome.CHOICES else ()
        reply = _reply(an_answer(shipped, claims, outcome=outcome))
        assert reply.cards == ()
        assert "Denied" not in plain(reply)


def test_a_claim_is_never_shown_with_a_response_to_another_claim(shipped: Records) -> None:
    reply = _reply(an_answer(shipped, (UNANSWERED, DENIED, UNCONFIRMED)))
    answered = {card.id: [r.sentence for r in card.responses] for card in reply.cards}
    assert answered[UNANSWERED] == ["No response recorded"]
    assert answered[UNCONFIRMED] == ["Not confirmed by Iran and Russia, says the source"]
    assert all(sentence.startswith("Denied by Amir Saeid Iravani") for sentence in answered[DENIED])


def test_the_headline_alone_says_who_claimed_what_and_who_answered(shipped: Records) -> None:
    headline = _reply(an_answer(shipped, (DENIED,))).headline
    for said in ("France, Germany and United Kingdom", "2231", "Denied by Amir Saeid Iravani"):
        assert said in headline


def test_the_headline_for_several_claims_keeps_their_silences_apart(shipped: Records) -> None:
    headline = _reply(an_answer(shipped, (DENIED, UNCONFIRMED, UNANSWERED))).headline
    assert "denied by Amir Saeid Iravani for Iran (1)" in headline
    assert "not confirmed by Iran and Russia, says the source (1)" in headline
    assert "no response recorded (1)" in headline


def test_every_reply_says_of_which_knowledge_it_is(shipped: Records) -> None:
    for outcome in (Outcome.ANSWER, Outcome.CHOICES, Outcome.NONE):
        claims = () if outcome is Outcome.NONE else (DENIED, UNCONFIRMED)
        reply = _reply(an_answer(shipped, claims, outcome=outcome))
        assert reply.footer == "Knowledge version 0123456789ab"


def test_claims_beyond_the_first_ten_are_counted_not_hidden() -> None:
    ids = [f"claim-{number}" for number in range(CARDS + 3)]
    records = some_records(claims=[a_claim(id_) for id_ in ids])
    reply = _reply(an_answer(records, ids))
    assert len(reply.cards) == CARDS
    assert reply.headline.startswith("13 claims by Jane Roe are recorded.")
    assert any("first 10 of 13" in note for note in reply.notes)


def test_a_claim_too_long_for_the_headline_stands_whole_on_its_card() -> None:
    text = f"The roof {'really ' * 80}leaks."
    records = some_records(claims=[a_claim("roof-leaks", text=text)])
    reply = _reply(an_answer(records, ["roof-leaks"]))
    assert "really …" in reply.headline
    assert " ".join(text.split()) in " ".join(plain(reply).split())


VERDICT_WORDS = ("true", "false", "fake", "lie", "lies", "debunked", "refuted", "proven")


def test_the_bot_gives_no_verdict_in_words_of_its_own(shipped: Records) -> None:
    reply = _reply(an_answer(shipped, [claim.id for claim in shipped.claims]))
    for card in reply.cards:
        ours = [line.label for line in card.lines]
        ours += [response.sentence for response in card.responses]
        ours += [quote.remark for quote in card.quotes]
        said = {word.strip(".,;:").lower() for text in ours for word in text.split()}
        assert not said & set(VERDICT_WORDS)


def _reply(answer: Answer) -> Reply:
    reply = reply_to(answer)
    assert reply is not None
    return reply
