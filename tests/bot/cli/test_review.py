from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.codec import as_plain
from knowledge.model import Claim
from knowledge.store.conversation_port import AskedQuestion, Suggestion
from knowledge.store.desk_port import DraftKind, KeptDraft, Relation, Who
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import TEXT, a_claim, a_quote, some_records

SPACE = "slack:T1"
IN_SPACE = ("--space", SPACE)


@pytest.fixture
def store(database: Path) -> Iterator[SqliteStore]:
    """A public claim, and one of a space, in the store that the commands open."""
    store = open_sqlite_store(database)
    leak = a_claim("leak", text="The roof leaks.", quotes=(a_quote("It leaks"),), space=SPACE)
    store.add(some_records(claims=[a_claim(), leak]))
    yield store
    store.close()


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=typed)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def claim(store: SqliteStore, id_: str, space: str = "") -> Claim:
    found = store.desk.get_record("claim", id_, space=space)
    assert isinstance(found, Claim)
    return found


@pytest.fixture
def draft(store: SqliteStore) -> Callable[..., KeptDraft]:
    def keep(id_: str, space: str = "") -> KeptDraft:
        record = a_claim(f"new-{id_}", text=f"Claim of {id_}.", space=space)
        plain = (as_plain(record),)
        made = KeptDraft(
            id_, space, DraftKind.RECORDS, id_, record.text, Who("machine"), 1.0, plain
        )
        assert store.desk.keep_draft(made)
        return made

    return keep


def test_nothing_that_waits_exits_with_1(store: SqliteStore) -> None:
    result = run("review")
    assert (result.stdout, result.exit_code) == ("Nothing waits at the desk.\n", 1)


def test_all_that_waits_is_listed_with_its_id(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    draft("draft-1")
    asked = AskedQuestion("question-1", "", "c", "t", "asker", "Who paid?", "none", 2e9, 3e9)
    store.conversations.keep_question(asked)
    store.conversations.suggest(Suggestion("", "asker", "Who paid?", "roof-cost", 2.0))
    shown = run("review")
    assert shown.stdout.startswith(
        "1 draft, 1 unanswered question and 1 wrong match wait at the desk."
    )
    for part in ("draft-1", "asked once · question-1", ":roof-cost"):
        assert part in shown.stdout
    kinds = [each["kind"] for each in lines(run("review", "--json"))]
    assert kinds == ["records", "question", "wrong_match"]
    assert run("review", *IN_SPACE).exit_code == 1


def test_drafts_are_published_and_rejected_in_one_go(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    for id_ in ("one", "two", "three"):
        draft(id_)
    published = ("--publish", "one", "--publish", "two")
    result = run("review", *published, "--reject", "three", "--why", "nobody said so", "--json")
    assert [each["done"] for each in lines(result)] == ["publish", "publish", "reject"]
    assert result.exit_code == 0
    assert {"new-one", "new-two"} <= set(store.list_claims())
    assert run("review").exit_code == 1


def test_a_draft_that_was_edited_is_still_a_draft(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    draft("one")
    assert "still a draft" in run("review", "--edit", "one", "hedge=may", "--why", "x").stdout
    assert "new-one" not in store.list_claims()


def test_what_cannot_be_done_is_said_and_the_rest_is_done(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    draft("one")
    result = run("review", "--publish", "nothing", "--publish", "one")
    assert result.exit_code == 3
    assert "nothing: nothing has this id here" in result.stderr
    assert "new-one" in store.list_claims()


def test_any_field_can_be_set_and_the_history_says_by_whom(store: SqliteStore) -> None:
    edit = ("review", "--edit", "roof-cost", "hedge=may", "said_on=2024-04-30", "topics=a; b")
    assert run(*edit, "--why", "as it stands there", "--as", "anna").exit_code == 0
    found = claim(store, "roof-cost")
    assert (found.hedge, str(found.said_on), found.topics) == ("may", "2024-04-30", ("a", "b"))
    shown = run("history", "roof-cost").stdout
    assert "anna, on " in shown
    assert "nothing → “may”" in shown
    (revision,) = lines(run("history", "roof-cost", "--json"))
    assert (revision["who"], revision["why"]) == ("anna", "as it stands there")
    assert revision["after"]["hedge"] == "may"


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("colour=red", "of a claim these can"),
        ("said_on=soon", "is no day like"),
        ("quote=nobody said this", "does not stand in"),
        ("said_by=", "'said_by' is missing"),
    ],
)
def test_a_field_that_cannot_be_kept_is_refused_with_the_reason(
    store: SqliteStore, field: str, why: str
) -> None:
    before = claim(store, "roof-cost")
    result = run("review", "--edit", "roof-cost", field, "--why", "x")
    assert result.exit_code == 3
    assert why in result.stderr
    assert claim(store, "roof-cost") == before


def test_a_change_is_undone_and_that_too_but_not_over_somebody_elses(store: SqliteStore) -> None:
    run("review", "--withdraw", "roof-cost", "--why", "wrong")
    assert "roof-cost" not in store.list_claims()
    (change,) = {each["change"] for each in lines(run("history", "--json"))}
    (done,) = lines(run("history", "--undo", str(change), "--json"))
    assert "roof-cost" in store.list_claims()
    assert run("history", "--undo", str(done["change"])).exit_code == 0
    assert "roof-cost" not in store.list_claims()
    run("review", "--edit", "roof-cost", "hedge=may", "--why", "meanwhile")
    again = run("history", "--undo", str(change))
    assert again.exit_code == 3
    assert "changed again since" in again.stderr


def test_the_history_of_what_nobody_changed_is_empty(store: SqliteStore) -> None:
    assert run("history", "roof-cost").exit_code == 1
    assert run("history").exit_code == 1
    assert run("history", "--undo", "7").exit_code == 3


def test_words_are_linked_to_a_claim_and_ruled_out(store: SqliteStore) -> None:
    text = "what did the lid of the chamber run to?"
    assert run("review", "--link", text, "--to", "roof-cost").exit_code == 0
    assert run("review", "--rule-out", "what about the dome", "--to", "roof-cost").exit_code == 0
    linked = [(p.text, p.is_anti) for p in store.desk.phrasings(space="")]
    assert linked == [(text, False), ("what about the dome", True)]
    assert run("review", "--link", "what", "--to", "leak").exit_code == 3


def test_words_that_would_not_be_answered_are_not_linked(store: SqliteStore) -> None:
    refused = run("review", "--link", "what about the roof", "--to", "roof-cost")
    assert refused.exit_code == 3
    assert "linked, it would not be shown: it leans on what was asked before" in refused.stderr
    assert store.desk.phrasings(space="") == ()


def test_of_two_claims_the_second_repeats_the_first(store: SqliteStore) -> None:
    claims, kind = ("roof-cost", "leak"), DraftKind.SAME_CLAIM
    same = KeptDraft("same", SPACE, kind, "k", "Two claims", Who("x"), 1.0, claims=claims)
    store.desk.keep_draft(same)
    assert run("review", "--repeats", "same", *IN_SPACE).exit_code == 0
    (found,) = store.desk.relations(["leak"], space=SPACE)
    assert (found.claim, found.kind, found.other) == ("leak", Relation.REPEATS, "roof-cost")


def test_the_operator_publishes_a_private_record_for_all_with_what_it_mentions(
    store: SqliteStore,
) -> None:
    assert "leak" not in store.list_claims()
    result = run("review", "--publish-wider", "leak", *IN_SPACE)
    assert result.exit_code == 0, result.stderr
    assert "leak" in store.list_claims()


def test_editors_are_set_for_a_space(store: SqliteStore) -> None:
    run("review", "--editors", "group:S1, user:U1", *IN_SPACE)
    assert store.desk.editors(SPACE) == ("group:S1", "user:U1")
    run("review", "--editors", "none", *IN_SPACE)
    assert store.desk.editors(SPACE) == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--withdraw", "roof-cost"),
        ("--edit", "roof-cost", "--why", "x"),
        ("--edit", "roof-cost", "hedge", "--why", "x"),
        ("--link", "what"),
        ("--publish", "a", "b"),
        ("--publish-wider", "leak"),
        ("--editors", "@ann"),
    ],
)
def test_what_is_missing_is_said(store: SqliteStore, arguments: tuple[str, ...]) -> None:
    assert run("review", *arguments).exit_code == 2


# Drafts of a document


def found(id_: str = "c1", exact: str = "the roof had cost 9 million euros", **fields: Any) -> str:
    start = TEXT.find(exact)
    quotes = [{"exact": exact, "start": start, "end": start + len(exact)}]
    filled = {"id": id_, "kind": "claim", "text": f"Text of {id_}.", "quotes": quotes}
    return json.dumps({**filled, "said_by": [{"name": "Jane Roe"}], "mode": "indirect", **fields})


def queue(folder: Path, *drafts: str, space: str = "") -> Result:
    source, file = folder / "Courier.txt", folder / "drafts.jsonl"
    source.write_text(TEXT, encoding="utf-8")
    file.write_text("\n".join(drafts), encoding="utf-8")
    where = ("--space", space) if space else ()
    return run("review", "--draft", str(file), "--article", str(source), *where, "--json")


def test_drafts_of_a_document_wait_and_are_published_one_by_one(
    store: SqliteStore, tmp_path: Path
) -> None:
    denial = found(
        "r1",
        "That figure is false",
        kind="response",
        stance="denies",
        said_by=[{"name": "Max Poe", "role": "director"}],
        answers=["c1"],
    )
    result = queue(tmp_path, found(hedge="may", via=["Radio Example"]), denial)
    assert result.exit_code == 0, result.stderr
    claim_id, response_id = lines(result)[0]["queued"]
    assert run("review", "--publish", response_id).exit_code == 3
    assert run("review", "--publish", claim_id, "--publish", response_id).exit_code == 0
    (made,) = store.get_claims([claim_id])
    assert (made.said_by, made.hedge) == (("jane-roe",), "may")
    (response,) = store.responses_to([claim_id])[claim_id]
    (poe,) = store.get_speakers(response.by)
    assert (poe.name, poe.roles[0].title) == ("Max Poe", "director")


def test_the_same_drafts_are_queued_once(store: SqliteStore, tmp_path: Path) -> None:
    queue(tmp_path, found())
    (again,) = lines(queue(tmp_path, found()))
    assert again == {"queued": [], "queued_before": 1}


def test_drafts_that_cannot_be_used_are_named_and_the_others_wait(
    store: SqliteStore, tmp_path: Path
) -> None:
    result = queue(tmp_path, "{", found("c1", exact="cost"), found("c2", kind="x"), found("c3"))
    assert result.exit_code == 3
    assert [id_.rpartition(".")[2] for id_ in lines(result)[0]["queued"]] == ["c1", "c3"]
    assert "line 1" in result.stderr
    assert "draft c2" in result.stderr


def test_what_is_drafted_for_a_space_is_its_own_under_ids_that_nobody_guesses(
    store: SqliteStore, tmp_path: Path
) -> None:
    (public,) = lines(queue(tmp_path, found()))[0]["queued"]
    (private,) = lines(queue(tmp_path, found(), space=SPACE))[0]["queued"]
    assert public != private
    run("review", "--publish", private, *IN_SPACE)
    assert claim(store, private, SPACE).space == SPACE
    assert private not in store.list_claims()


def test_an_article_is_drafted_queued_and_published(store: SqliteStore, tmp_path: Path) -> None:
    article = tmp_path / "courier.txt"
    article.write_text(TEXT, encoding="utf-8")
    (queued,) = lines(run("review", "--article", str(article), "--json"))
    assert queued["queued"]
    waiting = lines(run("review", "--json"))
    claims = [each for each in waiting if each["records"][-1]["record"] == "claim"]
    assert any("9 million" in each["text"] for each in claims)
    assert run("review", "--publish", claims[0]["id"]).exit_code == 0
    assert claims[0]["records"][-1]["id"] in store.list_claims()


def test_the_id_of_a_published_draft_is_that_of_its_record(
    store: SqliteStore, tmp_path: Path
) -> None:
    article = tmp_path / "courier.txt"
    article.write_text(TEXT, encoding="utf-8")
    run("review", "--article", str(article))
    waiting = lines(run("review", "--json"))
    id_ = next(each["id"] for each in waiting if each["records"][-1]["record"] == "claim")
    run("review", "--publish", id_)
    assert "is published already" in run("review", "--publish", id_).stderr
    assert run("review", "--edit", id_, "hedge=may", "--why", "as heard").exit_code == 0
    assert claim(store, id_).hedge == "may"
    assert run("review", "--withdraw", id_, "--why", "a hoax").exit_code == 0
    assert id_ not in store.list_claims()


def test_an_article_that_cannot_be_read_is_wrong_usage(store: SqliteStore, tmp_path: Path) -> None:
    assert run("review", "--article", str(tmp_path / "nothing.txt")).exit_code == 2
    assert run("review", "--draft", str(tmp_path)).exit_code == 2


# Asking


def test_the_queue_is_worked_through_by_numbers(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    draft("one")
    draft("two")
    # Review a draft → Publish → Next → Reject → why → stop
    result = run("review", "-i", typed="1\n1\n2\n3\nnobody said so\n0\n")
    assert result.exit_code == 0, result.output
    assert "Published: Claim of one." in result.stdout
    assert "Rejected" in result.stdout
    assert "new-one" in store.list_claims()
    assert not store.desk.list_drafts(space="")


def test_a_form_asks_for_each_field_and_again_for_what_is_wrong(
    store: SqliteStore, draft: Callable[..., KeptDraft]
) -> None:
    draft("one")
    wrong, right = "\n\nsoon\nmay\nso\n", "\n\n2024-05-01\n\nso\n"
    result = run("review", "-i", typed=f"1\n2\n{wrong}{right}1\n0\n")
    assert "is no day like" in result.stdout
    found_claim = claim(store, "new-one")
    assert (str(found_claim.said_on), found_claim.hedge) == ("2024-05-01", "may")
