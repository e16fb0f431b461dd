from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.answer import Answer, Match, Outcome, standing_of
from knowledge.model import Answers, Claim, Response, Role
from knowledge.records import Records
from knowledge.vocabulary import SILENCES, Scope, Stance, Standing
from tests.builders import a_claim, a_quote, a_response, a_review, a_speaker, some_records

KEYS = {
    "answer": "id question outcome intent confidence claims notes knowledge_version",
    "claim": (
        "id text confidence said_by via hedge said_as_written said_on quotes standing"
        " responses reviews why"
    ),
    "speaker": "id name role organisation",
    "quote": "source sha256 exact prefix suffix start end",
    "response": "id stance by on_behalf_of text quotes scope",
    "party": "name",
}


def an_answer(
    records: Records | None = None, *, outcome: Outcome = Outcome.ANSWER, confidence: float = 0.93
) -> Answer:
    """Return an answer that shows all claims of `records` with the responses to each."""
    records = records or some_records()
    matches = tuple(
        Match(claim, confidence, answering(claim, records.responses), ("names Roe",))
        for claim in records.claims
    )
    shown = matches if outcome in (Outcome.ANSWER, Outcome.CHOICES) else ()
    speakers = {speaker.id: speaker for speaker in records.speakers}
    return Answer(
        "Who?", outcome, "who_said", confidence, shown, speakers, ("A note.",), "0123456789ab"
    )


def answering(claim: Claim, responses: Sequence[Response]) -> tuple[Response, ...]:
    return tuple(r for r in responses if claim.id in {answer.claim for answer in r.answers})


def shown_claim(records: Records) -> dict[str, Any]:
    (claim,) = an_answer(records).as_json()["claims"]
    return dict(claim)


def has_keys(kind: str, value: dict[str, Any]) -> bool:
    return set(value) == set(KEYS[kind].split())


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_has_exactly_the_agreed_keys_at_each_level(outcome: Outcome) -> None:
    answer = an_answer(outcome=outcome).as_json("7")
    assert has_keys("answer", answer)
    assert answer["id"] == "7"
    assert answer["outcome"] == outcome.value
    assert bool(answer["claims"]) == (outcome in (Outcome.ANSWER, Outcome.CHOICES))
    for claim in answer["claims"]:
        assert has_keys("claim", claim)
        assert all(has_keys("speaker", speaker) for speaker in claim["said_by"])
        for response in claim["responses"]:
            assert has_keys("response", response)
            assert all(has_keys("party", p) for p in response["by"] + response["on_behalf_of"])
            assert all(has_keys("quote", quote) for quote in response["quotes"])
        assert all(has_keys("quote", quote) for quote in claim["quotes"])


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_is_the_same_after_it_was_sent_as_json(outcome: Outcome) -> None:
    answer = an_answer(outcome=outcome).as_json()
    assert json.loads(json.dumps(answer)) == answer
    assert answer["id"] is None


def test_a_claim_is_shown_with_its_chain() -> None:
    records = some_records(
        speakers=[
            a_speaker(roles=(Role("mayor", "Exampletown Council"), Role("builder"))),
            a_speaker("radio-example", name="Radio Example"),
        ],
        claims=[
            a_claim(
                via=("radio-example",),
                hedge="may",
                said_as_written="Friday",
                said_on=date(2024, 5, 1),
            )
        ],
    )
    claim = shown_claim(records)
    assert claim["said_by"] == [
        {
            "id": "jane-roe",
            "name": "Jane Roe",
            "role": "mayor",
            "organisation": "Exampletown Council",
        }
    ]
    assert claim["via"] == ["Radio Example"]
    assert (claim["hedge"], claim["said_as_written"]) == ("may", "Friday")
    assert claim["said_on"] == "2024-05-01"
    assert claim["why"] == ["names Roe"]


def test_what_is_not_on_record_is_null_not_empty() -> None:
    claim = shown_claim(some_records(claims=[a_claim()]))
    assert [claim[key] for key in ("hedge", "said_as_written", "said_on")] == [None] * 3
    assert claim["said_by"][0]["role"] is claim["said_by"][0]["organisation"] is None
    assert claim["responses"] == claim["via"] == claim["reviews"] == []
    assert claim["standing"] == "none_recorded"


def test_a_quote_is_shown_with_its_place() -> None:
    quote = a_quote()
    (shown,) = shown_claim(some_records(claims=[a_claim(quotes=(quote,))]))["quotes"]
    assert quote.source.text[shown["start"] : shown["end"]] == shown["exact"] == quote.exact
    assert quote.source.text[: shown["start"]].endswith(shown["prefix"])
    assert quote.source.text[shown["end"] :].startswith(shown["suffix"])
    assert (shown["source"], shown["sha256"]) == (quote.source.id, quote.source.sha256)


def test_a_response_is_shown_with_how_much_of_this_claim_it_answers() -> None:
    response = a_response(answers=["roof-cost", Answers("roof-late", Scope.PART)])
    claims = an_answer(some_records(responses=[response])).as_json()["claims"]
    assert [(c["id"], c["responses"][0]["scope"]) for c in claims] == [
        ("roof-cost", "exact"),
        ("roof-late", "part"),
    ]


@pytest.mark.parametrize("stance", sorted(SILENCES))
def test_a_silence_is_shown_with_the_silent_parties(stance: Stance) -> None:
    silence = a_response(stance=stance, silent=("builders-ltd", "john-doe"))
    (shown,) = shown_claim(some_records(responses=[silence]))["responses"]
    assert shown["by"] == [{"name": "Builders Ltd"}, {"name": "John Doe"}]
    assert shown["on_behalf_of"] == []


def test_whom_a_party_spoke_for_is_shown_beside_it() -> None:
    (shown,) = shown_claim(some_records())["responses"]
    assert shown["by"] == [{"name": "John Doe"}]
    assert shown["on_behalf_of"] == [{"name": "Builders Ltd"}]


def test_a_confidence_has_four_decimals() -> None:
    answer = an_answer(confidence=0.123456).as_json()
    assert answer["confidence"] == answer["claims"][0]["confidence"] == 0.1235


# --- standing ---


@pytest.mark.parametrize(
    ("stance", "standing"),
    [
        (Stance.DENIES, Standing.DENIED),
        (Stance.REJECTS, Standing.DENIED),
        (Stance.DISPUTES, Standing.DISPUTED),
        (Stance.COUNTERS, Standing.DISPUTED),
        (Stance.CONFIRMS, Standing.CONFIRMED),
        (Stance.ADMITS_IN_PART, Standing.MIXED),
        (Stance.CORRECTS, Standing.MIXED),
        (Stance.RETRACTS, Standing.MIXED),
        (Stance.DECLINES_TO_COMMENT, Standing.DECLINED),
        (Stance.DID_NOT_RESPOND, Standing.DID_NOT_RESPOND),
        (Stance.NOT_CONFIRMED, Standing.NOT_CONFIRMED),
    ],
)
def test_one_response_gives_the_standing_of_its_stance(stance: Stance, standing: Standing) -> None:
    assert standing_of([a_response(stance=stance)]) is standing


def test_every_stance_has_a_standing_and_none_is_no_response_recorded() -> None:
    found = {standing_of([a_response(stance=stance)]) for stance in Stance}
    assert found == set(Standing) - {Standing.NONE_RECORDED}
    assert standing_of([]) is Standing.NONE_RECORDED


@pytest.mark.parametrize(
    ("stances", "standing"),
    [
        ((Stance.DENIES, Stance.DENIES), Standing.DENIED),
        ((Stance.DENIES, Stance.REJECTS), Standing.DENIED),
        ((Stance.DISPUTES, Stance.COUNTERS), Standing.DISPUTED),
        ((Stance.DENIES, Stance.CONFIRMS), Standing.MIXED),
        ((Stance.DENIES, Stance.DISPUTES), Standing.MIXED),
        ((Stance.NOT_CONFIRMED, Stance.DID_NOT_RESPOND), Standing.MIXED),
        ((Stance.DENIES, Stance.NOT_CONFIRMED, Stance.DENIES), Standing.MIXED),
    ],
)
def test_responses_that_agree_share_a_standing_others_are_mixed(
    stances: Sequence[Stance], standing: Standing
) -> None:
    responses = [a_response(f"answer-{n}", stance=s) for n, s in enumerate(stances)]
    assert standing_of(responses) is standing
    assert standing_of(reversed(responses)) is standing
    assert Match(a_claim(), 0.9, tuple(responses)).standing is standing


def test_a_review_is_shown_in_its_publisher_s_words_and_is_no_part_of_the_standing() -> None:
    review = a_review(text="The scaffold is left out.", rating="Mostly false")
    match = Match(a_claim(), 0.9, reviews=(review, a_review("bare", rating=None, reviewed_on=None)))
    answer = replace(an_answer(), matches=(match,)).as_json()
    (claim,) = answer["claims"]
    assert claim["standing"] == "none_recorded"
    assert claim["reviews"] == [
        {
            "id": "roof-review",
            "publisher": "Example Checkers",
            "rating": "Mostly false",
            "url": "https://example.org/checked",
            "title": None,
            "text": "The scaffold is left out.",
            "reviewed_on": "2024-05-03",
        },
        {
            "id": "bare",
            "publisher": "Example Checkers",
            "rating": None,
            "url": "https://example.org/checked",
            "title": None,
            "text": None,
            "reviewed_on": None,
        },
    ]
