from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from knowledge.evaluation.synthetic.records import bundles, sketch_of
from knowledge.model import Claim
from knowledge.records import Records, problems_between
from knowledge.text import words

CLAIMS = 6_000
SEED = 5


@pytest.fixture(scope="module")
def made() -> list[Records]:
    return list(bundles(0, CLAIMS, SEED))


@pytest.fixture(scope="module")
def claims(made: list[Records]) -> list[Claim]:
    return [claim for records in made for claim in records.claims]


@pytest.fixture(scope="module")
def counts(claims: list[Claim]) -> Counter[str]:
    return Counter(word for claim in claims for word in words(claim.text))


def test_the_same_seed_gives_the_same_records_wherever_one_begins(made: list[Records]) -> None:
    assert next(bundles(0, 50, SEED)) == next(bundles(0, 50, SEED))
    later = next(bundles(3_000, 3_010, SEED))
    assert later.claims == made[1].claims[1_000:1_010]
    assert next(bundles(0, 50, SEED + 1)).claims != next(bundles(0, 50, SEED)).claims


def test_all_bundles_together_hang_together_and_no_id_has_two_records(made: list[Records]) -> None:
    speakers = {s for records in made for s in records.speakers}
    sources = [s for records in made for s in records.sources]
    responses = [r for records in made for r in records.responses]
    claims = [c for records in made for c in records.claims]
    assert problems_between((*sources, *speakers, *claims, *responses)) == []


def test_a_bundle_begins_where_the_last_one_ended(claims: list[Claim]) -> None:
    assert [claim.id for claim in claims] == [f"made-{number}" for number in range(CLAIMS)]


def test_a_claim_is_a_sentence_of_ten_to_thirty_words_quoted_as_it_stands(
    claims: list[Claim],
) -> None:
    assert {claim.text for claim in claims} == {claim.quotes[0].exact for claim in claims}
    lengths = [len(claim.text.split()) for claim in claims]
    assert min(lengths) >= 10
    assert max(lengths) <= 30
    assert len({claim.text for claim in claims}) == CLAIMS


def test_sources_have_titles_and_the_length_of_a_short_page(made: list[Records]) -> None:
    lengths = [len(source.text) for records in made for source in records.sources]
    assert 150 <= sum(lengths) / len(lengths) <= 400
    assert all(source.title for records in made for source in records.sources)


def test_one_claim_in_ten_is_answered(made: list[Records]) -> None:
    assert sum(len(records.responses) for records in made) / CLAIMS == pytest.approx(0.1, abs=0.02)


def test_words_come_as_often_as_in_real_texts(counts: Counter[str]) -> None:
    # Zipf: the logarithm of the frequency falls by about 1 with that of the rank.
    ordered = [times for _, times in counts.most_common()]
    slope = _log_ratio(ordered[20], ordered[2_000]) / _log_ratio(2_000, 20)
    assert 0.7 <= slope <= 1.5
    assert ordered[0] / sum(ordered) < 0.12


def test_half_of_the_different_words_come_once_or_twice(counts: Counter[str]) -> None:
    rare = sum(times <= 2 for times in counts.values())
    assert rare / len(counts) > 0.5


def test_new_words_never_stop_coming_but_come_ever_more_slowly(claims: list[Claim]) -> None:
    half, whole = _different(claims[: CLAIMS // 2]), _different(claims)
    assert 1.3 * half < whole < 1.8 * half


def test_speakers_grow_more_slowly_than_claims(claims: list[Claim]) -> None:
    said = [claim.said_by for claim in claims]
    assert 1_500 < len(set(said)) < 2_000
    assert 1.35 < len(set(said)) / len(set(said[: CLAIMS // 2])) < 1.6


def test_any_claim_can_be_made_without_those_before_it() -> None:
    assert sketch_of(987_654, SEED) == sketch_of.__wrapped__(987_654, SEED)


def _different(claims: Iterable[Claim]) -> int:
    return len({word for claim in claims for word in words(claim.text)})


def _log_ratio(a: int, b: int) -> float:
    from math import log

    return log(a / b)
