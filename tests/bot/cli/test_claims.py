from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.store.desk_port import Change, ClaimRelation, DraftKind, Phrasing, Relation, Who
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import a_response, some_records
from tests.knowledge.intake.twins import a_told_claim
from tests.knowledge.matching.harbour import SPEAKERS

ONE, OTHER = "Norvay sent six boats to Velland.", "Six boats were sent by Norvay to Velland."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def store(loaded: Path) -> SqliteStore:
    """The shipped pack, and a claim told twice; only the first telling was denied."""
    opened = open_sqlite_store(loaded)
    claims = (a_told_claim("first", ONE), a_told_claim("second", OTHER))
    denial = a_response("denial", ("first",), by=("tomas-brill",))
    opened.add(some_records(speakers=SPEAKERS, claims=claims, responses=[denial]))
    return opened


def relate(store: SqliteStore, kind: Relation) -> None:
    change = Change(relate=[ClaimRelation("", "second", kind, "first")])
    store.desk.change(change, space="", who=Who("editor"), at=0.0, why="looked at")


def test_a_timeline_shows_with_each_response_which_claim_it_answers(store: SqliteStore) -> None:
    relate(store, Relation.SAME_CLAIM)
    result = run("timeline", "second")
    shown = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert shown.startswith(f"Claim by Ines Karga: {OTHER} No response recorded.")
    assert "1 related claim recorded." in shown
    assert "Denied by Tomas Brill (answers first)" in shown
    assert "Day not recorded" in shown


def test_a_timeline_in_json_has_one_entry_a_line(store: SqliteStore) -> None:
    relate(store, Relation.REPEATS)
    entries = [json.loads(line) for line in run("timeline", "first", "--json").stdout.splitlines()]
    assert [(entry["kind"], entry["claims"]) for entry in entries] == [
        ("claim", ["first"]),
        ("claim", ["second"]),
        ("response", ["first"]),
    ]
    assert entries[0]["relations"] == [{"kind": "repeats", "claim": "second", "other": "first"}]


@pytest.mark.usefixtures("loaded")
def test_a_claim_that_is_not_recorded_has_no_timeline() -> None:
    result = run("timeline", "nobody-said-that")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No claim with this id is recorded" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_the_shipped_pack_has_no_duplicates() -> None:
    result = run("duplicates")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Looked at 22 claims;")


def test_what_may_be_the_same_is_listed_and_waits_at_the_desk_if_asked_for(
    store: SqliteStore,
) -> None:
    result = run("duplicates", "first", "--propose")
    assert result.exit_code == 0
    assert result.stdout.startswith("These two may be the same claim.")
    assert ONE in result.stdout
    assert OTHER in result.stdout
    (draft,) = store.desk.list_drafts(space="", kinds=[DraftKind.SAME_CLAIM])
    assert draft.claims == ("first", "second")
    run("duplicates", "--propose")
    assert len(store.desk.list_drafts(space="")) == 1


def test_a_proposal_in_json_has_both_ids_and_the_reasons(store: SqliteStore) -> None:
    proposal = json.loads(run("duplicates", "second", "--json").stdout)
    assert (proposal["claim"], proposal["other"]) == ("first", "second")
    assert "both are about Norvay and Velland" in proposal["why"]


def test_only_what_changed_since_is_looked_at(store: SqliteStore) -> None:
    number = run("duplicates").stderr.rpartition("--after ")[2].rstrip(".\n")
    assert run("duplicates", "--after", number).stderr.startswith("Looked at no claims;")
    store.add(some_records(speakers=SPEAKERS, claims=[a_told_claim("third", ONE)]))
    result = run("duplicates", "--after", number, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    pairs = {(pair["claim"], pair["other"]) for pair in found}
    assert pairs == {("first", "third"), ("second", "third")}


def test_an_id_that_is_not_recorded_is_said(store: SqliteStore) -> None:
    result = run("duplicates", "first", "nobody-said-that")
    assert result.exit_code == 3
    assert "Claim nobody-said-that: there is none with this id." in result.stderr
    assert ONE in result.stdout


def test_a_question_that_was_linked_is_answered_on_the_command_line(store: SqliteStore) -> None:
    question = "Did the flotilla ever leave?"
    assert run("ask", question).exit_code == 1
    change = Change(link=[Phrasing("", question, "first")])
    store.desk.change(change, space="", who=Who("editor"), at=0.0, why="asked twice")
    result = run("ask", question, "--json")
    (claim,) = json.loads(result.stdout)["claims"]
    assert claim["id"] == "first"
    assert claim["why"][0] == "editors linked this wording to the claim"
