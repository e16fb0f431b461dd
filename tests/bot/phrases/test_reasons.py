from __future__ import annotations

from bot.phrases.reasons import CHOSEN, because, sources_of_claims_reply, why_reply
from bot.reply import Card, Reply, Section
from knowledge.answer import Match
from knowledge.model import Claim, Quote, Response
from knowledge.vocabulary import SpeakerKind, Stance
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker

SPEAKERS = {
    speaker.id: speaker
    for speaker in (
        a_speaker(),
        a_speaker("john-doe"),
        a_speaker("builders-ltd", kind=SpeakerKind.ORGANISATION, name="Builders Ltd"),
    )
}


def _lines(section: Section) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in section.lines]


def _sources(*responses: Response, claim: Claim | None = None) -> Reply:
    matches = [Match(claim or a_claim(), 0.9, responses)]
    return sources_of_claims_reply(matches, SPEAKERS, "0123456789ab")


def _claim_quoting(quote: Quote) -> Claim:
    return a_claim(quotes=(quote,))


def test_a_source_is_named_once_with_its_hash_and_address() -> None:
    source = a_source(title="Roof row", url="https://courier.example/roof")
    reply = _sources(claim=_claim_quoting(a_quote(source=source)))
    title, lines = reply.sections[0].title, _lines(reply.sections[0])
    assert title.startswith("Source: “Roof row”")
    assert ("Address", "https://courier.example/roof") in lines
    assert ("SHA-256", source.sha256) in lines


def test_several_sources_are_told_apart_by_number() -> None:
    other = a_source("herald-roof", text="It cost 9 million euros, said Roe.\n")
    claim = a_claim(quotes=(a_quote(), a_quote("It cost 9 million euros", other)))
    reply = _sources(claim=claim)
    assert [s.title.split(":")[0] for s in reply.sections] == ["Source 1", "Source 2", "Claim"]
    labels = [line.label for line in reply.sections[2].lines]
    assert "Source 1, paragraph 2" in labels
    assert "Source 2, paragraph 1" in labels


def test_a_quote_is_shown_to_the_letter_between_the_words_around_it() -> None:
    reply = _sources()
    assert _lines(reply.sections[1]) == [
        ("Paragraph 2", "“the roof had cost 9 million euros”"),
        ("Before", "Mayor Jane Roe said"),
        ("After", ", Radio Example reported."),
    ]


def test_words_around_a_quote_are_marked_where_they_are_cut() -> None:
    source = a_source(text=f"{'long ago ' * 9}it rained. Then {'it snowed ' * 9}")
    reply = _sources(claim=_claim_quoting(a_quote("it rained", source)))
    lines = dict(_lines(reply.sections[1]))
    assert lines["Before"].startswith("… ")
    assert lines["After"].endswith(" …")


def test_words_of_another_paragraph_do_not_surround_a_quote() -> None:
    source = a_source(text="One.\nIt rained.\nTwo.")
    reply = _sources(claim=_claim_quoting(a_quote("It rained.", source)))
    assert _lines(reply.sections[1]) == [("Paragraph 2", "“It rained.”")]


def test_even_a_very_long_quote_is_whole() -> None:
    text = "It rained. " * 1_000
    reply = _sources(claim=_claim_quoting(a_quote(text.strip(), a_source(text=text))))
    assert reply.sections[1].lines[0].text == f"“{text.strip()}”"


def test_each_response_stands_under_its_own_name() -> None:
    silence = a_response("silence", stance=Stance.DID_NOT_RESPOND)
    titles = [section.title for section in _sources(a_response(), silence).sections]
    assert titles[2:] == [
        "Response: Denied by John Doe",
        "Response: Did not respond, says the source: Builders Ltd",
    ]


def test_where_nobody_answered_there_is_no_response() -> None:
    assert not any(s.title.startswith("Response") for s in _sources().sections)


def test_a_reason_that_a_person_gave_has_no_confidence() -> None:
    claim = a_claim()
    assert why_reply([claim], {claim.id: CHOSEN}, "0").notes == ()
    assert why_reply([claim], {claim.id: "has “roof”; confidence 0.90"}, "0").notes


def test_reasons_can_be_taken_away() -> None:
    reply = Reply("A headline.", cards=(Card("c", "Claim.", (), (), (), why="has “x”"),))
    assert because(reply, "").cards[0].why == ""
    assert because(reply, CHOSEN).cards[0].why == CHOSEN
