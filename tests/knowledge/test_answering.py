from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer, Outcome
from knowledge.answering import CHECK, answer, check
from knowledge.matching.matcher import Matcher
from knowledge.model import Claim
from knowledge.records import Records
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import Stance, Standing, State
from tests.builders import (
    DENIAL,
    a_claim,
    a_quote,
    a_response,
    a_review,
    a_source,
    a_speaker,
    some_records,
)

TEXT = (
    "Mayor Jane Roe said the roof had cost 9 million euros.\n"
    "Radio Example reported that the bridge would be closed in winter.\n"
    "“That figure is false,” said John Doe.\n"
    "The council did not confirm that the bridge would be closed.\n"
)
WHO_ROOF = "Who said the roof cost 9 million euros?"
WHO_BRIDGE = "Who said that the bridge would be closed in winter?"
WHO_TUNNEL = "Who said that the tunnel collapsed twice?"

Ask = Callable[..., Answer]


def town_hall() -> Records:
    """Two claims; John Doe's denial answers the roof, the council's silence the bridge."""
    source = a_source(text=TEXT)
    bridge = a_quote("the bridge would be closed in winter", source)
    return some_records(
        speakers=[a_speaker("radio-example", name="Radio Example")],
        claims=[
            a_claim(quotes=(a_quote("the roof had cost 9 million euros", source),)),
            a_claim(
                "bridge-closed",
                text="The bridge would be closed in winter.",
                said_by=("radio-example",),
                quotes=(bridge,),
            ),
        ],
        responses=[
            a_response(quotes=(a_quote(DENIAL, source),)),
            a_response(
                "bridge-silence",
                ["bridge-closed"],
                stance=Stance.NOT_CONFIRMED,
                text="The council did not confirm that the bridge would be closed.",
                quotes=(a_quote("The council did not confirm", source),),
            ),
        ],
    )


def about_a_tunnel(**fields: Any) -> Claim:
    quote = a_quote("the bridge", a_source(text=TEXT))
    return a_claim("tunnel", text="The tunnel collapsed twice.", quotes=(quote,), **fields)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.sqlite")
    opened.add(town_hall())
    yield opened
    opened.close()


@pytest.fixture
def ask(store: SqliteStore) -> Ask:
    matcher = Matcher(store, None, None)

    def asked(question: str, **given: object) -> Answer:
        return answer(question, matcher, **given)  # type: ignore[arg-type]

    return asked


def shown(answered: Answer) -> dict[str, list[str]]:
    """Return the claims shown, each with the responses under it."""
    return {m.claim.id: [response.id for response in m.responses] for m in answered.matches}


@pytest.mark.parametrize(
    ("question", "claim", "responses"),
    [(WHO_ROOF, "roof-cost", ["roof-denial"]), (WHO_BRIDGE, "bridge-closed", ["bridge-silence"])],
)
def test_a_claim_is_shown_with_the_responses_that_answer_it_and_no_other(
    question: str, claim: str, responses: list[str], ask: Ask
) -> None:
    answered = ask(question)
    assert answered.outcome is Outcome.ANSWER
    assert shown(answered) == {claim: responses}


@pytest.mark.parametrize("asks", [answer, check])
def test_a_claim_is_shown_with_its_reviews_as_its_space_sees_them(
    asks: Ask, store: SqliteStore
) -> None:
    ours = a_review("ours", space="slack:t1", reviewed_on=None)
    store.add(replace(town_hall(), reviews=(a_review(), ours)))
    matcher = Matcher(store, None, None)
    for space, expected in (("", ["roof-review"]), ("slack:t1", ["roof-review", "ours"])):
        (match,) = asks("The roof cost 9 million euros.", matcher, space=space).matches
        assert [review.id for review in match.reviews] == expected
        assert match.standing is Standing.DENIED


def test_a_denial_is_not_shown_under_a_claim_that_its_words_look_like(ask: Ask) -> None:
    answered = ask("Did John Doe deny that the bridge would be closed in winter?")
    assert "roof-denial" not in shown(answered).get("bridge-closed", [])


def test_silence_denial_and_no_response_are_told_apart(ask: Ask) -> None:
    assert ask(WHO_ROOF).matches[0].standing is Standing.DENIED
    assert ask(WHO_BRIDGE).matches[0].standing is Standing.NOT_CONFIRMED


def test_everybody_whom_the_answer_mentions_is_in_it(ask: Ask) -> None:
    (match,) = ask(WHO_ROOF).matches
    mentioned = {*match.claim.said_by, *match.claim.via}
    mentioned |= {party for response in match.responses for party in response.parties}
    assert mentioned <= ask(WHO_ROOF).speakers.keys()


def test_a_message_that_was_not_said_to_the_bot_is_met_with_silence(
    ask: Ask, store: SqliteStore
) -> None:
    answered = ask(WHO_ROOF, addressed=False)
    assert (answered.outcome, answered.intent) == (Outcome.SILENT, "not_addressed")
    assert (answered.matches, answered.notes, answered.confidence) == ((), (), 0.0)
    assert answered.knowledge_version == store.knowledge_version()


def test_an_answer_says_at_which_knowledge_it_was_given(ask: Ask, store: SqliteStore) -> None:
    before = ask(WHO_ROOF).knowledge_version
    assert before == store.knowledge_version()
    store.add(some_records(claims=[about_a_tunnel()]))
    assert ask(WHO_ROOF).knowledge_version == store.knowledge_version() != before


def test_an_unknown_name_is_met_with_no_claim_and_its_reason(ask: Ask) -> None:
    answered = ask("Did Blinken say the roof cost 9 million euros?")
    assert (answered.outcome, answered.matches) == (Outcome.NONE, ())
    assert "Blinken" in " ".join(answered.notes)


def test_another_amount_is_another_claim(ask: Ask) -> None:
    assert ask("Who said the roof cost 4 million euros?").outcome is not Outcome.ANSWER


def test_a_later_question_of_a_thread_is_read_with_the_earlier(ask: Ask) -> None:
    assert shown(ask("And who denied it?", context=[WHO_ROOF])) == {"roof-cost": ["roof-denial"]}
    assert ask("And who denied it?", context=[]).outcome is not Outcome.ANSWER


def test_what_one_space_keeps_private_no_other_sees(ask: Ask, store: SqliteStore) -> None:
    store.add(some_records(claims=[about_a_tunnel(space="newsroom")]))
    assert shown(ask(WHO_TUNNEL, space="newsroom")) == {"tunnel": []}
    assert shown(ask(WHO_TUNNEL)) == shown(ask(WHO_TUNNEL, space="rival")) == {}


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_is_not_shown(state: State, ask: Ask, store: SqliteStore) -> None:
    store.add(some_records(claims=[about_a_tunnel(state=state)]))
    assert shown(ask(WHO_TUNNEL)) == {}


def test_a_store_without_records_has_no_record_of_anything(tmp_path: Path) -> None:
    store = open_sqlite_store(tmp_path / "empty.sqlite")
    answered = answer(WHO_ROOF, Matcher(store, None, None))
    store.close()
    assert (answered.outcome, answered.matches) == (Outcome.NONE, ())


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=st.text() | st.text(st.sampled_from("aR9 .,:?'\"/-k\u202e\n"), max_size=40))
def test_any_text_can_be_asked_and_gets_the_same_answer_twice(question: str, ask: Ask) -> None:
    answered = ask(question)
    assert answered.question == question
    assert bool(answered.matches) == (answered.outcome in (Outcome.ANSWER, Outcome.CHOICES))
    assert ask(question) == answered


@pytest.mark.parametrize(
    "question",
    ["", "?" * 4_000, 'the "roof" AND NOT (', "' OR 1=1; --", "\x00", "½k 10:30k", "\ud83d roof"],
)
def test_odd_typing_is_a_question_like_any_other(question: str, ask: Ask) -> None:
    assert ask(question).outcome in Outcome


# What else may be meant


BRIDGES = (
    "The old bridge closes early in summer.",
    "The old bridge closes.",
    "The old bridge closes on rainy afternoons.",
    "The old museum closes early.",
    "The old bridge opens early in spring.",
    "The lighthouse keeper sleeps at noon.",
)


def test_what_may_be_meant_instead_is_no_part_of_the_answer(store: SqliteStore) -> None:
    quotes = (a_quote("the bridge", a_source(text=TEXT)),)
    claims = [a_claim(f"c{n}", text=text, quotes=quotes) for n, text in enumerate(BRIDGES)]
    store.add(some_records(claims=claims))
    matcher = Matcher(store, None, None)
    answered = answer("Who said that the old bridge closes early in summer?", matcher)
    others = {match.claim.id: match.confidence for match in answered.others}
    assert "c0" in shown(answered)
    assert {"c1", "c2"} <= others.keys()
    assert not {"c4", "c5"} & others.keys()  # another season, and nothing like it
    assert not others.keys() & shown(answered).keys()
    assert list(others.values()) == sorted(others.values(), reverse=True)
    assert min(others.values()) >= matcher.thresholds.decision.others
    assert [claim["id"] for claim in answered.as_json()["claims"]] == list(shown(answered))


def test_where_nothing_is_answered_nothing_else_is_offered(ask: Ask) -> None:
    for question in ("Did Blinken say the roof cost 9 million euros?", "thanks", WHO_TUNNEL):
        assert ask(question).others == ()


# Messages


def test_a_message_is_checked_for_the_claims_in_it(store: SqliteStore) -> None:
    found = check("The roof had cost 9 million euros! Well, well.", Matcher(store, None, None))
    assert (found.outcome, found.intent) == (Outcome.ANSWER, CHECK)
    assert shown(found) == {"roof-cost": ["roof-denial"]}
    assert found.confidence == found.matches[0].confidence
    assert found.knowledge_version == store.knowledge_version()


def test_a_message_without_a_recorded_claim_has_none(store: SqliteStore) -> None:
    found = check("The roof had cost 8 million euros!", Matcher(store, None, None))
    assert (found.outcome, found.matches, found.confidence) == (Outcome.NONE, (), 0.0)


def test_a_message_without_a_sentence_is_met_with_silence(store: SqliteStore) -> None:
    assert check("ok", Matcher(store, None, None)).outcome is Outcome.SILENT


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(message=st.text() | st.text(st.sampled_from("aR9 .,:?'\"/-k\u202e\n"), max_size=60))
def test_any_text_can_be_checked(message: str, store: SqliteStore) -> None:
    found = check(message, Matcher(store, None, None))
    assert bool(found.matches) == (found.outcome is Outcome.ANSWER)
