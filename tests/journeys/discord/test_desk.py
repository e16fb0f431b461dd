"""Every action of the desk, done in a Discord server: what an editor types, presses, fills in."""

from __future__ import annotations

import pytest

from bot.reply import Act
from knowledge.store.desk_port import Phrasing, Relation
from knowledge.vocabulary import State
from tests.builders import a_claim, a_quote, a_response, some_records
from tests.fakes.discord_fake import text_of
from tests.fakes.discord_modals import options_of, shown_in
from tests.fakes.discord_payloads import EDITOR, GUILD, OTHER_EDITOR, THREAD, Message
from tests.journeys.discord.newsroom import SPACE, Newsroom

DOME = "The dome of the town hall is cracked."
WHO_DOME = "Who said that the dome of the town hall is cracked?"


async def record_dome(newsroom: Newsroom) -> Message:
    """Record a claim from what somebody wrote."""
    written = await newsroom.said("I was up there: the dome is cracked, said the caretaker.")
    page = await newsroom.point_at(written)
    opened = await newsroom.open(page, Act.RECORD_CLAIM)
    return await newsroom.fill(opened, text=DOME, quote="the dome is cracked", said_by="Ann Poe")


async def test_nothing_waits_at_a_new_desk(newsroom: Newsroom) -> None:
    assert "Nothing waits at the desk." in text_of(await newsroom.desk())


async def test_a_message_is_recorded_as_a_claim_and_answers_the_next_question(
    newsroom: Newsroom,
) -> None:
    assert "Recorded as a claim" in text_of(await record_dome(newsroom))
    (claim,) = newsroom.own_claims()
    source = claim.quotes[0].source
    assert (claim.space, source.byline) == (SPACE, "Vera.Lind")
    assert source.url is not None
    assert source.url.startswith(f"https://discord.com/channels/{GUILD}/")
    answer = await newsroom.answer(WHO_DOME)
    assert "Claim by Ann Poe" in answer
    assert "“the dome is cracked”" in answer


async def test_a_message_is_recorded_as_a_response_to_a_claim(newsroom: Newsroom) -> None:
    await record_dome(newsroom)
    (claim,) = newsroom.own_claims()
    written = await newsroom.said("The mayor denies that anything is cracked.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_RESPONSE)
    assert opened.modal is not None
    assert claim.id in options_of(opened.modal, "claim")
    done = await newsroom.fill(
        opened, text="The mayor denies it.", party="jane-roe", stance="denies", claim=claim.id
    )
    assert "Recorded as a response" in text_of(done)
    assert "Denied by Jane Roe" in await newsroom.answer(WHO_DOME)


async def test_what_a_message_answers_is_offered_first_where_it_was_shown(
    newsroom: Newsroom,
) -> None:
    asked = await newsroom.said(f"{newsroom.fake.mention} Who said that the roof leaks?")
    answer = await newsroom.fake.answer_to(asked)
    await newsroom.bot.settled()
    for replied_to in (asked, answer):
        written = await newsroom.said("Nonsense!", reply_to=replied_to)
        opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_RESPONSE)
        assert opened.modal is not None
        assert options_of(opened.modal, "claim")[0] == "roof-leak"


async def test_a_claim_that_is_not_listed_is_found_by_what_the_response_is_restated_as(
    newsroom: Newsroom,
) -> None:
    roofs = [a_claim(f"roof-{n}", text=f"Roof {n} is old.") for n in range(30)]
    fountain = a_claim("fountain", text="The fountain is dry.")
    newsroom.store.add(some_records(claims=[*roofs, fountain]))
    written = await newsroom.said("No roof here, and it is running.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_RESPONSE)
    assert opened.modal is not None
    assert "fountain" not in options_of(opened.modal, "claim")
    again = await newsroom.fill(opened, text="Vera said the fountain runs.", stance="denies")
    assert "**The claim that it answers**" in text_of(again)
    listed = await newsroom.open(again, Act.REOPEN)
    assert listed.modal is not None
    assert options_of(listed.modal, "claim")[0] == "fountain"
    await newsroom.fill(listed, claim="fountain")
    (found,) = newsroom.store.responses_to(["fountain"], space=SPACE)["fountain"]
    assert found.text == "Vera said the fountain runs."


async def test_a_message_in_a_thread_is_recorded_there(newsroom: Newsroom) -> None:
    written = await newsroom.said("It rains in.", channel=THREAD)
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_CLAIM)
    await newsroom.fill(opened, text="It rains into the hall.")
    (claim,) = newsroom.own_claims()
    assert str(claim.quotes[0].source.url).endswith(f"/{THREAD}/{written.id}")


async def test_of_a_forwarded_message_nobody_knows_who_wrote_it(newsroom: Newsroom) -> None:
    written = await newsroom.said("", forwards="The dome is cracked.")
    opened = await newsroom.open(await newsroom.point_at(written), Act.RECORD_CLAIM)
    assert opened.modal is not None
    assert shown_in(opened.modal)["said_by"] == ""
    assert shown_in(opened.modal)["quote"] == "The dome is cracked."


async def test_a_record_is_edited_with_a_reason_that_its_history_shows(
    newsroom: Newsroom,
) -> None:
    await record_dome(newsroom)
    (claim,) = newsroom.own_claims()
    page = await newsroom.desk(words=claim.id)
    opened = await newsroom.open(page, Act.EDIT)
    assert "Changed" in text_of(await newsroom.fill(opened, hedge="may", why="it is hedged"))
    history = text_of(await newsroom.desk(history=claim.id))
    assert "it is hedged" in history
    assert f"<@{EDITOR.id}>" in history
    assert newsroom.own_claims()[0].hedge == "may"


async def test_what_was_done_is_undone(newsroom: Newsroom) -> None:
    done = await record_dome(newsroom)
    assert "Undone" in text_of(await newsroom.press(done, Act.UNDO))
    assert newsroom.own_claims() == []
    assert "Claim by Ann Poe" not in await newsroom.answer(WHO_DOME)


async def test_a_change_is_undone_from_the_history(newsroom: Newsroom) -> None:
    await record_dome(newsroom)
    (claim,) = newsroom.own_claims()
    opened = await newsroom.open(await newsroom.desk(words=claim.id), Act.EDIT)
    await newsroom.fill(opened, hedge="may", why="it is hedged")
    await newsroom.press(await newsroom.desk(history=claim.id), Act.UNDO, number=0)
    assert newsroom.own_claims()[0].hedge is None


async def test_a_record_is_withdrawn_and_published_again(newsroom: Newsroom) -> None:
    await record_dome(newsroom)
    (claim,) = newsroom.own_claims()
    opened = await newsroom.open(await newsroom.desk(words=claim.id), Act.WITHDRAW)
    assert "Withdrawn" in text_of(await newsroom.fill(opened, why="it was a joke"))
    assert "Claim by Ann Poe" not in await newsroom.answer(WHO_DOME)
    page = await newsroom.desk(words=claim.id)
    assert "Published" in text_of(await newsroom.press(page, Act.PUBLISH))
    assert "Claim by Ann Poe" in await newsroom.answer(WHO_DOME)


async def test_a_draft_is_edited_and_published(newsroom: Newsroom) -> None:
    newsroom.draft(a_claim("dome", text=DOME, quotes=(a_quote("It leaks"),), space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    opened = await newsroom.open(page, Act.EDIT)
    page = await newsroom.fill(opened, text="The dome is cracked.", why="shorter")
    assert "The dome is cracked." in text_of(page)
    done = text_of(await newsroom.press(page, Act.PUBLISH))
    assert "Published: The dome is cracked." in done
    assert [claim.text for claim in newsroom.own_claims()] == ["The dome is cracked."]


async def test_a_draft_is_rejected_with_a_reason(newsroom: Newsroom) -> None:
    newsroom.draft(a_claim("dome", text=DOME, space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    done = await newsroom.fill(await newsroom.open(page, Act.REJECT), why="a rumour")
    assert "Rejected" in text_of(done)
    assert "Nothing waits" in text_of(await newsroom.desk())


async def test_the_claim_that_a_draft_answers_is_chosen(newsroom: Newsroom) -> None:
    newsroom.draft(a_response("no-leak", ["roof-cost"], text="Doe said it is dry.", space=SPACE))
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    opened = await newsroom.open(page, Act.ANSWERS)
    await newsroom.fill(opened, words="roof-leak")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    await newsroom.press(page, Act.PUBLISH)
    (found,) = newsroom.store.responses_to(["roof-leak"], space=SPACE)["roof-leak"]
    assert found.id == "no-leak"


async def test_a_question_is_linked_to_one_of_the_claims_that_are_offered(
    newsroom: Newsroom,
) -> None:
    newsroom.unanswered("roof, how much?", times=2)
    queue = await newsroom.desk()
    assert "asked 2 times by 2 people" in text_of(queue)
    page = await newsroom.press(queue, Act.OPEN)
    await newsroom.press(page, Act.LINK, number=1)
    (phrasing,) = newsroom.store.desk.phrasings(space=SPACE)
    assert phrasing.text == "roof, how much?"
    assert not phrasing.is_anti


async def test_what_nobody_could_answer_is_answered_once_an_editor_has_linked_it(
    newsroom: Newsroom,
) -> None:
    question = "What did the lid of the council chamber run to?"
    assert "Claim by" not in await newsroom.answer(question)
    queue = await newsroom.desk()
    assert question in text_of(queue)
    opened = await newsroom.open(await newsroom.press(queue, Act.OPEN), Act.LINK_OTHER)
    await newsroom.fill(opened, words="roof-cost")
    assert "Claim by Jane Roe" in await newsroom.answer(question, person=OTHER_EDITOR)
    assert "Nothing waits" in text_of(await newsroom.desk())


async def test_another_claim_is_found_by_its_words(newsroom: Newsroom) -> None:
    newsroom.unanswered("quantum?")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    opened = await newsroom.open(page, Act.LINK_OTHER)
    again = await newsroom.fill(opened, words="roof leaks")
    assert "Choose one of these claims." in text_of(again)
    listed = await newsroom.open(again, Act.REOPEN)
    assert listed.modal is not None
    assert options_of(listed.modal, "claim")[0] == "roof-leak"
    await newsroom.fill(listed, claim="roof-leak")
    (phrasing,) = newsroom.store.desk.phrasings(space=SPACE)
    assert phrasing == Phrasing(SPACE, "quantum?", "roof-leak")


async def test_a_claim_whose_id_is_too_long_for_a_menu_can_be_chosen_in_it(
    newsroom: Newsroom,
) -> None:
    long = f"{'leak-' * 30}end"
    newsroom.store.add(some_records(claims=[a_claim(long, text="A pipe of the fountain leaks.")]))
    newsroom.unanswered("Which pipe of the fountain?")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    opened = await newsroom.open(page, Act.LINK_OTHER)
    assert opened.modal is not None
    await newsroom.fill(opened, claim=options_of(opened.modal, "claim")[0])
    (phrasing,) = newsroom.store.desk.phrasings(space=SPACE)
    assert phrasing.claim == long


async def test_a_question_is_put_aside(newsroom: Newsroom) -> None:
    newsroom.unanswered("quantum?")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    assert "Put aside" in text_of(await newsroom.press(page, Act.DISMISS))
    assert "Nothing waits" in text_of(await newsroom.desk())


async def test_a_wrong_match_becomes_an_anti_phrasing(newsroom: Newsroom) -> None:
    newsroom.said_wrong("what did the roof weigh?", "roof-cost")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    await newsroom.press(page, Act.RULE_OUT)
    (phrasing,) = newsroom.store.desk.phrasings(space=SPACE)
    assert phrasing == Phrasing(SPACE, "what did the roof weigh?", "roof-cost", is_anti=True)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (Act.SAME, Relation.SAME_CLAIM),
        (Act.REPEATS, Relation.REPEATS),
        (Act.DIFFERENT, Relation.NOT_THE_SAME),
    ],
)
async def test_two_claims_are_compared(newsroom: Newsroom, act: Act, kind: Relation) -> None:
    newsroom.duplicate("roof-cost", "roof-leak")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    await newsroom.press(page, act)
    (relation,) = newsroom.store.desk.relations(["roof-cost"], space=SPACE)
    assert relation.kind is kind


async def test_one_goes_on_from_one_thing_to_the_next_and_back(newsroom: Newsroom) -> None:
    newsroom.unanswered("quantum?")
    newsroom.unanswered("relativity?")
    page = await newsroom.press(await newsroom.desk(), Act.OPEN)
    done = await newsroom.press(page, Act.DISMISS)
    following = await newsroom.press(done, Act.OPEN)
    assert "quantum?" in text_of(page) + text_of(following)
    assert "relativity?" in text_of(page) + text_of(following)
    assert "waits at the desk" in text_of(await newsroom.press(following, Act.DESK))


async def test_claims_are_found_by_their_words_and_opened(newsroom: Newsroom) -> None:
    page = await newsroom.press(await newsroom.desk(words="roof leaks"), Act.OPEN, number=0)
    assert "The roof leaks." in text_of(page)
    assert "Jane Roe" in text_of(page)
    assert "Nothing was changed of “roof-leak”" in text_of(await newsroom.press(page, Act.HISTORY))


async def test_claims_are_offered_to_an_editor_who_is_still_typing(newsroom: Newsroom) -> None:
    for option in ("words", "history"):
        offered = await newsroom.fake.suggest("desk", option, "roof leak", person=EDITOR)
        assert offered[0] == {"name": "The roof leaks.", "value": "roof-leak"}
    assert await newsroom.fake.suggest("desk", "words", " ", person=EDITOR) == []
    assert await newsroom.fake.suggest("desk", "words", "roof leak") == []


async def test_of_two_editors_the_second_is_told_that_it_was_changed(newsroom: Newsroom) -> None:
    await record_dome(newsroom)
    (claim,) = newsroom.own_claims()
    opened = {
        person: await newsroom.open(
            await newsroom.desk(words=claim.id, person=person), Act.EDIT, person=person
        )
        for person in (EDITOR, OTHER_EDITOR)
    }
    assert "Changed" in text_of(await newsroom.fill(opened[EDITOR], hedge="may", why="hedged"))
    late = await newsroom.fill(opened[OTHER_EDITOR], hedge="perhaps", why="hedged")
    assert "Somebody changed this meanwhile, so nothing was done." in text_of(late)
    (claim,) = newsroom.own_claims()
    assert (claim.hedge, claim.state) == ("may", State.PUBLISHED)
