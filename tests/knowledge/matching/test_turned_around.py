"""Who gives and who gets, turned around: the claim is refused, and the reason is said.

Each pair is about one recorded claim, once as it is recorded and once turned around; all were
made up for this, about the article that ships and about three invented sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.answer import Outcome
from knowledge.answering import answer, check
from knowledge.intake.pack import read_pack, shipped_packs
from knowledge.matching.indexing import index_meaning
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.sqlite import open_sqlite_store

SECOND_SOURCES = Path(__file__).parent.parent / "second_sources"
ARTICLE = "iran-russia-2022"
# (pack, claim, as recorded, turned around)
PAIRS = (
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Russia wants hundreds of ballistic missiles from Iran",
        "Iran wants hundreds of ballistic missiles from Russia",
    ),
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Does Russia want to get hundreds of ballistic missiles from Iran?",
        "Does Iran want to get hundreds of ballistic missiles from Russia?",
    ),
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Did Russia want ballistic missiles from Iran?",
        "Did Iran want ballistic missiles from Russia?",
    ),
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Hundreds of ballistic missiles are being sought by Russia from Iran",
        "Hundreds of ballistic missiles are being sought by Iran from Russia",
    ),
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Russia asked Iran for hundreds of ballistic missiles",
        "Iran asked Russia for hundreds of ballistic missiles",
    ),
    (
        ARTICLE,
        "hundreds-of-ballistic-missiles",
        "Russia is attempting to obtain ballistic missiles",
        "Iran is attempting to obtain ballistic missiles",
    ),
    (
        ARTICLE,
        "unprecedented-support-in-return",
        "Russia is offering Iran an unprecedented level of military support",
        "Iran is offering Russia an unprecedented level of military support",
    ),
    (
        ARTICLE,
        "unprecedented-support-in-return",
        "Russia's military and technical support for Iran is at an unprecedented level",
        "Iran's military and technical support for Russia is at an unprecedented level",
    ),
    (
        ARTICLE,
        "unprecedented-support-in-return",
        "There is an unprecedented level of military support from Russia to Iran",
        "There is an unprecedented level of military support from Iran to Russia",
    ),
    (
        ARTICLE,
        "unprecedented-support-in-return",
        "Is Iran being offered an unprecedented level of military support by Russia?",
        "Is Russia being offered an unprecedented level of military support by Iran?",
    ),
    (
        ARTICLE,
        "advanced-equipment-may-be-provided",
        "Russia may be providing Iran with helicopters and air defense systems",
        "Iran may be providing Russia with helicopters and air defense systems",
    ),
    (
        ARTICLE,
        "drones-violate-resolution-2231",
        "Iran's provision of drones to Russia violates resolution 2231",
        "Russia's provision of drones to Iran violates resolution 2231",
    ),
    (
        "council",
        "c-advance",
        "Haldane Civil received an advance of 310,000 crowns from the council",
        "The council received an advance of 310,000 crowns from Haldane Civil",
    ),
    (
        "council",
        "c-owes",
        "Does the council owe Haldane Civil 95,000 crowns?",
        "Does Haldane Civil owe the council 95,000 crowns?",
    ),
    (
        "council",
        "c-drawings",
        "The council got the drawings from Halden Works free of charge",
        "Halden Works got the drawings from the council free of charge",
    ),
    (
        "ferry",
        "ferry-subsidy",
        "A secret subsidy from Tollavey to Merrow Line",
        "A secret subsidy from Merrow Line to Tollavey",
    ),
    (
        "ferry",
        "ferry-subsidy",
        "A secret subsidy was paid to Merrow Line by Tollavey",
        "A secret subsidy was paid to Tollavey by Merrow Line",
    ),
    (
        "ferry",
        "ferry-mail",
        "Merrow Line wants the winter mail contract from Tollavey",
        "Tollavey wants the winter mail contract from Merrow Line",
    ),
    (
        "vaccine",
        "v-kesh-doses",
        "A gift of 40,000 doses from Velmora to Kesh",
        "A gift of 40,000 doses from Kesh to Velmora",
    ),
    (
        "vaccine",
        "v-kesh-doses",
        "Did the Kesh Islands receive 40,000 doses from Velmora?",
        "Did Velmora receive 40,000 doses from the Kesh Islands?",
    ),
)
each_pair = pytest.mark.parametrize(("pack", "claim", "recorded", "turned"), PAIRS)
MatcherOf = Callable[[str], Matcher]


@pytest.fixture(scope="module")
def matcher_of(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MatcherOf]:
    """Return the matcher of a pack, as it ships; made once."""
    stores, made = [], {}

    def matcher(pack: str) -> Matcher:
        if pack not in made:
            folder = shipped_packs().joinpath(pack) if pack == ARTICLE else SECOND_SOURCES / pack
            stores.append(open_sqlite_store(tmp_path_factory.mktemp(pack) / "gainsay.db"))
            stores[-1].add(read_pack(folder).records)
            index_meaning(stores[-1], encoder)
            made[pack] = Matcher(stores[-1], encoder, WordVectors())
        return made[pack]

    yield matcher
    for store in stores:
        store.close()


@each_pair
def test_what_is_recorded_is_answered(
    pack: str, claim: str, recorded: str, turned: str, matcher_of: MatcherOf
) -> None:
    for found in (answer(recorded, matcher_of(pack)), check(recorded, matcher_of(pack))):
        assert found.outcome is Outcome.ANSWER
        assert claim in [match.claim.id for match in found.matches]


@each_pair
def test_what_is_turned_around_is_refused_and_the_reason_is_said(
    pack: str, claim: str, recorded: str, turned: str, matcher_of: MatcherOf
) -> None:
    for found in (answer(turned, matcher_of(pack)), check(turned, matcher_of(pack))):
        assert (found.outcome, found.matches) == (Outcome.NONE, ())
        assert "; the claim is the other way round." in found.notes[0]


@pytest.mark.parametrize(
    "question",
    [
        "Is Tehran supplying weapons for the war in Ukraine?",
        "Are Iranian weapons supplied to Russia in exchange for military support?",
        "Is Russia giving Iran an unprecedented level of support in exchange for weapons?",
    ],
)
def test_of_a_claim_that_goes_both_ways_each_way_can_be_asked(
    question: str, matcher_of: MatcherOf
) -> None:
    found = answer(question, matcher_of(ARTICLE))
    assert "unprecedented-support-for-weapons" in [match.claim.id for match in found.matches]


def test_who_sells_a_player_is_not_who_pays_for_him(matcher_of: MatcherOf) -> None:
    club = matcher_of("club")
    asked = "Did {} sell Mateo Brandeis to {} for six million florins?"
    sold = answer(asked.format("Ostby", "Rovers"), club)
    turned = answer(asked.format("Rovers", "Ostby"), club)
    assert "f-six" in [match.claim.id for match in sold.matches]
    assert "f-six" not in [match.claim.id for match in turned.matches]
