"""The pack that ships says what the article says, by whom, and what answers it: no more."""

from __future__ import annotations

import pytest

from knowledge.model import Claim, Quote, Response
from knowledge.records import Records
from knowledge.vocabulary import Mode, Scope, SpeakerKind, Stance

SHA256 = "a421b0be4c2215290821cc1ba7c72f0ac4e70d8ff20559b84d9be20afd648bde"

# Found by people who read the article, before and without this pack: [start, end) in code points.
PLACES = {
    "unprecedented-support-for-weapons": [(191, 421)],
    "advanced-equipment-may-be-provided": [(423, 584)],
    "pilots-trained-in-spring": [(585, 679)],
    "su-35-within-next-year": [(681, 776)],
    "deepening-military-cooperation": [(856, 986)],
    "moving-to-provide-advanced-assistance": [(987, 1224)],
    "unprecedented-support-defense-partnership": [(1225, 1397)],
    "drone-assembly-line": [(1398, 1510)],
    "training-pilots-on-su-35": [(1512, 1580)],
    "su-35-within-the-year": [(1585, 1676)],
    "hundreds-of-ballistic-missiles": [(1713, 1874), (1965, 2055)],
    "unprecedented-support-in-return": [(1880, 1962), (2081, 2173)],
    "more-advanced-components": [(2174, 2327)],
    "drones-violate-resolution-2231": [(2358, 2566)],
    "observers-on-the-obsession": [(4184, 4389)],
    "sanctions-and-capabilities": [(4390, 4585)],
    "partnership-plan-with-beijing": [(4680, 4840)],
    "similar-plan-with-russia": [(4841, 4896)],
    "letters-sent-jointly-and-apart": [(2912, 3045)],
    "iran-willing-to-strengthen-relations": [(4586, 4679)],
    "intend-to-deepen-cooperation": [(4897, 4964)],
    "rhetoric-ramped-up": [(21, 190)],
    "letters-rejected": [(2679, 2714), (2715, 2911)],
    "false-and-repeated-claims": [(3102, 3306)],
    "unfounded-claims": [(3319, 3459), (3670, 3788), (3790, 3939), (3940, 4058)],
    "us-allegations-not-confirmed": [(793, 854)],
}
OFFICIALS, NBC, KIRBY = "biden-officials", "nbc-news", "john-kirby"
WOODWARD, AUTHOR = "barbara-woodward", "mehran-shamsuddin"
SAID_BY = {
    "unprecedented-support-for-weapons": OFFICIALS,
    "advanced-equipment-may-be-provided": NBC,
    "pilots-trained-in-spring": NBC,
    "su-35-within-next-year": OFFICIALS,
    "deepening-military-cooperation": KIRBY,
    "moving-to-provide-advanced-assistance": KIRBY,
    "unprecedented-support-defense-partnership": KIRBY,
    "drone-assembly-line": KIRBY,
    "training-pilots-on-su-35": KIRBY,
    "su-35-within-the-year": KIRBY,
    "hundreds-of-ballistic-missiles": WOODWARD,
    "unprecedented-support-in-return": WOODWARD,
    "more-advanced-components": WOODWARD,
    "observers-on-the-obsession": "observers",
    "sanctions-and-capabilities": AUTHOR,
    "partnership-plan-with-beijing": AUTHOR,
    "similar-plan-with-russia": AUTHOR,
    "letters-sent-jointly-and-apart": AUTHOR,
    "iran-willing-to-strengthen-relations": "iran",
    "intend-to-deepen-cooperation": AUTHOR,
    "rhetoric-ramped-up": AUTHOR,
}
HEDGES = {
    "advanced-equipment-may-be-provided": "may be",
    "su-35-within-next-year": "may begin",
    "drone-assembly-line": "considering",
    "su-35-within-the-year": "could",
    "hundreds-of-ballistic-missiles": "attempting to obtain",
    "more-advanced-components": "concerned / intends",
}
EUROPEAN_LETTERS = "drones-violate-resolution-2231"
US_ALLEGATIONS = {id_ for id_, who in SAID_BY.items() if who in (OFFICIALS, NBC, KIRBY)}


@pytest.fixture
def claims(shipped: Records) -> dict[str, Claim]:
    return {claim.id: claim for claim in shipped.claims}


@pytest.fixture
def responses(shipped: Records) -> dict[str, Response]:
    return {response.id: response for response in shipped.responses}


@pytest.fixture
def quotes(shipped: Records) -> dict[str, list[Quote]]:
    claims = {claim.id: list(claim.quotes) for claim in shipped.claims}
    return claims | {response.id: list(response.quotes) for response in shipped.responses}


def test_it_holds_one_source_twenty_two_claims_and_four_responses(shipped: Records) -> None:
    assert (len(shipped.sources), len(shipped.claims), len(shipped.responses)) == (1, 22, 4)


def test_the_article_is_the_one_that_was_read(shipped: Records) -> None:
    (source,) = shipped.sources
    assert source.sha256 == SHA256
    assert len(source.text) == 4992


def test_what_the_article_does_not_tell_is_not_guessed(shipped: Records) -> None:
    (source,) = shipped.sources
    assert source.byline == "Mehran Shamsuddin"
    assert (source.title, source.publisher, source.url, source.published_on) == (None,) * 4
    assert {claim.said_on for claim in shipped.claims} == {None}
    assert {response.said_on for response in shipped.responses} == {None}


def test_the_comment_form_is_page_furniture_nobody_declined_to_comment(shipped: Records) -> None:
    (source,) = shipped.sources
    furniture = [source.text[start:end] for start, end in source.boilerplate]
    assert furniture == source.text.splitlines()[-2:] == ["No comments:", "Post a Comment"]
    assert Stance.DECLINES_TO_COMMENT not in {r.stance for r in shipped.responses}


def test_every_quote_stands_where_readers_found_it(quotes: dict[str, list[Quote]]) -> None:
    assert {id_: [(q.start, q.end) for q in found] for id_, found in quotes.items()} == PLACES


def test_every_claim_is_under_the_one_who_made_it(claims: dict[str, Claim]) -> None:
    alone = {id_: claim.said_by[0] for id_, claim in claims.items() if len(claim.said_by) == 1}
    assert alone == SAID_BY
    assert claims[EUROPEAN_LETTERS].said_by == ("france", "germany", "united-kingdom")


def test_who_carried_a_claim_is_kept_apart_from_who_made_it(claims: dict[str, Claim]) -> None:
    assert {id_: claim.via[0] for id_, claim in claims.items() if claim.via} == {
        "unprecedented-support-for-weapons": NBC,
        "advanced-equipment-may-be-provided": NBC,
        "pilots-trained-in-spring": NBC,
        "su-35-within-next-year": NBC,
        "drone-assembly-line": "cbs-news",
        "training-pilots-on-su-35": "cbs-news",
        "su-35-within-the-year": "cbs-news",
    }


def test_what_was_hedged_stays_hedged_in_the_article_s_words(
    claims: dict[str, Claim], quotes: dict[str, list[Quote]]
) -> None:
    assert {id_: claim.hedge for id_, claim in claims.items() if claim.hedge} == HEDGES
    for id_, hedge in HEDGES.items():
        quoted = " ".join(quote.exact for quote in quotes[id_])
        assert all(words in quoted for words in hedge.split(" / "))


def test_days_are_kept_as_written(claims: dict[str, Claim]) -> None:
    assert {id_: c.said_as_written for id_, c in claims.items() if c.said_as_written} == {
        "unprecedented-support-for-weapons": "Friday",
        "pilots-trained-in-spring": "In the spring",
        "rhetoric-ramped-up": "Over the last few days",
    }


def test_kirby_s_basis_is_called_alleged_as_the_article_does(claims: dict[str, Claim]) -> None:
    assert {id_: claim.basis for id_, claim in claims.items() if claim.basis} == {
        "moving-to-provide-advanced-assistance": "alleged intelligence assessments"
    }


def test_the_author_s_own_voice_is_narration_and_only_that(
    claims: dict[str, Claim], quotes: dict[str, list[Quote]]
) -> None:
    for id_, claim in claims.items():
        narrated = {quote.mode for quote in quotes[id_]} == {Mode.NARRATION}
        assert narrated == (claim.said_by == (AUTHOR,))


def test_iravani_s_responses_answer_the_european_letters_and_nothing_else(
    shipped: Records,
) -> None:
    his = [r for r in shipped.responses if r.by == ("amir-saeid-iravani",)]
    assert len(his) == 3
    for response in his:
        assert response.stance is Stance.DENIES
        assert response.on_behalf_of == ("iran",)
        assert [(a.claim, a.scope) for a in response.answers] == [(EUROPEAN_LETTERS, Scope.EXACT)]


def test_not_confirmed_covers_exactly_the_ten_us_allegations(
    responses: dict[str, Response],
) -> None:
    status = responses["us-allegations-not-confirmed"]
    assert status.stance is Stance.NOT_CONFIRMED
    assert (status.silent, status.by) == (("iran", "russia"), ())
    assert {answer.claim for answer in status.answers} == US_ALLEGATIONS
    assert len(US_ALLEGATIONS) == 10


def test_woodward_s_claims_have_no_response(shipped: Records, claims: dict[str, Claim]) -> None:
    answered = {answer.claim for r in shipped.responses for answer in r.answers}
    hers = {id_ for id_, claim in claims.items() if WOODWARD in claim.said_by}
    assert len(hers) == 3
    assert not hers & answered
    assert answered == US_ALLEGATIONS | {EUROPEAN_LETTERS}


def test_every_party_that_a_claim_is_about_is_known_by_its_other_names(shipped: Records) -> None:
    states = {s.id for s in shipped.speakers if s.kind is SpeakerKind.STATE}
    assert states == {
        "iran",
        "russia",
        "united-states",
        "united-kingdom",
        "france",
        "germany",
        "china",
        "ukraine",
    }
    assert all(speaker.names for speaker in shipped.speakers if speaker.id in states)


def test_nobody_speaks_for_somebody_by_guess(shipped: Records) -> None:
    assert {s.id: s.speaks_for for s in shipped.speakers if s.speaks_for} == {
        OFFICIALS: ("united-states",),
        KIRBY: ("united-states",),
        WOODWARD: ("united-kingdom",),
        "amir-saeid-iravani": ("iran",),
    }
