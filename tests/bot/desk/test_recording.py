from __future__ import annotations

import re
from datetime import date

import pytest

from bot.conversation.place import Filled
from bot.form import Form
from bot.reply import Act, Reply
from knowledge.model import Claim
from tests.bot.desk.working import EDITOR, MEMBER, MESSAGE, SPACE, STRANGER, Work, problems, values
from tests.builders import a_claim, a_speaker, some_records

DOME = "The dome leaks."


def recorded(work: Work) -> list[Claim]:
    ids = [id_ for id_ in work.store.list_claims(space=SPACE) if id_.startswith("the-dome")]
    return list(work.store.get_claims(ids, space=SPACE))


def test_a_message_becomes_a_claim_that_only_its_space_sees(work: Work) -> None:
    form = work.form(work.message(), Act.RECORD_CLAIM)
    assert (values(form)["quote"], values(form)["said_by"]) == (MESSAGE, "Ann Poe")
    done = work.filled(form, quote="The dome leaks", text=DOME)
    assert done.headline == "Recorded as a claim: The dome leaks."
    (claim,) = recorded(work)
    (quote,) = claim.quotes
    source = quote.source
    assert (quote.exact, source.text) == ("The dome leaks", MESSAGE)
    assert (source.byline, source.url) == ("Ann Poe", "https://chat.example/1")
    assert source.published_on == claim.said_on == date(2023, 11, 14)
    assert {claim.space, source.space} == {SPACE}
    (ann,) = work.store.get_speakers(claim.said_by, space=SPACE)
    assert (ann.name, ann.space) == ("Ann Poe", SPACE)
    assert not work.store.get_speakers(claim.said_by)
    assert claim.id not in work.store.list_claims()


def test_ids_of_private_records_cannot_be_guessed(work: Work) -> None:
    work.filled(work.form(work.message(), Act.RECORD_CLAIM), text=DOME)
    (claim,) = recorded(work)
    for id_ in (claim.id, *claim.said_by, claim.quotes[0].source.id):
        assert re.search("-[0-9a-f]{16}$", id_)


def test_a_form_that_is_delivered_twice_records_once(work: Work) -> None:
    form = work.form(work.message(), Act.RECORD_CLAIM)
    work.filled(form, key="same", text=DOME)
    assert isinstance(work.fill(form, key="same", text=DOME), Reply)
    assert len(recorded(work)) == 1


def test_two_claims_of_one_message_have_one_source(work: Work) -> None:
    for text in ("The dome leaks.", "The dome is old."):
        work.filled(work.form(work.message(), Act.RECORD_CLAIM), text=text)
    assert len({claim.quotes[0].source.id for claim in recorded(work)}) == 1


def test_the_day_of_a_message_is_not_that_of_somebody_whom_it_cites(work: Work) -> None:
    form = work.form(work.message(), Act.RECORD_CLAIM)
    work.filled(form, said_by="jane-roe", text=DOME)
    (claim,) = recorded(work)
    assert (claim.said_by, claim.said_on) == (("jane-roe",), None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quote": "words that nobody wrote"}, "quote"),
        ({"quote": "e"}, "quote"),
        ({"said_by": " "}, "said_by"),
        ({"said_by": "Ann (thing)"}, "said_by"),
        ({"said_on": "14.11.2023"}, "said_on"),
        ({"text": ""}, "text"),
    ],
)
def test_what_is_filled_in_wrongly_comes_back_at_its_field(
    work: Work, typed: dict[str, str], field: str
) -> None:
    form = work.form(work.message(), Act.RECORD_CLAIM)
    filled = Filled(form.id, {**values(form), "text": DOME, **typed}, EDITOR, work.key())
    back = work.desk.submit(filled)
    assert isinstance(back, Form)
    assert problems(back) == {field}
    assert not recorded(work)


def test_a_message_becomes_a_response_to_a_claim_on_record(work: Work) -> None:
    page = work.message("The roof leaks? That is not so.")
    form = work.form(page, Act.RECORD_RESPONSE)
    (claims,) = [field for field in form.fields if field.id == "claim"]
    assert claims.choices[0].value == "leak"
    assert problems(work.refilled(form, text="It does not.", claim="leak")) == {"stance"}
    done = work.filled(
        form, text="It does not.", quote="That is not so", stance="denies", claim="leak"
    )
    assert done.headline.startswith("Recorded as a response")
    (response,) = work.store.responses_to(["leak"], space=SPACE)["leak"]
    assert (response.quotes[0].exact, response.space) == ("That is not so", SPACE)
    work.shown(done, Act.UNDO)
    assert not work.store.responses_to(["leak"], space=SPACE)["leak"]


def test_a_private_response_to_a_public_claim_is_seen_in_its_space_only(work: Work) -> None:
    form = work.form(work.message("The roof did not cost that."), Act.RECORD_RESPONSE)
    work.filled(form, text="No.", stance="denies", claim="roof-cost", party="john-doe")
    own = work.store.responses_to(["roof-cost"], space=SPACE)["roof-cost"]
    everybody = work.store.responses_to(["roof-cost"])["roof-cost"]
    assert (len(own), len(everybody)) == (2, 1)


def test_a_name_that_two_speakers_have_has_to_be_told_apart(work: Work) -> None:
    speakers = (a_speaker("ann-1", name="Ann Poe"), a_speaker("ann-2", name="Ann Poe"))
    work.store.add(some_records(speakers=speakers))
    back = work.refilled(work.form(work.message(), Act.RECORD_CLAIM), text=DOME)
    (problem,) = back.problems
    assert (problem.field, "ann-1 or ann-2" in problem.why) == ("said_by", True)
    work.filled(back, said_by="ann-2", text=DOME)
    assert recorded(work)[0].said_by == ("ann-2",)


def test_somebody_on_record_cannot_be_made_anew_as_something_else(work: Work) -> None:
    back = work.refilled(
        work.form(work.message(), Act.RECORD_CLAIM), said_by="Jane Roe (office)", text=DOME
    )
    assert problems(back) == {"said_by"}


def test_a_message_is_forgotten_after_a_day(work: Work) -> None:
    page = work.message()
    work.clock.now += 25 * 3600
    late = work.press(page, Act.RECORD_CLAIM)
    assert isinstance(late, Reply)
    assert "no longer" in late.headline
    work.message("Another.")
    assert len(work.store.conversations.find_values(f"desk {SPACE} ")) == 1


def test_a_form_that_cannot_come_back_is_reopened_from_a_reply(work: Work) -> None:
    form = work.form(work.message(), Act.RECORD_CLAIM)
    wrong = work.refilled(form, text=DOME, said_on="Friday")
    reply = work.desk.again(wrong, EDITOR, work.key())
    assert "Nothing was saved yet" in reply.headline
    assert [line.label for line in reply.sections[0].lines] == ["Said on"]
    work.desk = work.restarted()
    reopened = work.form(reply, Act.REOPEN)
    assert (values(reopened)["said_on"], values(reopened)["text"]) == ("Friday", DOME)
    work.filled(reopened, said_on="2024-05-31")
    assert len(recorded(work)) == 1


def test_only_an_editor_of_its_space_reopens_a_form(work: Work) -> None:
    wrong = work.refilled(work.form(work.message(), Act.RECORD_CLAIM), text="")
    reply = work.desk.again(wrong, EDITOR, work.key())
    assert "not one of them" in work.shown(reply, Act.REOPEN, MEMBER).headline
    assert "no longer at the desk" in work.shown(reply, Act.REOPEN, STRANGER).headline


def test_a_response_is_offered_the_claims_that_its_restatement_may_mean(work: Work) -> None:
    roofs = [a_claim(f"old-{n}", text=f"Roof {n} is old.") for n in range(30)]
    fountain = a_claim("fountain", text="The fountain is dry.")
    work.store.add(some_records(claims=[*roofs, fountain]))
    form = work.form(work.message("No roof is old, and it runs."), Act.RECORD_RESPONSE)
    assert "fountain" not in offered(form)
    again = work.refilled(form, text="Ann said the fountain runs.", stance="denies")
    assert problems(again) == {"claim"}
    assert offered(again)[0] == "fountain"
    chosen = work.refilled(again, text="Old roofs.", claim="fountain", party="")
    assert offered(chosen)[0] == values(chosen)["claim"] == "fountain"


def offered(form: Form) -> list[str]:
    (claims,) = (field for field in form.fields if field.id == "claim")
    return [option.value for option in claims.choices]
