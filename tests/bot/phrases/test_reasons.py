from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.reasons import CHOSEN, because, sources_of_claims_reply, why_reply
from bot.reply import Card, Reply, Section
from knowledge.answer import Match
from knowledge.model import Answers, Claim, Quote, Response
from knowledge.vocabulary import SpeakerKind, Stance
from tests.builders import COST, a_claim, a_quote, a_response, a_source, a_speaker

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
    assert _lines(_sources().sections[1]) == [
        ("Paragraph 2", f"Mayor Jane Roe said “{COST}”, Radio Example reported."),
    ]


def _shown(exact: str, text: str) -> str:
    reply = _sources(claim=_claim_quoting(a_quote(exact, a_source(text=text))))
    (line,) = reply.sections[1].lines
    return line.text


def test_words_around_a_quote_are_cut_between_words_and_marked() -> None:
    shown = _shown("it rained", f"{'long ago ' * 9}it rained. Then {'it snowed ' * 9}")
    before, after = shown.split("“it rained”")
    assert before == "… ago long ago long ago long ago long ago long ago long ago "
    assert after == ". Then it snowed it snowed it snowed it snowed it snowed it …"


def test_words_of_another_paragraph_do_not_surround_a_quote() -> None:
    assert _shown("It rained.", "One.\nIt rained.\nTwo.") == "“It rained.”"


def test_the_source_s_own_marks_do_not_double_those_around_a_quote() -> None:
    assert (
        _shown("It rained,", "He said, “It rained,” and left.") == "He said, “It rained,” and left."
    )


def test_other_words_that_the_source_quotes_do_not_look_like_the_quote() -> None:
    shown = _shown("it rained", "“No,” she said, it rained here, adding, “and it snowed.”")
    assert shown == "… she said, “it rained” here, adding, …"


@given(
    st.text(alphabet='ab ,.“”"\n', max_size=150),
    st.text(alphabet='ab ,.“”"\n', max_size=150),
)
def test_whatever_stands_around_a_quote_it_is_there_once_and_whole(before: str, after: str) -> None:
    shown = _shown("it rained", f"{before}it rained{after}")
    assert shown.count("“it rained”") == 1
    around = shown.replace("“it rained”", "")
    assert not set(around) & set('“”"\n')
    assert len(around) <= 2 * (60 + len("… "))


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


def test_a_response_to_several_claims_stands_once_and_says_to_which() -> None:
    both = a_response(answers=(Answers("roof-cost"), Answers("roof-leaks")))
    silence = a_response("silence", stance=Stance.DID_NOT_RESPOND, answers=(Answers("roof-leaks"),))
    matches = [
        Match(a_claim(), 0.9, (both,)),
        Match(a_claim("roof-leaks", text="The roof leaks."), 0.9, (both, silence)),
    ]
    titles = [s.title for s in sources_of_claims_reply(matches, SPEAKERS, "0").sections]
    assert titles[1].startswith("Claim 1: ")
    assert titles[2:] == [
        "Claim 2: The roof leaks.",
        "Response to claims 1 and 2: Denied by John Doe",
        "Response to claim 2: Did not respond, says the source: Builders Ltd",
    ]


def test_where_nobody_answered_there_is_no_response() -> None:
    assert not any(s.title.startswith("Response") for s in _sources().sections)


def test_a_reason_that_a_person_gave_has_no_confidence() -> None:
    claim = a_claim()
    assert why_reply([claim], SPEAKERS, {claim.id: CHOSEN}, "0").notes == ()
    assert why_reply([claim], SPEAKERS, {claim.id: "has “roof”; confidence 0.90"}, "0").notes


def test_the_headline_does_not_say_the_reasons_that_stand_below_it() -> None:
    claim = a_claim()
    reply = why_reply([claim], SPEAKERS, {claim.id: "has “roof”; confidence 0.90"}, "0")
    assert reply.headline == "Why the claim by Jane Roe was shown."
    assert _lines(reply.sections[0]) == [("Reasons", "has “roof”; confidence 0.90")]


def test_reasons_can_be_taken_away() -> None:
    reply = Reply("A headline.", cards=(Card("c", "Claim.", (), (), (), why="has “x”"),))
    assert because(reply, "").cards[0].why == ""
    assert because(reply, CHOSEN).cards[0].why == CHOSEN
